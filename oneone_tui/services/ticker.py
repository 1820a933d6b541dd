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
from oneone_tui.workshop.suggestions.duplicates import DuplicateFinder
from oneone_tui.workshop.suggestions.setup import setup_suggestions
from oneone_tui.workshop.suggestions.timing import Suggestion, timing_suggestions

if TYPE_CHECKING:
    from oneone_tui.services.session_sync import SessionSync
    from oneone_tui.services.time_source import TimeSource
    from oneone_tui.workshop.model.records import Anchor
    from oneone_tui.workshop.model.session import Session

SHORTEST_TICK = 0.05
"""Seconds of real time: even a clock that is sped up repaints no more often."""
SLOWEST_TICK = 15.0
"""Seconds of real time: with the clock standing still, only the time of day moves."""
AHEAD_SECONDS = 30.0
"""How far the file must be ahead of the wall clock, on opening it, for that to be asked about."""


class Tick(NamedTuple):
    """What a tick brings: the moment, whether the bell rings, the proposal, when to look again.

    `notice` is a line that somebody has to be told, once; mostly there is none.
    """

    moment: TimerState
    rings: bool
    proposal: Suggestion | None
    next_in: float
    notice: str = ""


class OpenJump(NamedTuple):
    """A jump of the wall clock that waits for an answer, and the anchors as it found them."""

    jump: Jump
    clock: tuple[Anchor, ...]


class SessionTicker:
    """Looks at the clock at every tick of one session. It changes only what goes on by itself.

    A clock that is sped up is not watched for jumps: the second is over before one looks.
    """

    def __init__(self, keeper: SessionSync, wall: TimeSource) -> None:
        self._keeper = keeper
        self._wall = wall
        self._bell = Bell()
        self._watch = JumpWatch(wall.monotonic) if wall.speed == 1 else None
        self._skews = SkewWatch(keeper.console)
        self._came = wall.now()
        self._by_hand = False
        """Whether nothing is to follow from the time, since it may be another machine's."""
        self._asked: list[OpenJump] = []
        self._dismissed: dict[str, float] = {}
        self._look_alikes = DuplicateFinder()
        self._prepared: tuple[Session | None, AttendanceHistory, list[Suggestion]] = (
            None,
            NO_ATTENDANCE,
            [],
        )
        self.past = NO_ATTENDANCE
        """What earlier sessions tell, once it is known."""
        if self._watch and self._is_ahead(wall.now()) and not self._elsewhere():
            self._ask(Jump(keeper.view.clock[-1].at, wall.now()))

    def tick(self) -> Tick:
        """Look at the clock now, and move on where that is due."""
        now = self._wall.now()
        self._look_for_jumps(now)
        notice = self._look_for_skews(now)
        late = self._go_on(now)
        self._by_hand = self._skews.disagree or late > 0
        if not notice and late:
            notice = self._skews.wonder(late, self._elsewhere()[0])
        here = timer_state(self._keeper.view, now)
        rings = self._bell.should_ring(here) and not self._by_hand
        next_in = self._next_in(here)
        if self._watch:
            self._watch.next_in(next_in)
        return Tick(here, rings, self._proposal(here), next_in, notice)

    def agree(self, proposal: Suggestion) -> None:
        """The proposal was taken: a question is answered; others say themselves what is left."""
        if self._asked and proposal.id == _discount(self._asked[0].jump).id:
            del self._asked[0]
            self._bell = Bell()  # what rang in the jump was too early, and rings in its time

    def dismiss(self, proposal: Suggestion) -> None:
        """Do not make this proposal again, unless it comes to be about much more."""
        if self._asked and proposal.id == _discount(self._asked[0].jump).id:
            del self._asked[0]
        else:
            self._dismissed[proposal.id] = proposal.weight
            self._look_alikes.refuse(proposal)

    def _go_on(self, now: datetime) -> float:
        """Make the moves that are due; how late one is that is left to others, in seconds."""
        # What the time is, or was, is open until it is answered: till then nothing follows from it.
        if self._asked or self._skews.disagree:
            return 0.0
        while step := due_move(self._keeper.view, now):
            # Whoever was here then has made that move, by a clock that ran with it.
            if step.at < self._came and self._elsewhere():
                return (now - step.at).total_seconds()
            try:
                self._keeper.apply(step.change, step.at)
            except ChangeRejected:
                break
        return 0.0

    def _elsewhere(self) -> tuple[str, ...]:
        """The consoles that are here from other machines: those have clocks of their own."""
        here = machine_of(self._keeper.console)
        return tuple(name for name in self._keeper.others if machine_of(name) != here)

    def _look_for_skews(self, now: datetime) -> str:
        return self._skews.look(self._keeper.view, now, self._keeper.others) if self._watch else ""

    def _is_ahead(self, now: datetime) -> bool:
        clock = self._keeper.view.clock
        if not clock or not clock[-1].segment:
            return False
        return (clock[-1].at - now).total_seconds() > AHEAD_SECONDS

    def _look_for_jumps(self, now: datetime) -> None:
        jump = self._watch.look(now) if self._watch else None
        if jump:
            self._ask(jump)
        self._asked = [asked for asked in self._asked if self._is_open(asked)]

    def _ask(self, jump: Jump) -> None:
        clock = self._keeper.view.clock
        if jump.seconds < 0 and self._elsewhere():
            return  # the room's clock is the others', too: this one may just have been set right
        # A pause takes in any time that there was; but a clock set back would stand still after it.
        if clock and clock[-1].segment and (clock[-1].running or jump.seconds < 0):
            self._asked.append(OpenJump(jump, clock))

    def _is_open(self, asked: OpenJump) -> bool:
        # Where somebody has used the clock since, here or at another console, it was there.
        clock = self._keeper.view.clock
        if not clock or clock == asked.clock:
            return clock == asked.clock
        return clock[-1].running and asked.jump.seconds > 0 and clock[-1].at <= asked.jump.before

    def _proposal(self, here: TimerState) -> Suggestion | None:
        found = [_discount(asked.jump) for asked in self._asked[:1]]
        # What was just said is answered at once; what is to be done about the time can wait for it.
        found += self._look_alikes.suggestions(self._keeper.view)
        if not self._by_hand:
            found += timing_suggestions(self._keeper.view, here)
        found += self._preparations()
        # What there was no longer to say, and is again, is news.
        said = {proposal.id for proposal in found}
        self._dismissed = {k: weight for k, weight in self._dismissed.items() if k in said}
        return next((p for p in found if self._is_news(p)), None)

    def _preparations(self) -> list[Suggestion]:
        # They take their time, and change only with the session or with what is known.
        session, past, found = self._prepared
        if session is not self._keeper.view or past is not self.past:
            found = setup_suggestions(self._keeper.view, self.past, None)
            self._prepared = (self._keeper.view, self.past, found)
        return found

    def _is_news(self, proposal: Suggestion) -> bool:
        before = self._dismissed.get(proposal.id)
        return before is None or proposal.weight >= before + proposal.step

    def _next_in(self, here: TimerState) -> float:
        if not here.running:
            return min(SLOWEST_TICK, 60.0 - here.now.second)  # the time of day, on its minute
        rest = here.seconds_left - math.floor(here.seconds_left)
        return max((rest or 1.0) / self._wall.speed, SHORTEST_TICK)


def _discount(jump: Jump) -> Suggestion:
    gap = round(jump.seconds)
    way = "on" if gap > 0 else "back"
    return Suggestion(
        id=f"jump-{jump.after.isoformat()}",
        text=f"the time jumped {way} by {format_duration(abs(gap))}: take it out, like a pause?",
        change=JumpDiscounted(before=jump.before, after=jump.after),
    )
