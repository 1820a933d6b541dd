"""Matching: everybody in pairs with the least total weight, and a trio if odd.

People are numbers here. A weight is one integer that packs several terms, so that a difference in
an earlier term always outweighs all later ones.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from msgspec import Struct

from oneone_tui.workshop.model.terms import TRIO

if TYPE_CHECKING:
    from random import Random

Group = tuple[int, ...]
Matrix = Sequence[Sequence[int]]

EXACT = 13
"""Up to this many people, every pairing is weighed, which beats importing networkx."""
NEAREST = 16
"""In a large team, how many partners that suit a person best are tried first."""
TRIOS_TRIED = 6
"""In a large odd team, how many trios are tried with everybody else in pairs."""
CHANCES = 8


class PairWeights(Struct, frozen=True):
    """The weight of every twosome; `unit` is the least weight of a heavy term.

    `seats` is what each person adds to that as one of a trio; empty where that is nothing.
    """

    rows: Matrix
    unit: int
    seats: Sequence[int] = ()

    def total(self, groups: Sequence[Group]) -> int:
        """Return the weight of all twosomes in `groups`, and of the seats in trios."""
        return sum(self.of(group) for group in groups)

    def of(self, group: Group) -> int:
        """Return the weight of one pair or trio."""
        weight = sum(self.rows[a][b] for a, b in combinations(group, 2))
        seats = self.seats if len(group) == TRIO else ()
        return weight + (sum(seats[person] for person in group) if seats else 0)

    def heavy_total(self, groups: Sequence[Group]) -> int:
        """Return the weight of `groups` in the heavy terms alone."""
        return self.total(groups) // self.unit

    def heavy_weights(self) -> PairWeights:
        """Return the weights of the heavy terms alone."""
        return PairWeights(rows=[[w // self.unit for w in row] for row in self.rows], unit=1)

    def with_random_ties(self, chance: Random) -> PairWeights:
        """Return the same weights, with ties broken by chance."""
        size = len(self.rows)
        base = _least_base(size, CHANCES - 1)
        rows = [[weight * base for weight in row] for row in self.rows]
        for a, b in combinations(range(size), 2):
            rows[a][b] = rows[b][a] = rows[a][b] + chance.randrange(CHANCES)
        seats = [weight * base for weight in self.seats]
        return PairWeights(rows=rows, unit=self.unit * base, seats=seats)


def pack_weights(
    heavy: Sequence[Matrix], light: Sequence[Matrix], seats: Sequence[Sequence[int]] = ()
) -> PairWeights:
    """Pack terms into one weight each, in strict order from the heaviest term.

    Args:
        heavy: The first terms, by twosomes.
        light: The last terms, by twosomes.
        seats: The terms between them, by people: what each adds as one of a trio.
    """
    size = len(heavy[0])
    rows = [[0] * size for _ in range(size)]
    in_trio = [0] * size
    unit = 1
    for term in heavy:
        rows = _pack_term(rows, term, _least_base(size, max(map(max, term), default=0)))
    for costs in seats:
        base = TRIO * max(costs, default=0) + 1
        unit *= base
        rows = [[weight * base for weight in row] for row in rows]
        in_trio = [seat * base + cost for seat, cost in zip(in_trio, costs, strict=True)]
    for term in light:
        base = _least_base(size, max(map(max, term), default=0))
        unit *= base
        rows = _pack_term(rows, term, base)
        in_trio = [seat * base for seat in in_trio]
    return PairWeights(rows=rows, unit=unit, seats=in_trio if seats else ())


def _pack_term(rows: Matrix, term: Matrix, base: int) -> list[list[int]]:
    return [
        [weight * base + more for weight, more in zip(row, added, strict=True)]
        for row, added in zip(rows, term, strict=True)
    ]


def match_groups(
    weights: PairWeights, among: Sequence[int], open_to: Sequence[Group]
) -> tuple[Group, ...]:
    """Return the lightest pairing of the people in `among`.

    Where the number is odd, three make a trio or one person joins a pair of `open_to`; all three
    twosomes of a trio count. A single person needs a pair to join.
    """
    if len(among) <= EXACT:
        return _match_exactly(weights, among, open_to)
    return _match_by_blossoms(weights, among, open_to)


def _least_base(size: int, most: int) -> int:
    # A pairing of n people has at most (n + 3) / 2 twosomes: for three and more not over n.
    return max(size, 3) * most + 1


def _match_exactly(
    weights: PairWeights, among: Sequence[int], open_to: Sequence[Group]
) -> tuple[Group, ...]:
    cheapest = _Subsets(weights.rows, among)
    everyone = (1 << len(among)) - 1
    if len(among) % 2 == 0:
        return (*open_to, *cheapest.pairs(everyone))
    trios = [(weights.of(trio), trio, taken) for trio, taken in _trios(among, open_to)]
    at = {person: 1 << number for number, person in enumerate(among)}

    def rest(trio: Group) -> int:
        return everyone & ~sum(at.get(person, 0) for person in trio)

    _, trio, taken = min(trios, key=lambda option: option[0] + cheapest.weight(rest(option[1])))
    return (*(pair for pair in open_to if pair != taken), trio, *cheapest.pairs(rest(trio)))


class _Subsets:
    """The lightest pairing of any even subset of a few people, each computed once.

    This is the textbook recurrence over subsets: the first person is paired with each other one in
    turn (Held and Karp, A Dynamic Programming Approach to Sequencing Problems, 1962).
    """

    def __init__(self, rows: Matrix, among: Sequence[int]) -> None:
        self._among = among
        self._rows = [[rows[a][b] for b in among] for a in among]
        self._best: dict[int, tuple[int, int]] = {0: (0, 0)}

    def weight(self, part: int) -> int:
        """Return the weight of the lightest pairing of `part`, a bit set of people."""
        return self._solve(part)[0]

    def pairs(self, part: int) -> tuple[Group, ...]:
        """Return the lightest pairing of `part`, a bit set of people."""
        found = []
        while part:
            first, other = part & -part, self._solve(part)[1]
            part &= ~(first | other)
            two = (first.bit_length() - 1, other.bit_length() - 1)
            found.append(tuple(self._among[number] for number in two))
        return tuple(found)

    def _solve(self, part: int) -> tuple[int, int]:
        known = self._best.get(part)
        if known is not None:
            return known
        first = part & -part
        row = self._rows[first.bit_length() - 1]
        left = others = part ^ first
        best = -1, 0
        while left:
            other = left & -left
            left ^= other
            weight = row[other.bit_length() - 1] + self._solve(others ^ other)[0]
            if best[0] < 0 or weight < best[0]:
                best = weight, other
        self._best[part] = best
        return best


def _match_by_blossoms(
    weights: PairWeights, among: Sequence[int], open_to: Sequence[Group]
) -> tuple[Group, ...]:
    if len(among) % 2 == 0:
        return (*open_to, *_match_even(weights, among))
    joining = _joining_weights(weights, among)
    near = sorted(among, key=joining.__getitem__)[:NEAREST]
    trios = sorted(_trios(near, open_to), key=lambda option: weights.of(option[0]))
    tried = []
    for trio, taken in trios[:TRIOS_TRIED]:
        rest = [person for person in among if person not in trio]
        still_open = (pair for pair in open_to if pair != taken)
        found = (*still_open, trio, *_match_even(weights, rest))
        if not weights.heavy_total([group for group in found if group not in open_to]):
            return found
        tried.append(found)
    return min([*tried, _match_with_joiner(weights, among, open_to)], key=weights.total)


def _match_with_joiner(
    weights: PairWeights, among: Sequence[int], open_to: Sequence[Group]
) -> tuple[Group, ...]:
    # Whoever is cheapest to leave over joins whom they suit best; then the rest is matched anew.
    rows = weights.rows
    nobody = len(rows)
    joining = _joining_weights(weights, among)
    wider = [[*row, 0] for row in rows] + [[0] * (nobody + 1)]
    for x, weight in joining.items():
        wider[x][nobody] = wider[nobody][x] = weight
    pairs = _match_even(PairWeights(rows=wider, unit=weights.unit), (*among, nobody))
    alone = next(sum(pair) - nobody for pair in pairs if nobody in pair)
    hosts = [*open_to, *(pair for pair in pairs if nobody not in pair)]
    host = min(hosts, key=lambda pair: weights.of((*pair, alone)) - weights.of(pair))
    rest = [person for person in among if person != alone and person not in host]
    still_open = (pair for pair in open_to if pair != host)
    return (*still_open, (*host, alone), *_match_even(weights, rest))


def _trios(among: Sequence[int], open_to: Sequence[Group]) -> Iterator[tuple[Group, Group | None]]:
    """Yield the possible trios, each with the pair of `open_to` that is in it."""
    for trio in combinations(among, TRIO):
        yield trio, None
    for pair in open_to:
        for person in among:
            yield (*pair, person), pair


def _joining_weights(weights: PairWeights, among: Sequence[int]) -> dict[int, int]:
    """Return for each person what they add at least as the third of a trio."""
    rows, seats = weights.rows, weights.seats or [0] * len(weights.rows)
    return {
        x: seats[x] + sum(sorted(rows[x][y] + seats[y] for y in among if y != x)[:2]) for x in among
    }


def _match_even(weights: PairWeights, among: Sequence[int]) -> tuple[Group, ...]:
    """Return a perfect matching of minimum weight of an even number of people.

    Found by blossoms (Edmonds, Paths, Trees, and Flowers, 1965) as in Galil, Efficient Algorithms
    for Finding Maximum Matching in Graphs, 1986. The time grows with the number of twosomes, so
    only the likeliest are tried first: a perfect matching among them that weighs nothing in the
    heavy terms cannot be improved there.
    """
    if len(among) > 2 * NEAREST:
        pairs = _find_perfect(weights.rows, among, NEAREST)
        if pairs and not weights.heavy_total(pairs):
            return pairs
    return _find_perfect(weights.rows, among, len(among))


def _find_perfect(rows: Matrix, among: Sequence[int], nearest: int) -> tuple[Group, ...]:
    import networkx  # noqa: PLC0415 - it takes a quarter of a second, and few need it

    graph: networkx.Graph[int] = networkx.Graph()
    for a in among:
        near = sorted((b for b in among if b != a), key=rows[a].__getitem__)[:nearest]
        graph.add_weighted_edges_from((a, b, -rows[a][b]) for b in near)
    found = networkx.max_weight_matching(graph, maxcardinality=True)
    pairs = tuple(sorted((min(two), max(two)) for two in found))
    return pairs if 2 * len(pairs) == len(among) else ()
