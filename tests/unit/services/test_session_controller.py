"""The open session: what is published of it, saved, said, and left behind."""

from __future__ import annotations

import asyncio
from random import Random
from typing import TYPE_CHECKING

import pytest

from oneone_tui.services.session_controller import SessionController
from oneone_tui.services.time_source import AcceleratedTime
from oneone_tui.state import SessionState
from oneone_tui.store.session_file import ChangeToSave, SessionFile
from oneone_tui.workshop.model.changes import (
    DetailSet,
    MarkedAbsent,
    NoteDraft,
    NotesWritten,
    PersonRenamed,
    Resumed,
    Started,
)
from oneone_tui.workshop.model.session import EMPTY_SESSION, TEAM_ONE, Session
from oneone_tui.workshop.model.terms import NoteKind
from oneone_tui.workshop.reducers.apply import apply
from tests.support.headless_console import ManualClock
from tests.support.recording_outlet import RecordingOutlet
from tests.support.sessions import SIX, fresh_session, paired_session, running_session, time_at

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from oneone_tui.workshop.agenda.timer import TimerState


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Try the disk again without a wait."""
    monkeypatch.setattr("oneone_tui.services.save_loop.RETRY_SECONDS", 0.01)


class Console:
    """A console at a session, and all that it has published."""

    def __init__(self, name: str = "desk", time: ManualClock | None = None) -> None:
        self.outlet = RecordingOutlet()
        self.published: list[SessionState] = []
        self.rung: list[TimerState] = []
        self._news = asyncio.Event()
        self.time = time or ManualClock()
        self.controller = SessionController(
            self.outlet.outlet,
            self._publish,
            ring=self.rung.append,
            time=self.time,
            console=name,
        )

    @property
    def state(self) -> SessionState:
        return self.controller.state

    async def until(self, comes_about: Callable[[], bool]) -> None:
        """Wait until something that is published is so."""
        while not comes_about():
            self._news.clear()
            await self._news.wait()

    async def finish(self) -> None:
        """Wait until all is saved that was entered."""
        await self.controller.wait_until_written()
        await self.outlet.finish()

    async def end(self) -> None:
        self.controller.stop_work()
        await self.controller.sign_off()
        self.controller.close()

    def _publish(self, state: SessionState) -> None:
        self.published.append(state)
        self._news.set()


def keep(folder: Path, session: Session | None = None) -> Path:
    return SessionFile.create(folder / "session.json", session or fresh_session(*SIX)).path


@pytest.fixture
async def console() -> AsyncIterator[Console]:
    console = Console()
    yield console
    await console.end()


def titled(text: str) -> DetailSet:
    return DetailSet(detail="title", text=text)


async def test_open_publishes_the_session_and_its_timer(console: Console, tmp_path: Path) -> None:
    path = keep(tmp_path, running_session(*SIX))
    assert await console.controller.open(path)
    assert console.published[-1] == console.state
    assert console.state.session == SessionFile.open(path).session
    assert console.state.session_path == str(path)
    assert console.state.timer.running
    assert console.controller.path == path


async def test_open_says_why_it_could_not(console: Console, tmp_path: Path) -> None:
    assert not await console.controller.open(tmp_path / "none.json")
    assert "none.json" in console.outlet.errors[0]
    assert not console.controller.is_open
    assert console.published == []


async def test_apply_shows_a_change_at_once_and_saves_it(console: Console, tmp_path: Path) -> None:
    path = keep(tmp_path)
    await console.controller.open(path)
    assert console.controller.apply(titled("Another"), note="done")
    assert console.state.session.info.title == "Another"
    assert console.controller.unsaved == "1 change"
    assert console.outlet.notified == ["done"]
    await console.finish()
    assert [one.pending for one in console.published][-2:] == [True, False]
    assert SessionFile.open(path).session == console.state.session


async def test_apply_says_why_a_change_is_rejected(console: Console, tmp_path: Path) -> None:
    await console.controller.open(keep(tmp_path))
    before = console.state.session
    assert not console.controller.apply(Resumed(), note="done")
    assert console.state.session == before
    assert len(console.outlet.notified) == 1
    assert console.outlet.notified != ["done"]


async def test_apply_without_a_session_does_nothing(console: Console) -> None:
    assert not console.controller.apply(titled("Another"))
    assert console.published == []


class Asked:
    """The questions that were asked, and what a yes does."""

    def __init__(self) -> None:
        self.questions: list[str] = []
        self.agree: Callable[[], None] = lambda: None

    def __call__(self, question: str, then: Callable[[], None]) -> None:
        self.questions.append(question)
        self.agree = then


async def test_undo_takes_back_the_last_change(console: Console, tmp_path: Path) -> None:
    await console.controller.open(keep(tmp_path))
    console.controller.apply(titled("Another"))
    asked = Asked()
    console.controller.undo(asked)
    assert console.state.session.info.title != "Another"
    assert console.outlet.notified[-1].startswith("undone: ")
    console.controller.redo()
    assert console.state.session.info.title == "Another"
    assert console.outlet.notified[-1].startswith("redone: ")
    console.controller.redo()
    assert console.outlet.notified[-1] == "there is nothing to redo"
    assert asked.questions == []


async def test_undo_says_that_there_is_nothing_to_undo(console: Console, tmp_path: Path) -> None:
    await console.controller.open(keep(tmp_path, fresh_session()))
    asked = Asked()
    console.controller.undo(asked)
    assert console.outlet.notified == ["there is nothing to undo"]
    assert asked.questions == []


async def test_undo_asks_before_it_touches_what_another_console_did(
    console: Console, tmp_path: Path
) -> None:
    pairs = paired_session(*SIX)
    said = NotesWritten(
        kind=NoteKind.VALUE,
        notes=(NoteDraft(text="dignity"),),
        team=TEAM_ONE,
        pair=pairs.pairs[1].id,
    )
    session = apply(pairs, said, pairs.history[-1].at, "Rosa")
    await console.controller.open(keep(tmp_path, session))
    asked = Asked()
    console.controller.undo(asked)
    assert asked.questions == ["undo Rosa's “value: dignity” in pair 2?"]
    assert len(console.state.session.notes) == 1
    asked.agree()
    assert not console.state.session.notes


async def test_undo_goes_past_what_cannot_be_undone_any_more(
    console: Console, tmp_path: Path
) -> None:
    path = keep(tmp_path, fresh_session("Ana"))
    await console.controller.open(path)
    console.controller.apply(titled("Another"))
    console.controller.apply(PersonRenamed(person="ana", name="Anna"))
    await console.controller.wait_until_written()
    other = SessionFile.open(path)
    other.change([ChangeToSave(PersonRenamed(person="ana", name="Anne"), time_at(1), "Rosa")])
    await console.controller.poll_remote()
    asked = Asked()
    console.controller.undo(asked)
    assert "can't be undone any more" in console.outlet.notified[-1]
    assert "Rosa: " in console.outlet.notified[-1]
    assert console.state.session.name_of("ana") == "Anne"
    console.controller.undo(asked)
    assert console.state.session.info.title != "Another"
    assert asked.questions == []


async def test_a_save_error_is_told_once_and_saving_goes_on(
    console: Console, tmp_path: Path
) -> None:
    folder = tmp_path / "sessions"
    folder.mkdir()
    path = keep(folder)
    await console.controller.open(path)
    folder.rename(tmp_path / "pulled-out")
    console.controller.apply(titled("Another"))
    await console.until(lambda: sum(bool(one.save_error) for one in console.published) > 3)
    assert len(console.outlet.errors) == 1
    assert console.outlet.errors[0].endswith("(<session.rescue> saves everything elsewhere)")
    assert console.state.pending
    (tmp_path / "pulled-out").rename(folder)
    await console.finish()
    assert console.state.save_error == ""
    assert SessionFile.open(path).session == console.state.session


async def test_poll_remote_takes_in_what_another_console_wrote(
    console: Console, tmp_path: Path
) -> None:
    path = keep(tmp_path)
    other = Console("other")
    await console.controller.open(path)
    await other.controller.open(path)
    other.controller.apply(titled("Another"))
    await other.finish()
    await console.controller.poll_remote()
    assert console.state.session.info.title == "Another"
    assert console.outlet.notified == [
        "other also has this session open: you both see and save everything"
    ]
    await other.end()
    await console.controller.poll_remote()
    assert list(dict.fromkeys(one.peers for one in console.published)) == [(), ("other",)]
    assert console.published[-1].peers == ()
    assert console.outlet.notified[1:] == ["other has closed this session"]


async def test_tick_shows_the_time_and_rings_at_the_end(tmp_path: Path) -> None:
    console = Console()
    await console.controller.open(keep(tmp_path, running_session(*SIX)))
    left = console.state.timer.seconds_left
    console.time.go(1)
    console.controller.tick()
    assert console.state.timer.seconds_left == pytest.approx(left - 1)
    assert console.rung == []
    while not console.rung:
        console.time.go(1)
        console.controller.tick()
    await console.finish()
    await console.end()


async def test_a_suggestion_can_be_accepted_or_dismissed(tmp_path: Path) -> None:
    console = Console()
    await console.controller.open(keep(tmp_path, running_session(*SIX)))
    console.time.go(3600, asleep=True)
    console.controller.tick()
    suggestion = console.state.suggestion
    assert suggestion
    console.controller.dismiss_suggestion()
    assert console.state.suggestion != suggestion
    await console.finish()
    await console.end()


async def test_draw_pairs_waits_for_who_met_whom(console: Console, tmp_path: Path) -> None:
    await console.controller.open(keep(tmp_path))
    console.controller.draw_pairs()
    await asyncio.sleep(0)
    assert console.state.drawing
    assert console.controller.load_attendance()
    assert not console.controller.load_attendance()  # once is enough
    await console.finish()
    assert len(console.state.session.pairs) == 3
    assert not console.state.drawing


async def test_draw_pairs_says_that_there_are_too_few(console: Console, tmp_path: Path) -> None:
    await console.controller.open(keep(tmp_path, fresh_session("Ana Ruiz")))
    console.controller.load_attendance()
    console.controller.draw_pairs()
    await console.finish()
    assert len(console.outlet.notified) == 1
    assert not console.state.drawing


async def test_who_has_to_move_is_told(console: Console, tmp_path: Path) -> None:
    await console.controller.open(keep(tmp_path, paired_session(*SIX)))
    console.controller.apply(MarkedAbsent(person=console.state.session.people[0].id))
    await console.finish()
    assert len(console.outlet.notified) == 1
    assert "Ana" in console.outlet.notified[0]


async def test_a_draft_is_kept_for_who_comes_back(tmp_path: Path) -> None:
    path = keep(tmp_path)
    console = Console()
    await console.controller.open(path)
    console.controller.set_draft("left beh", NoteKind.VALUE, "")
    await console.controller.wait_until_written()
    assert not console.controller.is_draft_pending
    await console.end()
    back = Console("back")
    await back.controller.open(path)
    assert back.controller.draft
    assert back.controller.draft.text == "left beh"
    await back.end()


async def test_report_absence_says_how_long_nobody_was_there(tmp_path: Path) -> None:
    path, time = keep(tmp_path, running_session(*SIX)), ManualClock()
    first = Console(time=time)
    await first.controller.open(path)
    await first.controller.poll_remote()
    await first.end()
    time.go(60)
    second = Console(time=time)
    await second.controller.open(path)
    second.controller.report_absence()
    assert second.outlet.notified == ["back after 1:00 away: the clock went on"]
    await second.end()


async def test_toggle_names_is_told_and_published(console: Console) -> None:
    console.controller.toggle_names()
    console.controller.toggle_names()
    assert [state.names_shown for state in console.published] == [False, True]
    assert console.outlet.notified == ["names are hidden", "names are shown"]


async def test_close_publishes_an_empty_session_after_its_timer(
    console: Console, tmp_path: Path
) -> None:
    await console.controller.open(keep(tmp_path, running_session(*SIX)))
    await console.controller.sign_off()
    console.controller.close()
    assert console.state.session == EMPTY_SESSION
    assert not console.state.timer.segments
    assert not any(one.timer.segments for one in console.published if not one.session.info.id)
    assert not console.controller.is_open


async def test_a_rehearsal_runs_in_a_time_of_its_own(console: Console, tmp_path: Path) -> None:
    await console.controller.open(keep(tmp_path, fresh_session()))
    console.controller.speed_up_time()
    console.controller.start_rehearsal(Random(1))
    await console.until(lambda: bool(console.state.session.people))
    console.controller.stop_rehearsal()
    await console.finish()
    assert isinstance(console.controller.time, AcceleratedTime)
    console.controller.close()
    assert not isinstance(console.controller.time, AcceleratedTime)


async def test_save_last_brings_to_disk_what_waits(console: Console, tmp_path: Path) -> None:
    path = keep(tmp_path, paired_session(*SIX))
    await console.controller.open(path)
    console.controller.apply(Started(segment="roles"))
    assert console.controller.is_pending
    console.controller.stop_work()
    assert console.controller.save_last() == ()
    assert SessionFile.open(path).session == console.state.session
