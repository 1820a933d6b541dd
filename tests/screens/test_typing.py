"""What is typed is what is kept: letter by letter, all at once, or pasted."""

from __future__ import annotations

import pytest
from textual import events

from oneone_tui.input_order import PASTE_LIMIT
from oneone_tui.messages import Typing
from oneone_tui.screens.library import LibraryScreen
from oneone_tui.workshop.text import LINE_LIMIT, clean
from tests.support.pilot import ROUNDS, Desk, Room, fresh_session, rehearsed_session

TEXTS = {
    "Persian": "می\u200cخواهم",  # noqa: RUF001 - the non-joiner
    "Hindi": "क्\u200dष",
    "a family": "👩\u200d👩\u200d👧",
    "a heart": "❤\ufe0f",
    "a flag": "🇵🇪",
    "French": "à\u00a0bientôt",
    "a question": "quoi\u202f?",
    "marks": "e\u0301o\u0302",
    "a number sign": "\u0600\u0661",
    "a font's own": "a\uf8ff",
    "ideographs": "李\u3000小",
}
HIDDEN = "a\u202eb\u2066c\u200bd\x07e\x9bf\u00adg"


async def at_once(desk: Desk, text: str) -> None:
    """Type so quickly that all of it is read at once."""
    event = Typing(text)
    event.set_sender(desk.app)
    desk.app.post_message(event)
    await desk.settle()


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
async def test_note_line_keeps_what_is_typed_as_what_is_pasted(room: Room, text: str) -> None:
    async with room.desk(rehearsed_session(ROUNDS)) as desk:
        before = len(desk.session.notes)
        await desk.press("v")
        await desk.enter(text)
        await at_once(desk, text)
        await desk.press("enter")
        await desk.paste(text)
        await desk.press("enter")
        assert [note.text for note in desk.session.notes[before:]] == [clean(text)] * 3


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
async def test_setup_form_keeps_what_is_typed_as_what_is_pasted(room: Room, text: str) -> None:
    async with room.desk(fresh_session("Ana Ruiz")) as desk:
        for put in (desk.type, desk.paste):
            await desk.press("home", "enter", "ctrl+u")
            await put(text)
            await desk.press("enter")
            assert desk.session.info.title == clean(text)
        await desk.press("a")
        await desk.enter(f"Bo {text}")
        assert desk.session.people[-1].name == clean(f"Bo {text}")


async def test_library_filter_takes_what_is_typed_as_what_is_pasted(room: Room) -> None:
    for text in TEXTS.values():
        room.keep(fresh_session(title=f"With {text}"))
    async with room.desk() as desk:
        screen = desk.app.screen
        assert isinstance(screen, LibraryScreen)
        await desk.wait_for("With a")  # only then is there something to find
        for text in TEXTS.values():
            for put in (desk.type, desk.paste):
                await desk.press("/", "ctrl+u")
                await put(text)
                assert clean(desk.app.focused.value) == clean(text)  # type: ignore[union-attr]


async def test_note_line_takes_no_hidden_character(room: Room) -> None:
    async with room.desk(rehearsed_session(ROUNDS)) as desk:
        before = len(desk.session.notes)
        await desk.press("v")
        for put in (desk.type, lambda text: at_once(desk, text), desk.paste):
            await put(HIDDEN)
            assert desk.line.text.isprintable()
            await desk.press("enter")
        kept = [note.text for note in desk.session.notes[before:]]
        assert kept == ["abcdefg", "abcdefg", "abcdeg"]  # pasted, \x9b and f are a sequence


async def test_typing_at_once_is_keys_until_one_of_them_opens_the_line(room: Room) -> None:
    async with room.desk(rehearsed_session(ROUNDS)) as desk:
        before = len(desk.session.notes)
        await at_once(desk, "2v rent is due")
        await desk.press("enter", "escape")
        note = desk.session.notes[-1]
        assert len(desk.session.notes) == before + 1
        assert (note.text, note.pair) == ("rent is due", desk.session.pairs[1].id)


async def test_typing_that_comes_after_the_line_was_left_is_keys(room: Room) -> None:
    async with room.desk(rehearsed_session(ROUNDS)) as desk:
        await desk.press("v")
        for event in (events.Key("escape", None), Typing("3i"), Typing("tools")):
            event.set_sender(desk.app)
            desk.app.post_message(event)
        await desk.settle()
        await desk.press("enter")
        note = desk.session.notes[-1]
        assert (note.text, note.pair) == ("tools", desk.session.pairs[2].id)


async def test_typing_beyond_the_end_of_the_line_fills_it(room: Room) -> None:
    async with room.desk(rehearsed_session(ROUNDS)) as desk:
        await desk.press("v")
        for text in ("a" * (LINE_LIMIT - 3), "bcdef", "g"):
            await at_once(desk, text)
        assert desk.line.text == "a" * (LINE_LIMIT - 3) + "bcd"
        await desk.press("ctrl+u")


async def test_cut_paste_is_reported(room: Room) -> None:
    async with room.desk(fresh_session("Ana Ruiz")) as desk:
        await desk.press("a")
        await desk.paste("x" * (PASTE_LIMIT + 1))
        assert desk.messages == ["too long: the first 200,000 characters were pasted"]
        await desk.press("escape")
