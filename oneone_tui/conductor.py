"""Keeps time for an open session: what is due by itself, what rings, what there is to propose."""

from __future__ import annotations

import math
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from oneone_tui.clock_skew import SkewWatch, machine_of
from oneone_tui.jumps import Jump, JumpWatch
from oneone_tui.workshop.autopilot import due
from oneone_tui.workshop.changes import JumpDiscounted, Refused
from oneone_tui.workshop.clock import Moment, moment
from oneone_tui.workshop.cues import Bell
from oneone_tui.workshop.merging import LookAlikes
from oneone_tui.workshop.past import NO_PAST, Past
from oneone_tui.workshop.preparing import preparations
from oneone_tui.workshop.proposals import Proposal, proposals
from oneone_tui.workshop.schedule import spoken_length

if TYPE_CHECKING:
    from oneone_tui.keeper import Keeper
    from oneone_tui.wall import Wall
    from oneone_tui.workshop.records import Anchor
    from oneone_tui.workshop.session import Session

SHORTEST_TICK = 0.05
"""Seconds of real time: even a clock that is sped up repaints no more often."""
SLOWEST_TICK = 15.0
"""Seconds of real time: with the clock standing still, only the time of day moves."""
AHEAD_SECONDS = 30.0
"""How far the file must be ahead of the wall clock, on opening it, for that to be asked about."""


class Beat(NamedTuple):
    """What a tick brings: the moment, whether the bell rings, the proposal, when to look again.

    `notice` is a line that somebody has to be told, once; mostly there is none.
    """

    moment: Moment
    rings: bool
    proposal: Proposal | None
    next_in: float
    notice: str = ""


class Asked(NamedTuple):
    """A jump of the wall clock that waits for an answer, and the anchors as it found them."""

    jump: Jump
    clock: tuple[Anchor, ...]


class Conductor:
    """Looks at the clock at every tick of one session. It changes only what goes on by itself.

    A clock that is sped up is not watched for jumps: the second is over before one looks.
    """

    def __init__(self, keeper: Keeper, wall: Wall) -> None:
        self._keeper = keeper
        self._wall = wall
        self._bell = Bell()
        self._watch = JumpWatch(wall.monotonic) if wall.speed == 1 else None
        self._skews = SkewWatch(keeper.console)
        self._came = wall.now()
        self._by_hand = False
        """Whether nothing is to follow from the time, since it may be another machine's."""
        self._asked: list[Asked] = []
        self._dismissed: dict[str, float] = {}
        self._look_alikes = LookAlikes()
        self._prepared: tuple[Session | None, Past, list[Proposal]] = (None, NO_PAST, [])
        self.past = NO_PAST
        """What earlier sessions tell, once it is known."""
        if self._watch and self._is_ahead(wall.now()) and not self._elsewhere():
            self._ask(Jump(keeper.view.clock[-1].at, wall.now()))

    def beat(self) -> Beat:
        """Look at the clock now, and move on where that is due."""
        now = self._wall.now()
        self._look_for_jumps(now)
        notice = self._look_for_skews(now)
        late = self._go_on(now)
        self._by_hand = self._skews.disagree or late > 0
        if not notice and late:
            notice = self._skews.wonder(late, self._elsewhere()[0])
        here = moment(self._keeper.view, now)
        rings = self._bell.ring(here) and not self._by_hand
        next_in = self._next_in(here)
        if self._watch:
            self._watch.next_in(next_in)
        return Beat(here, rings, self._proposal(here), next_in, notice)

    def agree(self, proposal: Proposal) -> None:
        """The proposal was taken: a question is answered; others say themselves what is left."""
        if self._asked and proposal.id == _discount(self._asked[0].jump).id:
            del self._asked[0]
            self._bell = Bell()  # what rang in the jump was too early, and rings in its time

    def dismiss(self, proposal: Proposal) -> None:
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
        while step := due(self._keeper.view, now):
            # Whoever was here then has made that move, by a clock that ran with it.
            if step.at < self._came and self._elsewhere():
                return (now - step.at).total_seconds()
            try:
                self._keeper.put(step.change, step.at)
            except Refused:
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
            self._asked.append(Asked(jump, clock))

    def _is_open(self, asked: Asked) -> bool:
        # Where somebody has used the clock since, here or at another console, it was there.
        clock = self._keeper.view.clock
        if not clock or clock == asked.clock:
            return clock == asked.clock
        return clock[-1].running and asked.jump.seconds > 0 and clock[-1].at <= asked.jump.before

    def _proposal(self, here: Moment) -> Proposal | None:
        found = [_discount(asked.jump) for asked in self._asked[:1]]
        # What was just said is answered at once; what is to be done about the time can wait for it.
        found += self._look_alikes.proposals(self._keeper.view)
        if not self._by_hand:
            found += proposals(self._keeper.view, here)
        found += self._preparations()
        # What there was no longer to say, and is again, is news.
        said = {proposal.id for proposal in found}
        self._dismissed = {k: weight for k, weight in self._dismissed.items() if k in said}
        return next((p for p in found if self._is_news(p)), None)

    def _preparations(self) -> list[Proposal]:
        # They take their time, and change only with the session or with what is known.
        session, past, found = self._prepared
        if session is not self._keeper.view or past is not self.past:
            found = preparations(self._keeper.view, self.past, None)
            self._prepared = (self._keeper.view, self.past, found)
        return found

    def _is_news(self, proposal: Proposal) -> bool:
        before = self._dismissed.get(proposal.id)
        return before is None or proposal.weight >= before + proposal.step

    def _next_in(self, here: Moment) -> float:
        if not here.running:
            return min(SLOWEST_TICK, 60.0 - here.now.second)  # the time of day, on its minute
        rest = here.left - math.floor(here.left)
        return max((rest or 1.0) / self._wall.speed, SHORTEST_TICK)


def _discount(jump: Jump) -> Proposal:
    gap = round(jump.seconds)
    way = "on" if gap > 0 else "back"
    return Proposal(
        id=f"jump-{jump.after.isoformat()}",
        text=f"the time jumped {way} by {spoken_length(abs(gap))}: take it out, like a pause?",
        change=JumpDiscounted(before=jump.before, after=jump.after),
    )
