"""Looking ahead: the pairing of today that leaves the most for the sessions to come.

A plain least-weight pairing is blind to tomorrow: ten people who should meet in nine sessions
run out of new partners early. So a pairing is judged by what it leaves: can all who have not
met yet still meet, without a repeat, in as many sessions as the busiest of them needs?
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations, pairwise
from random import Random

from msgspec import Struct

from oneone_tui.workshop.matching import EXACT, Group, Weights

Unmet = Sequence[set[int]]
"""For each person those whom they have not met yet."""

PLANNED = 8
"""How many sessions out of a plan are looked at for today."""
DRAWS = 8
"""How many more pairings of a small team, all as good today in the heavy terms."""
PATIENCE = 600_000
"""How many steps a plan of an odd team's sessions may take: some hundredths of a second."""
NONE = -1


class Rounds:
    """Sessions to come: in each, everybody meets at most one whom they have not met.

    That is a colouring of the edges of a graph, a colour a session. It starts empty and is
    mended until nothing is left over or the patience is spent: a meeting without a session is
    made room for along a path of two alternating colours (Kempe's chains, by which Vizing shows
    in On an Estimate of the Chromatic Class of a p-Graph, 1964, that one colour more than the
    highest degree is always enough), or takes another's place, as in Dinitz and Stinson, A
    Hill-Climbing Algorithm for the Construction of One-Factorizations and Room Squares, 1987.
    """

    def __init__(self, unmet: Unmet, rounds: int, chance: Random) -> None:
        self._rounds = rounds
        self._chance = chance
        self._partner = [[NONE] * rounds for _ in unmet]
        self._open = [set(range(rounds)) for _ in unmet]
        self._waiting = [set(others) for others in unmet]

    def fill(self) -> int:
        """Give sessions to all meetings, as far as it goes; how many are left over."""
        patience = 1_000 + 2 * sum(map(len, self._waiting))
        for _ in range(patience):
            movable = [x for x, who in enumerate(self._waiting) if who and self._open[x]]
            if not movable:
                break
            x = self._chance.choice(movable)
            self._mend(x, self._one_of(self._waiting[x]))
        return sum(map(len, self._waiting)) // 2

    def whole(self) -> list[tuple[Group, ...]]:
        """The sessions in which everybody meets somebody, as pairs."""
        people = range(len(self._partner))
        return [
            tuple((x, self._partner[x][at]) for x in people if x < self._partner[x][at])
            for at in range(self._rounds)
            if all(self._partner[x][at] != NONE for x in people)
        ]

    def _mend(self, x: int, y: int) -> None:
        both = self._open[x] & self._open[y]
        if both:
            self._put(x, y, self._one_of(both))
            return
        at = self._one_of(self._open[x])
        if self._chance.random() < 0.3:
            # Without a detour through the other colours the search can go in circles.
            self._exchange(x, at, self._chance.randrange(self._rounds))
        elif self._open[y]:
            other = self._one_of(self._open[y])
            if self._exchange(y, other, at) != x:
                self._put(x, y, at)
        else:
            self._take(y, self._partner[y][at], at)
            self._put(x, y, at)

    def _exchange(self, x: int, free: int, used: int) -> int:
        # Along the path that begins at x, where `free` is free, the two sessions change places.
        path, at = [x], used
        while (following := self._partner[path[-1]][at]) != NONE and used != free:
            path.append(following)
            at = free if at == used else used
        steps = [(a, b, (used, free)[i % 2]) for i, (a, b) in enumerate(pairwise(path))]
        for a, b, at in steps:
            self._take(a, b, at)
        for a, b, at in steps:
            self._put(a, b, free if at == used else used)
        return path[-1]

    def _put(self, x: int, y: int, at: int) -> None:
        for one, other in ((x, y), (y, x)):
            self._partner[one][at] = other
            self._open[one].discard(at)
            self._waiting[one].discard(other)

    def _take(self, x: int, y: int, at: int) -> None:
        for one, other in ((x, y), (y, x)):
            self._partner[one][at] = NONE
            self._open[one].add(at)
            self._waiting[one].add(other)

    def _one_of(self, numbers: set[int]) -> int:
        return self._chance.choice(sorted(numbers))


class TrioRounds:
    """Sessions to come of a small odd team, a trio in each, in which nobody meets again.

    A trio is no edge of a graph, so here all groupings are tried, by chance, until as many
    sessions are found as there are meetings for, or the patience is spent.
    """

    def __init__(self, unmet: Unmet, chance: Random) -> None:
        ways = [(_bits(groups), groups) for groups in _groupings(unmet)]
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


def _groupings(unmet: Unmet) -> Iterator[tuple[Group, ...]]:
    """All ways to part an odd number into a trio and pairs of people who have not met."""

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


def _bits(groups: Sequence[Group]) -> int:
    return sum(1 << (EXACT * a + b) for group in groups for a, b in combinations(group, 2))


class Today(Struct, frozen=True):
    """A team whose pairs are to be drawn.

    `draw` makes the lightest pairing by the weights it is given, ties left to chance. `kept` are
    the groups that stand already.
    """

    draw: Callable[[Weights], tuple[Group, ...]]
    weights: Weights
    unmet: Unmet
    kept: Sequence[Group]
    chance: Random


def look_ahead(today: Today) -> tuple[Group, ...]:
    """The first of the pairings that leaves enough for later, else the one that leaves most.

    All that are looked at are equally good today in the heavy terms. The lightest in all terms
    comes first.
    """
    first = today.draw(today.weights)
    if _enough(today.unmet):
        return first
    best, least = first, NONE
    for groups in _choices(today, first):
        left = _left_over(groups, today.unmet, today.chance)
        if least == NONE or left < least:
            best, least = groups, left
        if not left:
            break
    return best


def _enough(unmet: Unmet) -> bool:
    # Even regular graphs of this degree fall into perfect matchings (Chetwynd and Hilton's
    # conjecture; Csaba, Kühn, Lo, Osthus and Treglown, Proof of the 1-Factorization and
    # Hamilton Decomposition Conjectures, 2016), and in a team so dense there is room anyway.
    people = len(unmet)
    if not any(unmet) or (people % 2 and people > EXACT):
        return True
    return people % 2 == 0 and min(map(len, unmet)) > 2 * -(-people // 4) - 1


def _choices(today: Today, first: tuple[Group, ...]) -> Iterator[tuple[Group, ...]]:
    yield first
    if not today.weights.heavy([group for group in first if group not in today.kept]):
        yield from sorted(_planned(today), key=today.weights.of)[:PLANNED]
    if len(today.unmet) <= EXACT:
        heavy = today.weights.heavy_alone()
        yield from (today.draw(heavy) for _ in range(DRAWS))


def _planned(today: Today) -> list[tuple[Group, ...]]:
    """Sessions out of a plan in which all whose place is open meet whom they have not met."""
    placed = {person for group in today.kept for person in group}
    free = [person for person in range(len(today.unmet)) if person not in placed]
    number = {person: index for index, person in enumerate(free)}
    among = [{number[y] for y in today.unmet[x] if y in number} for x in free]
    sessions: list[tuple[Group, ...]] = []
    if len(free) % 2 == 0:
        rounds = Rounds(among, max(map(len, among), default=0), today.chance)
        rounds.fill()
        sessions = rounds.whole()
    elif len(free) <= EXACT:
        sessions = TrioRounds(among, today.chance).sessions
    return [
        (*today.kept, *(tuple(free[x] for x in group) for group in groups)) for groups in sessions
    ]


def _left_over(groups: Sequence[Group], unmet: Unmet, chance: Random) -> int:
    """How many meetings, or in an odd team sessions, find no place in a plan of what is left."""
    after = _without(unmet, groups)
    if len(unmet) % 2:
        plan = TrioRounds(after, chance)
        return plan.most - len(plan.sessions)
    return Rounds(after, max(map(len, unmet)) - 1, chance).fill()


def _without(unmet: Unmet, groups: Sequence[Group]) -> Unmet:
    after = [set(others) for others in unmet]
    for group in groups:
        for a, b in combinations(group, 2):
            after[a].discard(b)
            after[b].discard(a)
    return after
