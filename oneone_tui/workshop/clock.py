"""The clock: where `now` falls in the schedule, computed from the anchors in the file.

Nothing here counts ticks. The anchors say since when the room has been in which segment and
whether its clock ran; every console computes the same second from them.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

import msgspec

from oneone_tui.workshop.schedule import Segment, find_segment, schedule_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from oneone_tui.workshop.records import Anchor
    from oneone_tui.workshop.session import Session


class Stretch(msgspec.Struct, frozen=True):
    """A stretch of time between two anchors, or between the last one and now."""

    segment: str
    running: bool
    start: datetime
    end: datetime

    @property
    def seconds(self) -> float:
        """How long it took."""
        return (self.end - self.start).total_seconds()


class Moment(msgspec.Struct, frozen=True):
    """Where the workshop stands at one instant. Lengths are seconds, times UTC.

    `segment` is None before the start and after the end. `left` is negative once the segment
    is over its time. `slip` is how much later than planned the workshop would end if every
    segment from here on took what it has been given; negative where it would end early.
    `to_come` holds what each segment has been given and has not taken yet.
    """

    now: datetime
    segments: tuple[Segment, ...]
    segment: Segment | None = None
    running: bool = False
    started: datetime | None = None
    finished: datetime | None = None
    elapsed: float = 0
    ends: datetime | None = None
    slip: float = 0
    to_come: tuple[float, ...] = ()

    @property
    def left(self) -> float:
        """Seconds left of the segment; negative past its end."""
        return self.segment.seconds - self.elapsed if self.segment else 0

    @property
    def share(self) -> float:
        """How much of the segment's time is over, from 0; above 1 past its end."""
        if self.segment is None:
            return 0
        return self.elapsed / self.segment.seconds if self.segment.seconds else 1

    @property
    def paused(self) -> bool:
        """Whether a segment is on and its clock stands still."""
        return self.segment is not None and not self.running

    @property
    def index(self) -> int:
        """The place of the segment in the schedule, from 0; -1 where none is on."""
        return self.segments.index(self.segment) if self.segment else -1

    @property
    def upcoming(self) -> Segment | None:
        """The next segment that has any time; the first before the start; None at the end."""
        if self.finished:
            return None
        rest = self.segments[self.index + 1 :]
        return next((segment for segment in rest if segment.seconds), None)

    @property
    def previous(self) -> Segment | None:
        """The segment before this one that has any time; the last after the end; or None."""
        before = self.segments if self.finished else self.segments[: max(0, self.index)]
        return next((segment for segment in reversed(before) if segment.seconds), None)

    @property
    def upcoming_at(self) -> datetime:
        """When the next segment begins if this one takes what it has been given."""
        return self.now + timedelta(seconds=max(0.0, self.left))

    def left_of_turn(self) -> float:
        """Seconds left of the turn that the segment is part of."""
        here = self.segment
        if here is None or not here.turn:
            return 0
        return self._left_while(lambda s: s.turn == here.turn)

    def left_of_stage(self) -> float:
        """Seconds left of the stage that the segment is part of."""
        here = self.segment
        return self._left_while(lambda s: s.stage is here.stage) if here else 0

    def left_of_workshop(self) -> float:
        """Seconds left of the whole."""
        return self._left_while(lambda _: True) if self.segment else 0

    def _left_while(self, belongs: Callable[[Segment], bool]) -> float:
        here = self.index
        rest = zip(self.segments[here:], self.to_come[here:], strict=True)
        return sum(seconds for _, seconds in takewhile(lambda part: belongs(part[0]), rest))


def stretches(anchors: Sequence[Anchor], now: datetime) -> Iterator[Stretch]:
    """The anchors as stretches of time, up to `now`; they follow each other without a gap."""
    for anchor, following in pairwise(anchors):
        yield Stretch(anchor.segment, anchor.running, anchor.at, following.at)
    if anchors and anchors[-1].segment:
        last = anchors[-1]
        yield Stretch(last.segment, last.running, last.at, max(now, last.at))


def spent(anchors: Sequence[Anchor], now: datetime) -> dict[str, float]:
    """Seconds that the clock ran in each segment so far."""
    seconds: dict[str, float] = {}
    for stretch in stretches(anchors, now):
        if stretch.running and stretch.segment:
            seconds[stretch.segment] = seconds.get(stretch.segment, 0) + stretch.seconds
    return seconds


def moment(session: Session, now: datetime) -> Moment:
    """Where `session` stands at `now` (UTC)."""
    segments = schedule_of(session)
    if not session.clock:
        return Moment(now=now, segments=segments, ends=None)
    first, last = session.clock[0], session.clock[-1]
    now = max(now, last.at)
    planned_end = first.at + timedelta(seconds=sum(s.planned for s in segments))
    segment = find_segment(segments, last.segment)
    if segment is None:
        return Moment(
            now=now,
            segments=segments,
            started=first.at,
            finished=last.at,
            ends=last.at,
            slip=(last.at - planned_end).total_seconds(),
        )
    took = spent(session.clock, now)
    to_come = tuple(max(0.0, s.seconds - took.get(s.id, 0.0)) for s in segments)
    ends = now + timedelta(seconds=sum(to_come[segments.index(segment) :]))
    return Moment(
        now=now,
        segments=segments,
        segment=segment,
        running=last.running,
        started=first.at,
        elapsed=took.get(segment.id, 0.0),
        ends=ends,
        slip=(ends - planned_end).total_seconds(),
        to_come=to_come,
    )


class Timing(msgspec.Struct, frozen=True):
    """A segment's plan against what it took, in seconds; `actual` is None before it began."""

    segment: Segment
    starts: datetime
    actual: float | None
    started: datetime | None


def timings(session: Session, now: datetime, start: datetime) -> tuple[Timing, ...]:
    """Every segment planned from `start` on, against what it took so far."""
    took = spent(session.clock, now)
    began: dict[str, datetime] = {}
    for anchor in session.clock:
        began.setdefault(anchor.segment, anchor.at)
    rows, at = [], start
    for segment in schedule_of(session):
        rows.append(Timing(segment, at, took.get(segment.id), began.get(segment.id)))
        at += timedelta(seconds=segment.planned)
    return tuple(rows)


def expected_starts(session: Session, here: Moment) -> tuple[datetime, ...]:
    """When each segment began, or will begin if every one takes what it has been given.

    One that was passed over has the time at which the room came to the segment that is on.
    """
    began: dict[str, datetime] = {}
    for anchor in session.clock:
        began.setdefault(anchor.segment, anchor.at)
    passed = here.finished or (began[here.segment.id] if here.segment else here.now)
    at = here.upcoming_at if here.segment else here.now
    starts = []
    for index, segment in enumerate(here.segments):
        if here.finished or index <= here.index:
            starts.append(began.get(segment.id, passed))
        else:
            starts.append(at)
            at += timedelta(seconds=here.to_come[index] if here.to_come else segment.seconds)
    return tuple(starts)
