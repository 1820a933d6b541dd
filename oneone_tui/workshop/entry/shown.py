"""A line shown to the one who types it: what will happen to it, and a note as it would be typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from oneone_tui.workshop.days import said_day, with_by
from oneone_tui.workshop.entry.grammar import (
    LETTER,
    SEMICOLON,
    SIGNS,
    WIDE_COLON,
    Line,
    Piece,
    Target,
    read_piece,
    veil,
)
from oneone_tui.workshop.entry.naming import name_for, short_name
from oneone_tui.workshop.records import Note
from oneone_tui.workshop.words import Kind

if TYPE_CHECKING:
    from datetime import date

    from oneone_tui.workshop.records import Commitment
    from oneone_tui.workshop.session import Session

_ACTIVE = rf"(?<=\\)[{SIGNS}]|{SEMICOLON}"
_COLONS = rf"{_ACTIVE}|:(?=\s)|{WIDE_COLON}"
# A colon that begins the text would be read as the one after the name, typed twice.
_AFTER_NAME = rf"{_ACTIVE}|^:(?=\s)"


def chip(line: Line, session: Session, today: date | None = None) -> tuple[str, ...]:
    """What will happen to a line, in words: ``2 resource``, ``Ben Okafor``.

    First comes the pair's number and the kind; then how many notes, or of one note whose it is,
    to whom and by when. Where there are several teams, a line without a pair says its team.
    """
    number = session.pair_number(line.target.pair)
    words = [f"{number} {line.target.kind}" if number else str(line.target.kind)]
    if len(line.pieces) > 1:
        many = "commitments" if line.target.kind is Kind.COMMITMENT else "notes"
        words.append(f"{len(line.pieces)} {many}")
    named = ""
    if len(line.pieces) == 1:
        piece = line.pieces[0]
        named = _named(piece, session)
        words += [named] if named else []
        if piece.due and today:
            words.append(f"by {said_day(piece.due, today)}")
    team = session.team(line.target.team)
    if team and len(session.teams) > 1 and not number and not named:
        words.append(team.name)
    return tuple(words)


def written_as(said: Line | Note | Commitment, session: Session, today: date | None = None) -> str:
    """What was said, as it would be typed: read again on `today`, it is the same.

    A line without a pair is the same where it is read for none.
    """
    if isinstance(said, Line):
        target, pieces = said.target, said.pieces
    elif isinstance(said, Note):
        target = Target(kind=said.kind, pair=said.pair, team=said.team)
        pieces = (Piece(said.text, said.person),)
    else:
        target = Target(kind=Kind.COMMITMENT, pair=said.pair, team=said.team)
        pieces = (Piece(said.text, said.who, said.to, said.by, said.due),)
    number = session.pair_number(target.pair)
    parts = [_written(piece, session, target, today) for piece in pieces]
    whole = "; ".join([*(_apart(part) for part in parts[:-1]), *parts[-1:]])
    return f"{number or ''}{LETTER[target.kind]} {whole}"


def _named(piece: Piece, session: Session) -> str:
    if not piece.to:
        return session.name(piece.who)
    return f"{short_name(session, piece.who)} → {short_name(session, piece.to)}".lstrip()


def _written(piece: Piece, session: Session, target: Target, today: date | None) -> str:
    text = piece.text
    if target.kind is Kind.COMMITMENT and today:
        text = with_by(text, piece.by, piece.due, today)
    names = [_name(person, session, target) for person in (piece.who, piece.to)]
    lead = f"{names[0]} > {names[1]}" if names[1] else names[0]
    if lead:
        return f"{lead.lstrip()}: {re.sub(_AFTER_NAME, _hold, text)}"
    held = re.sub(_ACTIVE, _hold, text)
    read, problem = read_piece(veil(held), session, target, today)
    if problem or read.who or read.to:
        held = re.sub(_COLONS, _hold, text)
    return held


def _hold(signs: re.Match[str]) -> str:
    return "".join(f"\\{sign}" for sign in signs[0])


def _name(person_id: str, session: Session, target: Target) -> str:
    person = session.person(person_id)
    if person is None:
        return ""
    name = name_for(person, session, target.pair, target.team)
    held = re.sub(f"[{SIGNS}]", _hold, name)
    return _apart(held)


def _apart(text: str) -> str:
    # A backslash at its end is not to hold the sign that follows.
    return f"{text} " if text.endswith("\\") else text
