r"""The grammar of the note line: ``2v we keep our word``.

A line may begin with a kind's letter, or a pair's number and a kind's letter, then a space.
``2 v``, ``2V``, ``V`` and ``2v:`` are the same; only ``I think`` is a sentence. A `;` before a
space, or at the end, parts several notes. ``Ana: has a van`` ties a note to a person of the pair,
the team or the room, and ``c Ana > Ben: coffee by fri`` says who commits to what, to whom and by
when; ``=Ana`` is the one whose whole name that is. A backslash takes a sign as text: ``\;``,
``\:``, ``\>``, and ``\by fri``. Everything else is the text, kept whole.

What names no pair and nobody is told as a problem, and the line is text as it stands.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from oneone_tui.workshop.days import find_by
from oneone_tui.workshop.entry.naming import can_be, meant
from oneone_tui.workshop.text import ENTRY_LIMIT, clean
from oneone_tui.workshop.words import Kind

if TYPE_CHECKING:
    from oneone_tui.workshop.session import Session

LETTERS = {
    "v": Kind.VALUE,
    "i": Kind.INTEREST,
    "r": Kind.RESOURCE,
    "c": Kind.COMMITMENT,
    "f": Kind.FEEDBACK,
    "t": Kind.TAKEAWAY,
}
"""The kinds by the letter that is their key and their prefix."""
LETTER = {kind: letter for letter, kind in LETTERS.items()}
"""The letter of each kind."""

WIDE_COLON, WIDE_SEMICOLON = "\uff1a", "\uff1b"
SIGNS = f";\u061b{WIDE_SEMICOLON}:{WIDE_COLON}>"
"""What means something in the grammar; Arabic and Chinese keyboards have signs of their own."""
SEMICOLON = rf"[;\u061b]+(?=\s|$)|{WIDE_SEMICOLON}"
"""What parts several notes, as a pattern."""
NAMED = (
    # A sign may stand twice: once taken with a name that was completed, and once typed.
    r"(?P<who>(?:[^>\s][^>]{0,199}?)?)\s*(?P<arrow>>[>\s]*(?P<to>[^>\s][^>]{0,199}?)\s*)?"
    rf"(?:(?::\s+)+|{WIDE_COLON}\s*)(?P<text>.+)"
)
"""A text with whose it is, as a pattern."""
WHOSE = (Kind.RESOURCE, Kind.COMMITMENT)
"""The kinds that mostly say whose they are: there a name that nobody has is a slip."""

_PREFIX = (
    # Each letter large and small: by IGNORECASE an "İ" would be an i, too.
    r"(?:(?P<pair>[0-9]{1,9}) ?)?(?P<letter>[vircftVIRCFT])(?P<slip>[:.,)-])?(?:\s+|$)"
)
_NAME_LIKE = r"\S+(?: \S+){0,2}"
_HELD = rf"\\([{SIGNS}])"
# What is held is told apart by characters that no clean text has.
_VEIL = {sign: chr(number) for number, sign in enumerate(SIGNS, 1)}
_UNVEIL = {ord(veiled): sign for sign, veiled in _VEIL.items()}


class Target(msgspec.Struct, frozen=True):
    """Where a line goes that names nothing itself: a kind, a pair (or none), or a team."""

    kind: Kind
    pair: str = ""
    team: str = ""


class Piece(msgspec.Struct, frozen=True):
    """One note of a line. `who` and `to` are ids of people, or empty.

    Of a commitment, `by` is the day as written and `due` the day it is. `entry` is the entry of
    the board that somebody said it is the same as.
    """

    text: str
    who: str = ""
    to: str = ""
    by: str = ""
    due: date | None = None
    entry: str = ""


class Problem(msgspec.Struct, frozen=True):
    """Something to ask about before a line is kept as it stands; `people` are who can be meant."""

    text: str
    people: tuple[str, ...] = ()


class Line(msgspec.Struct, frozen=True):
    """A line as understood. `target` is where it goes; no pieces where there is no text yet.

    Where there are problems, the pieces are what is kept if the person wants it so.
    """

    target: Target
    pieces: tuple[Piece, ...]
    problems: tuple[Problem, ...] = ()


class Aimed(msgspec.Struct, frozen=True):
    """A line's prefix, understood: where it goes, and where in the line the text begins."""

    target: Target
    start: int = 0
    problem: Problem | None = None


def read_line(text: str, session: Session, usual: Target, today: date | None = None) -> Line:
    """Understand what was typed, given where a line without prefix goes.

    `today` is the room's day: without it, the days of commitments stay in their text.
    """
    text = clean(text, limit=ENTRY_LIMIT)
    aimed = aim(text, session, usual)
    pieces, problems = [], [aimed.problem] if aimed.problem else []
    for part in re.split(SEMICOLON, veil(text[aimed.start :])):
        if not clean(unveil(part)):
            continue
        if aimed.problem:
            pieces.append(Piece(clean(unveil(part))))
            continue
        piece, problem = read_piece(part.strip(), session, aimed.target, today)
        pieces.append(piece)
        problems += [problem] if problem else []
    return Line(target=aimed.target, pieces=tuple(pieces), problems=tuple(problems))


def aim(text: str, session: Session, usual: Target) -> Aimed:
    """Where a line goes, and where its text begins."""
    prefix = re.match(_PREFIX, text)
    if not prefix or not _is_prefix(prefix, session, usual):
        return Aimed(usual)
    pair = usual.pair
    if prefix["pair"]:
        number, there = int(prefix["pair"]), len(session.pairs)
        if not 1 <= number <= there:
            are = f"there {'is' if there == 1 else 'are'} {there}" if there else "none are drawn"
            return Aimed(usual, problem=Problem(f"there is no pair {number}: {are}"))
        pair = session.pairs[number - 1].id
    kind = LETTERS[prefix["letter"].lower()]
    return Aimed(Target(kind=kind, pair=pair, team=usual.team), start=prefix.end())


def read_piece(
    part: str, session: Session, target: Target, today: date | None
) -> tuple[Piece, Problem | None]:
    """Understand one note of a line, its held signs veiled."""
    found = re.fullmatch(NAMED, part)
    commits = target.kind is Kind.COMMITMENT
    if not found or (found["arrow"] and not commits) or not (found["who"] or found["arrow"]):
        return _dated(part, target, today), None
    ids = []
    for word in (found["who"], found["to"]):
        people = meant(unveil(word), session, target.pair, target.team) if word else ()
        if word and len(people) != 1:
            problem = None
            if people:
                problem = Problem(can_be(unveil(word), people), tuple(p.id for p in people))
            elif found["arrow"] or (target.kind in WHOSE and _is_name_like(word)):
                problem = Problem(f"nobody here is called {unveil(word)}")
            return _dated(part, target, today), problem
        ids.append(people[0].id if people else "")
    piece = _dated(found["text"], target, today)
    if not piece.text:  # a mark that had lost its letter
        return Piece(clean(unveil(part))), None
    return msgspec.structs.replace(piece, who=ids[0], to=ids[1]), None


def veil(text: str) -> str:
    """`text` with the signs that a backslash holds made into nothing that means anything."""
    return re.sub(_HELD, lambda held: _VEIL[held[1]], text)


def unveil(text: str) -> str:
    """`text` with its veiled signs as they are."""
    return text.translate(_UNVEIL)


def _is_prefix(prefix: re.Match[str], session: Session, usual: Target) -> bool:
    letter, slip = prefix["letter"], prefix["slip"]
    if prefix["pair"]:
        return True
    if slip:  # "F: has a van" may be Fay's
        named = letter.isupper() and meant(letter, session, usual.pair, usual.team)
        return slip == ":" and not named
    return letter != "I"


def _is_name_like(word: str) -> bool:
    return bool(re.fullmatch(_NAME_LIKE, word)) and all(part[0].isupper() for part in word.split())


def _dated(text: str, target: Target, today: date | None) -> Piece:
    if target.kind is not Kind.COMMITMENT or today is None:
        return Piece(clean(unveil(text)))
    found = find_by(text, today)
    return Piece(clean(unveil(found.text)), by=clean(unveil(found.by)), due=found.due)
