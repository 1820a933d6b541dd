"""Which changes are in effect, and which one the next undo or redo takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from oneone_tui.workshop.model.changes.clock import JumpDiscounted, SegmentEntered
from oneone_tui.workshop.model.changes.undo import Redone, Undone

if TYPE_CHECKING:
    from oneone_tui.workshop.model.session import HistoryEntry, Session


def changes_in_effect(session: Session) -> Iterator[HistoryEntry]:
    """Yield the history entries that have not been undone, newest first.

    A change that was redone counts as made when it was redone.
    """
    settled: set[str] = set()
    known: dict[str, HistoryEntry] = {}
    for entry in reversed(session.history):
        change = entry.change
        if not isinstance(change, Undone | Redone):
            if entry.id not in settled:
                yield entry
        elif change.entry not in settled:
            settled.add(change.entry)
            if isinstance(change, Redone):
                known = known or {one.id: one for one in session.history}
                if change.entry in known:
                    yield known[change.entry]


def last_change_in_effect(
    session: Session, fits: Callable[[HistoryEntry], bool] = lambda _: True
) -> HistoryEntry | None:
    """Return the newest history entry that has not been undone and `fits`, or None."""
    return next(filter(fits, changes_in_effect(session)), None)


def changes_to_redo(session: Session, console: str) -> Iterator[str]:
    """Yield the ids of the changes that `console` undid and nobody redid, the last undo first."""
    settled: set[str] = set()
    for entry in reversed(session.history):
        change = entry.change
        if isinstance(change, Undone | Redone) and change.entry not in settled:
            settled.add(change.entry)
            if isinstance(change, Undone) and entry.console == console:
                yield change.entry


def find_last_step(session: Session, entry_id: str) -> HistoryEntry | None:
    """Return the entry that made, undid or redid a change last, or None if it was never made."""
    for entry in reversed(session.history):
        change = entry.change
        if isinstance(change, Undone | Redone):
            if change.entry == entry_id:
                return entry
        elif entry.id == entry_id:
            return entry
    return None


def is_made_by(entry: HistoryEntry, console: str) -> bool:
    """Return whether somebody at `console` made a change: what the clock does is nobody's."""
    return entry.console == console and not is_made_by_clock(entry)


def is_made_by_clock(entry: HistoryEntry) -> bool:
    """Return whether the program made a change by itself, at whichever console came first."""
    change = entry.change
    return isinstance(change, JumpDiscounted) or (
        isinstance(change, SegmentEntered) and change.by_itself
    )
