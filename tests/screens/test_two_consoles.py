"""Two consoles on one session: each sees what the other does, and nothing is lost."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING

import pytest

from oneone_tui.store.session_file import ChangeToSave, SaveResult, SessionFile
from oneone_tui.workshop.model.terms import Stage
from tests.support.pilot import Room, rehearsed_session

if TYPE_CHECKING:
    from collections.abc import Sequence

TALKING = "turn-1-conversation"


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look at once what the other console has written."""
    monkeypatch.setattr("oneone_tui.app.POLL_SECONDS", 0.05)


async def test_consoles_see_each_others_notes(room: Room) -> None:
    path = room.keep(rehearsed_session(TALKING))
    async with room.desk(path) as one, room.desk(path) as other:
        for desk, key, text in ((one, "v", "we keep our word"), (other, "i", "a garden")):
            await desk.press(key)
            await desk.enter(text)
        for desk in (one, other):
            await desk.wait_for("we keep our word", "a garden")
            await desk.wait_until_saved()
        await one.wait_until(lambda: one.session == other.session)
        assert one.saved_session == one.session
        assert sorted(note.text for note in one.saved_session.notes) == [
            "a garden",
            "we keep our word",
        ]


async def test_arrival_at_one_console_is_announced_at_the_other(room: Room) -> None:
    path = room.keep(rehearsed_session(TALKING))
    async with room.desk(path) as one, room.desk(path) as other:
        await one.press("L")
        await one.enter("Gus Wu")
        (moves,) = [line for line in one.messages if "Gus works with" in line]
        await other.wait_until(lambda: moves in other.messages)
        await one.wait_until_saved()
        assert one.messages.count(moves) == other.messages.count(moves) == 1


async def test_shorter_parts_are_announced_at_the_other_console(room: Room) -> None:
    path = room.keep(rehearsed_session("report-1"))
    async with room.desk(path) as one, room.desk(path, console="another") as other:
        await one.pass_time(360)
        await one.press("n")
        await one.wait_for("Report-back 2–3 4:00→3:00")
        await one.press("y")
        said = "cut Report-back 2–3 4:00→3:00"
        await other.wait_until(lambda: any(said in line for line in other.messages))
        assert not any(said in line for line in one.messages)


async def test_consoles_announce_each_other(room: Room) -> None:
    path = room.keep(rehearsed_session(TALKING))
    async with room.desk(path) as one, room.desk(path) as other:
        for desk in (one, other):
            await desk.wait_for("2 consoles saved ✓")
            assert [line for line in desk.messages if "desk also has this session open" in line]
        await other.press("q")
        await one.wait_until(lambda: "desk has closed this session" in one.messages)
        await one.wait_until(lambda: "consoles" not in one.screen_text)
        assert not any("has left" in line for line in other.messages)


async def test_notes_written_at_once_are_all_saved(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk, change = Event(), SessionFile.change

    def slow(self: SessionFile, made: Sequence[ChangeToSave]) -> SaveResult:
        assert disk.wait(60)
        return change(self, made)

    path = room.keep(rehearsed_session(TALKING))
    async with room.desk(path) as one, room.desk(path) as other:
        monkeypatch.setattr(SessionFile, "change", slow)
        for desk, name in ((one, "one"), (other, "other")):
            await desk.press("v")
            for number in range(3):
                await desk.enter(f"{name} {number}")
        await one.press("escape", "n")
        await other.press("escape", "n")  # both go on: it happens once
        disk.set()
        for desk in (one, other):
            await desk.wait_until_saved()
        await one.wait_until(lambda: one.session == other.session)
        assert sorted(note.text for note in one.session.notes) == [
            f"{name} {number}" for name in ("one", "other") for number in range(3)
        ]
        assert [anchor.segment for anchor in one.session.clock][-2:] == [TALKING, "turn-1-feedback"]
        assert sum("moved on already" in line for line in one.messages + other.messages) == 1


async def test_both_follow_the_room_and_an_unfinished_line_stays(room: Room) -> None:
    path = room.keep(rehearsed_session("commit"))
    async with room.desk(path) as one, room.desk(path) as other:
        await other.press("v")
        await other.type("nobody is left beh")
        await one.press("space")
        await other.wait_until(lambda: other.app.state.timer.paused)
        assert other.line.text == "nobody is left beh"
        await one.press("n")
        await other.wait_until(lambda: other.stage is Stage.REPORT_BACK)
        # What somebody types is never lost, and says itself now which pair it was begun for.
        assert other.line.text == "1v nobody is left beh"


async def test_undo_takes_back_ones_own_and_asks_about_the_others(room: Room) -> None:
    path = room.keep(rehearsed_session(TALKING))
    async with room.desk(path) as one, room.desk(path, console="Rosa") as other:
        await one.press("v")
        await one.enter("we keep our word")
        await one.wait_until_saved()
        await other.wait_for("we keep our word")
        await other.press("i")
        await other.enter("a garden")
        await other.wait_until_saved()
        await one.wait_for("a garden")
        await one.press("escape", "u")
        assert [note.text for note in one.session.notes] == ["a garden"]
        await one.press("U")
        assert [note.text for note in one.session.notes] == ["we keep our word", "a garden"]
        await one.press("Z")
        await one.wait_for("undo Rosa's “interest: a garden” in pair 1?")
        await one.enter("")
        assert len(one.session.notes) == 2
        await one.press("Z", "escape", "Z")
        await one.enter("y")
        assert [note.text for note in one.session.notes] == ["we keep our word"]
        await one.wait_until_saved()
        await other.wait_until(lambda: len(other.session.notes) == 1)
