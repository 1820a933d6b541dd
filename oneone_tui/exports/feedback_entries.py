"""Selection of the history entries that would reveal feedback."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oneone_tui.workshop.model.changes import (
    CommitmentAdded,
    CommitmentDeleted,
    NoteDeleted,
    NotesWritten,
)
from oneone_tui.workshop.model.changes.commitments import commitment_id
from oneone_tui.workshop.model.changes.notes import note_ids
from oneone_tui.workshop.model.terms import NoteKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oneone_tui.workshop.model.changes import AnyChange
    from oneone_tui.workshop.model.session import HistoryEntry, Session


def feedback_entries(session: Session) -> frozenset[str]:
    """Return the ids of the history entries that would reveal feedback.

    A note that was ever feedback counts from its first wording on, also if it was written as
    another kind and edited, or deleted and written again.
    """
    history = session.history
    overwritten = (entry.before.notes.rows for entry in history if entry.before.notes)
    versions = [*session.notes, *(note for rows in overwritten for note in rows)]
    hidden = {note.id for note in versions if note.kind is NoteKind.FEEDBACK}
    for entry in history:
        if getattr(entry.change, "kind", None) is NoteKind.FEEDBACK:
            hidden.update(_record_ids(entry))
    _add_rewritten(history, hidden)
    hidden |= {note.board for note in versions if note.id in hidden and note.board}
    for entry in history:  # in order, because an undo reveals the change that it undoes
        if not hidden.isdisjoint(_record_ids(entry)):
            hidden.add(entry.id)
    return frozenset(hidden)


def _add_rewritten(history: tuple[HistoryEntry, ...], hidden: set[str]) -> None:
    # When a note becomes a commitment or the reverse, it is deleted and written again: two changes
    # of one console, one right after the other.
    next_of: dict[str, HistoryEntry] = {}
    for entry in reversed(history):
        later = next_of.get(entry.console)
        rewritten = later and _is_rewritten(entry.change, later.change)
        if later and rewritten and not hidden.isdisjoint(_record_ids(later)):
            hidden.update(_record_ids(entry))
        next_of[entry.console] = entry


def _is_rewritten(first: AnyChange, second: AnyChange) -> bool:
    if isinstance(first, NoteDeleted):
        return isinstance(second, CommitmentAdded)
    return isinstance(first, CommitmentDeleted) and isinstance(second, NotesWritten)


def _record_ids(entry: HistoryEntry) -> Iterator[str]:
    """Yield the ids of the notes, commitments and board entries that a change affects."""
    change, key = entry.change, entry.id.removeprefix("entry-")
    if isinstance(change, NotesWritten):
        yield from note_ids(key, len(change.notes))
    elif isinstance(change, CommitmentAdded):
        yield commitment_id(key)
    else:
        named = (getattr(change, field, "") for field in ("note", "commitment", "entry"))
        yield from filter(None, (*named, *getattr(change, "entries", ())))
