"""Changes of the clock: each sets an anchor, none counts ticks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from oneone_tui.workshop.changes.base import Change, Refused, Stamp
from oneone_tui.workshop.records import Allotment, Anchor
from oneone_tui.workshop.schedule import Segment, find_segment, schedule_of, spoken_length

if TYPE_CHECKING:
    from oneone_tui.workshop.session import Session

MAX_ADDED = 4 * 3600
"""No key press makes a segment longer than this beside its plan, in seconds."""


class Started(Change, frozen=True):
    """The workshop's clock was started, at `segment`."""

    segment: str

    def apply_to(self, session: Session, stamp: Stamp) -> Session:
        if session.clock:
            raise Refused("the clock has started already")
        _must_have(session, self.segment)
        return _anchored(session, stamp, self.segment, running=True)

    def say(self, session: Session) -> str:
        return f"started: {_title(session, self.segment)}"


class Paused(Change, frozen=True):
    """The clock was paused."""

    def apply_to(self, session: Session, stamp: Stamp) -> Session:
        last = _last_on(session)
        if not last.running:
            raise Refused("the clock is paused already")
        return _anchored(session, stamp, last.segment, running=False)

    def say(self, session: Session) -> str:  # noqa: ARG002
        return "paused"


class Resumed(Change, frozen=True):
    """The clock went on after a pause."""

    def apply_to(self, session: Session, stamp: Stamp) -> Session:
        last = _last_on(session)
        if last.running:
            raise Refused("the clock is running already")
        return _anchored(session, stamp, last.segment, running=True)

    def say(self, session: Session) -> str:  # noqa: ARG002
        return "resumed"


class MovedOn(Change, frozen=True):
    """The room went to another segment; the screen follows where its stage is another one.

    `left` is the segment that was on, empty where the workshop was over: somebody else may have
    moved on in the same second.
    """

    left: str
    to: str

    def apply_to(self, session: Session, stamp: Stamp) -> Session:
        if _last(session).segment != self.left:
            raise Refused("the room has moved on already")
        segment = _must_have(session, self.to)
        moved = _anchored(session, stamp, segment.id, running=True)
        return replace(moved, info=replace(moved.info, stage=segment.stage))

    def say(self, session: Session) -> str:
        return f"on to {_title(session, self.to)}"


class TimeAdded(Change, frozen=True):
    """Seconds were added to a segment, or taken from it; it never gets shorter than nothing."""

    segment: str
    seconds: int

    def apply_to(self, session: Session, stamp: Stamp) -> Session:  # noqa: ARG002
        segment = _must_have(session, self.segment)
        given = self._given(segment)
        if not given:
            raise Refused(
                f"{segment.title} cannot be any {'longer' if self.seconds > 0 else 'shorter'}"
            )
        allotment = Allotment(id=segment.id, seconds=segment.seconds - segment.planned + given)
        if any(row.id == segment.id for row in session.agenda):
            agenda = tuple(allotment if r.id == segment.id else r for r in session.agenda)
        else:
            agenda = (*session.agenda, allotment)
        return replace(session, agenda=agenda)

    def say(self, session: Session) -> str:
        segment = find_segment(schedule_of(session), self.segment)
        given = self._given(segment) if segment else self.seconds
        sign = "+" if given >= 0 else "-"
        return f"{sign}{spoken_length(abs(given))} for {_title(session, self.segment)}"

    def _given(self, segment: Segment) -> int:
        # What of the seconds asked for fits between nothing and the longest.
        longest = segment.planned + MAX_ADDED
        return max(0, min(segment.seconds + self.seconds, longest)) - segment.seconds


class Finished(Change, frozen=True):
    """The last segment was closed: the workshop is over."""

    def apply_to(self, session: Session, stamp: Stamp) -> Session:
        _last_on(session)
        return _anchored(session, stamp, "", running=False)

    def say(self, session: Session) -> str:  # noqa: ARG002
        return "finished"


def _last(session: Session) -> Anchor:
    if not session.clock:
        raise Refused("the clock has not started yet")
    return session.clock[-1]


def _last_on(session: Session) -> Anchor:
    last = _last(session)
    if not last.segment:
        raise Refused("the workshop is over already")
    return last


def _must_have(session: Session, segment_id: str) -> Segment:
    segment = find_segment(schedule_of(session), segment_id)
    if segment is None:
        raise Refused("there is no such segment in the agenda")
    return segment


def _title(session: Session, segment_id: str) -> str:
    segment = find_segment(schedule_of(session), segment_id)
    return segment.title if segment else segment_id


def _anchored(session: Session, stamp: Stamp, segment: str, *, running: bool) -> Session:
    # A wall clock that was set back must not make a segment's time negative.
    at = max(stamp.at, session.clock[-1].at) if session.clock else stamp.at
    anchor = Anchor(id=f"anchor-{stamp.number}", at=at, segment=segment, running=running)
    return replace(session, clock=(*session.clock, anchor))
