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
    """The ids of the entries that would tell feedback.

    A line that ever was feedback is so from its first word on, also where it was written as
    something else and mended, or struck out and written anew.
    """
    history = session.history
    touched = (entry.before.notes.rows for entry in history if entry.before.notes)
    versions = [*session.notes, *(note for rows in touched for note in rows)]
    secret = {note.id for note in versions if note.kind is NoteKind.FEEDBACK}
    for entry in history:
        if getattr(entry.change, "kind", None) is NoteKind.FEEDBACK:
            secret.update(_about(entry))
    _follow_back(history, secret)
    secret |= {note.board for note in versions if note.id in secret and note.board}
    for entry in history:  # in their order: what takes another back tells it, too
        if not secret.isdisjoint(_about(entry)):
            secret.add(entry.id)
    return frozenset(secret)


def _follow_back(history: tuple[HistoryEntry, ...], secret: set[str]) -> None:
    # A note that becomes a commitment, or the other way about, is struck out and written anew:
    # of one console, the one change right after the other.
    next_of: dict[str, HistoryEntry] = {}
    for entry in reversed(history):
        later = next_of.get(entry.console)
        anew = later and _is_anew(entry.change, later.change)
        if later and anew and not secret.isdisjoint(_about(later)):
            secret.update(_about(entry))
        next_of[entry.console] = entry


def _is_anew(struck: AnyChange, written: AnyChange) -> bool:
    if isinstance(struck, NoteDeleted):
        return isinstance(written, CommitmentAdded)
    return isinstance(struck, CommitmentDeleted) and isinstance(written, NotesWritten)


def _about(entry: HistoryEntry) -> Iterator[str]:
    """The ids of what a change made or named: a note, a commitment, what is on the board."""
    change, key = entry.change, entry.id.removeprefix("entry-")
    if isinstance(change, NotesWritten):
        yield from note_ids(key, len(change.notes))
    elif isinstance(change, CommitmentAdded):
        yield commitment_id(key)
    else:
        named = (getattr(change, field, "") for field in ("note", "commitment", "entry"))
        yield from filter(None, (*named, *getattr(change, "entries", ())))
