"""Which changes are in effect, and which one the next undo takes back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from oneone_tui.workshop.model.changes.undo import Undone

if TYPE_CHECKING:
    from oneone_tui.workshop.model.session import HistoryEntry, Session


def changes_in_effect(session: Session) -> Iterator[HistoryEntry]:
    """Yield the history entries that have not been undone, newest first."""
    gone: set[str] = set()
    for entry in reversed(session.history):
        if isinstance(entry.change, Undone):
            gone.add(entry.change.entry)
        elif entry.id not in gone:
            yield entry


def last_change_in_effect(session: Session) -> HistoryEntry | None:
    """Return the newest history entry that has not been undone, or None."""
    return next(changes_in_effect(session), None)
