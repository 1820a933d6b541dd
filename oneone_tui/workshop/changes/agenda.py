"""Changes of the agenda while it runs: more time, less, shared anew, pinned, held."""

from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from oneone_tui.workshop.changes.base import Change, Refused, Stamp
from oneone_tui.workshop.records import Allotment
from oneone_tui.workshop.schedule import Segment, find_segment, schedule_of, spoken_length

if TYPE_CHECKING:
    from oneone_tui.workshop.session import Session

MAX_ADDED = 4 * 3600
"""No key press makes a segment longer than this beside its plan, in seconds."""


class TimeAdded(Change, frozen=True):
    """Seconds were added to a segment, or taken from it; it never gets shorter than nothing."""

    segment: str
    seconds: int

    def apply_to(self, session: "Session", stamp: Stamp) -> "Session":  # noqa: ARG002
        segment = must_have(session, self.segment)
        given = self._given(segment)
        if not given:
            raise Refused(
                f"{segment.title} cannot be any {'longer' if self.seconds > 0 else 'shorter'}"
            )
        return allotted(session, segment, seconds=segment.seconds + given)

    def say(self, session: "Session") -> str:
        segment = find_segment(schedule_of(session), self.segment)
        given = self._given(segment) if segment else self.seconds
        sign = "+" if given >= 0 else "-"
        return f"{sign}{spoken_length(abs(given))} for {title_of(session, self.segment)}"

    def _given(self, segment: Segment) -> int:
        # What of the seconds asked for fits between nothing and the longest.
        longest = segment.planned + MAX_ADDED
        return max(0, min(segment.seconds + self.seconds, longest)) - segment.seconds


class SegmentsCut(Change, frozen=True):
    """Segments were made shorter, so that the rest ends on time: ids, and seconds each."""

    cuts: tuple[tuple[str, int], ...]

    def apply_to(self, session: "Session", stamp: Stamp) -> "Session":  # noqa: ARG002
        for segment_id, seconds in self.cuts:
            segment = must_have(session, segment_id)
            if not 0 <= seconds <= segment.seconds:
                raise Refused("the agenda has changed: look again at what it proposes")
            session = allotted(session, segment, seconds=seconds)
        return session

    def say(self, session: "Session") -> str:
        segments = schedule_of(session)
        before = {s.id: s.seconds for s in segments}
        saved = sum(before.get(segment, seconds) - seconds for segment, seconds in self.cuts)
        return f"cut the rest by {spoken_length(saved)}"


class SegmentPinned(Change, frozen=True):
    """A segment is to keep its length whatever happens, or no longer."""

    segment: str
    pinned: bool

    def apply_to(self, session: "Session", stamp: Stamp) -> "Session":  # noqa: ARG002
        segment = must_have(session, self.segment)
        return allotted(session, segment, pinned=self.pinned)

    def say(self, session: "Session") -> str:
        return f"{'pinned' if self.pinned else 'unpinned'}: {title_of(session, self.segment)}"


class HoldSet(Change, frozen=True):
    """A step is to wait at its end for the facilitator, or to go on by itself."""

    step: str
    holds: bool

    def apply_to(self, session: "Session", stamp: Stamp) -> "Session":  # noqa: ARG002
        step = session.guide.step(self.step)
        if step is None:
            raise Refused("there is no such step in the agenda")
        changed = msgspec.structs.replace(step, goes_on=not self.holds)
        return replace(session, guide=session.guide.with_step(changed))

    def say(self, session: "Session") -> str:
        step = session.guide.step(self.step)
        title = step.title if step else self.step
        return f"{title} {'waits at its end' if self.holds else 'goes on by itself'}"


def allotted(
    session: "Session", segment: Segment, *, seconds: int | None = None, pinned: bool | None = None
) -> "Session":
    """The session with another length for a segment, or its pin set."""
    row = Allotment(
        id=segment.id,
        seconds=(segment.seconds if seconds is None else seconds) - segment.planned,
        pinned=segment.pinned if pinned is None else pinned,
    )
    if any(known.id == row.id for known in session.agenda):
        agenda = tuple(row if known.id == row.id else known for known in session.agenda)
        return replace(session, agenda=agenda)
    if not row.seconds and not row.pinned:
        return session  # nothing was given to it, and nothing is
    return replace(session, agenda=(*session.agenda, row))


def must_have(session: "Session", segment_id: str) -> Segment:
    """The segment of that id. Raises `Refused` where there is none."""
    segment = find_segment(schedule_of(session), segment_id)
    if segment is None:
        raise Refused("there is no such segment in the agenda")
    return segment


def title_of(session: "Session", segment_id: str) -> str:
    """What a segment is called, or its id where it is gone."""
    segment = find_segment(schedule_of(session), segment_id)
    return segment.title if segment else segment_id
