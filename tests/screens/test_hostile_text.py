"""Markup and escape sequences in every field are shown as they are and do nothing."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from oneone_tui.screens.commitments import CommitmentsScreen
from oneone_tui.screens.library import LibraryScreen
from oneone_tui.screens.people import PeopleScreen
from oneone_tui.screens.review import ReviewScreen
from oneone_tui.workshop.model.terms import STAGES, Stage
from oneone_tui.workshop.text import clean
from tests.support.hostile_session import MARKUP, RAW, raw_text_session
from tests.support.pilot import ROOMY, START, Room, fresh_session
from tests.support.roster_desk import take_list
from tests.support.session_folder import with_commitments

if TYPE_CHECKING:
    from tests.support.pilot import Desk

TYPED = ("[@click=app.quit]x", "[/x]", "[a=b: c", "[bold]y[/bold]", "[[w", "$text \\[z", "[]q]")
ESCAPES = (
    "\x1b[2Jcleared",
    "\x1b]52;c;aGk=\x07copied",
    "\x9b31mred",
    "a\u202eb",
    "\x1bPq\x1b\\",
    "\x07",
)


def check_harmless(desk: Desk) -> None:
    """Nothing on the screen commands the terminal, or can be clicked on."""
    for strip in desk.app.screen._compositor.render_strips():
        assert not any(ord(char) < 32 or 127 <= ord(char) < 160 for char in strip.text)
        assert "\u202e" not in strip.text
        for segment in strip:
            assert not (segment.style and any("click" in key for key in segment.style.meta))
    assert desk.app.is_running


OVERLAYS = ("?", "j", "F", "g", "ctrl+p")
"""The keys of what lies over a stage; escape closes each."""


async def test_any_text_in_a_field_is_shown_literally(room: Room) -> None:
    session = raw_text_session()
    room.keep(with_commitments(fresh_session(*(text for text in RAW if clean(text))), START.date()))
    async with room.desk(session, ROOMY) as desk:
        for stage in reversed(STAGES):
            await desk.wait_until(lambda stage=stage: desk.stage is stage)  # type: ignore[misc]
            await desk.wait_for(MARKUP)
            check_harmless(desk)
            for key in ("tab", "v", *(OVERLAYS if stage is Stage.REPORT_BACK else "?")):
                await desk.press("escape", key)
                check_harmless(desk)
                if desk.stage is None:
                    await desk.press("escape")
                    await desk.wait_until(lambda: desk.stage is not None)
            await desk.press("escape", "<")
        await desk.press("q")
        await desk.wait_until(lambda: isinstance(desk.app.screen, LibraryScreen))
        await desk.wait_for(MARKUP)
        check_harmless(desk)
        await desk.press("v")
        await desk.wait_until(lambda: isinstance(desk.app.screen, ReviewScreen))
        for page in "123456789":
            await desk.press(page)
            check_harmless(desk)
        await desk.press("q")
        for key, screen in (("p", PeopleScreen), ("c", CommitmentsScreen)):
            await desk.press(key)
            await desk.wait_until(lambda screen=screen: isinstance(desk.app.screen, screen))  # type: ignore[misc]
            await desk.press("down", "right")
            check_harmless(desk)
            await desk.press("q")
            await desk.wait_until(lambda: isinstance(desk.app.screen, LibraryScreen))


async def test_markup_is_typed_and_kept_as_it_is(room: Room) -> None:
    async with room.desk(size=ROOMY) as desk:
        await desk.press("n")
        await desk.enter(TYPED[0])
        await desk.wait_until(lambda: desk.stage is not None)
        assert desk.session.info.title == TYPED[0]
        await desk.press("a")
        for text in TYPED:
            await desk.enter(text)
            await desk.wait_for(text)
            await desk.enter(text)  # the refusal names the person
        assert [person.name for person in desk.session.people] == list(TYPED)
        assert len(desk.messages) == len(TYPED)
        check_harmless(desk)
        await desk.press("escape", "f")
        await desk.enter("[@click=app.quit]x.txt")  # no such file
        await desk.wait_until(lambda: len(desk.messages) > len(TYPED))
        check_harmless(desk)
        await desk.press(">", ">", "space", "v")
        for text in TYPED:
            await desk.type(f"so {text}")
            await desk.wait_for(f"› so {text}")
            await desk.press("enter")
        assert [note.text for note in desk.session.notes] == [f"so {text}" for text in TYPED]
        await desk.press("tab", "tab")
        await desk.enter(f"{TYPED[0]}: has a van")
        assert desk.session.name_of(desk.session.notes[-1].person) == TYPED[0]
        check_harmless(desk)


async def test_escape_sequences_do_not_get_in(room: Room) -> None:
    async with room.desk(fresh_session("Ana Ruiz", "Ben Okafor")) as desk:
        await desk.press("home", "enter")
        await desk.paste(ESCAPES[0])
        await desk.paste(f"{ESCAPES[1]}\n{ESCAPES[2]}")
        check_harmless(desk)
        await desk.press("enter")
        assert desk.session.info.title.endswith("clearedcopied red")
        await desk.press("a")
        await desk.paste("\n".join(f"{text} {number}" for number, text in enumerate(ESCAPES)))
        check_harmless(desk)
        await take_list(desk)
        await desk.press(">", ">", "space", "v")
        for text in ESCAPES:
            await desk.paste(text)
            check_harmless(desk)
            await desk.press("enter")
            await desk.paste(f"{text}\n{text}")
            check_harmless(desk)
        session = desk.session
        written = [note.text for note in session.notes] + [p.name for p in session.people]
        assert all(char.isprintable() for text in written for char in text)
        assert not any("[2J" in text or "]52" in text or "\u202e" in text for text in written)
        await desk.check_saved()


async def test_escape_sequences_in_a_file_do_not_reach_the_screen(room: Room) -> None:
    path = room.keep(fresh_session("Ana Ruiz", title="Harbour"))
    text = path.read_text().replace("Harbour", "\\u001b[2JHarb\\u202eour [/x]")
    path.write_text(text.replace("Ana Ruiz", "\\u009b31mAna [@click=app.quit]Ruiz"))
    odd = room.folder / "2026-11-08-\x1b[31m[@click=app.quit]x\u202e.json"
    odd.write_text("{")
    os.utime(odd, (0, 0))  # the last on the shelf
    async with room.desk() as desk:
        await desk.wait_for("[@click=app.quit]x.json", "Harbour [/x]")
        check_harmless(desk)
        await desk.press("end", "enter")
        await desk.wait_until(lambda: len(desk.messages) == 1)
        await desk.press("home", "enter")
        await desk.wait_until(lambda: desk.stage is not None)
        await desk.wait_for("Harbour [/x]", "Ana [@click=app.quit]Ruiz")
        check_harmless(desk)


async def test_news_are_shown_as_they_are(room: Room) -> None:
    async with room.desk(fresh_session(), ROOMY, news=True) as desk:
        await desk.press("f")
        await desk.enter("[@click=app.quit]x")
        await desk.wait_for("[@click=app.quit]x cannot be read")
        check_harmless(desk)
