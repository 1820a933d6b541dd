"""A line becomes changes: new notes and commitments, or mends of one that is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from oneone_tui.workshop.changes import (
    AnyChange,
    CommitmentMended,
    CommitmentStruck,
    Committed,
    NoteMended,
    NoteStruck,
    NotesWritten,
    Written,
)
from oneone_tui.workshop.records import Note
from oneone_tui.workshop.words import Kind, Stage

if TYPE_CHECKING:
    from oneone_tui.workshop.entry.grammar import Line, Piece
    from oneone_tui.workshop.records import Commitment
    from oneone_tui.workshop.session import Session


def changes_for(line: Line, session: Session) -> tuple[AnyChange, ...]:
    """The changes that keep a line.

    Each part of a line belongs to the team of its pair, else of the person it names, else to the
    one that is meant, else to the first. What is said while the team reports back goes on the
    board at once.
    """
    placed = [(piece, _place(piece, line, session)) for piece in line.pieces]
    if line.target.kind is Kind.COMMITMENT:
        return tuple(
            Committed(text=p.text, team=team, pair=pair, who=p.who, to=p.to, by=p.by, due=p.due)
            for p, (team, pair) in placed
        )
    places: dict[tuple[str, str], list[Piece]] = {}
    for piece, place in placed:
        places.setdefault(place, []).append(piece)
    return tuple(
        NotesWritten(
            kind=line.target.kind,
            notes=tuple(Written(text=p.text, person=p.who, entry=p.entry) for p in pieces),
            team=team,
            pair=pair,
            on_board=session.info.stage is Stage.REPORT_BACK,
        )
        for (team, pair), pieces in places.items()
    )


def mends_for(said: Note | Commitment, line: Line, session: Session) -> tuple[AnyChange, ...]:
    """The changes that make of what was said what the line says now.

    More notes than one in the line are new ones; a note that becomes a commitment, or the other
    way about, is struck out and written anew.
    """
    if not line.pieces:
        return ()
    first, kind, pair = line.pieces[0], line.target.kind, line.target.pair
    others = changes_for(replace(line, pieces=line.pieces[1:]), session)
    anew = changes_for(replace(line, pieces=line.pieces[:1]), session)
    if isinstance(said, Note):
        if kind is Kind.COMMITMENT:
            return (NoteStruck(note=said.id), *anew, *others)
        mended = NoteMended(note=said.id, text=first.text, kind=kind, pair=pair, person=first.who)
        return (mended, *others)
    if kind is not Kind.COMMITMENT:
        return (CommitmentStruck(commitment=said.id), *anew, *others)
    return (
        CommitmentMended(
            commitment=said.id,
            text=first.text,
            pair=pair,
            who=first.who,
            to=first.to,
            by=first.by,
            due=first.due,
        ),
        *others,
    )


def _place(piece: Piece, line: Line, session: Session) -> tuple[str, str]:
    # A commitment that names who makes it belongs to their pair, whichever is chosen.
    who = session.person(piece.who)
    theirs = session.pair_of(piece.who) if line.target.kind is Kind.COMMITMENT else None
    pair = theirs or session.pair(line.target.pair)
    if pair:
        return pair.team, pair.id
    team = session.team(who.team if who else line.target.team)
    return (team or session.teams[0]).id, ""
