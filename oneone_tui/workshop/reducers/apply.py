"""`apply`, the only door through which changes are made."""

from datetime import datetime
from itertools import count

import msgspec
from msgspec.structs import replace

from oneone_tui.workshop.clean_texts import clean_texts
from oneone_tui.workshop.model.changes import AnyChange
from oneone_tui.workshop.model.changes.base import ChangeMeta, ChangeRejected
from oneone_tui.workshop.model.changes.undo import Redone, Undone
from oneone_tui.workshop.model.overwritten_values import OverwrittenValues
from oneone_tui.workshop.model.session import HistoryEntry, Session
from oneone_tui.workshop.reducers import (  # noqa: F401 - each registers the changes of its subject
    agenda,
    board,
    clock,
    commitments,
    notes,
    pairs,
    presence,
    setup,
    teams,
    undo,
    wishes,
)
from oneone_tui.workshop.reducers.diff import diff_sessions
from oneone_tui.workshop.reducers.registry import DESCRIPTIONS, reduce_change
from oneone_tui.workshop.text import clean


def apply(
    session: Session, change: AnyChange, at: datetime, console: str = "", key: str = ""
) -> Session:
    """Return the session after `change`, with a new entry in its history.

    A change that alters nothing adds no entry, so that every undo undoes something.

    Args:
        session: The session before.
        change: The change to make.
        at: When it was made (UTC).
        console: The console on which it was made.
        key: Identifies the change for good: the ids of new records come from it, and a change
            whose key is in the history is not made again. Without it, the next free number.

    Raises:
        ChangeRejected: The change is not possible in the session as it is, or another change has
            the same key.
    """
    # The history keeps the change itself, so its texts are cleaned like those of the records.
    change = _clean_change(change)
    key = key or _next_key(session)
    for entry in reversed(session.history):
        if entry.id == f"entry-{key}":
            if entry.change != change:
                raise ChangeRejected("another change has been made under its key")
            return session
    said = describe_change(change, session)
    after = reduce_change(change, session, ChangeMeta(at=at, console=console, key=key))
    before = diff_sessions(session, after)
    if before == OverwrittenValues() and not isinstance(change, Undone | Redone):
        return session
    entry = HistoryEntry(
        id=f"entry-{key}",
        at=at,
        console=console,
        said=said,
        change=change,
        before=before,
    )
    return replace(after, history=(*session.history, entry))


def describe_change(change: AnyChange, session: Session) -> str:
    """Return one line that describes `change`, given the session before it."""
    return clean(DESCRIPTIONS[type(change)](change, session))  # one line, however much it changes


def _clean_change(change: AnyChange) -> AnyChange:
    return msgspec.convert(clean_texts(msgspec.to_builtins(change), clean), type(change))


def _next_key(session: Session) -> str:
    """Return the number of the next change, past any gap that a lost entry left."""
    taken = {entry.id for entry in session.history}
    return next(str(n) for n in count(len(taken) + 1) if f"entry-{n}" not in taken)
