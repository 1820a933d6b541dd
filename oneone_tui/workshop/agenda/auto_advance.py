"""Automatic moves: a segment that goes on by itself, after a short grace.

When the room moves on follows from the anchors alone. A console that was disconnected makes up for
missed moves when it returns, and ends up in the same segment as every other console.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from oneone_tui.workshop.agenda.timer import timer_state
from oneone_tui.workshop.model.changes.clock import SegmentEntered
from oneone_tui.workshop.model.changes.undo import Undone

if TYPE_CHECKING:
    from datetime import datetime

    from oneone_tui.workshop.agenda.timer import TimerState
    from oneone_tui.workshop.model.session import Session


class DueMove(NamedTuple):
    """A move that is due: the time at which it was due, and the change that makes it."""

    at: datetime
    change: SegmentEntered


def due_move(session: Session, now: datetime) -> DueMove | None:
    """Return the move that is due at `now` (UTC), or None."""
    here = timer_state(session, now)
    if here.seconds_left + session.guide.grace > 0:
        return None
    wait = goes_on_in(session, here)
    if wait is None or wait > 0 or here.segment is None or here.next_segment is None:
        return None
    change = SegmentEntered(left=here.segment.id, to=here.next_segment.id, by_itself=True)
    return DueMove(here.now + timedelta(seconds=wait), change)


def goes_on_in(session: Session, here: TimerState) -> float | None:
    """Return the seconds until the room moves on by itself.

    The room never moves into another stage by itself, nor out of a segment to which it came back.
    The grace runs from the end of the segment or from the latest change to clock or agenda,
    whichever is later, so that taking away a minute does not end the segment at once.

    Returns:
        Seconds, negative if the move is overdue; None if the segment waits for a person.
    """
    segment, following = here.segment, here.next_segment
    if segment is None or following is None or not here.running:
        return None
    if not segment.goes_on or following.stage is not segment.stage:
        return None
    if _count_visits(session, segment.id) > 1 or _was_move_undone(session, segment.id):
        return None
    untouched = (here.now - _last_agenda_change(session, here.now)).total_seconds()
    return max(here.seconds_left, -untouched) + session.guide.grace


def _count_visits(session: Session, segment: str) -> int:
    return sum(1 for stay, _ in groupby(a.segment for a in session.clock) if stay == segment)


def _was_move_undone(session: Session, segment: str) -> bool:
    undone = {e.change.entry for e in session.history if isinstance(e.change, Undone)}
    return any(
        e.id in undone
        and isinstance(e.change, SegmentEntered)
        and e.change.by_itself
        and e.change.left == segment
        for e in session.history
    )


def _last_agenda_change(session: Session, now: datetime) -> datetime:
    for entry in reversed(session.history):
        before = entry.before
        if any(part is not None for part in (before.clock, before.agenda, before.guide)):
            return min(entry.at, now)
    return session.clock[-1].at
