"""The board of a team: values, interests and resources, with who mentioned them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from oneone_tui.workshop.model.presence import present_members
from oneone_tui.workshop.model.terms import COLUMNS, NoteKind
from oneone_tui.workshop.notes.people_lookup import short_name
from oneone_tui.workshop.pairing.rotation import roles_in_turn
from oneone_tui.workshop.similarity import are_similar, word_initials

if TYPE_CHECKING:
    from oneone_tui.workshop.model.records import Note, Pair
    from oneone_tui.workshop.model.session import Session

SHARED = (NoteKind.VALUE, NoteKind.INTEREST)
"""The kinds that are common when several pairs raise them; a resource belongs to one person."""


class BoardEntry(msgspec.Struct, frozen=True):
    """One entry of a column: its text, and the notes it stands for, oldest first."""

    id: str
    text: str
    notes: tuple[Note, ...]

    @property
    def kind(self) -> NoteKind:
        """The column of the entry."""
        return self.notes[0].kind

    @property
    def pairs(self) -> int:
        """How many pairs raised it; all notes without a pair count as one."""
        return len({note.pair for note in self.notes})

    @property
    def is_common(self) -> bool:
        """Whether it is a value or interest that at least two pairs raised."""
        return self.kind in SHARED and self.pairs > 1


class JointEntry(msgspec.Struct, frozen=True):
    """An entry of the joint board; `entries` has the ids of teams with their entries."""

    text: str
    entries: tuple[tuple[str, BoardEntry], ...]

    @property
    def teams(self) -> tuple[str, ...]:
        """The ids of the teams that raised it."""
        return tuple(dict.fromkeys(team for team, _ in self.entries))

    @property
    def pairs(self) -> int:
        """How many pairs raised it, in all teams."""
        return sum(entry.pairs for _, entry in self.entries)


def board_columns(session: Session, team: str) -> dict[NoteKind, tuple[BoardEntry, ...]]:
    """Return the board of a team by column.

    Common entries come first, by how many pairs raised them; the others in the order of arrival.
    """
    found: dict[NoteKind, dict[str, list[Note]]] = {kind: {} for kind in COLUMNS}
    for note in session.notes:
        if note.board and note.team == team and note.kind in found:
            found[note.kind].setdefault(note.board, []).append(note)
    return {
        kind: tuple(
            sorted(
                (_build_entry(key, notes) for key, notes in entries.items()),
                key=lambda entry: -entry.pairs if entry.is_common else -1,
            )
        )
        for kind, entries in found.items()
    }


def format_authors(session: Session, entry: BoardEntry) -> tuple[str, ...]:
    """Format who raised an entry: the people named, else their pair, ``Ana & Ben``."""
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


def notes_of_pair(session: Session, pair: str) -> tuple[Note, ...]:
    """Return the notes of a pair that belong in a column, on the board or not."""
    return tuple(n for n in session.notes if n.pair == pair and n.kind in COLUMNS)


def reporting_order(session: Session, team: str) -> tuple[Pair, ...]:
    """Return a team's pairs in the order of reporting; another begins each session."""
    pairs = tuple(pair for pair in session.pairs if pair.team == team)
    first = session.info.seed % len(pairs) if pairs else 0
    return pairs[first:] + pairs[:first]


def pairs_reporting(session: Session, slot: int) -> tuple[Pair, ...]:
    """Return the pairs, one a team, that report in slot `slot`, from 1."""
    orders = (reporting_order(session, team.id) for team in session.teams)
    return tuple(pairs[slot - 1] for pairs in orders if 0 < slot <= len(pairs))


def joint_board(session: Session) -> dict[NoteKind, tuple[JointEntry, ...]]:
    """Return the boards of all teams as one.

    What most teams share comes first, then what most pairs raised. Entries of one team stay apart,
    as the team has them.
    """
    joint: dict[NoteKind, list[list[tuple[str, BoardEntry]]]] = {kind: [] for kind in COLUMNS}
    near: dict[tuple[NoteKind, str], list[int]] = {}  # only these can resemble each other
    for team in session.teams:
        for kind, entries in board_columns(session, team.id).items():
            found = joint[kind]
            before = len(found)
            for entry in entries:
                places = {(kind, word_initials(text)) for text in _texts_of(entry)}
                others = {at for place in places for at in near.get(place, ()) if at < before}
                said_in = (
                    at
                    for at in sorted(others)
                    if _is_said_by_others_only(found[at], team.id, entry)
                )
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


def organizer_for_feedback(session: Session, pair_id: str, turn: int) -> str:
    """Return the id of the organizer whom feedback in `turn` is for, or ""."""
    pair = session.pair(pair_id)
    if pair is None or turn < 1:
        return ""
    here = present_members(session, pair)
    organizer, _, _ = roles_in_turn(here if len(here) > 1 else pair.members, turn)
    return organizer


def _build_entry(key: str, notes: list[Note]) -> BoardEntry:
    worded = next((note.wording for note in notes if note.wording), notes[0].text)
    return BoardEntry(key, worded, tuple(notes))


def _texts_of(entry: BoardEntry) -> set[str]:
    return {entry.text, *(note.text for note in entry.notes)}


def _have_similar_texts(ones: set[str], others: set[str]) -> bool:
    return any(are_similar(one, other) for one in ones for other in others)


def _is_said_by_others_only(
    said: list[tuple[str, BoardEntry]], team: str, entry: BoardEntry
) -> bool:
    return all(other != team for other, _ in said) and any(
        _have_similar_texts(_texts_of(entry), _texts_of(other)) for _, other in said
    )
