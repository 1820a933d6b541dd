"""A session is opened off the keys: what is typed meanwhile is for it, and nobody is locked in."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

import pytest

from oneone_tui.screens.library import LibraryScreen
from oneone_tui.workshop.pairing.draw import draw_pairs
from tests.support.pilot import SIX, TITLE, Desk, Room, fresh_session, rehearsed_session

if TYPE_CHECKING:
    from oneone_tui.workshop.history.attendance import AttendanceHistory
    from oneone_tui.workshop.model.session import Session
    from oneone_tui.workshop.pairing.draw import ProposedPairs

TALKING = "turn-1-conversation"


async def in_library(desk: Desk) -> None:
    """Wait until there is a session to open."""
    await desk.wait_until(lambda: isinstance(desk.app.screen, LibraryScreen))
    await desk.wait_for(TITLE)


async def test_keys_typed_while_a_session_opens_reach_it(room: Room) -> None:
    room.keep(rehearsed_session(TALKING))
    async with room.desk() as desk:
        await in_library(desk)
        async with desk.app.library.one_at_a_time:  # as what waits for the disk has it
            await desk.press("enter")
            await desk.type_at_once("vwe keep our word", "enter")
            await desk.paste("courage")
            await desk.press("enter", "escape", "n")
            assert desk.stage is None
            assert not desk.line.typing
        await desk.wait_until(lambda: len(desk.session.notes) == 2)
        assert [note.text for note in desk.session.notes] == ["we keep our word", "courage"]
        await desk.wait_until(lambda: desk.session.clock[-1].segment == "turn-1-feedback")


async def test_failed_opening_gives_the_keys_back(room: Room) -> None:
    path = room.keep(fresh_session(*SIX))
    async with room.desk() as desk:
        await in_library(desk)
        path.write_text("{")
        async with desk.app.library.one_at_a_time:
            await desk.press("enter")
            await desk.type_at_once("nNext")
        await desk.wait_until(lambda: any("is damaged" in line for line in desk.messages))
        await desk.wait_until(lambda: desk.line.text == "Next")


async def test_hanging_disk_does_not_block_leaving(room: Room) -> None:
    room.keep(fresh_session(*SIX))
    async with room.desk() as desk:
        await in_library(desk)
        async with desk.app.library.one_at_a_time:
            await desk.press("enter", "v", "ctrl+q")
            await desk.wait_until(lambda: not desk.app.is_running)


async def test_pairs_that_are_found_too_late_come_into_no_other_session(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, goes_on, found = Event(), Event(), Event()

    def slow(session: Session, past: AttendanceHistory, seed: int) -> ProposedPairs:
        begun.set()
        assert goes_on.wait(60)
        found.set()
        return draw_pairs(session, past, seed)

    monkeypatch.setattr("oneone_tui.workshop.pairing.draw.draw_pairs", slow)
    async with room.desk(fresh_session(*SIX)) as desk:
        desk.app.session.draw_pairs()
        await desk.wait_until(begun.is_set)
        await desk.press("q")
        await in_library(desk)
        await desk.press("enter")
        await desk.wait_until(lambda: desk.stage is not None)
        goes_on.set()
        await desk.wait_until(found.is_set)
        await desk.wait_until(lambda: not desk.app.state.drawing)
        await desk.settle()
        assert desk.session.pairs == ()
