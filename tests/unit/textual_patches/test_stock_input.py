"""What Textual makes of a terminal's input: where it does better, `input_events` can shrink."""

from __future__ import annotations

import pytest
from textual import events
from textual._xterm_parser import XTermParser
from textual.app import App, ComposeResult
from textual.message import Message
from textual.widgets import Input


def parsed(sent: str) -> list[Message]:
    """What Textual makes of what a terminal sends."""
    return list(XTermParser().feed(sent))


@pytest.mark.parametrize("answer", ["\x1b[0n", "\x1b[?997;1n", "\x1bP>|xterm(379)\x1b\\"])
def test_textual_takes_answers_for_keys(answer: str) -> None:
    assert any(isinstance(one, events.Key) for one in parsed(answer + "\x1b[I"))


def test_textual_leaves_a_paste_at_an_escape() -> None:
    keys = [one for one in parsed("\x1b[200~a\x1b[0nb\x1b[201~") if isinstance(one, events.Key)]
    assert keys


@pytest.mark.parametrize("key", ["\x1b[97;1:3u", "\x1b[97:65;2u", "\x1b[1114112u"])
def test_textual_raises_at_keys_of_kitty(key: str) -> None:
    with pytest.raises((ValueError, OverflowError)):
        parsed(key)


def test_textual_takes_escape_and_a_digit_for_another_letter() -> None:
    (key,) = parsed("\x1b3")
    assert isinstance(key, events.Key)
    assert key.character == "£"


def test_textual_believes_a_size_that_nobody_asked_for() -> None:
    assert any(isinstance(one, events.Resize) for one in parsed("\x1b[48;9;9;90;90t"))


async def test_textual_drops_joiners_that_are_typed() -> None:
    class Typed(App[None]):
        def compose(self) -> ComposeResult:
            yield Input()

    app = Typed()
    async with app.run_test() as pilot:
        for character in "a\u200db":
            app.post_message(events.Key(character, character))
        await pilot.pause()
        assert app.query_one(Input).value == "ab"
