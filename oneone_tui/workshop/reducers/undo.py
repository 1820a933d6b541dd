"""Reducers and descriptions of undo and redo."""

from oneone_tui.workshop.model.changes.base import ChangeMeta, ChangeRejected
from oneone_tui.workshop.model.changes.undo import Redone, Undone
from oneone_tui.workshop.model.session import HistoryEntry, Session
from oneone_tui.workshop.model.undo_stack import find_last_step
from oneone_tui.workshop.reducers.registry import description, reducer
from oneone_tui.workshop.reducers.take_back import take_back


@reducer(Undone)
def reduce_undone(change: Undone, session: Session, meta: ChangeMeta) -> Session:
    made = find_last_step(session, change.entry)
    if made is None or isinstance(made.change, Undone):
        raise ChangeRejected("that can no longer be undone")
    return _take_back(session, made, change.entry, "undone")


@description(Undone)
def describe_undone(change: Undone, session: Session) -> str:
    return f"undone: {_find_words(change.entry, session)}"


@reducer(Redone)
def reduce_redone(change: Redone, session: Session, meta: ChangeMeta) -> Session:
    undone = find_last_step(session, change.entry)
    if undone is None or not isinstance(undone.change, Undone):
        raise ChangeRejected("that can no longer be redone")
    return _take_back(session, undone, change.entry, "redone")


@description(Redone)
def describe_redone(change: Redone, session: Session) -> str:
    return f"redone: {_find_words(change.entry, session)}"


def _take_back(session: Session, step: HistoryEntry, entry_id: str, done: str) -> Session:
    try:
        return take_back(session, step)
    except ChangeRejected as conflict:
        words = _find_words(entry_id, session)
        raise ChangeRejected(f"that can't be {done} any more ({words}): {conflict}") from conflict


def _find_words(entry_id: str, session: Session) -> str:
    return next((e.said for e in session.history if e.id == entry_id), "a change")
