r"""The grammar of the note line: ``2v we keep our word``.

A line may begin with the letter of a kind, or with a pair's number and the letter, then a space.
``2 v``, ``2V``, ``V`` and ``2v:`` mean the same; only ``I think`` is a sentence. A `;` before a
space or at the end separates several notes. ``Ana: has a van`` gives a note to a person of the
pair, the team or the room. ``c Ana > Ben: coffee by fri`` says who commits to what, to whom and by
when. ``=Ana`` means the person with exactly that name. A backslash makes a sign plain text:
``\;``, ``\:``, ``\>``, and ``\by fri``. Everything else is the text, unchanged.

A pair or person that does not exist is reported as a problem, and the line is kept as text.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import msgspec

from oneone_tui.workshop.dates import split_due_date
from oneone_tui.workshop.model.terms import NoteKind
from oneone_tui.workshop.notes.people_lookup import find_people_near, format_choice_of_people
from oneone_tui.workshop.text import ENTRY_LIMIT, clean

if TYPE_CHECKING:
    from oneone_tui.workshop.model.session import Session

LETTERS = {
    "v": NoteKind.VALUE,
    "i": NoteKind.INTEREST,
    "r": NoteKind.RESOURCE,
    "c": NoteKind.COMMITMENT,
    "f": NoteKind.FEEDBACK,
    "t": NoteKind.TAKEAWAY,
}
"""The kind of each letter: its key, and its prefix in the line."""
LETTER = {kind: letter for letter, kind in LETTERS.items()}
"""The letter of each kind."""

WIDE_COLON, WIDE_SEMICOLON = "\uff1a", "\uff1b"
SIGNS = f";\u061b{WIDE_SEMICOLON}:{WIDE_COLON}>"
"""The signs of the grammar; Arabic and Chinese keyboards have signs of their own."""
SEMICOLON = rf"[;\u061b]+(?=\s|$)|{WIDE_SEMICOLON}"
"""The pattern of what separates notes."""
NAMED = (
    # A sign may stand twice: once taken with a name that was completed, and once typed.
    r"(?P<who>(?:[^>\s][^>]{0,199}?)?)\s*(?P<arrow>>[>\s]*(?P<to>[^>\s][^>]{0,199}?)\s*)?"
    rf"(?:(?::\s+)+|{WIDE_COLON}\s*)(?P<text>.+)"
)
"""The pattern of a text with the name of its person."""
WHOSE = (NoteKind.RESOURCE, NoteKind.COMMITMENT)
"""The kinds that usually have a person: there, an unknown name is a mistake."""

_PREFIX = (
    # Each letter large and small: by IGNORECASE an "İ" would be an i, too.
    r"(?:(?P<pair>[0-9]{1,9}) ?)?(?P<letter>[vircftVIRCFT])(?P<slip>[:.,)-])?(?:\s+|$)"
)
_NAME_LIKE = r"\S+(?: \S+){0,2}"
_HELD = rf"\\([{SIGNS}])"
# What is held is told apart by characters that no clean text has.
_VEIL = {sign: chr(number) for number, sign in enumerate(SIGNS, 1)}
_UNVEIL = {ord(veiled): sign for sign, veiled in _VEIL.items()}


class LineTarget(msgspec.Struct, frozen=True):
    """Where a line without a prefix goes: a kind, a pair or none, or a team."""

    kind: NoteKind
    pair: str = ""
    team: str = ""


class NotePiece(msgspec.Struct, frozen=True):
    """One note of a line; `who` and `to` are ids of people, or empty.

    Of a commitment, `by` is the date as written and `due` the date it means. `entry` is the entry
    of the board that the note is to join.
    """

    text: str
    who: str = ""
    to: str = ""
    by: str = ""
    due: date | None = None
    entry: str = ""


class LineQuestion(msgspec.Struct, frozen=True):
    """A question to ask before a line is kept; `people` are those who may be meant."""

    text: str
    people: tuple[str, ...] = ()


class ParsedLine(msgspec.Struct, frozen=True):
    """A line as understood: where it goes, and its notes, if it has text yet.

    Where there are problems, the notes are what is kept if the person says yes.
    """

    target: LineTarget
    pieces: tuple[NotePiece, ...]
    problems: tuple[LineQuestion, ...] = ()


class ParsedPrefix(msgspec.Struct, frozen=True):
    """The prefix of a line as understood: where it goes, and where its text begins."""

    target: LineTarget
    start: int = 0
    problem: LineQuestion | None = None


def parse_line(
    text: str, session: Session, usual: LineTarget, today: date | None = None
) -> ParsedLine:
    """Parse a line.

    Args:
        text: The line as typed.
        session: The session, for the names and pairs in it.
        usual: Where a line without a prefix goes.
        today: The day in the room; without it, dates stay in the text.
    """
    text = clean(text, limit=ENTRY_LIMIT)
    aimed = parse_prefix(text, session, usual)
    pieces, problems = [], [aimed.problem] if aimed.problem else []
    for part in re.split(SEMICOLON, hide_escaped_signs(text[aimed.start :])):
        if not clean(show_escaped_signs(part)):
            continue
        if aimed.problem:
            pieces.append(NotePiece(clean(show_escaped_signs(part))))
            continue
        piece, problem = parse_piece(part.strip(), session, aimed.target, today)
        pieces.append(piece)
        problems += [problem] if problem else []
    return ParsedLine(target=aimed.target, pieces=tuple(pieces), problems=tuple(problems))


def parse_prefix(text: str, session: Session, usual: LineTarget) -> ParsedPrefix:
    """Return where a line goes, and the position at which its text begins."""
    prefix = re.match(_PREFIX, text)
    if not prefix or not _is_prefix(prefix, session, usual):
        return ParsedPrefix(usual)
    pair = usual.pair
    if prefix["pair"]:
        number = int(prefix["pair"])
        named = session.pair_with_number(number)
        if named is None:
            return ParsedPrefix(usual, problem=LineQuestion(_describe_no_pair(number, session)))
        pair = named.id
    kind = LETTERS[prefix["letter"].lower()]
    return ParsedPrefix(LineTarget(kind=kind, pair=pair, team=usual.team), start=prefix.end())


def _describe_no_pair(number: int, session: Session) -> str:
    there = sorted(session.pair_numbers().values())
    if not there:
        return f"there is no pair {number}: none are drawn"
    if 1 <= number < there[-1]:
        return f"there is no pair {number} any more"
    many = f"there {'is' if len(there) == 1 else 'are'} {len(there)}"
    last = f", the last is {there[-1]}" if there[-1] > len(there) else ""
    return f"there is no pair {number}: {many}{last}"


def parse_piece(
    part: str, session: Session, target: LineTarget, today: date | None
) -> tuple[NotePiece, LineQuestion | None]:
    """Parse one note of a line whose escaped signs are hidden."""
    found = re.fullmatch(NAMED, part)
    commits = target.kind is NoteKind.COMMITMENT
    if not found or (found["arrow"] and not commits) or not (found["who"] or found["arrow"]):
        return _split_off_date(part, target, today), None
    ids = []
    for word in (found["who"], found["to"]):
        people = (
            find_people_near(show_escaped_signs(word), session, target.pair, target.team)
            if word
            else ()
        )
        if word and len(people) != 1:
            problem = None
            if people:
                problem = LineQuestion(
                    format_choice_of_people(show_escaped_signs(word), people),
                    tuple(p.id for p in people),
                )
            elif found["arrow"] or (target.kind in WHOSE and _is_name_like(word)):
                problem = LineQuestion(f"nobody here is called {show_escaped_signs(word)}")
            return _split_off_date(part, target, today), problem
        ids.append(people[0].id if people else "")
    piece = _split_off_date(found["text"], target, today)
    if not piece.text:  # a mark that had lost its letter
        return NotePiece(clean(show_escaped_signs(part))), None
    return msgspec.structs.replace(piece, who=ids[0], to=ids[1]), None


def hide_escaped_signs(text: str) -> str:
    """Return the text with every escaped sign replaced by one without a meaning."""
    return re.sub(_HELD, lambda held: _VEIL[held[1]], text)


def show_escaped_signs(text: str) -> str:
    """Return the text with its hidden signs restored."""
    return text.translate(_UNVEIL)


def _is_prefix(prefix: re.Match[str], session: Session, usual: LineTarget) -> bool:
    letter, slip = prefix["letter"], prefix["slip"]
    if prefix["pair"]:
        return True
    if slip:  # "F: has a van" may be Fay's
        named = letter.isupper() and find_people_near(letter, session, usual.pair, usual.team)
        return slip == ":" and not named
    return letter != "I"


def _is_name_like(word: str) -> bool:
    return bool(re.fullmatch(_NAME_LIKE, word)) and all(part[0].isupper() for part in word.split())


def _split_off_date(text: str, target: LineTarget, today: date | None) -> NotePiece:
    if target.kind is not NoteKind.COMMITMENT or today is None:
        return NotePiece(clean(show_escaped_signs(text)))
    found = split_due_date(text, today)
    return NotePiece(
        clean(show_escaped_signs(found.text)), by=clean(show_escaped_signs(found.by)), due=found.due
    )
