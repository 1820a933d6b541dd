"""What becomes of the tokens of a terminal: the keys, the mouse, the size that Textual hears of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events, messages
from textual.geometry import Size
from textual.message import Message

from oneone_tui.messages import Typing
from oneone_tui.terminal.input_parser import Pasted, Sequence, Token, Typed
from oneone_tui.textual_patches.input_events import InputEvents, keys_of

TTY = Size(90, 30)


def events_of(*tokens: Token, tty: Size | None = TTY) -> list[Message]:
    return list(InputEvents(lambda: tty).convert(tokens))


def keys_pressed(text: str) -> list[tuple[str, str | None]]:
    return [(key.name, key.character) for key in keys_of(text)]


@pytest.mark.parametrize(
    "sent, keys",
    [
        ("a", [("a", "a")]),
        ("?", [("question_mark", "?")]),
        (" ", [("space", " ")]),
        ("\r", [("enter", "\r")]),
        ("\x11", [("ctrl+q", "\x11")]),
        ("\x1b", [("escape", "\x1b")]),
        ("\u200d", [("zero_width_joiner", "\u200d")]),
        ("\x1b[A", [("up", None)]),
        ("\x1bOA", [("up", None)]),
        ("\x1b[[A", [("f1", None)]),
        ("\x1b[15~", [("f5", None)]),
        ("\x1b[Z", [("shift+tab", None)]),
        ("\x1b\t", [("shift+tab", None)]),
        ("\x1b[1;5C", [("ctrl+right", None)]),
        ("\x1b[3;2~", [("shift+delete", None)]),
        ("\x1bOj", [("asterisk", "*")]),
        ("\x1b[1;5u", [("ctrl+5", None)]),
        # kitty's protocol
        ("\x1b[27u", [("escape", None)]),
        ("\x1b[13u", [("enter", "\r")]),
        ("\x1b[13;129u", [("enter", "\r")]),
        ("\x1b[97;;97u", [("a", "a")]),
        ("\x1b[97;2;65u", [("A", "A")]),
        ("\x1b[97:65;2u", [("A", "A")]),
        ("\x1b[97;5u", [("ctrl+a", None)]),
        ("\x1b[32;;32u", [("space", " ")]),
        ("\x1b[97;1:2u", [("a", "a")]),
        ("\x1b[46u", [("full_stop", ".")]),
        ("\x1b[1;1:2A", [("up", None)]),
        ("\x1b[0;;128105:8205u", [("woman", "👩"), ("zero_width_joiner", "\u200d")]),
        ("\x1b[57417u", [("left", None)]),
        # xterm's modifyOtherKeys
        ("\x1b[27;5;97~", [("ctrl+a", None)]),
    ],
)
def test_keys_of_known_sequence_are_its_keys(sent: str, keys: list[tuple[str, str | None]]) -> None:
    assert keys_pressed(sent) == keys


@pytest.mark.parametrize(
    "sent",
    [
        "\x1b[97;1:3u",
        "\x1b[57441;1:3u",
        "\x1b[1;1:3A",
        "\x1b[1114112u",
        "\x1b[99999999999999999999u",
        "\x1b[55296u",
        "\x1b[63000u",
        "\x1b[7u",
        "\x1b[:P",
        "\x1b[4294967296D",
        "\x1b[;;999999999999u",
        f"\x1b[{'9' * 5000}u",
        "\x1b[12;40R",
        "\x1b[1;5R",
        "\x1b[0n",
        "\x1b[?62;22c",
        "\x1b[?997;1n",
        "\x1b[8;24;80t",
        "\x1b[?25u",
        "\x1b[201~",
        "\x1b[\x1b",
    ],
)
def test_keys_of_release_or_answer_are_none(sent: str) -> None:
    assert keys_pressed(sent) == []
    assert events_of(Sequence(sent)) == []


@given(st.text("0123456789:;", max_size=30), st.characters(min_codepoint=0x40, max_codepoint=0x7E))
def test_input_events_of_any_sequence_never_raise(numbers: str, final: str) -> None:
    for opened in ("\x1b[", "\x1b[<", "\x1b[?", "\x1bO"):
        assert all(
            isinstance(one, Message) for one in events_of(Sequence(opened + numbers + final))
        )


@given(st.characters(exclude_categories=["Cs"]))
def test_keys_of_character_are_one_or_none(character: str) -> None:
    assert [one.character for one in keys_of(character)] in ([character], [])


def test_input_events_of_several_characters_are_one_typing() -> None:
    (typing,) = events_of(Typed("rent"))
    assert isinstance(typing, Typing)
    assert typing.text == "rent"


def test_input_events_of_paste_are_one_or_none() -> None:
    (paste,) = events_of(Pasted("a\x00b"))
    assert isinstance(paste, events.Paste)
    assert paste.text == "ab"
    assert events_of(Pasted("")) == []


def test_input_events_of_focus_are_focus_and_blur() -> None:
    focus, blur = events_of(Sequence("\x1b[I"), Sequence("\x1b[O"))
    assert isinstance(focus, events.AppFocus)
    assert isinstance(blur, events.AppBlur)


def test_input_events_of_mouse_have_position() -> None:
    down, up, move, wheel = events_of(
        *map(Sequence, ("\x1b[<0;5;7M", "\x1b[<0;5;7m", "\x1b[<35;6;9M", "\x1b[<65;6;9M"))
    )
    assert isinstance(down, events.MouseDown)
    assert (down.x, down.y, down.button) == (4, 6, 1)
    assert isinstance(up, events.MouseUp)
    assert isinstance(move, events.MouseMove)
    assert (move.x, move.y, move.delta_x, move.delta_y) == (5, 8, 1, 2)
    assert isinstance(wheel, events.MouseScrollDown)
    assert events_of(Sequence("\x1b[<0;0;-3M")) == []


def test_input_events_report_synchronized_output_once() -> None:
    answer = Sequence("\x1b[?2026;2$y")
    (known,) = events_of(answer, answer)
    assert isinstance(known, messages.TerminalSupportsSynchronizedOutput)
    assert events_of(Sequence("\x1b[?2026;0$y")) == []


def test_input_events_ignore_unrequested_size() -> None:
    assert events_of(Sequence("\x1b[48;5;9;100;90t")) == []
    assert events_of(Sequence("\x1b[?2048;0$y"), Sequence("\x1b[48;5;9;100;90t"))[1:] == []


def test_input_events_of_requested_size_prefer_size_of_tty() -> None:
    supported, report = Sequence("\x1b[?2048;2$y"), Sequence("\x1b[48;5;9;100;90t")
    told, resize = events_of(supported, report)
    assert isinstance(told, messages.InBandWindowResize)
    assert isinstance(resize, events.Resize)
    assert (resize.size, resize.pixel_size) == (TTY, Size(90, 100))
    (_, resize) = events_of(supported, report, tty=None)
    assert isinstance(resize, events.Resize)
    assert resize.size == Size(9, 5)
    assert events_of(supported, Sequence("\x1b[48;99999;9;100;90t"), tty=None)[1:] == []
    assert events_of(supported, Sequence("\x1b[48;0;0;0;0t"))[1:] == []


def test_input_events_of_mouse_in_pixels_have_cell() -> None:
    *_, down = events_of(
        *map(Sequence, ("\x1b[?2048;2$y", "\x1b[48;30;90;600;900t", "\x1b[<0;46;61M"))
    )
    assert isinstance(down, events.MouseDown)
    assert (down.pointer_x, down.pointer_y) == (4.5, 3.0)
