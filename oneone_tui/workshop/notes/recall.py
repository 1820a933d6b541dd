"""Recalling earlier notes in the note line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oneone_tui.workshop.model.records import Note
from oneone_tui.workshop.model.terms import NoteKind
from oneone_tui.workshop.notes.grammar import LineTarget, parse_line

if TYPE_CHECKING:
    from datetime import date

    from oneone_tui.workshop.model.records import Commitment
    from oneone_tui.workshop.model.session import Session


def notes_and_commitments(session: Session) -> list[Note | Commitment]:
    """Return all notes and commitments in the order of time."""
    return sorted([*session.notes, *session.commitments], key=lambda said: said.at)


def is_last_entry(text: str, kind: NoteKind, session: Session, today: date) -> bool:
    """Return whether a line of `kind` repeats the latest entry."""
    line = parse_line(text, session, LineTarget(kind), today)
    last = notes_and_commitments(session)[-len(line.pieces) :] if line.pieces else []
    return bool(last) and [(line.target.kind, piece.text) for piece in line.pieces] == [
        (said.kind if isinstance(said, Note) else NoteKind.COMMITMENT, said.text) for said in last
    ]
