"""Everybody in pairs at the least weight; where the number is odd, three of them are a trio.

People are numbers here. A weight is one integer into which several terms are packed, so that the
least of an earlier term always counts more than all of the later ones together.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from random import Random

Group = tuple[int, ...]
Matrix = Sequence[Sequence[int]]

EXACT = 11
"""Up to so many people every pairing is weighed; it is also sooner done than an import."""
NEAREST = 16
"""Among many people, a pair is first looked for among so many who suit each of them best."""
CHANCES = 8


class Weights(Struct, frozen=True):
    """What each twosome weighs; `unit` and more where a term that `packed` calls heavy does."""

    rows: Matrix
    unit: int

    def of(self, groups: Sequence[Group]) -> int:
        """What all twosomes in `groups` weigh."""
        return sum(self.rows[a][b] for group in groups for a, b in combinations(group, 2))

    def heavy(self, groups: Sequence[Group]) -> int:
        """What they weigh in the heavy terms alone."""
        return self.of(groups) // self.unit

    def heavy_alone(self) -> Weights:
        """The weights of the heavy terms alone."""
        return Weights(rows=[[w // self.unit for w in row] for row in self.rows], unit=1)

    def shaken(self, chance: Random) -> Weights:
        """The same, with ties left to chance."""
        size = len(self.rows)
        base = _base(size, CHANCES - 1)
        rows = [[weight * base for weight in row] for row in self.rows]
        for a, b in combinations(range(size), 2):
            rows[a][b] = rows[b][a] = rows[a][b] + chance.randrange(CHANCES)
        return Weights(rows=rows, unit=self.unit * base)


def packed(heavy: Sequence[Matrix], light: Sequence[Matrix]) -> Weights:
    """Weights of these terms, in strict order from the heaviest to the lightest."""
    size = len(heavy[0])
    rows = [[0] * size for _ in range(size)]
    unit = 1
    for number, term in enumerate((*heavy, *light)):
        base = _base(size, max(map(max, term), default=0))
        unit *= base if number >= len(heavy) else 1
        rows = [
            [weight * base + more for weight, more in zip(row, added, strict=True)]
            for row, added in zip(rows, term, strict=True)
        ]
    return Weights(rows=rows, unit=unit)


def grouped(weights: Weights, among: Sequence[int], open_to: Sequence[Group]) -> tuple[Group, ...]:
    """Everybody `among` in pairs, and the pairs of `open_to`, at the least weight.

    Where the number is odd, three make a trio, or one joins a pair of `open_to`. All three
    twosomes of a trio count. One alone needs a pair to join.
    """
    if len(among) <= EXACT:
        return _exact(weights.rows, among, open_to)
    return _by_blossoms(weights, among, open_to)


def _base(size: int, most: int) -> int:
    # A pairing of n people has at most (n + 3) / 2 twosomes: for three and more not over n.
    return max(size, 3) * most + 1


def _exact(rows: Matrix, among: Sequence[int], open_to: Sequence[Group]) -> tuple[Group, ...]:
    cheapest = _Subsets(rows, among)
    everyone = (1 << len(among)) - 1
    if len(among) % 2 == 0:
        return (*open_to, *cheapest.pairs(everyone))
    trios = [
        (rows[a][b] + rows[a][c] + rows[b][c], (a, b, c), None)
        for a, b, c in combinations(among, 3)
    ]
    joined = [
        (rows[x][pair[0]] + rows[x][pair[1]], (*pair, x), pair) for pair in open_to for x in among
    ]
    at = {person: 1 << number for number, person in enumerate(among)}

    def rest(trio: Group) -> int:
        return everyone & ~sum(at.get(person, 0) for person in trio)

    _, trio, taken = min(
        (*trios, *joined), key=lambda option: option[0] + cheapest.weight(rest(option[1]))
    )
    return (*(pair for pair in open_to if pair != taken), trio, *cheapest.pairs(rest(trio)))


class _Subsets:
    """The lightest pairing of any even part of a few people, each part weighed once.

    This is the textbook recurrence over subsets: the first of a part is paired with each other
    in turn (Held and Karp, A Dynamic Programming Approach to Sequencing Problems, 1962).
    """

    def __init__(self, rows: Matrix, among: Sequence[int]) -> None:
        self._among = among
        self._rows = [[rows[a][b] for b in among] for a in among]
        self._best: dict[int, tuple[int, int]] = {0: (0, 0)}

    def weight(self, part: int) -> int:
        """What the lightest pairing of `part`, a set of bits, weighs."""
        return self._solved(part)[0]

    def pairs(self, part: int) -> tuple[Group, ...]:
        """The lightest pairing of `part`."""
        found = []
        while part:
            first, other = part & -part, self._solved(part)[1]
            part &= ~(first | other)
            two = (first.bit_length() - 1, other.bit_length() - 1)
            found.append(tuple(self._among[number] for number in two))
        return tuple(found)

    def _solved(self, part: int) -> tuple[int, int]:
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
            weight = row[other.bit_length() - 1] + self._solved(others ^ other)[0]
            if best[0] < 0 or weight < best[0]:
                best = weight, other
        self._best[part] = best
        return best


def _by_blossoms(
    weights: Weights, among: Sequence[int], open_to: Sequence[Group]
) -> tuple[Group, ...]:
    if len(among) % 2 == 0:
        return (*open_to, *_matched(weights, among))
    # Whoever is cheapest to leave over joins whom they suit best; then the rest is matched anew.
    rows = weights.rows
    nobody = len(rows)
    joining = [sum(sorted(rows[x][y] for y in among if y != x)[:2]) for x in among]
    wider = [[*row, 0] for row in rows] + [[0] * (nobody + 1)]
    for x, weight in zip(among, joining, strict=True):
        wider[x][nobody] = wider[nobody][x] = weight
    pairs = _matched(Weights(rows=wider, unit=weights.unit), (*among, nobody))
    alone = next(sum(pair) - nobody for pair in pairs if nobody in pair)
    hosts = [*open_to, *(pair for pair in pairs if nobody not in pair)]
    host = min(hosts, key=lambda pair: rows[alone][pair[0]] + rows[alone][pair[1]])
    rest = [person for person in among if person != alone and person not in host]
    still_open = (pair for pair in open_to if pair != host)
    return (*still_open, (*host, alone), *_matched(weights, rest))


def _matched(weights: Weights, among: Sequence[int]) -> tuple[Group, ...]:
    """An even number of people in pairs: a perfect matching of minimum weight.

    Found by blossoms (Edmonds, Paths, Trees, and Flowers, 1965) as in Galil, Efficient
    Algorithms for Finding Maximum Matching in Graphs, 1986. It takes time for each twosome, so
    only the likeliest are offered at first: a perfect matching among them that weighs nothing
    in the heavy terms cannot be bettered there by any other.
    """
    if len(among) > 2 * NEAREST:
        pairs = _perfect(weights.rows, among, NEAREST)
        if pairs and not weights.heavy(pairs):
            return pairs
    return _perfect(weights.rows, among, len(among))


def _perfect(rows: Matrix, among: Sequence[int], nearest: int) -> tuple[Group, ...]:
    import networkx  # noqa: PLC0415 - it takes a quarter of a second, and few need it

    graph: networkx.Graph[int] = networkx.Graph()
    for a in among:
        near = sorted((b for b in among if b != a), key=rows[a].__getitem__)[:nearest]
        graph.add_weighted_edges_from((a, b, -rows[a][b]) for b in near)
    found = networkx.max_weight_matching(graph, maxcardinality=True)
    pairs = tuple(sorted((min(two), max(two)) for two in found))
    return pairs if 2 * len(pairs) == len(among) else ()
