"""Looking ahead: choose the pairing that leaves most new meetings for later.

A pairing of least weight looks at today only: ten people who should all meet in nine sessions run
out of new partners early. So a pairing is judged by what it leaves: can all who have not met yet
still meet, without a repeat, in as many sessions as the busiest of them needs?
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, pairwise
from random import Random

from msgspec import Struct

from oneone_tui.workshop.pairing.weighted_matching import Group, PairWeights

Unmet = Sequence[set[int]]
"""For each person, by number, those whom they have not met yet."""

SMALL = 11
"""Up to this many people, an odd team is planned, and more pairings of a team are compared."""
PLANNED = 8
"""How many sessions of a plan are tried for today."""
DRAWS = 8
"""How many more pairings of a small team are compared, all equally good today."""
PATIENCE = 600_000
"""How many steps the plan of an odd team may take: some hundredths of a second."""
NONE = -1


class FutureSessions:
    """Sessions to come in which everybody meets at most one person who is new to them.

    That is a coloring of the edges of a graph, with one color a session. It starts empty and is
    repaired until no meeting is left over or the patience is spent: a meeting without a session
    gets room along a path of two alternating colors (Kempe chains, by which Vizing shows in On an
    Estimate of the Chromatic Class of a p-Graph, 1964, that one color more than the highest
    degree is always enough), or takes the place of another, as in Dinitz and Stinson, A
    Hill-Climbing Algorithm for the Construction of One-Factorizations and Room Squares, 1987.
    """

    def __init__(self, unmet: Unmet, rounds: int, chance: Random) -> None:
        self._rounds = rounds
        self._chance = chance
        self._partner = [[NONE] * rounds for _ in unmet]
        self._open = [set(range(rounds)) for _ in unmet]
        self._waiting = [set(others) for others in unmet]

    def fill(self) -> int:
        """Give every meeting a session as far as possible; return how many are left over."""
        patience = 1_000 + 2 * sum(map(len, self._waiting))
        for _ in range(patience):
            movable = [x for x, who in enumerate(self._waiting) if who and self._open[x]]
            if not movable:
                break
            x = self._chance.choice(movable)
            self._place_meeting(x, self._choose_random(self._waiting[x]))
        return sum(map(len, self._waiting)) // 2

    def whole(self) -> list[tuple[Group, ...]]:
        """Return the sessions in which everybody meets somebody, as pairs."""
        people = range(len(self._partner))
        return [
            tuple((x, self._partner[x][at]) for x in people if x < self._partner[x][at])
            for at in range(self._rounds)
            if all(self._partner[x][at] != NONE for x in people)
        ]

    def _place_meeting(self, x: int, y: int) -> None:
        both = self._open[x] & self._open[y]
        if both:
            self._add_meeting(x, y, self._choose_random(both))
            return
        at = self._choose_random(self._open[x])
        if self._chance.random() < 0.3:
            # Without a detour through the other colors the search can go in circles.
            self._swap_along_path(x, at, self._chance.randrange(self._rounds))
        elif self._open[y]:
            other = self._choose_random(self._open[y])
            if self._swap_along_path(y, other, at) != x:
                self._add_meeting(x, y, at)
        else:
            self._remove_meeting(y, self._partner[y][at], at)
            self._add_meeting(x, y, at)

    def _swap_along_path(self, x: int, free: int, used: int) -> int:
        # Along the path that begins at x, where `free` is free, the two sessions change places.
        path, at = [x], used
        while (following := self._partner[path[-1]][at]) != NONE and used != free:
            path.append(following)
            at = free if at == used else used
        steps = [(a, b, (used, free)[i % 2]) for i, (a, b) in enumerate(pairwise(path))]
        for a, b, at in steps:
            self._remove_meeting(a, b, at)
        for a, b, at in steps:
            self._add_meeting(a, b, free if at == used else used)
        return path[-1]

    def _add_meeting(self, x: int, y: int, at: int) -> None:
        for one, other in ((x, y), (y, x)):
            self._partner[one][at] = other
            self._open[one].discard(at)
            self._waiting[one].discard(other)

    def _remove_meeting(self, x: int, y: int, at: int) -> None:
        for one, other in ((x, y), (y, x)):
            self._partner[one][at] = NONE
            self._open[one].add(at)
            self._waiting[one].add(other)

    def _choose_random(self, numbers: set[int]) -> int:
        return self._chance.choice(sorted(numbers))


class FutureTrioSessions:
    """Sessions to come of a small odd team, with one trio in each and no repeat.

    A trio is no edge of a graph, so all groupings are tried in random order, until as many
    sessions are found as there are meetings for, or the patience is spent.
    """

    def __init__(self, unmet: Unmet, chance: Random) -> None:
        ways = [(_to_bits(groups), groups) for groups in _all_groupings(unmet)]
        chance.shuffle(ways)
        self.most = sum(map(len, unmet)) // (len(unmet) + 3)
        self.sessions: list[tuple[Group, ...]] = []
        self._patience = PATIENCE
        self._extend([], ways)

    def _extend(
        self, chosen: list[tuple[Group, ...]], ways: list[tuple[int, tuple[Group, ...]]]
    ) -> None:
        if len(chosen) > len(self.sessions):
            self.sessions = chosen
        for at, (meetings, groups) in enumerate(ways):
            best = len(self.sessions)
            if best == self.most or len(chosen) + len(ways) - at <= best or self._patience < 0:
                return
            self._patience -= len(ways) - at
            rest = [way for way in ways[at + 1 :] if not way[0] & meetings]
            self._extend([*chosen, groups], rest)


def _all_groupings(unmet: Unmet) -> Iterator[tuple[Group, ...]]:
    """Yield all ways to split an odd number into a trio and pairs without a repeat."""

    def paired(left: Sequence[int], before: tuple[Group, ...]) -> Iterator[tuple[Group, ...]]:
        if not left:
            yield before
            return
        first, *others = left
        for other in others:
            if other in unmet[first]:
                yield from paired([x for x in others if x != other], (*before, (first, other)))

    for trio in combinations(range(len(unmet)), 3):
        if all(b in unmet[a] for a, b in combinations(trio, 2)):
            yield from paired([x for x in range(len(unmet)) if x not in trio], (trio,))


def _to_bits(groups: Sequence[Group]) -> int:
    return sum(1 << (SMALL * a + b) for group in groups for a, b in combinations(group, 2))


class PairingProblem(Struct, frozen=True):
    """The team whose pairs are drawn.

    Attributes:
        draw: Draws the lightest pairing by the weights given, with ties left to chance.
        fair: The heavy terms, and those on who is in the trio of an odd team.
        kept: The groups that are fixed already.
    """

    draw: Callable[[PairWeights], tuple[Group, ...]]
    weights: PairWeights
    fair: PairWeights
    unmet: Unmet
    kept: Sequence[Group]
    chance: Random


def look_ahead(today: PairingProblem) -> tuple[Group, ...]:
    """Return the first pairing that leaves enough for later, else the best one.

    All candidates are equally good today in the heavy terms. The first is the lightest in all
    terms.
    """
    first = today.draw(today.weights)
    if _leaves_enough(today.unmet):
        return first
    best, least = first, NONE
    for groups in _candidates(today, first):
        left = _count_left_over(groups, today.unmet, today.chance)
        if least == NONE or left < least:
            best, least = groups, left
        if not left:
            break
    return best


def _leaves_enough(unmet: Unmet) -> bool:
    # Even regular graphs of this degree fall into perfect matchings (Chetwynd and Hilton's
    # conjecture; Csaba, Kühn, Lo, Osthus and Treglown, Proof of the 1-Factorization and
    # Hamilton Decomposition Conjectures, 2016), and in a team so dense there is room anyway.
    people = len(unmet)
    if not any(unmet) or (people % 2 and people > SMALL):
        return True
    return people % 2 == 0 and min(map(len, unmet)) > 2 * -(-people // 4) - 1


def _candidates(today: PairingProblem, first: tuple[Group, ...]) -> Iterator[tuple[Group, ...]]:
    yield first
    if not today.weights.heavy_total([group for group in first if group not in today.kept]):
        yield from sorted(_sessions_from_plan(today), key=today.weights.total)[:PLANNED]
    if len(today.unmet) <= SMALL:
        drawn = [today.draw(today.fair.heavy_weights()) for _ in range(DRAWS)]
        if len(today.unmet) % 2:
            drawn += [today.draw(today.fair) for _ in range(DRAWS)]
        yield from sorted(drawn, key=today.weights.total)


def _sessions_from_plan(today: PairingProblem) -> list[tuple[Group, ...]]:
    """Return the sessions of a plan in which all who are free meet somebody new."""
    placed = {person for group in today.kept for person in group}
    free = [person for person in range(len(today.unmet)) if person not in placed]
    number = {person: index for index, person in enumerate(free)}
    among = [{number[y] for y in today.unmet[x] if y in number} for x in free]
    sessions: list[tuple[Group, ...]] = []
    if len(free) % 2 == 0:
        rounds = FutureSessions(among, max(map(len, among), default=0), today.chance)
        rounds.fill()
        sessions = rounds.whole()
    elif len(free) <= SMALL:
        sessions = FutureTrioSessions(among, today.chance).sessions
    return [
        (*today.kept, *(tuple(free[x] for x in group) for group in groups)) for groups in sessions
    ]


def _count_left_over(groups: Sequence[Group], unmet: Unmet, chance: Random) -> int:
    """Return how many meetings find no place in a plan of what `groups` leave.

    In an odd team, sessions are counted instead.
    """
    after = _without_meetings(unmet, groups)
    if len(unmet) % 2:
        plan = FutureTrioSessions(after, chance)
        return plan.most - len(plan.sessions)
    return FutureSessions(after, max(map(len, unmet)) - 1, chance).fill()


def _without_meetings(unmet: Unmet, groups: Sequence[Group]) -> Unmet:
    after = [set(others) for others in unmet]
    for group in groups:
        for a, b in combinations(group, 2):
            after[a].discard(b)
            after[b].discard(a)
    return after
