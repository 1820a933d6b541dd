"""Boards for tests of the screens, with notes by pair."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from msgspec.structs import replace

from oneone_tui.workshop.model.changes import NoteDraft, NotesWritten
from oneone_tui.workshop.model.terms import NoteKind
from oneone_tui.workshop.reducers.apply import apply
from tests.support.pilot import SEVEN, rehearsed_session

if TYPE_CHECKING:
    from oneone_tui.workshop.model.session import Session

Said = tuple[NoteKind, int, str]
"""The kind of a note, the number of its pair, and its text."""

V, I, R = NoteKind.VALUE, NoteKind.INTEREST, NoteKind.RESOURCE  # noqa: E741
UNLIKE: tuple[Said, ...] = (
    (V, 1, "honesty"),
    (V, 2, "we tell the truth"),
    (V, 3, "patience"),
    (V, 3, "nobody lies to a neighbour"),
    (I, 1, "rent control"),
    (I, 2, "warm flats in winter"),
    (R, 1, "cooks for fifty"),
    (R, 2, "has a van"),
)
"""Notes none of which resembles another."""
LONG = "nobody is left alone on the stairs when the lift does not work, and nobody in the cold"
OVERFLOWING: tuple[Said, ...] = tuple(
    (kind, number % 3 + 1, f"{LONG if number % 5 == 2 else 'what we say of'} {number * 7919}")
    for number in range(30)
    for kind in (V, I, R)
)


def add_notes(session: Session, *said: Said, on_board: bool = True) -> Session:
    """The session with these notes; a resource belongs to the first of its pair."""
    for kind, number, text in said:
        pair = session.pairs[number - 1]
        whose = pair.members[0] if kind is NoteKind.RESOURCE else ""
        change = NotesWritten(
            kind=kind,
            notes=(NoteDraft(text=text, person=whose),),
            team=pair.team,
            pair=pair.id,
            on_board=on_board,
        )
        session = apply(session, change, session.history[-1].at + timedelta(seconds=1), "rehearsal")
    return session


def reporting_session(*said: Said, names: tuple[str, ...] = SEVEN) -> Session:
    """A session with only these notes, in which the first pair is reporting."""
    return add_notes(replace(rehearsed_session("report-1", *names), notes=()), *said)
