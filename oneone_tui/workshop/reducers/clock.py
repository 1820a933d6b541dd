"""Reducers and descriptions of the changes to the clock."""

from datetime import datetime, timedelta
from itertools import groupby

from msgspec.structs import replace

from oneone_tui.workshop.agenda.auto_advance import goes_on_in
from oneone_tui.workshop.agenda.schedule import format_duration
from oneone_tui.workshop.agenda.timer import timer_state
from oneone_tui.workshop.model.changes.base import ChangeMeta, ChangeRejected
from oneone_tui.workshop.model.changes.clock import (
    Finished,
    JumpDiscounted,
    Paused,
    Resumed,
    SegmentEntered,
    Started,
    StartedEarlier,
)
from oneone_tui.workshop.model.records import Anchor
from oneone_tui.workshop.model.session import Session
from oneone_tui.workshop.model.undo_stack import changes_in_effect
from oneone_tui.workshop.reducers.agenda import (
    MAX_ADDED,
    require_segment,
    segment_title_or_id,
)
from oneone_tui.workshop.reducers.registry import description, reducer

SAME_JUMP = timedelta(seconds=2)
"""How far apart two consoles may measure the same jump of the wall clock."""


@reducer(Started)
def reduce_started(change: Started, session: Session, meta: ChangeMeta) -> Session:
    if session.clock:
        raise ChangeRejected("the clock has started already")
    segment = require_segment(session, change.segment)
    started = _with_anchor(session, meta, segment.id, running=True)
    return replace(started, info=replace(started.info, stage=segment.stage))


@description(Started)
def describe_started(change: Started, session: Session) -> str:
    return f"started: {segment_title_or_id(session, change.segment)}"


@reducer(Paused)
def reduce_paused(change: Paused, session: Session, meta: ChangeMeta) -> Session:
    last = _require_running_workshop(session)
    if not last.running:
        raise ChangeRejected("the clock is paused already")
    return _with_anchor(session, meta, last.segment, running=False)


@description(Paused)
def describe_paused(change: Paused, session: Session) -> str:
    return "paused"


@reducer(Resumed)
def reduce_resumed(change: Resumed, session: Session, meta: ChangeMeta) -> Session:
    last = _require_running_workshop(session)
    if last.running:
        raise ChangeRejected("the clock is running already")
    return _with_anchor(session, meta, last.segment, running=True)


@description(Resumed)
def describe_resumed(change: Resumed, session: Session) -> str:
    return "resumed"


@reducer(SegmentEntered)
def reduce_segment_entered(change: SegmentEntered, session: Session, meta: ChangeMeta) -> Session:
    if _require_started(session).segment != change.left:
        raise ChangeRejected("the room has moved on already")
    if change.by_itself and not _is_due(change, session, meta.at):
        # Another console has paused meanwhile, or given time, or said that it is to wait.
        raise ChangeRejected("nothing goes on by itself now")
    segment = require_segment(session, change.to)
    moved = _with_anchor(session, meta, segment.id, running=True)
    return replace(moved, info=replace(moved.info, stage=segment.stage))


@description(SegmentEntered)
def describe_segment_entered(change: SegmentEntered, session: Session) -> str:
    return (
        f"on to {segment_title_or_id(session, change.to)}{' by itself' if change.by_itself else ''}"
    )


def _is_due(change: SegmentEntered, session: Session, at: datetime) -> bool:
    here = timer_state(session, at)
    wait = goes_on_in(session, here)
    if wait is None or here.next_segment is None:
        return False
    return here.next_segment.id == change.to and round(wait, 3) <= 0


@reducer(StartedEarlier)
def reduce_started_earlier(change: StartedEarlier, session: Session, meta: ChangeMeta) -> Session:
    _require_running_workshop(session)
    if not 0 <= change.seconds <= MAX_ADDED:
        raise ChangeRejected(f"that is not 0:00 up to {format_duration(MAX_ADDED)} ago")
    *earlier, stay = [list(s) for _, s in groupby(session.clock, key=lambda a: a.segment)]
    at = meta.at - timedelta(seconds=change.seconds)
    if earlier and at < earlier[-1][0].at:
        raise ChangeRejected("that was before the segment before it began: go back instead")
    if len(stay) > 1 and at > stay[1].at:
        raise ChangeRejected("the clock was paused since then: add or take time instead")
    # What the clock did in the segment before after that moment did not happen there.
    kept = [anchor for before in earlier for anchor in before if anchor.at <= at]
    return replace(session, clock=(*kept, replace(stay[0], at=at), *stay[1:]))


@description(StartedEarlier)
def describe_started_earlier(change: StartedEarlier, session: Session) -> str:
    return f"began {format_duration(change.seconds)} ago"


@reducer(JumpDiscounted)
def reduce_jump_discounted(change: JumpDiscounted, session: Session, meta: ChangeMeta) -> Session:
    last = _require_running_workshop(session)
    if change.after < change.before:
        if _is_discounted(change, session):
            raise ChangeRejected("that jump has been taken out already")
        shift = change.after - change.before
        clock = tuple(replace(anchor, at=anchor.at + shift) for anchor in session.clock)
        return replace(session, clock=clock)
    if not last.running or last.at > change.before:
        raise ChangeRejected("the clock has been used since: nothing is left to be taken out")
    gap = (
        Anchor(id=f"anchor-{meta.key}", at=change.before, segment=last.segment, running=False),
        Anchor(id=f"anchor-{meta.key}-2", at=change.after, segment=last.segment, running=True),
    )
    return replace(session, clock=(*session.clock, *gap))


@description(JumpDiscounted)
def describe_jump_discounted(change: JumpDiscounted, session: Session) -> str:
    gap = round(abs((change.after - change.before).total_seconds()))
    return f"did not count a jump of {format_duration(gap)}"


def _is_discounted(change: JumpDiscounted, session: Session) -> bool:
    # Two consoles of one machine notice the same jump, each at a tick of its own.
    taken_out = (
        e.change for e in changes_in_effect(session) if isinstance(e.change, JumpDiscounted)
    )
    known = next(taken_out, None)
    if known is None:
        return False
    overlap = min(change.before, known.before) - max(change.after, known.after)
    apart = (change.before - change.after) - (known.before - known.after)
    return overlap > timedelta() and abs(apart) < SAME_JUMP


@reducer(Finished)
def reduce_finished(change: Finished, session: Session, meta: ChangeMeta) -> Session:
    if _require_running_workshop(session).segment != change.left:
        raise ChangeRejected("the room has moved on already")
    return _with_anchor(session, meta, "", running=False)


@description(Finished)
def describe_finished(change: Finished, session: Session) -> str:
    return "finished"


def _require_started(session: Session) -> Anchor:
    if not session.clock:
        raise ChangeRejected("the clock has not started yet")
    return session.clock[-1]


def _require_running_workshop(session: Session) -> Anchor:
    last = _require_started(session)
    if not last.segment:
        raise ChangeRejected("the workshop is over already")
    return last


def _with_anchor(session: Session, meta: ChangeMeta, segment: str, *, running: bool) -> Session:
    # A wall clock that was set back must not make a segment's time negative.
    at = max(meta.at, session.clock[-1].at) if session.clock else meta.at
    anchor = Anchor(id=f"anchor-{meta.key}", at=at, segment=segment, running=running)
    return replace(session, clock=(*session.clock, anchor))
