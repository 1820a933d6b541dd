"""The grammar of the note line: ``2v we keep our word``.

A line may begin with a kind's letter, or a pair's number and a kind's letter, then a space;
`;` parts several notes; ``Ana: has a van`` ties a note to a person of the pair or the team, and
``Ana > Ben: coffee`` says who commits to whom. Everything else is the text, kept whole.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import msgspec

from oneone_tui.workshop.changes import AnyChange, Committed, NotesWritten, Written
from oneone_tui.workshop.text import clean, fold
from oneone_tui.workshop.words import Kind, Stage

if TYPE_CHECKING:
    from oneone_tui.workshop.records import Pair, Person
    from oneone_tui.workshop.session import Session

LETTERS = {
    "v": Kind.VALUE,
    "i": Kind.INTEREST,
    "r": Kind.RESOURCE,
    "c": Kind.COMMITMENT,
    "f": Kind.FEEDBACK,
    "t": Kind.TAKEAWAY,
}
"""The key and the prefix of each kind."""

_PREFIX = re.compile(r"(?P<pair>[0-9]{1,3})?(?P<kind>[vircft])(?: +|$)")
_PERSON = re.compile(r"(?P<who>[^:;>]{1,80}?)\s*(?:>\s*(?P<to>[^:;>]{1,80}?)\s*)?:\s+(?P<text>.+)")


class Target(msgspec.Struct, frozen=True):
    """Where a line goes when it names nothing itself: a pair (or none) and a kind."""

    kind: Kind
    pair: str = ""


class Piece(msgspec.Struct, frozen=True):
    """One note of a line. `who` and `to` are ids of people, or empty."""

    text: str
    who: str = ""
    to: str = ""


class Line(msgspec.Struct, frozen=True):
    """A line as understood. `target` is where it goes; no pieces where there is no text yet."""

    target: Target
    pieces: tuple[Piece, ...]


def read_line(text: str, session: Session, usual: Target) -> Line:
    """Understand what was typed, given where a line without prefix goes."""
    rest = clean(text)
    target = usual
    prefix = _PREFIX.match(rest)
    if prefix:
        number = prefix["pair"]
        if number is None or 1 <= int(number) <= len(session.pairs):
            target = Target(
                kind=LETTERS[prefix["kind"]],
                pair=session.pairs[int(number) - 1].id if number else usual.pair,
            )
            rest = rest[prefix.end() :]
    parts = [clean(part) for part in rest.split(";")]
    pieces = tuple(_piece(part, session, target) for part in parts if part)
    return Line(target=target, pieces=pieces)


def changes_for(line: Line, session: Session) -> tuple[AnyChange, ...]:
    """The changes that keep a line: one for its notes, one for each commitment."""
    pair = _whose(line, session) or session.pair(line.target.pair)
    team = pair.team if pair else session.teams[0].id
    pair_id = pair.id if pair else ""
    if not line.pieces:
        return ()
    if line.target.kind is Kind.COMMITMENT:
        return tuple(
            Committed(text=p.text, team=team, pair=pair_id, who=p.who, to=p.to) for p in line.pieces
        )
    return (
        NotesWritten(
            kind=line.target.kind,
            notes=tuple(Written(text=p.text, person=p.who) for p in line.pieces),
            team=team,
            pair=pair_id,
            on_board=session.info.stage is Stage.REPORT_BACK,
        ),
    )


def _whose(line: Line, session: Session) -> Pair | None:
    # A commitment that names who makes it belongs to their pair, whichever is chosen.
    if line.target.kind is not Kind.COMMITMENT or not line.pieces or not line.pieces[0].who:
        return None
    return next((p for p in session.pairs if line.pieces[0].who in p.members), None)


def people_called(word: str, people: tuple[Person, ...]) -> tuple[Person, ...]:
    """The people whose name, or a part of it, begins with `word`; an exact name alone wins."""
    wanted = fold(word)
    if not wanted:
        return ()
    exact = tuple(p for p in people if fold(p.name) == wanted)
    if exact:
        return exact
    return tuple(p for p in people if f" {wanted}" in f" {fold(p.name)}")


def _piece(part: str, session: Session, target: Target) -> Piece:
    found = _PERSON.fullmatch(part)
    if not found or (found["to"] and target.kind is not Kind.COMMITMENT):
        return Piece(part)
    who = _one(found["who"], session, target)
    if not who:
        return Piece(part)
    if found["to"] is None:
        return Piece(found["text"], who)
    to = _one(found["to"], session, target)
    return Piece(found["text"], who, to) if to else Piece(part)


def _one(word: str, session: Session, target: Target) -> str:
    pair = session.pair(target.pair)
    circles = [session.people]
    if pair:
        circles.insert(0, tuple(p for p in session.people if p.id in pair.members))
    for people in circles:
        called = people_called(word, people)
        if len(called) == 1:
            return called[0].id
    return ""
