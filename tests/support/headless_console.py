"""A console without a screen, and clocks that tests move by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from oneone_tui.services.session_sync import SessionSync
from oneone_tui.services.ticker import SessionTicker, Tick
from oneone_tui.store.session_file import SessionFile
from oneone_tui.workshop.model.changes import AnyChange, Finished, SegmentEntered, Undone
from oneone_tui.workshop.model.session import Session
from oneone_tui.workshop.model.undo_stack import last_change_in_effect
from tests.support.sessions import START, time_at


class ManualClock:
    """The wall clock and the monotonic clock of a machine, moved by hand."""

    def __init__(self, seconds: float = 0, speed: float = 1.0) -> None:
        self.speed = speed
        self._now = time_at(seconds)
        self._monotonic = 500.0

    def now(self) -> datetime:
        """The time on the wall clock."""
        return self._now

    def monotonic(self) -> float:
        """The time on the monotonic clock, in seconds."""
        return self._monotonic

    def go(self, seconds: float, *, asleep: bool = False) -> None:
        """Let time pass; the monotonic clock stops while the machine is asleep."""
        self._now += timedelta(seconds=seconds)
        self._monotonic += 0 if asleep else seconds

    def step(self, seconds: float) -> None:
        """Set the wall clock forward or back."""
        self._now += timedelta(seconds=seconds)


class HeadlessConsole:
    """A console without a screen, which ticks when due, a few milliseconds late."""

    def __init__(self, path: Path, wall: ManualClock) -> None:
        self.path = path
        self.wall = wall
        self.sync = SessionSync(SessionFile.open(path), "desk")
        self.ticker = SessionTicker(self.sync, wall)
        self.ring_times: list[float] = []
        self._late = Random(7)
        self.last_tick = self.look()

    @property
    def session(self) -> Session:
        return self.sync.view

    @property
    def now(self) -> float:
        """Seconds since `START` on the wall clock."""
        return (self.wall.now() - START).total_seconds()

    @property
    def proposal_text(self) -> str:
        """The text of the current proposal, or nothing."""
        return self.last_tick.proposal.text if self.last_tick.proposal else ""

    @property
    def entered_segments(self) -> list[tuple[float, str]]:
        """The segments entered, each with its time in seconds since `START`."""
        stays: list[tuple[float, str]] = []
        for anchor in self.session.clock:
            if not stays or stays[-1][1] != anchor.segment:
                stays.append(((anchor.at - START).total_seconds(), anchor.segment))
        return stays

    def look(self) -> Tick:
        self.last_tick = self.ticker.tick()
        if self.last_tick.rings:
            self.ring_times.append(round(self.now, 1))
        return self.last_tick

    def make(self, change: AnyChange) -> None:
        self.sync.apply(change, self.wall.now())
        self.look()

    def undo(self) -> None:
        last = last_change_in_effect(self.session)
        assert last
        self.make(Undone(entry=last.id))

    def accept(self) -> None:
        """Accept the proposal, like the key y."""
        proposal = self.last_tick.proposal
        assert proposal
        assert proposal.change
        self.ticker.agree(proposal)
        self.make(proposal.change)

    def dismiss(self) -> None:
        """Dismiss the proposal, like the key d."""
        assert self.last_tick.proposal
        self.ticker.dismiss(self.last_tick.proposal)
        self.look()

    def next(self) -> None:
        """Go to the next segment, like the key n."""
        here = self.last_tick.moment
        assert here.segment
        if here.next_segment:
            self.make(SegmentEntered(left=here.segment.id, to=here.next_segment.id))
        else:
            self.make(Finished(left=here.segment.id))

    def run_until(self, comes_about: Callable[[], bool]) -> None:
        while not comes_about():
            self.wall.go(self.last_tick.next_in + self._late.uniform(0, 0.005))
            self.look()

    def run(self, seconds: float) -> None:
        end = self.now + seconds
        self.run_until(lambda: self.now >= end)


def open_headless(
    folder: Path, session: Session, seconds: float = 0, speed: float = 1
) -> HeadlessConsole:
    """Open a session in a headless console `seconds` after its start."""
    path = SessionFile.create(folder / "session.json", session).path
    return HeadlessConsole(path, ManualClock(seconds, speed))
