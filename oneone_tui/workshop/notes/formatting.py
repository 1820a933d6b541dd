"""Formatting note lines: where a line will go, and a note as it would be typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from oneone_tui.workshop.dates import format_weekday_date, join_due_date
from oneone_tui.workshop.model.records import Note
from oneone_tui.workshop.model.terms import NoteKind
from oneone_tui.workshop.notes.grammar import (
    LETTER,
    SEMICOLON,
    SIGNS,
    WIDE_COLON,
    LineTarget,
    NotePiece,
    ParsedLine,
    hide_escaped_signs,
    parse_piece,
)
from oneone_tui.workshop.notes.people_lookup import short_name, unambiguous_name

if TYPE_CHECKING:
    from datetime import date

    from oneone_tui.workshop.model.records import Commitment
    from oneone_tui.workshop.model.session import Session

_ACTIVE = rf"(?<=\\)[{SIGNS}]|{SEMICOLON}"
_COLONS = rf"{_ACTIVE}|:(?=\s)|{WIDE_COLON}"
# A colon that begins the text would be read as the one after the name, typed twice.
_AFTER_NAME = rf"{_ACTIVE}|^:(?=\s)"


def format_destination(
    line: ParsedLine, session: Session, today: date | None = None
) -> tuple[str, ...]:
    """Format where a line will go, in parts: ``2 resource``, ``Ben Okafor``.

    First the pair's number and the kind. Then the number of notes; or, for a single note, the
    person, to whom and by when. With several teams, a line without a pair names its team.
    """
    number = session.pair_number(line.target.pair)
    words = [f"{number} {line.target.kind}" if number else str(line.target.kind)]
    if len(line.pieces) > 1:
        many = "commitments" if line.target.kind is NoteKind.COMMITMENT else "notes"
        words.append(f"{len(line.pieces)} {many}")
    named = ""
    if len(line.pieces) == 1:
        piece = line.pieces[0]
        named = _format_people(piece, session)
        words += [named] if named else []
        if piece.due and today:
            words.append(f"by {format_weekday_date(piece.due, today)}")
    team = session.team(line.target.team)
    if team and len(session.teams) > 1 and not number and not named:
        words.append(team.name)
    return tuple(words)


def format_as_typed(
    said: ParsedLine | Note | Commitment, session: Session, today: date | None = None
) -> str:
    """Format a note or commitment as it would be typed.

    Parsed again on `today`, without a pair for lines without one, it gives the same.
    """
    if isinstance(said, ParsedLine):
        target, pieces = said.target, said.pieces
    elif isinstance(said, Note):
        target = LineTarget(kind=said.kind, pair=said.pair, team=said.team)
        pieces = (NotePiece(said.text, said.person),)
    else:
        target = LineTarget(kind=NoteKind.COMMITMENT, pair=said.pair, team=said.team)
        pieces = (NotePiece(said.text, said.who, said.to, said.by, said.due),)
    number = session.pair_number(target.pair)
    parts = [_format_piece(piece, session, target, today) for piece in pieces]
    whole = "; ".join([*(_guard_backslash(part) for part in parts[:-1]), *parts[-1:]])
    return f"{number or ''}{LETTER[target.kind]} {whole}"


def _format_people(piece: NotePiece, session: Session) -> str:
    if not piece.to:
        return session.name_of(piece.who)
    return f"{short_name(session, piece.who)} → {short_name(session, piece.to)}".lstrip()


def _format_piece(
    piece: NotePiece, session: Session, target: LineTarget, today: date | None
) -> str:
    text = piece.text
    if target.kind is NoteKind.COMMITMENT and today:
        text = join_due_date(text, piece.by, piece.due, today)
    names = [_format_name(person, session, target) for person in (piece.who, piece.to)]
    lead = f"{names[0]} > {names[1]}" if names[1] else names[0]
    if lead:
        return f"{lead.lstrip()}: {re.sub(_AFTER_NAME, _escape, text)}"
    held = re.sub(_ACTIVE, _escape, text)
    read, problem = parse_piece(hide_escaped_signs(held), session, target, today)
    if problem or read.who or read.to:
        held = re.sub(_COLONS, _escape, text)
    return held


def _escape(signs: re.Match[str]) -> str:
    return "".join(f"\\{sign}" for sign in signs[0])


def _format_name(person_id: str, session: Session, target: LineTarget) -> str:
    person = session.person(person_id)
    if person is None:
        return ""
    name = unambiguous_name(person, session, target.pair, target.team)
    held = re.sub(f"[{SIGNS}]", _escape, name)
    return _guard_backslash(held)


def _guard_backslash(text: str) -> str:
    # A backslash at its end is not to hold the sign that follows.
    return f"{text} " if text.endswith("\\") else text
