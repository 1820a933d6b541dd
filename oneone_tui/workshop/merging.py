"""Lines of the board that may say the same: offered as one, the newest first, never made one."""

from __future__ import annotations

from itertools import combinations, islice
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from oneone_tui.workshop.board import BoardEntry, columns
from oneone_tui.workshop.changes import EntriesMerged
from oneone_tui.workshop.proposals import Proposal
from oneone_tui.workshop.resemblance import alike, initials, same_words
from oneone_tui.workshop.text import clean, fold
from oneone_tui.workshop.words import Kind, Stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from oneone_tui.workshop.records import Note
    from oneone_tui.workshop.session import Session

QUOTED = 40
"""Characters of a line that a proposal quotes."""
TWINS = 4
"""How many lines that resemble it are looked for: more are as many times the same question."""
AT_ONCE = 4_000
"""How many comparisons of two lines are made at once, or a few more."""


class _Line(msgspec.Struct, frozen=True):
    """An entry as it stood when it was looked at; `number` says in which order they came.

    `initials` are those of its texts: it can only resemble what shares one of them.
    """

    team: str
    entry: BoardEntry
    texts: frozenset[str]
    initials: frozenset[str]
    number: int

    @property
    def places(self) -> Iterator[tuple[str, Kind, str]]:
        """Its column, parted by initials."""
        return ((self.team, self.entry.kind, one) for one in self.initials)


class _Likeness(NamedTuple):
    """Whether two lines are the same word for word, and by what a no to that is remembered."""

    exact: bool
    key: frozenset[str]


class LookAlikes:
    """Watches the boards of a session fill. Only what is new is compared with what was there.

    A no is remembered by the two texts. What somebody has taken apart counts as a no as well.
    """

    def __init__(self) -> None:
        self._notes: tuple[Note, ...] = ()
        self._lines: dict[str, _Line] = {}
        self._waiting: list[str] = []  # what is still to be compared, the most pressing last
        self._alike: dict[tuple[str, str], _Likeness] = {}  # of the newer to the older
        self._refused: set[frozenset[str]] = set()
        self._count = 0

    def proposals(self, session: Session) -> list[Proposal]:
        """What may be the same on the boards, while the pairs report.

        A board that was full before it is looked at is gone through in several calls.
        """
        if session.info.stage is not Stage.REPORT_BACK:
            return []
        if session.notes != self._notes:
            self._look(session)
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
        return [_proposal(session, lines[new], lines[old]) for new, old in open_ones]

    def refuse(self, proposal: Proposal) -> None:
        """A no: these two are not offered again, whatever becomes of them."""
        merge = proposal.change
        if isinstance(merge, EntriesMerged) and all(one in self._lines for one in merge.entries):
            self._refused.add(self._key(*merge.entries))

    def _look(self, session: Session) -> None:
        before, self._notes = self._lines, session.notes
        self._lines = self._read(session, before)
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
        self._remember_apart(before)

    def _remember_apart(self, before: dict[str, _Line]) -> None:
        stood = {note.id: key for key, line in before.items() for note in line.entry.notes}
        now: dict[str, set[str]] = {}
        for key, line in self._lines.items():
            for note in line.entry.notes:
                if note.id in stood:
                    now.setdefault(stood[note.id], set()).add(key)
        for apart in now.values():
            self._refused.update(self._key(*two) for two in combinations(apart, 2))

    def _compare_some(self) -> None:
        near: dict[tuple[str, Kind, str], list[_Line]] = {}
        for line in self._lines.values():
            for place in line.places:
                near.setdefault(place, []).append(line)
        left = AT_ONCE
        while self._waiting and left > 0:
            line = self._lines[self._waiting.pop()]
            others = {other.number: other for place in line.places for other in near[place]}
            self._compare(line, [others[number] for number in sorted(others)])
            left -= len(others)

    def _read(self, session: Session, before: dict[str, _Line]) -> dict[str, _Line]:
        found = [
            (team.id, entry)
            for team in session.teams
            for entries in columns(session, team.id).values()
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
            begin = known.initials if known and same else frozenset(map(initials, texts))
            read[entry.id] = _Line(team, entry, texts, begin, number)
        return read

    def _compare(self, line: _Line, near: Iterable[_Line]) -> None:
        others = (other for other in near if other is not line and _any_alike(line, other))
        for other in islice(others, TWINS):
            newer, older = (line, other) if line.number > other.number else (other, line)
            two = newer.entry.id, older.entry.id
            exact = same_words(newer.entry.text, older.entry.text)
            self._alike[two] = _Likeness(exact, self._key(*two))

    def _key(self, one: str, other: str) -> frozenset[str]:
        lines = self._lines[one], self._lines[other]
        return frozenset(f"{line.entry.kind} {fold(line.entry.text)}" for line in lines)


def _any_alike(one: _Line, other: _Line) -> bool:
    return any(alike(said, also) for said in one.texts for also in other.texts)


def _proposal(session: Session, new: _Line, old: _Line) -> Proposal:
    team = session.team(new.team) if len(session.teams) > 1 else None
    times = f" (×{old.entry.pairs})" if old.entry.pairs > 1 else ""
    return Proposal(
        id=f"alike-{old.entry.id}-{new.entry.id}",
        text=(
            f"{f'{team.name}: ' if team else ''}is “{_quoted(new.entry.text)}” the same as"
            f" “{_quoted(old.entry.text)}”{times}?"
        ),
        change=EntriesMerged(entries=(old.entry.id, new.entry.id)),
    )


def _quoted(text: str) -> str:
    return text if len(text) <= QUOTED else f"{clean(text, limit=QUOTED - 1)}…"
