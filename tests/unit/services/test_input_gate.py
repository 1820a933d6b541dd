"""What a person does while something opens waits for it, in its order."""

from __future__ import annotations

from oneone_tui.services.input_gate import InputGate


def test_gate_lets_everything_through_while_open() -> None:
    gate = InputGate[str]()
    assert not gate.is_closed
    assert not gate.hold("a")
    assert gate.open() == []


def test_gate_hands_on_what_has_waited_in_its_order() -> None:
    gate = InputGate[str]()
    gate.close()
    assert gate.is_closed
    assert gate.hold("a")
    gate.close()
    assert gate.hold("b")
    assert gate.open() == ["a", "b"]
    assert gate.open() == []
    assert not gate.hold("c")
