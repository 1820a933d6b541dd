"""Boards built by hand."""

from __future__ import annotations

from oneone_tui.workshop.board import BoardEntry, columns
from oneone_tui.workshop.changes import EntriesMerged, NotesWritten, Written
from oneone_tui.workshop.session import TEAM_ONE, Session
from oneone_tui.workshop.words import Kind
from tests.unit.workshop.building import SIX, in_pairs, made


def told(kind: Kind, *texts: str, pair: str = "", on_board: bool = True) -> NotesWritten:
    """The change that writes these."""
    notes = tuple(Written(text=text) for text in texts)
    return NotesWritten(kind=kind, notes=notes, team=TEAM_ONE, pair=pair, on_board=on_board)


def shown(session: Session, kind: Kind = Kind.VALUE, team: str = TEAM_ONE) -> list[str]:
    """How a column of the board reads."""
    return [entry.text for entry in columns(session, team)[kind]]


def on_one_board(*kinds_texts: tuple[Kind, str]) -> Session:
    """A session in which each pair in its turn said one of these."""
    session = in_pairs(*SIX)
    for index, (kind, text) in enumerate(kinds_texts):
        session = made(session, told(kind, text, pair=session.pairs[index % 3].id))
    return session


def entries(session: Session, kind: Kind = Kind.VALUE) -> tuple[BoardEntry, ...]:
    """A column of the board."""
    return columns(session, TEAM_ONE)[kind]


def merged(session: Session, *note_ids: str) -> Session:
    """The session in which these notes were said to be the same as the first of them."""
    return made(session, EntriesMerged(entries=tuple(f"on-{note}" for note in note_ids)))
