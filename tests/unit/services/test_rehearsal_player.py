"""The rehearsal on a real file, and the clock that it is played by."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneone_tui.services.rehearsal_player import SteppedTime, play, play_live
from oneone_tui.store.session_file import SessionFile
from oneone_tui.workshop.agenda.timer import timer_state
from oneone_tui.workshop.model.changes import Finished, Paused, Resumed
from oneone_tui.workshop.model.terms import COLUMNS, NoteKind, Stage
from oneone_tui.workshop.reducers.apply import apply
from tests.support.sessions import START, fresh_session, time_at

if TYPE_CHECKING:
    from oneone_tui.store.session_file import ChangeToSave
    from oneone_tui.workshop.model.changes import AnyChange


class Sleeper:
    """A sleep that only remembers."""

    def __init__(self) -> None:
        self.slept: list[float] = []

    def __call__(self, seconds: float) -> None:
        self.slept.append(seconds)


def play_rehearsal(path: Path, *names: str, speed: float = 300) -> SessionFile:
    file = SessionFile.create(path, fresh_session(*names))
    wall = SteppedTime(START, speed, sleep=Sleeper())
    assert play(file, wall, Random(9), wall.wait) == ()
    return file


@pytest.mark.parametrize("speed", [1, 300, 100_000])
def test_play_makes_each_change_at_its_time(tmp_path: Path, speed: float) -> None:
    file = play_rehearsal(tmp_path / "a.json", speed=speed)
    usual = play_rehearsal(tmp_path / "b.json")
    times = [entry.at for entry in file.session.history]
    assert times == sorted(times)
    assert times[0] == START
    assert abs(times[-1] - time_at(3000)) < timedelta(minutes=2)
    for entry, other in zip(file.session.history, usual.session.history, strict=True):
        assert entry.change == other.change
        assert abs(entry.at - other.at) <= timedelta(milliseconds=2)


@pytest.mark.parametrize("count", [2, 3, 6, 7, 12])
def test_play_ends_with_complete_session_on_disk(tmp_path: Path, count: int) -> None:
    names = [f"Person {number}" for number in range(count)]
    file = play_rehearsal(tmp_path / "a.json", *names)
    session = SessionFile.open(file.path).session
    assert session == file.session
    assert session.info.stage is Stage.SUMMARY
    assert isinstance(session.history[-1].change, Finished)
    assert timer_state(session, time_at(9000)).finished is not None
    assert {note.kind for note in session.notes} > {NoteKind.FEEDBACK, NoteKind.TAKEAWAY}
    assert any(note.board for note in session.notes if note.kind in COLUMNS)
    assert len(session.commitments) == count
    assert session.teams[0].reporter


def test_play_keeps_setup(tmp_path: Path) -> None:
    session = play_rehearsal(tmp_path / "a.json", "Ana", "Ben").session
    assert [person.name for person in session.people] == ["Ana", "Ben"]
    assert session.info.title == "First"


def test_play_continues_after_change_from_another_console(tmp_path: Path) -> None:
    file = SessionFile.create(tmp_path / "a.json", fresh_session("Ana", "Ben"))
    other = SessionFile.open(file.path)
    wall = SteppedTime(START, 300, sleep=Sleeper())

    def meddle(seconds: float) -> None:
        wall.wait(seconds)
        if file.session.info.stage is Stage.REPORT_BACK and len(other.session.clock) < 20:
            other.refresh()
            last = other.session.clock[-1]
            if last.segment:
                on = other.session.clock[-1].segment
                other.change([_change_to_save(Finished(left=on), wall)])

    refused = play(file, wall, Random(9), meddle)
    assert refused
    assert SessionFile.open(file.path).session == file.session


def _change_to_save(change: Finished, wall: SteppedTime) -> ChangeToSave:
    from oneone_tui.store.session_file import ChangeToSave

    return ChangeToSave(change=change, at=wall.now(), console="other")


@given(st.lists(st.floats(0, 100), max_size=20), st.floats(0.1, 100_000))
def test_stepped_time_advances_by_waits_times_speed(waits: list[float], speed: float) -> None:
    wall = SteppedTime(START, speed, sleep=Sleeper())
    assert wall.now() == START
    for seconds in waits:
        wall.wait(seconds)
    passed = (wall.now() - START).total_seconds()
    assert passed == pytest.approx(sum(waits) * speed, abs=0.001, rel=1e-9)
    assert wall.now().microsecond % 1000 == 0


def test_stepped_time_wait_makes_up_for_lost_time() -> None:
    sleeper = Sleeper()
    wall = SteppedTime(START, 300, sleep=sleeper)
    for _ in range(3):
        wall.wait(10)
    # Nothing really slept, so each wait has all the earlier ones still to go.
    assert [round(seconds) for seconds in sleeper.slept] == [10, 20, 30]


class FastClock:
    """A clock that is a minute further at every look."""

    speed = 1e9

    def __init__(self) -> None:
        self._looks = 0

    def now(self) -> datetime:
        self._looks += 1
        return time_at(60 * self._looks)

    def monotonic(self) -> float:
        return 60.0 * self._looks


async def test_play_live_waits_while_clock_is_paused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("oneone_tui.services.rehearsal_player.CHECK_EVERY", 0)
    session, wall, paused = fresh_session(), FastClock(), asyncio.Event()

    def make(*changes: AnyChange) -> None:
        nonlocal session
        for change in changes:
            session = apply(session, change, wall.now())
        if session.clock and not paused.is_set():  # as soon as the clock runs
            paused.set()
            make(Paused())

    playing = asyncio.create_task(play_live(lambda: session, make, wall, Random(9)))
    await paused.wait()
    held = session
    for _ in range(500):
        await asyncio.sleep(0)
    assert session is held
    make(Resumed())
    await playing
    assert session.clock[-1].segment == ""
