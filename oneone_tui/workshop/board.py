"""The team's board: three columns of what was said, each entry with who said it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from oneone_tui.workshop.words import COLUMNS, Kind

if TYPE_CHECKING:
    from oneone_tui.workshop.records import Note, Pair
    from oneone_tui.workshop.session import Session


class BoardEntry(msgspec.Struct, frozen=True):
    """One line of a column: its text, and the notes that say it."""

    id: str
    text: str
    notes: tuple[Note, ...]

    @property
    def pairs(self) -> int:
        """How many different pairs said it."""
        return len({note.pair for note in self.notes if note.pair})


def columns(session: Session, team: str) -> dict[Kind, tuple[BoardEntry, ...]]:
    """The board of a team; what several pairs said stands first, then the order of coming."""
    found: dict[Kind, dict[str, list[Note]]] = {kind: {} for kind in COLUMNS}
    for note in session.notes:
        if note.board and note.team == team and note.kind in found:
            found[note.kind].setdefault(note.board, []).append(note)
    return {
        kind: tuple(
            sorted(
                (BoardEntry(key, notes[0].text, tuple(notes)) for key, notes in entries.items()),
                key=lambda entry: -max(entry.pairs, 1),
            )
        )
        for kind, entries in found.items()
    }


def own_notes(session: Session, pair: str) -> tuple[Note, ...]:
    """What a pair wrote that belongs in a column, whether it is on the board yet or not."""
    return tuple(n for n in session.notes if n.pair == pair and n.kind in COLUMNS)


def reporting(session: Session, slot: int) -> tuple[Pair, ...]:
    """The pairs, one a team, whose turn `slot` (from 1) of the report-back is."""
    found = []
    for team in session.teams:
        pairs = [pair for pair in session.pairs if pair.team == team.id]
        if 0 < slot <= len(pairs):
            found.append(pairs[slot - 1])
    return tuple(found)
