"""Reducers and descriptions of the changes to the agenda while it runs."""

import msgspec
from msgspec.structs import replace

from oneone_tui.workshop.agenda.length_changes import change_length, format_length_changes
from oneone_tui.workshop.agenda.schedule import Segment, find_segment, format_duration, schedule_of
from oneone_tui.workshop.model.changes.agenda import HoldSet, SegmentPinned, SegmentsCut, TimeAdded
from oneone_tui.workshop.model.changes.base import ChangeMeta, ChangeRejected
from oneone_tui.workshop.model.records import Allotment
from oneone_tui.workshop.model.session import Session
from oneone_tui.workshop.reducers.registry import description, reducer

MAX_ADDED = 4 * 3600
"""The most seconds that a segment can have beyond its planned length."""


@reducer(TimeAdded)
def reduce_time_added(change: TimeAdded, session: Session, meta: ChangeMeta) -> Session:
    segment = require_segment(session, change.segment)
    given = _seconds_to_add(change, segment)
    if not given:
        raise ChangeRejected(
            f"{segment.title} cannot be any {'longer' if change.seconds > 0 else 'shorter'}"
        )
    by_hand = max(0, segment.by_hand + given)
    return with_allotment(session, segment, seconds=segment.seconds + given, by_hand=by_hand)


@description(TimeAdded)
def describe_time_added(change: TimeAdded, session: Session) -> str:
    segment = find_segment(schedule_of(session), change.segment)
    given = _seconds_to_add(change, segment) if segment else change.seconds
    sign = "+" if given >= 0 else "-"
    return f"{sign}{format_duration(abs(given))} for {segment_title_or_id(session, change.segment)}"


def _seconds_to_add(change: TimeAdded, segment: Segment) -> int:
    # What of the seconds asked for fits between nothing and the longest.
    longest = segment.planned + MAX_ADDED
    return max(0, min(segment.seconds + change.seconds, longest)) - segment.seconds


@reducer(SegmentsCut)
def reduce_segments_cut(change: SegmentsCut, session: Session, meta: ChangeMeta) -> Session:
    for segment_id, seconds in change.cuts:
        segment = require_segment(session, segment_id)
        if not 0 <= seconds <= segment.seconds or segment.by_hand:
            raise ChangeRejected("the agenda has changed: look again at what it suggests")
        session = with_allotment(session, segment, seconds=seconds)
    return session


@description(SegmentsCut)
def describe_segments_cut(change: SegmentsCut, session: Session) -> str:
    lengths = dict(change.cuts)
    cuts = [change_length(s, lengths[s.id]) for s in schedule_of(session) if s.id in lengths]
    return f"cut {format_length_changes(cuts)}"


@reducer(SegmentPinned)
def reduce_segment_pinned(change: SegmentPinned, session: Session, meta: ChangeMeta) -> Session:
    segment = require_segment(session, change.segment)
    return with_allotment(session, segment, pinned=change.pinned)


@description(SegmentPinned)
def describe_segment_pinned(change: SegmentPinned, session: Session) -> str:
    title = segment_title_or_id(session, change.segment)
    return f"{'pinned' if change.pinned else 'unpinned'}: {title}"


@reducer(HoldSet)
def reduce_hold_set(change: HoldSet, session: Session, meta: ChangeMeta) -> Session:
    step = session.guide.step(change.step)
    if step is None:
        raise ChangeRejected("there is no such step in the agenda")
    changed = msgspec.structs.replace(step, goes_on=not change.holds)
    return replace(session, guide=session.guide.with_step(changed))


@description(HoldSet)
def describe_hold_set(change: HoldSet, session: Session) -> str:
    step = session.guide.step(change.step)
    title = step.title if step else change.step
    return f"{title} {'waits at its end' if change.holds else 'goes on by itself'}"


def with_allotment(
    session: Session,
    segment: Segment,
    *,
    seconds: int | None = None,
    by_hand: int | None = None,
    pinned: bool | None = None,
) -> Session:
    """Return the session with another length in seconds for a segment, or its pin set.

    Args:
        session: The session before.
        segment: The segment as it is.
        seconds: Its length.
        by_hand: How many seconds people gave it themselves.
        pinned: Whether it keeps its length.
    """
    row = Allotment(
        id=segment.id,
        seconds=(segment.seconds if seconds is None else seconds) - segment.planned,
        pinned=segment.pinned if pinned is None else pinned,
    )
    given = segment.by_hand if by_hand is None else by_hand
    if given != row.seconds_by_hand:
        row = replace(row, by_hand=given)
    if any(known.id == row.id for known in session.agenda):
        agenda = tuple(row if known.id == row.id else known for known in session.agenda)
        return replace(session, agenda=agenda)
    if row == Allotment(id=segment.id, seconds=0):
        return session  # nothing was given to it, and nothing is
    return replace(session, agenda=(*session.agenda, row))


def require_segment(session: Session, segment_id: str) -> Segment:
    """Return the segment with that id.

    Raises:
        ChangeRejected: There is none.
    """
    segment = find_segment(schedule_of(session), segment_id)
    if segment is None:
        raise ChangeRejected("there is no such segment in the agenda")
    return segment


def segment_title_or_id(session: Session, segment_id: str) -> str:
    """Return the title of a segment, or its id where it no longer exists."""
    segment = find_segment(schedule_of(session), segment_id)
    return segment.title if segment else segment_id
