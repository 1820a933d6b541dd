"""Suggesting that board entries mean the same; nothing merges by itself."""

from __future__ import annotations

from itertools import combinations, islice
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from oneone_tui.workshop.model.changes import EntriesMerged
from oneone_tui.workshop.model.terms import NoteKind, Stage
from oneone_tui.workshop.notes.board import BoardEntry, board_columns
from oneone_tui.workshop.similarity import are_similar, have_same_words, word_initials
from oneone_tui.workshop.suggestions.timing import Suggestion
from oneone_tui.workshop.text import clean, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from oneone_tui.workshop.model.records import Note
    from oneone_tui.workshop.model.session import Session

QUOTED = 40
"""The most characters of an entry that a suggestion quotes."""
TWINS = 4
"""The most similar entries that are suggested for a new one."""
AT_ONCE = 4_000
"""About how many comparisons are made in one call."""


class _Line(msgspec.Struct, frozen=True):
    """An entry as it was when it was compared; `number` is the order of arrival.

    `initials` are those of its texts: entries that share none cannot be similar.
    """

    team: str
    entry: BoardEntry
    texts: frozenset[str]
    initials: frozenset[str]
    number: int

    @property
    def places(self) -> Iterator[tuple[str, NoteKind, str]]:
        """The column of the entry, once for each initial."""
        return ((self.team, self.entry.kind, one) for one in self.initials)


class _Match(NamedTuple):
    """Whether two entries have the same words, and the key to remember a no."""

    exact: bool
    key: frozenset[str]


class DuplicateFinder:
    """Finds similar entries as the boards fill; only compares what is new.

    A refusal is remembered by the two texts. Entries that a person has split count as refused.
    """

    def __init__(self) -> None:
        self._notes: tuple[Note, ...] = ()
        self._lines: dict[str, _Line] = {}
        self._waiting: list[str] = []  # what is still to be compared, the most pressing last
        self._alike: dict[tuple[str, str], _Match] = {}  # of the newer to the older
        self._refused: set[frozenset[str]] = set()
        self._count = 0

    def suggestions(self, session: Session) -> list[Suggestion]:
        """Return the entries that may be the same, while the pairs report.

        A board that is full when it is first seen is compared over several calls.
        """
        if session.info.stage is not Stage.REPORT_BACK:
            return []
        if session.notes != self._notes:
            self._update_lines(session)
        if self._waiting:
            self._compare_some()
        lines = self._lines
        open_ones = [two for two, like in self._alike.items() if like.key not in self._refused]
        open_ones.sort(
            key=lambda two: (
                -lines[two[0]].number,
                not self._alike[two].exact,
                lines[two[1]].number,
            )
        )
        return [_build_suggestion(session, lines[new], lines[old]) for new, old in open_ones]

    def refuse(self, proposal: Suggestion) -> None:
        """Remember that these two entries are not the same."""
        merge = proposal.change
        if isinstance(merge, EntriesMerged) and all(one in self._lines for one in merge.entries):
            self._refused.add(self._refusal_key(*merge.entries))

    def _update_lines(self, session: Session) -> None:
        before, self._notes = self._lines, session.notes
        self._lines = self._read_lines(session, before)
        news = [
            key
            for key, line in self._lines.items()
            if key not in before or before[key].texts != line.texts
        ]
        fresh = set(news)
        self._alike = {
            two: like
            for two, like in self._alike.items()
            if fresh.isdisjoint(two) and all(one in self._lines for one in two)
        }
        waiting = (one for one in self._waiting if one in self._lines and one not in fresh)
        self._waiting = [*waiting, *news]
        self._refuse_split_entries(before)

    def _refuse_split_entries(self, before: dict[str, _Line]) -> None:
        stood = {note.id: key for key, line in before.items() for note in line.entry.notes}
        now: dict[str, set[str]] = {}
        for key, line in self._lines.items():
            for note in line.entry.notes:
                if note.id in stood:
                    now.setdefault(stood[note.id], set()).add(key)
        for apart in now.values():
            self._refused.update(self._refusal_key(*two) for two in combinations(apart, 2))

    def _compare_some(self) -> None:
        near: dict[tuple[str, NoteKind, str], list[_Line]] = {}
        for line in self._lines.values():
            for place in line.places:
                near.setdefault(place, []).append(line)
        left = AT_ONCE
        while self._waiting and left > 0:
            line = self._lines[self._waiting.pop()]
            others = {other.number: other for place in line.places for other in near[place]}
            self._compare(line, [others[number] for number in sorted(others)])
            left -= len(others)

    def _read_lines(self, session: Session, before: dict[str, _Line]) -> dict[str, _Line]:
        found = [
            (team.id, entry)
            for team in session.teams
            for entries in board_columns(session, team.id).values()
            for entry in entries
        ]
        order = {note.id: at for at, note in enumerate(session.notes)}
        read = {}
        for team, entry in sorted(found, key=lambda one: order[one[1].notes[0].id]):
            known = before.get(entry.id)
            self._count += known is None
            texts = frozenset((entry.text, *(note.text for note in entry.notes)))
            number = known.number if known else self._count
            same = known and known.texts == texts
            begin = known.initials if known and same else frozenset(map(word_initials, texts))
            read[entry.id] = _Line(team, entry, texts, begin, number)
        return read

    def _compare(self, line: _Line, near: Iterable[_Line]) -> None:
        others = (other for other in near if other is not line and _have_similar_texts(line, other))
        for other in islice(others, TWINS):
            newer, older = (line, other) if line.number > other.number else (other, line)
            two = newer.entry.id, older.entry.id
            exact = have_same_words(newer.entry.text, older.entry.text)
            self._alike[two] = _Match(exact, self._refusal_key(*two))

    def _refusal_key(self, one: str, other: str) -> frozenset[str]:
        lines = self._lines[one], self._lines[other]
        return frozenset(f"{line.entry.kind} {fold(line.entry.text)}" for line in lines)


def _have_similar_texts(one: _Line, other: _Line) -> bool:
    return any(are_similar(said, also) for said in one.texts for also in other.texts)


def _build_suggestion(session: Session, new: _Line, old: _Line) -> Suggestion:
    team = session.team(new.team) if len(session.teams) > 1 else None
    times = f" (×{old.entry.pairs})" if old.entry.pairs > 1 else ""
    return Suggestion(
        id=f"alike-{old.entry.id}-{new.entry.id}",
        text=(
            f"{f'{team.name}: ' if team else ''}is “{_quoted(new.entry.text)}” the same as"
            f" “{_quoted(old.entry.text)}”{times}?"
        ),
        change=EntriesMerged(entries=(old.entry.id, new.entry.id)),
    )


def _quoted(text: str) -> str:
    return text if len(text) <= QUOTED else f"{clean(text, limit=QUOTED - 1)}…"
