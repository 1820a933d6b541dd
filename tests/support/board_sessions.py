"""Boards built by hand."""

from __future__ import annotations

from oneone_tui.workshop.model.changes import EntriesMerged, NoteDraft, NotesWritten
from oneone_tui.workshop.model.session import TEAM_ONE, Session
from oneone_tui.workshop.model.terms import NoteKind
from oneone_tui.workshop.notes.board import BoardEntry, board_columns
from tests.support.factories import SIX, apply_changes, paired_session


def notes_written(
    kind: NoteKind, *texts: str, pair: str = "", on_board: bool = True
) -> NotesWritten:
    """The change that writes these."""
    notes = tuple(NoteDraft(text=text) for text in texts)
    return NotesWritten(kind=kind, notes=notes, team=TEAM_ONE, pair=pair, on_board=on_board)


def column_texts(
    session: Session, kind: NoteKind = NoteKind.VALUE, team: str = TEAM_ONE
) -> list[str]:
    """How a column of the board reads."""
    return [entry.text for entry in board_columns(session, team)[kind]]


def board_session(*kinds_texts: tuple[NoteKind, str]) -> Session:
    """A session in which each pair in its turn said one of these."""
    session = paired_session(*SIX)
    for index, (kind, text) in enumerate(kinds_texts):
        session = apply_changes(
            session, notes_written(kind, text, pair=session.pairs[index % 3].id)
        )
    return session


def column_entries(session: Session, kind: NoteKind = NoteKind.VALUE) -> tuple[BoardEntry, ...]:
    """A column of the board."""
    return board_columns(session, TEAM_ONE)[kind]


def merge_notes(session: Session, *note_ids: str) -> Session:
    """The session in which these notes were said to be the same as the first of them."""
    return apply_changes(session, EntriesMerged(entries=tuple(f"on-{note}" for note in note_ids)))
