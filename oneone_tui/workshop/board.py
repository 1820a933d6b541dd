"""The team's board: three columns of what was said, each entry with who said it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from oneone_tui.workshop.entry.naming import short_name
from oneone_tui.workshop.places import talkers
from oneone_tui.workshop.resemblance import alike, initials
from oneone_tui.workshop.turns import roles_in_turn
from oneone_tui.workshop.words import COLUMNS, Kind

if TYPE_CHECKING:
    from oneone_tui.workshop.records import Note, Pair
    from oneone_tui.workshop.session import Session

SHARED = (Kind.VALUE, Kind.INTEREST)
"""The kinds that are common where several pairs raise them; a resource is somebody's own."""


class BoardEntry(msgspec.Struct, frozen=True):
    """One line of a column: its text, and the notes that say it, the first one first."""

    id: str
    text: str
    notes: tuple[Note, ...]

    @property
    def kind(self) -> Kind:
        """The column it stands in."""
        return self.notes[0].kind

    @property
    def pairs(self) -> int:
        """How many different pairs said it; what was said in none counts as one voice."""
        return len({note.pair for note in self.notes})

    @property
    def common(self) -> bool:
        """Whether it is a value or an interest that two pairs raised, or more."""
        return self.kind in SHARED and self.pairs > 1


class JointEntry(msgspec.Struct, frozen=True):
    """What one team has on its board, or several: `said` holds each team's id and its entry."""

    text: str
    said: tuple[tuple[str, BoardEntry], ...]

    @property
    def teams(self) -> tuple[str, ...]:
        """The ids of the teams that say it."""
        return tuple(dict.fromkeys(team for team, _ in self.said))

    @property
    def pairs(self) -> int:
        """How many pairs said it, in all teams."""
        return sum(entry.pairs for _, entry in self.said)


def columns(session: Session, team: str) -> dict[Kind, tuple[BoardEntry, ...]]:
    """The board of a team: what is common first, by how many pairs; then the order of coming."""
    found: dict[Kind, dict[str, list[Note]]] = {kind: {} for kind in COLUMNS}
    for note in session.notes:
        if note.board and note.team == team and note.kind in found:
            found[note.kind].setdefault(note.board, []).append(note)
    return {
        kind: tuple(
            sorted(
                (_entry(key, notes) for key, notes in entries.items()),
                key=lambda entry: -entry.pairs if entry.common else -1,
            )
        )
        for kind, entries in found.items()
    }


def said_by(session: Session, entry: BoardEntry) -> tuple[str, ...]:
    """Who said an entry: the people named, else their pair, ``Ana & Ben``."""
    voices: dict[str, list[str]] = {}
    for note in entry.notes:
        named = voices.setdefault(note.pair, [])
        name = short_name(session, note.person)
        if name and name not in named:
            named.append(name)
    for pair_id, named in voices.items():
        pair = session.pair(pair_id)
        if pair and not named:
            named.append(" & ".join(short_name(session, member) for member in pair.members))
    return tuple(name for named in voices.values() for name in named)


def own_notes(session: Session, pair: str) -> tuple[Note, ...]:
    """What a pair wrote that belongs in a column, whether it is on the board yet or not."""
    return tuple(n for n in session.notes if n.pair == pair and n.kind in COLUMNS)


def reporting_order(session: Session, team: str) -> tuple[Pair, ...]:
    """A team's pairs as they report back: from session to session another one begins."""
    pairs = tuple(pair for pair in session.pairs if pair.team == team)
    first = session.info.seed % len(pairs) if pairs else 0
    return pairs[first:] + pairs[:first]


def reporting(session: Session, slot: int) -> tuple[Pair, ...]:
    """The pairs, one a team, whose turn `slot` (from 1) of the report-back is."""
    orders = (reporting_order(session, team.id) for team in session.teams)
    return tuple(pairs[slot - 1] for pairs in orders if 0 < slot <= len(pairs))


def joint_board(session: Session) -> dict[Kind, tuple[JointEntry, ...]]:
    """The boards of all teams as one: what most teams share first, then what most pairs said.

    Entries of one team stay apart, as the team has them.
    """
    joint: dict[Kind, list[list[tuple[str, BoardEntry]]]] = {kind: [] for kind in COLUMNS}
    near: dict[tuple[Kind, str], list[int]] = {}  # only these can resemble each other
    for team in session.teams:
        for kind, entries in columns(session, team.id).items():
            found = joint[kind]
            before = len(found)
            for entry in entries:
                places = {(kind, initials(text)) for text in _texts(entry)}
                others = {at for place in places for at in near.get(place, ()) if at < before}
                said_in = (at for at in sorted(others) if _said_in(found[at], team.id, entry))
                at = next(said_in, len(found))
                if at == len(found):
                    found.append([])
                found[at].append((team.id, entry))
                for place in places:
                    near.setdefault(place, []).append(at)
    return {
        kind: tuple(
            sorted(
                (JointEntry(said[0][1].text, tuple(said)) for said in found),
                key=lambda entry: (-len(entry.teams), -entry.pairs),
            )
        )
        for kind, found in joint.items()
    }


def about_organizer(session: Session, pair_id: str, turn: int) -> str:
    """The id of the person whom a pair's feedback in `turn` is for: who organized; or nobody."""
    pair = session.pair(pair_id)
    if pair is None or turn < 1:
        return ""
    here = talkers(session, pair)
    organizer, _, _ = roles_in_turn(here if len(here) > 1 else pair.members, turn)
    return organizer


def _entry(key: str, notes: list[Note]) -> BoardEntry:
    worded = next((note.wording for note in notes if note.wording), notes[0].text)
    return BoardEntry(key, worded, tuple(notes))


def _texts(entry: BoardEntry) -> set[str]:
    return {entry.text, *(note.text for note in entry.notes)}


def _resemble(ones: set[str], others: set[str]) -> bool:
    return any(alike(one, other) for one in ones for other in others)


def _said_in(said: list[tuple[str, BoardEntry]], team: str, entry: BoardEntry) -> bool:
    return all(other != team for other, _ in said) and any(
        _resemble(_texts(entry), _texts(other)) for _, other in said
    )
