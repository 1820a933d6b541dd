"""Sessions with entries on the board, for tests."""

from __future__ import annotations

from oneone_tui.workshop.model.changes import EntriesMerged, NoteDraft, NotesWritten
from oneone_tui.workshop.model.session import TEAM_ONE, Session
from oneone_tui.workshop.model.terms import NoteKind
from oneone_tui.workshop.notes.board import BoardEntry, board_columns
from tests.support.sessions import SIX, apply_changes, paired_session


def notes_written(
    kind: NoteKind, *texts: str, pair: str = "", on_board: bool = True
) -> NotesWritten:
    """The change that writes these notes."""
    notes = tuple(NoteDraft(text=text) for text in texts)
    return NotesWritten(kind=kind, notes=notes, team=TEAM_ONE, pair=pair, on_board=on_board)


def column_texts(
    session: Session, kind: NoteKind = NoteKind.VALUE, team: str = TEAM_ONE
) -> list[str]:
    """The texts in a column of the board."""
    return [entry.text for entry in board_columns(session, team)[kind]]


def board_session(*kinds_texts: tuple[NoteKind, str]) -> Session:
    """A session in which the pairs took turns to write one of these notes each."""
    session = paired_session(*SIX)
    for index, (kind, text) in enumerate(kinds_texts):
        session = apply_changes(
            session, notes_written(kind, text, pair=session.pairs[index % 3].id)
        )
    return session


def column_entries(session: Session, kind: NoteKind = NoteKind.VALUE) -> tuple[BoardEntry, ...]:
    """The entries in a column of the board."""
    return board_columns(session, TEAM_ONE)[kind]


def merge_notes(session: Session, *note_ids: str) -> Session:
    """The session with the entries of these notes merged into that of the first."""
    return apply_changes(session, EntriesMerged(entries=tuple(f"on-{note}" for note in note_ids)))
