"""The open session's ticks: automatic moves, alarms and suggestions."""

from __future__ import annotations

import math
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from oneone_tui.services.clock_jumps import Jump, JumpWatch
from oneone_tui.services.clock_skew import SkewWatch, machine_of
from oneone_tui.workshop.agenda.alarms import Bell
from oneone_tui.workshop.agenda.auto_advance import due_move
from oneone_tui.workshop.agenda.schedule import format_duration
from oneone_tui.workshop.agenda.timer import TimerState, timer_state
from oneone_tui.workshop.history.attendance import NO_ATTENDANCE, AttendanceHistory
from oneone_tui.workshop.model.changes import ChangeRejected, JumpDiscounted
from oneone_tui.workshop.suggestions.setup import setup_suggestions
from oneone_tui.workshop.suggestions.similar_lines import DuplicateFinder
from oneone_tui.workshop.suggestions.timing import Suggestion, timing_suggestions

if TYPE_CHECKING:
    from oneone_tui.services.session_sync import SessionSync
    from oneone_tui.services.time_source import TimeSource
    from oneone_tui.workshop.model.records import Anchor
    from oneone_tui.workshop.model.session import Session

SHORTEST_TICK = 0.05
"""Seconds of real time: even an accelerated clock repaints no more often."""
SLOWEST_TICK = 15.0
"""Seconds of real time: while the clock is stopped, only the time of day changes."""
AHEAD_SECONDS = 30.0
"""How far the file must be ahead of the wall clock at opening to ask about it."""


class Tick(NamedTuple):
    """The result of a tick.

    Attributes:
        moment: The state of the timer.
        rings: Whether to ring the bell.
        proposal: The suggestion to show, or None.
        next_in: Seconds of real time until the next tick.
        notice: A line to show once, mostly empty.
    """

    moment: TimerState
    rings: bool
    proposal: Suggestion | None
    next_in: float
    notice: str = ""


class OpenJump(NamedTuple):
    """A jump of the wall clock to ask about, and the anchors at the time of the jump."""

    jump: Jump
    clock: tuple[Anchor, ...]


class SessionTicker:
    """Evaluates the clock at every tick of one session; it makes only automatic moves.

    An accelerated clock is not checked for jumps: a second passes between two checks.
    """

    def __init__(self, keeper: SessionSync, wall: TimeSource) -> None:
        self._sync = keeper
        self._time = wall
        self._bell = Bell()
        self._jump_watch = JumpWatch(wall.monotonic) if wall.speed == 1 else None
        self._skew_watch = SkewWatch(keeper.console)
        self._opened_at = wall.now()
        self._is_time_doubtful = False
        """Whether nothing may follow from the time, since it may be another computer's."""
        self._open_jumps: list[OpenJump] = []
        self._dismissed: dict[str, float] = {}
        self._duplicates = DuplicateFinder()
        self._setup_cache: tuple[Session | None, AttendanceHistory, list[Suggestion]] = (
            None,
            NO_ATTENDANCE,
            [],
        )
        self.past = NO_ATTENDANCE
        """The history of earlier sessions, once it is known."""
        if self._jump_watch and self._is_ahead(wall.now()) and not self._remote_consoles():
            self._ask_about(Jump(keeper.view.clock[-1].at, wall.now()))

    def tick(self) -> Tick:
        """Evaluate the clock now, and make the automatic moves that are due."""
        now = self._time.now()
        self._check_jumps(now)
        notice = self._check_skews(now)
        late = self._make_due_moves(now)
        self._is_time_doubtful = self._skew_watch.disagree or late > 0
        if not notice and late:
            notice = self._skew_watch.report_overdue(late, self._remote_consoles()[0])
        here = timer_state(self._sync.view, now)
        rings = self._bell.should_ring(here) and not self._is_time_doubtful
        next_in = self._next_in(here)
        if self._jump_watch:
            self._jump_watch.expect_next_in(next_in)
        return Tick(here, rings, self._proposal(here), next_in, notice)

    def agree(self, proposal: Suggestion) -> None:
        """Note that a suggestion was accepted.

        This matters only for the question about a jump; other suggestions follow from the session.
        """
        if self._open_jumps and proposal.id == _jump_suggestion(self._open_jumps[0].jump).id:
            del self._open_jumps[0]
            self._bell = Bell()  # bells rung during the jump were too early, and ring again in time

    def dismiss(self, proposal: Suggestion) -> None:
        """Do not show this suggestion again, unless much more comes to depend on it."""
        if self._open_jumps and proposal.id == _jump_suggestion(self._open_jumps[0].jump).id:
            del self._open_jumps[0]
        else:
            self._dismissed[proposal.id] = proposal.weight
            self._duplicates.refuse(proposal)

    def _make_due_moves(self, now: datetime) -> float:
        """Make the moves that are due.

        Returns:
            How many seconds a move is overdue that is left to another console, or 0.
        """
        # While a question about the time is open, nothing may follow from it.
        if self._open_jumps or self._skew_watch.disagree:
            return 0.0
        while step := due_move(self._sync.view, now):
            # A console that had the session open then has made that move, by its own clock.
            if step.at < self._opened_at and self._remote_consoles():
                return (now - step.at).total_seconds()
            try:
                self._sync.apply(step.change, step.at)
            except ChangeRejected:
                break
        return 0.0

    def _remote_consoles(self) -> tuple[str, ...]:
        """Return the consoles on other computers, which have clocks of their own."""
        here = machine_of(self._sync.console)
        return tuple(name for name in self._sync.others if machine_of(name) != here)

    def _check_skews(self, now: datetime) -> str:
        return (
            self._skew_watch.check(self._sync.view, now, self._sync.others)
            if self._jump_watch
            else ""
        )

    def _is_ahead(self, now: datetime) -> bool:
        clock = self._sync.view.clock
        if not clock or not clock[-1].segment:
            return False
        return (clock[-1].at - now).total_seconds() > AHEAD_SECONDS

    def _check_jumps(self, now: datetime) -> None:
        jump = self._jump_watch.check(now) if self._jump_watch else None
        if jump:
            self._ask_about(jump)
        self._open_jumps = [
            open_jump for open_jump in self._open_jumps if self._is_unanswered(open_jump)
        ]

    def _ask_about(self, jump: Jump) -> None:
        clock = self._sync.view.clock
        if jump.seconds < 0 and self._remote_consoles():
            return  # the others use the session's clock, too: this one may just have been corrected
        # A pause absorbs any jump, but after a clock was set back the timer would stand still.
        if clock and clock[-1].segment and (clock[-1].running or jump.seconds < 0):
            self._open_jumps.append(OpenJump(jump, clock))

    def _is_unanswered(self, open_jump: OpenJump) -> bool:
        # Once a console has used the clock after the jump, the question is settled.
        clock = self._sync.view.clock
        if not clock or clock == open_jump.clock:
            return clock == open_jump.clock
        return (
            clock[-1].running
            and open_jump.jump.seconds > 0
            and clock[-1].at <= open_jump.jump.before
        )

    def _proposal(self, here: TimerState) -> Suggestion | None:
        found = [_jump_suggestion(open_jump.jump) for open_jump in self._open_jumps[:1]]
        # Duplicates of a note just entered come first; suggestions about the time can wait.
        found += self._duplicates.suggestions(self._sync.view)
        if not self._is_time_doubtful:
            found += timing_suggestions(self._sync.view, here)
        found += self._setup_suggestions()
        # A suggestion that went away and comes back is shown again.
        ids = {proposal.id for proposal in found}
        self._dismissed = {k: weight for k, weight in self._dismissed.items() if k in ids}
        return next((p for p in found if self._should_show(p)), None)

    def _setup_suggestions(self) -> list[Suggestion]:
        # They are slow, and change only with the session or the history.
        session, past, found = self._setup_cache
        if session is not self._sync.view or past is not self.past:
            found = setup_suggestions(self._sync.view, self.past, None)
            self._setup_cache = (self._sync.view, self.past, found)
        return found

    def _should_show(self, proposal: Suggestion) -> bool:
        before = self._dismissed.get(proposal.id)
        return before is None or proposal.weight >= before + proposal.step

    def _next_in(self, here: TimerState) -> float:
        if not here.running:
            return min(SLOWEST_TICK, 60.0 - here.now.second)  # the time of day, on its minute
        rest = here.seconds_left - math.floor(here.seconds_left)
        return max((rest or 1.0) / self._time.speed, SHORTEST_TICK)


def _jump_suggestion(jump: Jump) -> Suggestion:
    gap = round(jump.seconds)
    way = "ahead" if gap > 0 else "back"
    return Suggestion(
        id=f"jump-{jump.after.isoformat()}",
        text=f"the time jumped {way} by {format_duration(abs(gap))}: treat that as a pause?",
        change=JumpDiscounted(before=jump.before, after=jump.after),
    )
