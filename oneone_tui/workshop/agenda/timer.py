"""The timer: the current segment and the time left, from the anchors.

Nothing here counts ticks. Each anchor says since when the room has been in which segment, and
whether the clock runs; every console computes the same second from them.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

import msgspec

from oneone_tui.workshop.agenda.schedule import Segment, find_segment, schedule_of
from oneone_tui.workshop.model.session import EMPTY_SESSION, Session
from oneone_tui.workshop.model.terms import Stage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from oneone_tui.workshop.model.records import Anchor


class TimeSpan(msgspec.Struct, frozen=True):
    """The time between two anchors, or from the last one until now."""

    segment: str
    running: bool
    start: datetime
    end: datetime

    @property
    def seconds(self) -> float:
        """The length in seconds."""
        return (self.end - self.start).total_seconds()


class TimerState(msgspec.Struct, frozen=True):
    """The state of the workshop's clock at one moment. Lengths are seconds, times UTC.

    Attributes:
        now: The moment, never before the last anchor.
        segments: The whole schedule.
        segment: The current segment; None before the start and after the end.
        running: Whether the clock runs.
        started: When the workshop began, if it did.
        finished: When it ended, if it did.
        elapsed: Seconds spent in the current segment.
        ends: When the workshop ends if every segment takes the time it has left.
        slip: How much later than planned that is; negative if earlier.
        to_come: For each segment, the seconds it has left.
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
    def seconds_left(self) -> float:
        """Seconds left in the segment; negative past its end."""
        return self.segment.seconds - self.elapsed if self.segment else 0

    @property
    def share_elapsed(self) -> float:
        """The share of the segment that has passed, from 0; above 1 past its end."""
        if self.segment is None:
            return 0
        return self.elapsed / self.segment.seconds if self.segment.seconds else 1

    @property
    def paused(self) -> bool:
        """Whether there is a current segment and its clock is paused."""
        return self.segment is not None and not self.running

    @property
    def index(self) -> int:
        """The position of the segment in the schedule, from 0; -1 if there is none."""
        return self.segments.index(self.segment) if self.segment else -1

    @property
    def next_segment(self) -> Segment | None:
        """The next segment with time in it: the first before the start, None at the end."""
        if self.finished:
            return None
        rest = self.segments[self.index + 1 :]
        return next((segment for segment in rest if segment.seconds), None)

    @property
    def previous_segment(self) -> Segment | None:
        """The previous segment with time in it: the last after the end, or None."""
        before = self.segments if self.finished else self.segments[: max(0, self.index)]
        return next((segment for segment in reversed(before) if segment.seconds), None)

    @property
    def next_segment_at(self) -> datetime:
        """When the next segment starts if this one takes all its time."""
        return self.now + timedelta(seconds=max(0.0, self.seconds_left))

    def left_of_turn(self) -> float:
        """Return the seconds left in the current turn, 0 outside the turns."""
        here = self.segment
        if here is None or not here.turn:
            return 0
        return self._sum_left_while(lambda s: s.turn == here.turn)

    def left_of_stage(self) -> float:
        """Return the seconds left in the current stage."""
        here = self.segment
        return self._sum_left_while(lambda s: s.stage is here.stage) if here else 0

    def left_of_workshop(self) -> float:
        """Return the seconds left in the workshop."""
        return self._sum_left_while(lambda _: True) if self.segment else 0

    def _sum_left_while(self, belongs: Callable[[Segment], bool]) -> float:
        here = self.index
        rest = zip(self.segments[here:], self.to_come[here:], strict=True)
        return sum(seconds for _, seconds in takewhile(lambda part: belongs(part[0]), rest))


def time_spans(anchors: Sequence[Anchor], now: datetime) -> Iterator[TimeSpan]:
    """Yield the spans between the anchors, up to `now`, without gaps."""
    for anchor, following in pairwise(anchors):
        yield TimeSpan(anchor.segment, anchor.running, anchor.at, following.at)
    if anchors and anchors[-1].segment:
        last = anchors[-1]
        yield TimeSpan(last.segment, last.running, last.at, max(now, last.at))


def seconds_spent(anchors: Sequence[Anchor], now: datetime) -> dict[str, float]:
    """Return the seconds that the clock ran in each segment so far, by segment id."""
    seconds: dict[str, float] = {}
    for stretch in time_spans(anchors, now):
        if stretch.running and stretch.segment:
            seconds[stretch.segment] = seconds.get(stretch.segment, 0) + stretch.seconds
    return seconds


def timer_state(session: Session, now: datetime) -> TimerState:
    """Return the state of the session's clock at `now` (UTC)."""
    segments = schedule_of(session)
    if not session.clock:
        return TimerState(now=now, segments=segments, ends=None)
    first, last = session.clock[0], session.clock[-1]
    now = max(now, last.at)
    planned_end = first.at + timedelta(seconds=sum(s.planned for s in segments))
    segment = find_segment(segments, last.segment)
    if segment is None:
        return TimerState(
            now=now,
            segments=segments,
            started=first.at,
            finished=last.at,
            ends=last.at,
            slip=(last.at - planned_end).total_seconds(),
        )
    took = seconds_spent(session.clock, now)
    to_come = tuple(max(0.0, s.seconds - took.get(s.id, 0.0)) for s in segments)
    ends = now + timedelta(seconds=sum(to_come[segments.index(segment) :]))
    return TimerState(
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


class SegmentTiming(msgspec.Struct, frozen=True):
    """A segment's planned and actual time; `actual` in seconds, None before it began."""

    segment: Segment
    starts: datetime
    actual: float | None
    started: datetime | None


def segment_timings(session: Session, now: datetime, start: datetime) -> tuple[SegmentTiming, ...]:
    """Return every segment's planned start, from `start` on, and the time it took."""
    took = seconds_spent(session.clock, now)
    began: dict[str, datetime] = {}
    for anchor in session.clock:
        began.setdefault(anchor.segment, anchor.at)
    rows, at = [], start
    for segment in schedule_of(session):
        rows.append(SegmentTiming(segment, at, took.get(segment.id), began.get(segment.id)))
        at += timedelta(seconds=segment.planned)
    return tuple(rows)


def skipped_stages(session: Session) -> frozenset[Stage]:
    """Return the stages that the room has passed without any of their segments."""
    segments = schedule_of(session)
    entered = {anchor.segment for anchor in session.clock}
    passed = segments
    if session.clock and session.clock[-1].segment:
        reached = max((i for i, s in enumerate(segments) if s.id in entered), default=0)
        passed = segments[:reached]
    held = {segment.stage for segment in segments if segment.id in entered}
    return frozenset(s.stage for s in passed if session.clock and s.stage not in held)


def expected_starts(session: Session, here: TimerState) -> tuple[datetime, ...]:
    """Return when each segment began or is expected to begin.

    A segment that was skipped has the time at which the current segment began.
    """
    began: dict[str, datetime] = {}
    for anchor in session.clock:
        began.setdefault(anchor.segment, anchor.at)
    passed = here.finished or (began[here.segment.id] if here.segment else here.now)
    at = here.next_segment_at if here.segment else here.now
    starts = []
    for index, segment in enumerate(here.segments):
        if here.finished or index <= here.index:
            starts.append(began.get(segment.id, passed))
        else:
            starts.append(at)
            at += timedelta(seconds=here.to_come[index] if here.to_come else segment.seconds)
    return tuple(starts)


EMPTY_TIMER_STATE = timer_state(EMPTY_SESSION, EMPTY_SESSION.info.created)
"""The state of the clock before a session is open."""
