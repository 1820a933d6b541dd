"""Turning note lines into changes: new notes and commitments, or edits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from oneone_tui.workshop.model.changes import (
    AnyChange,
    CommitmentAdded,
    CommitmentDeleted,
    CommitmentEdited,
    NoteDeleted,
    NoteDraft,
    NoteEdited,
    NotesWritten,
)
from oneone_tui.workshop.model.records import Note
from oneone_tui.workshop.model.terms import NoteKind, Stage

if TYPE_CHECKING:
    from oneone_tui.workshop.model.records import Commitment
    from oneone_tui.workshop.model.session import Session
    from oneone_tui.workshop.notes.grammar import NotePiece, ParsedLine


def changes_for_line(line: ParsedLine, session: Session) -> tuple[AnyChange, ...]:
    """Return the changes that keep a line.

    Each note belongs to the team of its pair, else of the person it names, else of the line's
    target, else to the first team. While a team reports back, notes go on the board at once.
    """
    placed = [(piece, _place(piece, line, session)) for piece in line.pieces]
    if line.target.kind is NoteKind.COMMITMENT:
        return tuple(
            CommitmentAdded(
                text=p.text, team=team, pair=pair, who=p.who, to=p.to, by=p.by, due=p.due
            )
            for p, (team, pair) in placed
        )
    places: dict[tuple[str, str], list[NotePiece]] = {}
    for piece, place in placed:
        places.setdefault(place, []).append(piece)
    return tuple(
        NotesWritten(
            kind=line.target.kind,
            notes=tuple(NoteDraft(text=p.text, person=p.who, entry=p.entry) for p in pieces),
            team=team,
            pair=pair,
            on_board=session.info.stage is Stage.REPORT_BACK,
        )
        for (team, pair), pieces in places.items()
    )


def changes_for_edit(
    said: Note | Commitment, line: ParsedLine, session: Session
) -> tuple[AnyChange, ...]:
    """Return the changes that turn a note or commitment into what the line says.

    Further notes in the line are added. A note that becomes a commitment, or the reverse, is
    deleted and written anew.
    """
    if not line.pieces:
        return ()
    first, kind, pair = line.pieces[0], line.target.kind, line.target.pair
    others = changes_for_line(replace(line, pieces=line.pieces[1:]), session)
    anew = changes_for_line(replace(line, pieces=line.pieces[:1]), session)
    if isinstance(said, Note):
        if kind is NoteKind.COMMITMENT:
            return (NoteDeleted(note=said.id), *anew, *others)
        edited = NoteEdited(note=said.id, text=first.text, kind=kind, pair=pair, person=first.who)
        return (edited, *others)
    if kind is not NoteKind.COMMITMENT:
        return (CommitmentDeleted(commitment=said.id), *anew, *others)
    return (
        CommitmentEdited(
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


def _place(piece: NotePiece, line: ParsedLine, session: Session) -> tuple[str, str]:
    # A commitment that names who makes it belongs to their pair, whichever is chosen.
    who = session.person(piece.who)
    theirs = session.pair_of(piece.who) if line.target.kind is NoteKind.COMMITMENT else None
    pair = theirs or session.pair(line.target.pair)
    if pair:
        return pair.team, pair.id
    team = session.team(who.team if who else line.target.team)
    return (team or session.teams[0]).id, ""
