"""Two machines with clocks of their own at one session: told, and nobody's room moves on by it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from oneone_tui.services.clock_skew import AGREED, describe_skew
from oneone_tui.services.session_sync import SessionSync
from oneone_tui.services.ticker import SessionTicker
from oneone_tui.store.open_consoles import ConsolesAtSession
from oneone_tui.store.session_file import SessionFile
from oneone_tui.workshop.model.changes import (
    AnyChange,
    NoteDraft,
    NotesWritten,
    Paused,
    RehearsalMarked,
    Resumed,
    SegmentEntered,
    Undone,
)
from oneone_tui.workshop.model.session import TEAM_ONE, Session
from oneone_tui.workshop.model.terms import NoteKind
from oneone_tui.workshop.model.undo_stack import last_change_in_effect
from tests.support.headless_console import ManualClock
from tests.support.sessions import apply_changes, running_session

TALK, FEEDBACK = "turn-1-conversation", "turn-1-feedback"
OFF = 2 * 3600 + 180.0
"""Seconds by which the other machine's clock is off: 2 h 03 min."""
NOTE = NotesWritten(kind=NoteKind.VALUE, notes=(NoteDraft("we keep our word"),), team=TEAM_ONE)


class Machine:
    """A console on a machine of its own, which others see; its clock may be off."""

    def __init__(self, path: Path, console: str, seconds: float, off: float = 0) -> None:
        self.wall = ManualClock(seconds + off)
        self.presence = ConsolesAtSession(path, console)
        self.presence.announce()
        self.sync = SessionSync(SessionFile.open(path), console)
        self.sync.others = tuple(name for name in self.sync.others if name != console)
        self.ticker = SessionTicker(self.sync, self.wall)
        self.notices: list[str] = []
        self.rings = 0
        self.look()

    @property
    def session(self) -> Session:
        return self.sync.view

    @property
    def segment(self) -> str:
        return self.session.clock[-1].segment

    @property
    def proposal_text(self) -> str:
        proposal = self.last_tick.proposal
        return proposal.text if proposal else ""

    def look(self) -> None:
        self.last_tick = self.ticker.tick()
        self.rings += self.last_tick.rings
        self.notices += [self.last_tick.notice] if self.last_tick.notice else []

    async def make(self, change: AnyChange) -> None:
        self.sync.apply(change, self.wall.now())
        await self.sync.save()
        self.look()

    async def go(self, seconds: float) -> None:
        """A while passes, second by second; what the others write is taken in."""
        for _ in range(round(seconds)):
            self.wall.go(1)
            await self.sync.poll_remote()
            self.look()
            await self.sync.save()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return SessionFile.create(tmp_path / "session.json", running_session(segment=TALK)).path


@pytest.fixture
def here(path: Path) -> Iterator[Machine]:
    """A console with the right clock, a minute into the first conversation."""
    machine = Machine(path, "here-1", 60)
    yield machine
    machine.presence.leave()


def join_session(path: Path, here: Machine, off: float) -> Machine:
    """A second machine comes, and the first one sees it."""
    there = Machine(
        path, "there-2", (here.wall.now() - running_session().clock[0].at).total_seconds(), off
    )
    here.sync.others = ("there-2",)
    return there


async def run_machines(seconds: float, *machines: Machine) -> None:
    for _ in range(round(seconds)):
        for machine in machines:
            await machine.go(1)


async def test_ticker_does_not_advance_segment_on_clock_ahead(path: Path, here: Machine) -> None:
    there = join_session(path, here, OFF)
    await run_machines(20, here, there)
    assert there.segment == here.segment == TALK
    assert here.last_tick.moment.elapsed == 80
    assert there.rings == 0
    assert there.proposal_text == ""
    [line] = there.notices
    assert line.startswith("by this clock the room should have moved on 1 h 56 min ago, but here-1")
    assert here.notices == []


async def test_ticker_reports_clock_ahead_on_its_first_entry(path: Path, here: Machine) -> None:
    there = join_session(path, here, OFF)
    await there.make(NOTE)
    await here.go(1)
    [line] = here.notices
    assert line.startswith("there-2's clock is 2 h 03 min ahead of this one's: set the one that")
    assert line.isprintable()
    await here.make(NOTE)
    await there.go(1)
    assert there.notices[1:] == [describe_skew("here-1", -OFF)]
    assert "here-1's clock is 2 h 03 min behind this one's" in there.notices[1]
    await run_machines(30, here, there)
    assert (len(here.notices), len(there.notices)) == (1, 2)


@pytest.mark.parametrize("off", [OFF, -OFF])
async def test_ticker_does_not_advance_segment_by_anchors_of_wrong_clock(
    path: Path, here: Machine, off: float
) -> None:
    there = join_session(path, here, off)
    await here.make(NOTE)
    await there.go(1)
    await there.make(Paused())
    await there.make(Resumed())
    await run_machines(700, here, there)
    assert here.segment == there.segment == TALK
    assert here.notices
    assert (here.rings, there.rings) == (0, 0)
    assert not [
        said
        for said in (here.proposal_text, there.proposal_text)
        if "late" in said or "jumped" in said
    ]


async def test_ticker_advances_segment_once_clocks_agree(path: Path, here: Machine) -> None:
    there = join_session(path, here, OFF)
    await there.make(NOTE)
    await here.go(1)
    there.wall.step(-OFF)  # somebody sets it right
    there.look()
    assert "jumped" not in there.proposal_text
    await there.make(NOTE)
    await here.go(1)
    assert here.notices[1:] == [AGREED]
    await run_machines(440, here, there)
    assert here.segment == there.segment == FEEDBACK


async def test_ticker_ignores_small_skew(path: Path, here: Machine) -> None:
    there = join_session(path, here, 20)
    await there.make(NOTE)
    await run_machines(2, here, there)
    await here.make(NOTE)
    await run_machines(440, here, there)
    assert here.notices == there.notices == []
    assert here.segment == there.segment == FEEDBACK


async def test_ticker_ignores_entry_saved_late(path: Path, here: Machine) -> None:
    there = join_session(path, here, 0)
    there.sync.apply(NOTE, there.wall.now())
    for _ in range(250):
        there.wall.go(1)
    await here.go(250)
    await there.sync.save()
    await here.go(1)
    assert here.notices == []


async def test_ticker_advances_segment_after_skewed_console_leaves(
    path: Path, here: Machine
) -> None:
    there = join_session(path, here, OFF)
    await there.make(NOTE)
    await here.go(1)
    there.presence.leave()
    here.sync.others = ()
    await here.go(440)
    assert here.segment == FEEDBACK
    assert len(here.notices) == 1


async def test_ticker_reports_no_skew_between_consoles_of_one_machine(
    path: Path, here: Machine
) -> None:
    second = Machine(path, "here-2", 60 + 600)
    here.sync.others = ("here-2",)
    assert second.segment == "turn-2-conversation"  # it makes up for what was due
    await second.make(NOTE)
    await here.go(1)
    assert here.notices == []
    second.presence.leave()


@pytest.mark.parametrize(
    "seconds, words",
    [(31, "31 s ahead of"), (-305, "5 min behind"), (OFF, "2 h 03 min ahead of")],
)
def test_describe_skew_says_who_is_ahead_or_behind(seconds: float, words: str) -> None:
    assert describe_skew("there-2", seconds).startswith(f"there-2's clock is {words} this one's: ")


async def test_ticker_allows_undo_of_move_made_on_wrong_clock(path: Path, here: Machine) -> None:
    there = join_session(path, here, OFF)
    await there.make(SegmentEntered(left=TALK, to=FEEDBACK))
    await here.go(30)
    assert here.segment == FEEDBACK
    assert here.notices
    assert here.last_tick.moment.elapsed == 0
    last = last_change_in_effect(here.session)
    assert last
    await here.make(Undone(entry=last.id))
    assert (here.segment, here.last_tick.moment.elapsed) == (TALK, 90)


@pytest.mark.parametrize("rehearsal", [False, True])
def test_ticker_reports_entry_from_the_future_on_opening(tmp_path: Path, rehearsal: bool) -> None:
    session = apply_changes(running_session(segment=TALK), *[RehearsalMarked()] * rehearsal)
    session = apply_changes(session, NOTE, seconds=OFF, console="there-2")
    path = SessionFile.create(tmp_path / "session.json", session).path
    alone = Machine(path, "here-1", 60)
    assert [line.split(":")[0] for line in alone.notices] == [
        "there-2's clock is 2 h 02 min ahead of this one's"
    ] * (not rehearsal)
    assert not alone.last_tick.moment.paused
    alone.presence.leave()
