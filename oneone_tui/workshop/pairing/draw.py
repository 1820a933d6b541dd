"""Drawing the pairs: everyone present has a pair or trio, with few repeats."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from random import Random
from typing import TYPE_CHECKING

from msgspec import Struct

from oneone_tui.workshop.dates import format_date
from oneone_tui.workshop.history.attendance import AttendanceHistory, TimesAndLast
from oneone_tui.workshop.model.terms import PAIR, TRIO
from oneone_tui.workshop.pairing.constraints import (
    PairingConstraints,
    couples_kept_apart,
    explain_opened_locks,
    pairing_constraints,
    unkept_apart,
)
from oneone_tui.workshop.pairing.lookahead import PairingProblem, look_ahead
from oneone_tui.workshop.pairing.weighted_matching import (
    Group,
    PairWeights,
    match_groups,
    pack_weights,
)
from oneone_tui.workshop.text import fold

if TYPE_CHECKING:
    from datetime import tzinfo

    from oneone_tui.workshop.model.records import Person
    from oneone_tui.workshop.model.session import Session

MIN_PEOPLE = PAIR
FIRST_TIME = "first time"


class NotEnoughPeople(ValueError):
    """There are too few people to make pairs; the message says so."""


class ProposedPairs(Struct, frozen=True):
    """Pairs as drawn, by the ids of their people; the first of a pair organizes first.

    Attributes:
        pairs: The pairs, in the order of their numbers.
        repeats: How many twosomes have met before.
        unkept: One line for each wish or lock that was not kept.
    """

    pairs: tuple[tuple[str, ...], ...]
    repeats: int
    unkept: tuple[str, ...]


def draw_pairs(session: Session, past: AttendanceHistory, seed: int) -> ProposedPairs:
    """Draw pairs for all teams of the session.

    In strict order: locked pairs stay and wishes are met; people meet whom they have met least
    often, then longest ago, then so that later sessions have as few repeats as possible, then
    people with other tags. The rest is chance. With an odd number, of the draws with the fewest
    repeats those come first that leave as few for later, then those whose trio is of people who
    have been in one least often, and not in their last session.

    Args:
        session: The session with the people who are there.
        past: Whom they met in earlier sessions.
        seed: The source of chance; the same seed draws the same pairs.

    Raises:
        NotEnoughPeople: A team has one person only, or nobody is there.
    """
    _require_enough_people(session)
    chance = Random(seed)
    pairs: list[tuple[str, ...]] = []
    unkept: list[str] = []
    for team in session.teams:
        people = session.people_to_pair(team.id)
        if people:
            stands = pairing_constraints(session, team.id)
            drawn = _Draw(session, past, people, stands, chance).pairs()
            pairs += _number_pairs(session, team.id, drawn, chance)
            unkept += stands.unkept
            unkept += explain_opened_locks(session, stands.locked, drawn)
            unkept += unkept_apart(session, team.id, drawn, stands.locked)
    lasting = _identities(session)
    twosomes = [two for members in pairs for two in combinations(members, 2)]
    repeats = sum(past.meeting(lasting[a], lasting[b]) is not None for a, b in twosomes)
    return ProposedPairs(pairs=tuple(pairs), repeats=repeats, unkept=tuple(unkept))


def format_meetings(met: TimesAndLast | None, zone: tzinfo | None, year: int | None = None) -> str:
    """Format earlier meetings: ``first time``, or ``met 2×, last on 9 Nov``.

    Args:
        met: The meetings, or None.
        zone: Whose calendar days are shown; None for the machine's.
        year: The year that is left out; without it, the year is never shown.
    """
    if met is None:
        return FIRST_TIME
    day = met.last.astimezone(zone).date()
    return f"met {met.times}×, last on {format_date(day, year or day.year)}"


class _Draw:
    """The draw of one team. Its people are numbered in the order of the roster."""

    def __init__(
        self,
        session: Session,
        past: AttendanceHistory,
        people: Sequence[Person],
        stands: PairingConstraints,
        chance: Random,
    ) -> None:
        self._people = people
        self._known = [past.people.get(person.identity) for person in people]
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
            if (met := past.meeting(people[a].identity, people[b].identity))
        }
        barred = (
            tuple(sorted(number.get(m, -1) for m in two)) for two in couples_kept_apart(session)
        )
        self._apart = {two for two in barred if -1 not in two}
        self._unlike = session.info.unlike

    def pairs(self) -> tuple[tuple[str, ...], ...]:
        """Return the pairs by ids, unordered; within a pair, the first organizes first."""
        kept = [*self._closed, *self._open]
        heavy, light = list(self._heavy_terms()), list(self._light_terms())
        seats: list[list[int]] = []
        if len(self._free) % 2:
            # How often people met must not decide who is in the trio, only whether they did.
            apart, *times_and_days = heavy
            heavy = [apart, self._build_matrix(dict.fromkeys(self._met, 1))]
            light = [*times_and_days, *light]
            seats = list(self._seat_terms())
        today = PairingProblem(
            draw=self._draw_lightest,
            weights=pack_weights(heavy, light, seats),
            fair=pack_weights(heavy, (), seats),
            unmet=self._find_unmet(),
            kept=kept,
            chance=self._chance,
        )
        by_id = (tuple(self._people[index].id for index in group) for group in look_ahead(today))
        return tuple(
            members if members in self._stands.locked else self._order_members(members)
            for members in by_id
        )

    def _draw_lightest(self, weights: PairWeights) -> tuple[Group, ...]:
        # Among equals, whoever comes first is taken first: so they come in any order.
        free = self._chance.sample(self._free, len(self._free))
        return (
            *self._closed,
            *match_groups(weights.with_random_ties(self._chance), free, self._open),
        )

    def _heavy_terms(self) -> Iterator[list[list[int]]]:
        yield self._build_matrix(dict.fromkeys(self._apart, 1))
        yield self._build_matrix({two: met.times**2 for two, met in self._met.items()})
        days = sorted({met.last for met in self._met.values()})
        rank = {day: index for index, day in enumerate(days)}
        yield self._build_matrix({two: rank[met.last] for two, met in self._met.items()})

    def _seat_terms(self) -> Iterator[list[int]]:
        yield [known.trios if known else 0 for known in self._known]
        yield [int(known.last_in_trio) if known else 0 for known in self._known]

    def _light_terms(self) -> Iterator[list[list[int]]]:
        # Whoever waits organizes first, which two who wait cannot both do.
        yield self._count_shared(
            [{"waits"} if known and known.waits else set() for known in self._known]
        )
        if self._unlike:
            yield self._count_shared([set(map(fold, person.tags)) for person in self._people])
        yield self._count_shared(
            [{"first"} if known and known.organized_first else set() for known in self._known]
        )

    def _count_shared(self, marks: Sequence[set[str]]) -> list[list[int]]:
        twos = combinations(range(len(marks)), 2)
        return self._build_matrix({(a, b): len(marks[a] & marks[b]) for a, b in twos})

    def _build_matrix(self, weights: Mapping[tuple[int, ...], int]) -> list[list[int]]:
        rows = [[0] * len(self._people) for _ in self._people]
        for (a, b), weight in weights.items():
            rows[a][b] = rows[b][a] = weight
        return rows

    def _find_unmet(self) -> list[set[int]]:
        unmet = [set(range(len(self._people))) - {index} for index in range(len(self._people))]
        for a, b in (*self._met, *self._apart):
            unmet[a].discard(b)
            unmet[b].discard(a)
        return unmet

    def _order_members(self, members: tuple[str, ...]) -> tuple[str, ...]:
        # The last of a trio watches the first turn: whoever waits is not to wait again.
        known = {p.id: one for p, one in zip(self._people, self._known, strict=True) if one}

        def late(member: str) -> tuple[bool, bool, float]:
            one = known.get(member)
            return not (one and one.waits), bool(one and one.organized_first), self._chance.random()

        ordered = sorted(members, key=late)
        if len(ordered) == TRIO:
            ready = [m for m in ordered if not (m in known and known[m].waits)] or ordered
            watched = {m: known[m].watched_first if m in known else 0 for m in ready}
            last = min(reversed(ready), key=watched.__getitem__)
            ordered.remove(last)
            ordered.append(last)
        return tuple(ordered)


def _require_enough_people(session: Session) -> None:
    counts = [(team, len(session.people_to_pair(team.id))) for team in session.teams]
    if not any(count for _, count in counts):
        on_roster = "nobody is here to be paired: mark who has come"
        raise NotEnoughPeople(
            on_roster if session.people else "nobody is on the roster yet: add people first"
        )
    for team, count in counts:
        if 0 < count < MIN_PEOPLE:
            where = f"{team.name}: " if len(session.teams) > 1 else ""
            raise NotEnoughPeople(f"{where}a 1:1 takes two: add at least one more person")


def _number_pairs(
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


def _identities(session: Session) -> dict[str, str]:
    return {person.id: person.identity for person in session.people}
