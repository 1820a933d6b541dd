"""How the console ends: what is asked, what is written elsewhere, what is said last."""

from __future__ import annotations

import asyncio
import os
import signal
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from oneone_tui.services.session_sync import SessionSync, UnsavedChange
from oneone_tui.services.shutdown import LEAVE, QUIT, Shutdown
from oneone_tui.store.draft_file import Draft
from oneone_tui.store.session_file import SessionFile
from oneone_tui.workshop.model.changes import DetailSet
from oneone_tui.workshop.model.terms import NoteKind
from tests.support.recording_outlet import RecordingOutlet
from tests.support.sessions import START, fresh_session

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from oneone_tui.workshop.model.session import Session

ON_DISK = "it is on disk"


@dataclass
class Work:
    """An open session whose disk answers, refuses or hangs."""

    sync: SessionSync
    path: Path
    hangs: bool = False
    draft_in_line: Draft | None = None
    is_draft_pending: bool = False

    @property
    def session(self) -> Session:
        return self.sync.view

    @property
    def file_name(self) -> str:
        return self.path.name

    @property
    def is_pending(self) -> bool:
        return self.sync.pending

    @property
    def unsaved(self) -> str:
        return self.sync.unsaved

    async def wait_until_written(self) -> None:
        if self.hangs:
            await asyncio.Event().wait()
        while self.sync.pending:
            await self.sync.save()

    def save_last(self) -> tuple[UnsavedChange, ...]:
        return self.sync.save_last()

    def change(self, text: str) -> None:
        self.sync.apply(DetailSet(detail="title", text=text), START)


class Console:
    """A console that is about to end."""

    def __init__(self, folder: Path) -> None:
        path = SessionFile.create(folder / "session.json", fresh_session("Ana Ruiz")).path
        self.work = Work(SessionSync(SessionFile.open(path), "desk"), path)
        self.outlet = RecordingOutlet()
        self.exits = 0
        self.exited = asyncio.Event()
        self.shutdown = Shutdown(
            self.work,
            self.outlet.outlet,
            drain_input=self._drain,
            exit_app=self._exit,
            owns_process=lambda: False,
            restore_terminal=lambda _: None,
        )

    def disk_fails(self) -> None:
        self.work.hangs = True
        self.shutdown.set_save_error("the disk is full")

    async def _drain(self) -> None:
        pass

    def _exit(self) -> None:
        self.exits += 1
        self.exited.set()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's home is the test's own."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    return folder


@pytest.fixture
async def console(tmp_path: Path) -> Console:
    return Console(tmp_path)


async def test_may_go_once_everything_is_on_disk(console: Console) -> None:
    console.work.change("another title")
    assert await console.shutdown.may_go(QUIT, "quits")
    assert SessionFile.open(console.work.path).session == console.work.session
    assert console.outlet.warned == []


async def test_may_go_asks_and_lets_go_when_the_command_is_repeated(console: Console) -> None:
    console.work.change("another title")
    console.disk_fails()
    assert not await console.shutdown.may_go(QUIT, "quits")
    assert console.outlet.warned == [
        "1 change is not saved: <session.rescue> saves it elsewhere, "
        "<program.quit> again quits without it"
    ]
    assert await console.shutdown.may_go(QUIT, "quits")


async def test_may_go_asks_anew_for_another_command(console: Console) -> None:
    console.work.change("another title")
    console.disk_fails()
    assert not await console.shutdown.may_go(QUIT, "quits")
    assert not await console.shutdown.may_go(LEAVE, "leaves")


def recover_for_a_moment(shutdown: Shutdown) -> None:
    shutdown.set_save_error("")
    shutdown.set_save_error("the disk is full")


@pytest.mark.parametrize(
    "forget", [Shutdown.forget_question, Shutdown.withdraw_question, recover_for_a_moment]
)
async def test_may_go_asks_anew_once_the_question_is_forgotten(
    console: Console, forget: Callable[[Shutdown], None]
) -> None:
    console.work.change("another title")
    console.disk_fails()
    assert not await console.shutdown.may_go(QUIT, "quits")
    forget(console.shutdown)
    assert not await console.shutdown.may_go(QUIT, "quits")


async def test_may_go_says_that_a_file_is_out_of_reach(console: Console) -> None:
    console.disk_fails()
    assert not await console.shutdown.may_go(LEAVE, "leaves")
    assert console.outlet.warned == [
        "the file is out of reach: <session.rescue> saves a copy elsewhere, "
        "<session.leave> again leaves"
    ]


async def test_may_go_after_a_rescue_copy_of_everything(console: Console, tmp_path: Path) -> None:
    console.work.change("another title")
    console.disk_fails()
    await console.shutdown.rescue(str(tmp_path / "stick"))
    assert await console.shutdown.may_go(QUIT, "quits")
    assert console.outlet.warned[0].startswith("everything is in")
    console.work.change("a third title")
    assert not await console.shutdown.may_go(QUIT, "quits")


async def test_withdraw_question_clears_the_screen_only_of_a_question(console: Console) -> None:
    console.shutdown.withdraw_question()
    assert console.outlet.cleared == 0
    console.disk_fails()
    assert not await console.shutdown.may_go(QUIT, "quits")
    console.shutdown.withdraw_question()
    assert console.outlet.cleared == 1


async def test_end_saves_and_exits_once(console: Console) -> None:
    console.work.change("another title")
    console.shutdown.end()
    console.shutdown.end()
    await console.outlet.finish()
    assert console.exits == 1
    assert console.shutdown.conclude(None) == ()
    assert SessionFile.open(console.work.path).session == console.work.session


async def test_end_writes_elsewhere_what_the_disk_does_not_take(
    console: Console, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("oneone_tui.services.shutdown.SAVE_SECONDS", 0.01)
    console.work.change("another title")
    console.disk_fails()
    console.shutdown.end()
    await console.outlet.finish()
    (line,) = console.shutdown.conclude(None)
    (copy,) = (home / "oneone-rescue").glob("*.json")
    assert str(copy) in line or copy.name in line
    assert SessionFile.open(copy).session.info.title == "another title"


async def test_end_writes_elsewhere_an_unfinished_line(
    console: Console, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("oneone_tui.services.shutdown.SAVE_SECONDS", 0.01)
    console.work.draft_in_line, console.work.is_draft_pending = (
        Draft("left beh", NoteKind.VALUE),
        True,
    )
    console.disk_fails()
    console.shutdown.end()
    await console.outlet.finish()
    assert len(console.shutdown.conclude(None)) == 1


async def test_signals_end_the_console(console: Console) -> None:
    console.shutdown.listen_to_signals()
    try:
        os.kill(os.getpid(), signal.SIGTERM)
        await console.exited.wait()
    finally:
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            asyncio.get_running_loop().remove_signal_handler(number)


async def test_conclude_saves_what_a_crash_left(console: Console, home: Path) -> None:
    console.work.change("another title")
    (line,) = console.shutdown.conclude(ZeroDivisionError())
    assert line.startswith("oneone crashed")
    assert SessionFile.open(console.work.path).session.info.title == "another title"


async def test_conclude_writes_elsewhere_where_a_crash_left_no_file(
    console: Console, home: Path
) -> None:
    console.work.change("another title")
    console.work.path.unlink()
    crash, rescue = console.shutdown.conclude(ZeroDivisionError())
    assert crash.startswith("oneone crashed")
    assert rescue.startswith("everything is in")
