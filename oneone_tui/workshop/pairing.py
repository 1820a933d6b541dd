"""Who works with whom: everyone who is there in a pair, an odd one in a trio, few meet again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from random import Random
from typing import TYPE_CHECKING

from msgspec import Struct

from oneone_tui.workshop.days import said_date
from oneone_tui.workshop.foresight import Today, look_ahead
from oneone_tui.workshop.matching import Group, Weights, grouped, packed
from oneone_tui.workshop.past import Met, Past
from oneone_tui.workshop.text import fold
from oneone_tui.workshop.wishes import Standing, apart, opened, standing, unkept_apart
from oneone_tui.workshop.words import PAIR

if TYPE_CHECKING:
    from datetime import tzinfo

    from oneone_tui.workshop.records import Person
    from oneone_tui.workshop.session import Session

MIN_PEOPLE = PAIR
FIRST_TIME = "first time"


class TooFew(ValueError):
    """There are not enough people to talk with each other; the message says so."""


class Paired(Struct, frozen=True):
    """Pairs as they are proposed, by the ids that people have in the session.

    The first of a pair organizes first. `repeats` counts the twosomes that met before; `unkept`
    names, in a line each, what was wished or locked and cannot be.
    """

    pairs: tuple[tuple[str, ...], ...]
    repeats: int
    unkept: tuple[str, ...]


def propose(session: Session, past: Past, seed: int) -> Paired:
    """Pairs for all teams of the session; the same seed proposes the same.

    In strict order: locked pairs stay and wishes are kept, people meet who have met least often,
    then longest ago, then so that later sessions have as few repeats as can be, then people of
    other tags; the rest is chance.

    Raises `TooFew` where a team has one person only, or nobody is there at all.
    """
    _refuse_too_few(session)
    chance = Random(seed)
    pairs: list[tuple[str, ...]] = []
    unkept: list[str] = []
    for team in session.teams:
        people = session.to_pair(team.id)
        if people:
            stands = standing(session, team.id)
            drawn = _Draw(session, past, people, stands, chance).pairs()
            pairs += _numbered(session, team.id, drawn, chance)
            unkept += stands.unkept
            unkept += opened(session, stands.locked, drawn)
            unkept += unkept_apart(session, team.id, drawn, stands.locked)
    lasting = _lasting(session)
    twosomes = [two for members in pairs for two in combinations(members, 2)]
    repeats = sum(past.meeting(lasting[a], lasting[b]) is not None for a, b in twosomes)
    return Paired(pairs=tuple(pairs), repeats=repeats, unkept=tuple(unkept))


def meeting_words(met: Met | None, zone: tzinfo | None, year: int | None = None) -> str:
    """``first time``, or ``met 2×, last on 9 Nov``, by the days of `zone` (None: the machine's).

    The year is said where it is not `year`, if that is given.
    """
    if met is None:
        return FIRST_TIME
    day = met.last.astimezone(zone).date()
    return f"met {met.times}×, last on {said_date(day, year or day.year)}"


class _Draw:
    """The draw of one team, whose people are numbered in the roster's order."""

    def __init__(
        self,
        session: Session,
        past: Past,
        people: Sequence[Person],
        stands: Standing,
        chance: Random,
    ) -> None:
        self._people = people
        self._known = [past.people.get(person.lasting_id) for person in people]
        self._stands = stands
        self._chance = chance
        number = {person.id: index for index, person in enumerate(people)}
        self._closed = [tuple(number[m] for m in group) for group in stands.closed]
        self._open = [tuple(number[m] for m in group) for group in stands.open_to]
        taken = {index for group in (*self._closed, *self._open) for index in group}
        self._free = [index for index in range(len(people)) if index not in taken]
        self._met = {
            (a, b): met
            for a, b in combinations(range(len(people)), 2)
            if (met := past.meeting(people[a].lasting_id, people[b].lasting_id))
        }
        barred = (tuple(sorted(number.get(m, -1) for m in two)) for two in apart(session))
        self._apart = {two for two in barred if -1 not in two}
        self._weights = packed(list(self._heavy()), list(self._light(unlike=session.info.unlike)))

    def pairs(self) -> tuple[tuple[str, ...], ...]:
        """The team's pairs, by ids, in no order; who organizes first is in its place."""
        kept = [*self._closed, *self._open]
        today = Today(self._drawn, self._weights, self._unmet(), kept, self._chance)
        by_id = (tuple(self._people[index].id for index in group) for group in look_ahead(today))
        return tuple(
            members if members in self._stands.locked else self._in_order(members)
            for members in by_id
        )

    def _drawn(self, weights: Weights) -> tuple[Group, ...]:
        # Among equals, whoever comes first is taken first: so they come in any order.
        free = self._chance.sample(self._free, len(self._free))
        return (*self._closed, *grouped(weights.shaken(self._chance), free, self._open))

    def _heavy(self) -> Iterator[list[list[int]]]:
        yield self._matrix(dict.fromkeys(self._apart, 1))
        yield self._matrix({two: met.times**2 for two, met in self._met.items()})
        days = sorted({met.last for met in self._met.values()})
        rank = {day: index for index, day in enumerate(days)}
        yield self._matrix({two: rank[met.last] for two, met in self._met.items()})

    def _light(self, *, unlike: bool) -> Iterator[list[list[int]]]:
        # Whoever waits organizes first, which two who wait cannot both do.
        yield self._alike([{"waits"} if known and known.waits else set() for known in self._known])
        if unlike:
            yield self._alike([set(map(fold, person.tags)) for person in self._people])
        yield self._alike(
            [{"first"} if known and known.organized_first else set() for known in self._known]
        )

    def _alike(self, marks: Sequence[set[str]]) -> list[list[int]]:
        twos = combinations(range(len(marks)), 2)
        return self._matrix({(a, b): len(marks[a] & marks[b]) for a, b in twos})

    def _matrix(self, weights: Mapping[tuple[int, ...], int]) -> list[list[int]]:
        rows = [[0] * len(self._people) for _ in self._people]
        for (a, b), weight in weights.items():
            rows[a][b] = rows[b][a] = weight
        return rows

    def _unmet(self) -> list[set[int]]:
        unmet = [set(range(len(self._people))) - {index} for index in range(len(self._people))]
        for a, b in (*self._met, *self._apart):
            unmet[a].discard(b)
            unmet[b].discard(a)
        return unmet

    def _in_order(self, members: tuple[str, ...]) -> tuple[str, ...]:
        # The last of a trio watches the first turn: whoever waits is not to wait again.
        known = {p.id: one for p, one in zip(self._people, self._known, strict=True) if one}

        def late(member: str) -> tuple[bool, bool, float]:
            one = known.get(member)
            return not (one and one.waits), bool(one and one.organized_first), self._chance.random()

        return tuple(sorted(members, key=late))


def _refuse_too_few(session: Session) -> None:
    counts = [(team, len(session.to_pair(team.id))) for team in session.teams]
    if not any(count for _, count in counts):
        on_roster = "nobody is here to be paired: mark who has come"
        raise TooFew(
            on_roster if session.people else "nobody is on the roster yet: add people first"
        )
    for team, count in counts:
        if 0 < count < MIN_PEOPLE:
            where = f"{team.name}: " if len(session.teams) > 1 else ""
            raise TooFew(f"{where}a 1:1 takes two: add at least one more person")


def _numbered(
    session: Session, team: str, drawn: Sequence[tuple[str, ...]], chance: Random
) -> list[tuple[str, ...]]:
    # Pairs report in their order, so it is left to chance; a locked one keeps its number.
    before = [pair for pair in session.pairs if pair.team == team]
    locked = {p.members: at for at, p in enumerate(before) if p.locked and p.members in drawn}
    pairs = sorted(members for members in drawn if members not in locked)
    chance.shuffle(pairs)
    for members, at in locked.items():
        pairs.insert(at, members)
    return pairs


def _lasting(session: Session) -> dict[str, str]:
    return {person.id: person.lasting_id for person in session.people}
