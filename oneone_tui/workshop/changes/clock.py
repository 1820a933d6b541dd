"""Changes of the clock: each sets an anchor, none counts ticks."""

import math
from datetime import datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from msgspec.structs import replace

from oneone_tui.workshop.changes.agenda import MAX_ADDED, allotted, must_have, title_of
from oneone_tui.workshop.changes.base import Change, Refused, Stamp
from oneone_tui.workshop.changes.undo import Undone, standing
from oneone_tui.workshop.clock import moment, spent
from oneone_tui.workshop.records import Anchor
from oneone_tui.workshop.schedule import schedule_of, spoken_length
from oneone_tui.workshop.squeeze import SLIP_TOLD, floor, levelled

if TYPE_CHECKING:
    from oneone_tui.workshop.clock import Moment
    from oneone_tui.workshop.session import Session

SAME_JUMP = timedelta(seconds=2)
"""How far two consoles' readings of one jump of the wall clock may be apart."""


class Started(Change, frozen=True):
    """The workshop's clock was started, at `segment`."""

    segment: str

    def apply_to(self, session: "Session", stamp: Stamp) -> "Session":
        if session.clock:
            raise Refused("the clock has started already")
        segment = must_have(session, self.segment)
        started = _anchored(session, stamp, segment.id, running=True)
        return replace(started, info=replace(started.info, stage=segment.stage))

    def say(self, session: "Session") -> str:
        return f"started: {title_of(session, self.segment)}"


class Paused(Change, frozen=True):
    """The clock was paused."""

    def apply_to(self, session: "Session", stamp: Stamp) -> "Session":
        last = _last_on(session)
        if not last.running:
            raise Refused("the clock is paused already")
        return _anchored(session, stamp, last.segment, running=False)

    def say(self, session: "Session") -> str:  # noqa: ARG002
        return "paused"


class Resumed(Change, frozen=True):
    """The clock went on after a pause."""

    def apply_to(self, session: "Session", stamp: Stamp) -> "Session":
        last = _last_on(session)
        if last.running:
            raise Refused("the clock is running already")
        return _anchored(session, stamp, last.segment, running=True)

    def say(self, session: "Session") -> str:  # noqa: ARG002
        return "resumed"


class MovedOn(Change, frozen=True):
    """The room went to another segment; the screen follows where its stage is another one.

    `left` is the segment that was on, empty where the workshop was over: somebody else may have
    moved on in the same second. `by_itself` tells that nobody pressed a key.
    """

    left: str
    to: str
    by_itself: bool = False

    def apply_to(self, session: "Session", stamp: Stamp) -> "Session":
        if _last(session).segment != self.left:
            raise Refused("the room has moved on already")
        if self.by_itself and not self._is_due(session, stamp.at):
            # Another console has paused meanwhile, or given time, or said that it is to wait.
            raise Refused("nothing goes on by itself now")
        segment = must_have(session, self.to)
        moved = _anchored(session, stamp, segment.id, running=True)
        moved = _slots_shared(moved)
        return replace(moved, info=replace(moved.info, stage=segment.stage))

    def say(self, session: "Session") -> str:
        return f"on to {title_of(session, self.to)}{' by itself' if self.by_itself else ''}"

    def _is_due(self, session: "Session", at: datetime) -> bool:
        here = moment(session, at)
        wait = goes_on_in(session, here)
        if wait is None or here.upcoming is None:
            return False
        return here.upcoming.id == self.to and round(wait, 3) <= 0


class StartedEarlier(Change, frozen=True):
    """The segment that is on began `seconds` ago, whatever the clock says.

    What it takes from the segment before, or gives back to it, keeps the sum as it is.
    """

    seconds: int

    def apply_to(self, session: "Session", stamp: Stamp) -> "Session":
        _last_on(session)
        if not 0 <= self.seconds <= MAX_ADDED:
            raise Refused(f"that is not 0:00 up to {spoken_length(MAX_ADDED)} ago")
        *earlier, stay = [list(s) for _, s in groupby(session.clock, key=lambda a: a.segment)]
        at = stamp.at - timedelta(seconds=self.seconds)
        if earlier and at < earlier[-1][0].at:
            raise Refused("that was before the segment before it began: go back instead")
        if len(stay) > 1 and at > stay[1].at:
            raise Refused("the clock was paused since then: add or take time instead")
        # What the clock did in the segment before after that moment did not happen there.
        kept = [anchor for before in earlier for anchor in before if anchor.at <= at]
        return replace(session, clock=(*kept, replace(stay[0], at=at), *stay[1:]))

    def say(self, session: "Session") -> str:  # noqa: ARG002
        return f"began {spoken_length(self.seconds)} ago"


class JumpDiscounted(Change, frozen=True):
    """The wall clock went from `before` to `after`, and no time of the workshop passed.

    Forward, the gap becomes a pause; backward, everything so far moves along.
    """

    before: datetime
    after: datetime

    def apply_to(self, session: "Session", stamp: Stamp) -> "Session":
        last = _last_on(session)
        if self.after < self.before:
            if self._is_out(session):
                raise Refused("that jump has been taken out already")
            shift = self.after - self.before
            clock = tuple(replace(anchor, at=anchor.at + shift) for anchor in session.clock)
            return replace(session, clock=clock)
        if not last.running or last.at > self.before:
            raise Refused("the clock has been used since: nothing is left to be taken out")
        gap = (
            Anchor(id=f"anchor-{stamp.key}", at=self.before, segment=last.segment, running=False),
            Anchor(id=f"anchor-{stamp.key}-2", at=self.after, segment=last.segment, running=True),
        )
        return replace(session, clock=(*session.clock, *gap))

    def say(self, session: "Session") -> str:  # noqa: ARG002
        gap = round(abs((self.after - self.before).total_seconds()))
        return f"did not count a jump of {spoken_length(gap)}"

    def _is_out(self, session: "Session") -> bool:
        # Two consoles of one machine notice the same jump, each at a tick of its own.
        taken_out = (e.change for e in standing(session) if isinstance(e.change, JumpDiscounted))
        known = next(taken_out, None)
        if known is None:
            return False
        overlap = min(self.before, known.before) - max(self.after, known.after)
        apart = (self.before - self.after) - (known.before - known.after)
        return overlap > timedelta() and abs(apart) < SAME_JUMP


class Finished(Change, frozen=True):
    """The last segment was closed: the workshop is over. `left` is the segment that was on."""

    left: str

    def apply_to(self, session: "Session", stamp: Stamp) -> "Session":
        if _last_on(session).segment != self.left:
            raise Refused("the room has moved on already")
        return _anchored(session, stamp, "", running=False)

    def say(self, session: "Session") -> str:  # noqa: ARG002
        return "finished"


def _last(session: "Session") -> Anchor:
    if not session.clock:
        raise Refused("the clock has not started yet")
    return session.clock[-1]


def _last_on(session: "Session") -> Anchor:
    last = _last(session)
    if not last.segment:
        raise Refused("the workshop is over already")
    return last


def _anchored(session: "Session", stamp: Stamp, segment: str, *, running: bool) -> "Session":
    # A wall clock that was set back must not make a segment's time negative.
    at = max(stamp.at, session.clock[-1].at) if session.clock else stamp.at
    anchor = Anchor(id=f"anchor-{stamp.key}", at=at, segment=segment, running=running)
    return replace(session, clock=(*session.clock, anchor))


def _slots_shared(session: "Session") -> "Session":
    """Where the pairs so far took more than they were given, let those to come give it, alike."""
    segments = schedule_of(session)
    here = next(s for s in segments if s.id == session.clock[-1].segment)
    if not here.slot:
        return session
    slots = [s for s in segments if s.step == here.step]
    past, rest = slots[: slots.index(here)], slots[slots.index(here) :]
    took = spent(session.clock, session.clock[-1].at)
    over = {s.id: took.get(s.id, 0.0) - s.seconds for s in past}
    need = math.ceil(sum(over.values()))
    if need <= SLIP_TOLD:
        return session
    giving = [s for s in rest if s.gives]
    shorter = levelled(giving, [floor(s, took) for s in giving], need)
    given = sum(s.seconds for s in giving) - sum(shorter)
    for slot, seconds in zip(giving, shorter, strict=True):
        session = allotted(session, slot, seconds=seconds)
    # It was given to the pair that took most, so that nobody gives it a second time.
    most = max(past, key=lambda s: over[s.id])
    return allotted(session, most, seconds=most.seconds + given)


def goes_on_in(session: "Session", here: "Moment") -> float | None:
    """Seconds until the room moves on by itself, negative if it should have; None if it won't.

    It never does into another stage, and not out of a segment that somebody has come back to.
    The grace counts from the segment's end, or from the last that was done to clock or agenda:
    nobody who takes a minute away finds the room gone.
    """
    segment, following = here.segment, here.upcoming
    if segment is None or following is None or not here.running:
        return None
    if not segment.goes_on or following.stage is not segment.stage:
        return None
    if _visits(session, segment.id) > 1 or _was_taken_back(session, segment.id):
        return None
    untouched = (here.now - _last_touched(session, here.now)).total_seconds()
    return max(here.left, -untouched) + session.guide.grace


def _visits(session: "Session", segment: str) -> int:
    return sum(1 for stay, _ in groupby(a.segment for a in session.clock) if stay == segment)


def _was_taken_back(session: "Session", segment: str) -> bool:
    undone = {e.change.entry for e in session.history if isinstance(e.change, Undone)}
    return any(
        e.id in undone
        and isinstance(e.change, MovedOn)
        and e.change.by_itself
        and e.change.left == segment
        for e in session.history
    )


def _last_touched(session: "Session", now: datetime) -> datetime:
    for entry in reversed(session.history):
        before = entry.before
        if any(part is not None for part in (before.clock, before.agenda, before.guide)):
            return min(entry.at, now)
    return session.clock[-1].at
