"""Reducer and description of undo."""

from oneone_tui.workshop.model.changes.base import ChangeMeta, ChangeRejected
from oneone_tui.workshop.model.changes.undo import Undone
from oneone_tui.workshop.model.session import Session
from oneone_tui.workshop.model.undo_stack import last_change_in_effect
from oneone_tui.workshop.reducers.diff import restore_session
from oneone_tui.workshop.reducers.registry import description, reducer


@reducer(Undone)
def reduce_undone(change: Undone, session: Session, meta: ChangeMeta) -> Session:
    last = last_change_in_effect(session)
    if last is None or last.id != change.entry:
        raise ChangeRejected("that can no longer be undone")
    return restore_session(session, last.before)


@description(Undone)
def describe_undone(change: Undone, session: Session) -> str:
    said = next((e.said for e in session.history if e.id == change.entry), "a change")
    return f"undone: {said}"
