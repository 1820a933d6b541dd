"""The disk says no: it is told, the notes stay on the screen and wait, and nothing is stuck."""

from __future__ import annotations

from pathlib import Path

import pytest

from oneone_tui.workshop.words import Stage
from tests.screens.desk import Desk, Room, rehearsed

TALKING = "turn-1-conversation"


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try the disk again, and look for other consoles, without a wait."""
    monkeypatch.setattr("oneone_tui.session_app.RETRY_SECONDS", 0.05)
    monkeypatch.setattr("oneone_tui.app.FOLLOW_SECONDS", 0.05)


def take_away(desk: Desk) -> tuple[Path, Path]:
    """Take the folder away at once, as a stick that is pulled out; where it was, and is now."""
    folder = desk.path.parent
    return folder, folder.rename(folder.with_name("pulled-out"))


def bring_back(pulled: tuple[Path, Path]) -> None:
    folder, now = pulled
    now.rename(folder)


async def test_notes_wait_until_the_folder_is_back(room: Room) -> None:
    async with room.desk(rehearsed(TALKING)) as desk:
        pulled = take_away(desk)
        await desk.press("v")
        await desk.enter("we keep our word")
        await desk.until(lambda: bool(desk.told))
        await desk.enter("nobody is left behind")
        await desk.shows("we keep our word", "nobody is left behind", "not saved")
        assert desk.app.pending
        assert all("\n" not in line and desk.path.name in line for line in desk.told)
        assert not room.folder.exists()  # no half of it is made anew somewhere
        bring_back(pulled)
        await desk.saved()
        await desk.shows("saved ✓")
        assert [note.text for note in desk.kept.notes] == [
            "we keep our word",
            "nobody is left behind",
        ]


async def test_a_lasting_problem_is_not_told_over_and_over(room: Room) -> None:
    async with room.desk(rehearsed(TALKING)) as desk:
        pulled = take_away(desk)
        await desk.until(lambda: bool(desk.told))
        for _ in range(30):
            await desk.pilot.pause()
        assert len(desk.told) == 1
        await desk.press("v")
        await desk.enter("we keep our word")
        for _ in range(30):
            await desk.pilot.pause()
        assert len(desk.told) <= 3
        bring_back(pulled)
        await desk.saved()


async def test_the_keys_go_on_working_while_somebody_wants_to_leave(room: Room) -> None:
    """Leaving waits for the disk, but not with the whole console: the clock and the keys go on."""
    async with room.desk(rehearsed(TALKING)) as desk:
        pulled = take_away(desk)
        await desk.press("v")
        await desk.enter("we keep our word")
        try:
            await desk.press("escape", "q")
            assert desk.stage is Stage.ROUNDS
            await desk.press("2", "i")
            await desk.enter("a garden")
            assert desk.session.notes[-1].text == "a garden"
        finally:
            bring_back(pulled)
        await desk.until(lambda: desk.stage is None)
        assert len(list(room.folder.glob("*.json"))) == 1


async def test_a_file_cut_in_half_meanwhile_is_told_and_left_alone(room: Room) -> None:
    async with room.desk(rehearsed(TALKING)) as desk:
        whole = desk.path.read_bytes()
        desk.path.write_bytes(whole[: len(whole) // 2])
        await desk.press("v")
        await desk.enter("we keep our word")
        await desk.until(lambda: any("is damaged" in line for line in desk.told))
        assert desk.path.read_bytes() == whole[: len(whole) // 2]
        assert desk.app.pending
        await desk.shows("we keep our word")
        desk.path.write_bytes(whole)
        await desk.saved()


async def test_a_folder_that_cannot_be_made_is_told_in_the_library(room: Room) -> None:
    room.folder.write_text("this is a file")
    async with room.desk() as desk:
        await desk.press("n")
        await desk.enter("First")
        await desk.until(lambda: bool(desk.told))
        assert desk.stage is None
        assert desk.app.is_running
    assert room.folder.read_text() == "this is a file"
