"""What was said so far, to look back at from the note line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oneone_tui.workshop.entry.grammar import Target, read_line
from oneone_tui.workshop.records import Note
from oneone_tui.workshop.words import Kind

if TYPE_CHECKING:
    from datetime import date

    from oneone_tui.workshop.records import Commitment
    from oneone_tui.workshop.session import Session


def all_said(session: Session) -> list[Note | Commitment]:
    """Notes and commitments, in the order in which they were said."""
    return sorted([*session.notes, *session.commitments], key=lambda said: said.at)


def is_said(text: str, kind: Kind, session: Session, today: date) -> bool:
    """Whether a line of `kind` is what was said last."""
    line = read_line(text, session, Target(kind), today)
    last = all_said(session)[-len(line.pieces) :] if line.pieces else []
    return bool(last) and [(line.target.kind, piece.text) for piece in line.pieces] == [
        (said.kind if isinstance(said, Note) else Kind.COMMITMENT, said.text) for said in last
    ]
