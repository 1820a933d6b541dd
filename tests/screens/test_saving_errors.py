"""The disk says no: it is told, the notes stay on the screen and wait, and nothing is stuck."""

from __future__ import annotations

import os
import signal
import stat
from asyncio import create_task
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import pytest

from oneone_tui.store.session_file import ChangeToSave, SaveResult, SessionFile
from oneone_tui.workshop.model.terms import Stage
from tests.support.pilot import Desk, Room, rehearsed_session
from tests.support.session_store import read_drafts

if TYPE_CHECKING:
    from collections.abc import Sequence

TALKING = "turn-1-conversation"


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try the disk again, and look for other consoles, without a wait."""
    monkeypatch.setattr("oneone_tui.services.save_loop.RETRY_SECONDS", 0.05)
    monkeypatch.setattr("oneone_tui.app.POLL_SECONDS", 0.05)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's home is the test's own."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    return folder


def take_away(desk: Desk) -> tuple[Path, Path]:
    """Take the folder away at once, as a stick that is pulled out; where it was, and is now."""
    folder = desk.path.parent
    return folder, folder.rename(folder.with_name("pulled-out"))


def asked(desk: Desk, start: str) -> bool:
    """Whether a line that begins so stands on the screen."""
    return any(one.message.startswith(start) for one in desk.app._notifications)


def bring_back(pulled: tuple[Path, Path]) -> None:
    folder, now = pulled
    now.rename(folder)


async def test_notes_wait_until_the_folder_is_back(room: Room) -> None:
    async with room.desk(rehearsed_session(TALKING)) as desk:
        pulled = take_away(desk)
        await desk.press("v")
        await desk.enter("we keep our word")
        await desk.wait_until(lambda: bool(desk.messages))
        await desk.enter("nobody is left behind")
        await desk.wait_for("we keep our word", "nobody is left behind", "not saved")
        assert desk.app.state.pending
        assert all("\n" not in line and desk.path.name in line for line in desk.messages)
        assert not room.folder.exists()  # no half of it is made anew somewhere
        bring_back(pulled)
        await desk.wait_until_saved()
        await desk.wait_for("saved ✓")
        assert [note.text for note in desk.saved_session.notes] == [
            "we keep our word",
            "nobody is left behind",
        ]


async def test_lasting_save_error_is_reported_once(room: Room) -> None:
    async with room.desk(rehearsed_session(TALKING)) as desk:
        pulled = take_away(desk)
        await desk.wait_until(lambda: bool(desk.messages))
        for _ in range(30):
            await desk.pilot.pause()
        assert len(desk.messages) == 1
        await desk.press("v")
        await desk.enter("we keep our word")
        for _ in range(30):
            await desk.pilot.pause()
        assert len(desk.messages) <= 3
        bring_back(pulled)
        await desk.wait_until_saved()


async def test_leaving_asks_and_the_keys_go_on_working(room: Room) -> None:
    """Nobody who has gone on is thrown out when the disk is back."""
    async with room.desk(rehearsed_session(TALKING)) as desk:
        pulled = take_away(desk)
        await desk.press("v")
        await desk.enter("we keep our word")
        try:
            await desk.press("escape", "q")
            await desk.wait_until(
                lambda: asked(desk, "1 note is not saved: E saves it elsewhere, q")
            )
            assert desk.stage is Stage.ROUNDS
            await desk.press("2", "i")
            await desk.enter("a garden")
            assert desk.session.notes[-1].text == "a garden"
        finally:
            bring_back(pulled)
        await desk.wait_until_saved()
        assert desk.stage is Stage.ROUNDS
        await desk.press("escape", "q")
        await desk.wait_until(lambda: desk.stage is None)
        assert len(list(room.folder.glob("*.json"))) == 1


async def test_rescue_question_closes_once_saving_works(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("oneone_tui.services.shutdown.PATIENCE", 0.05)
    disk, change = Event(), SessionFile.change

    def slow(self: SessionFile, made: Sequence[ChangeToSave]) -> SaveResult:
        assert disk.wait(60)
        return change(self, made)

    monkeypatch.setattr(SessionFile, "change", slow)
    async with room.desk(rehearsed_session(TALKING)) as desk:
        for text in ("we keep our word", "courage"):
            disk.clear()
            await desk.press("v")
            await desk.enter(text)
            await desk.press("escape", "q")
            await desk.wait_until(lambda: asked(desk, "1 note is not saved"))
            assert desk.stage is Stage.ROUNDS
            disk.set()
            await desk.wait_until_saved()
            desk.app.clear_notifications()


async def test_closed_session_reports_no_errors(room: Room) -> None:
    async with room.desk(rehearsed_session(TALKING)) as desk:
        keeper = desk.app.session._sync
        assert keeper
        async with keeper._file_lock:  # as what is slow on the disk has it
            following = create_task(desk.app.session.poll_remote())
            await desk.press("q")
            await desk.wait_until(lambda: not desk.app.session.is_open)
            desk.path.unlink()
        await following
        assert desk.app.state.save_error == ""
        assert desk.messages == []


async def test_rescue_copy_holds_the_whole_session(room: Room, home: Path) -> None:
    async with room.desk(rehearsed_session(TALKING)) as desk:
        take_away(desk)
        await desk.press("v")
        await desk.enter("we keep our word")
        await desk.enter("nobody is left behind")
        await desk.type("a gard")
        await desk.press("escape")
        await desk.wait_for("! not saved", "E save a copy elsewhere")
        await desk.press("E", "enter")
        await desk.wait_until(lambda: asked(desk, "everything is in"))
        folder = home / "oneone-rescue"
        copy, report = folder / desk.path.name, folder / f"{desk.path.stem}.md"
        assert SessionFile.open(copy).session == desk.session
        assert len(desk.session.notes) == 2
        assert "nobody is left behind" in report.read_text()
        [draft] = read_drafts(copy)
        assert draft.text.endswith("a gard")
        assert {stat.S_IMODE(one.stat().st_mode) for one in folder.iterdir()} == {0o600}
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        await desk.press("ctrl+q")  # nothing would be lost: nobody is asked
        await desk.wait_until(lambda: not desk.app.is_running)


async def test_rescue_copy_goes_to_the_named_folder(room: Room, tmp_path: Path, home: Path) -> None:
    (tmp_path / "a file").write_text("")
    async with room.desk(rehearsed_session(TALKING)) as desk:
        pulled = take_away(desk)
        await desk.wait_until(lambda: bool(desk.app.state.save_error))
        await desk.press("E")
        await desk.enter(str(tmp_path / "a file" / "x"))
        await desk.wait_until(lambda: asked(desk, ""))
        assert not asked(desk, "all of it")
        await desk.press("E")
        await desk.enter(str(tmp_path / "stick"))
        await desk.wait_until(lambda: asked(desk, f"everything is in {tmp_path}/stick/"))
        assert not (home / "oneone-rescue").exists()
        bring_back(pulled)
        await desk.wait_until(lambda: not desk.app.state.save_error)
        await desk.press("E")  # all is well: there is no such key
        assert not desk.line.typing


async def test_quitting_asks_and_goes_without_where_it_is_said_twice(room: Room) -> None:
    async with room.desk(rehearsed_session(TALKING)) as desk:
        take_away(desk)
        await desk.press("v")
        await desk.enter("honesty; courage")
        await desk.press("ctrl+q")
        await desk.wait_until(
            lambda: asked(
                desk,
                "2 notes are not saved: E saves them elsewhere, ctrl+q again quits without them",
            )
        )
        assert desk.app.is_running
        await desk.press("ctrl+q")
        await desk.wait_until(lambda: not desk.app.is_running)


async def test_escape_takes_back_that_one_would_go_without(room: Room) -> None:
    async with room.desk(rehearsed_session(TALKING)) as desk:
        take_away(desk)
        await desk.press("v")
        await desk.enter("honesty")
        await desk.press("escape")
        question = "1 note is not saved: E saves it elsewhere, ctrl+q again quits without it"
        for _ in range(2):
            await desk.press("ctrl+q")
            await desk.wait_until(lambda: asked(desk, question))
            await desk.press("escape")
            await desk.wait_until(lambda: not asked(desk, question))
        assert desk.app.is_running


async def test_shutdown_copies_what_the_disk_refuses(
    room: Room, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("oneone_tui.services.shutdown.SAVE_SECONDS", 0.1)
    async with room.desk(rehearsed_session(TALKING)) as desk:
        take_away(desk)
        await desk.press("v")
        await desk.enter("we keep our word")
        os.kill(os.getpid(), signal.SIGTERM)
        await desk.wait_until(lambda: not desk.app.is_running)
        (line,) = desk.app.conclude()
        (copy,) = (home / "oneone-rescue").glob("*.json")
        assert str(copy) in line
        assert SessionFile.open(copy).session.notes[-1].text == "we keep our word"


@pytest.mark.parametrize("seconds", [0.0, 0.1])
async def test_shutdown_copies_an_unfinished_line(
    room: Room, home: Path, monkeypatch: pytest.MonkeyPatch, seconds: float
) -> None:
    """Whether there was no time for it, or the disk did not take it."""
    monkeypatch.setattr("oneone_tui.services.shutdown.SAVE_SECONDS", seconds)
    async with room.desk(rehearsed_session(TALKING)) as desk:
        take_away(desk)
        await desk.press("v", *"left beh")
        os.kill(os.getpid(), signal.SIGTERM)
        await desk.wait_until(lambda: not desk.app.is_running)
        (line,) = desk.app.conclude()
        (copy,) = (home / "oneone-rescue").glob("*.json")
        assert str(copy) in line
        [draft] = read_drafts(copy)
        assert draft.text.endswith("left beh")


async def test_truncated_file_is_reported_and_left_alone(room: Room) -> None:
    async with room.desk(rehearsed_session(TALKING)) as desk:
        whole = desk.path.read_bytes()
        desk.path.write_bytes(whole[: len(whole) // 2])
        await desk.press("v")
        await desk.enter("we keep our word")
        await desk.wait_until(lambda: any("is damaged" in line for line in desk.messages))
        assert desk.path.read_bytes() == whole[: len(whole) // 2]
        assert desk.app.state.pending
        await desk.wait_for("we keep our word")
        desk.path.write_bytes(whole)
        await desk.wait_until_saved()


async def test_folder_that_cannot_be_made_is_reported_in_the_library(room: Room) -> None:
    room.folder.write_text("this is a file")
    async with room.desk() as desk:
        await desk.press("n")
        await desk.enter("First")
        await desk.wait_until(lambda: bool(desk.messages))
        assert desk.stage is None
        assert desk.app.is_running
    assert room.folder.read_text() == "this is a file"
