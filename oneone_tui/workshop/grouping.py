"""Many people become teams of near-equal size: by the roster's names, or by mixing tags."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from oneone_tui.workshop.text import fold
from oneone_tui.workshop.words import PAIR, Wished

if TYPE_CHECKING:
    from random import Random

    from oneone_tui.workshop.past import Past
    from oneone_tui.workshop.records import Person, Wish

Teams = tuple[tuple[str, tuple[str, ...]], ...]
"""Teams as their names and the ids of their people."""

MOST = 10
"""People in one team: with more, a pair's slot at the report-back gets too short."""
FEWEST = 4
USUAL = 6
MOST_TEAMS = 50


class BadTeams(ValueError):
    """There cannot be such teams; the message says why."""


def team_count(people: int) -> int:
    """How many teams so many people make: one up to ten, else teams of about six."""
    return 1 if people <= MOST else round(people / USUAL)


def by_mixing(
    people: Sequence[Person],
    teams: int,
    past: Past,
    chance: Random,
    wishes: Sequence[Wish] = (),
) -> Teams:
    """So many teams, whose sizes differ by one at most.

    People with the same tag are spread out; then, people who met often or wish to be apart. Those
    who wish to be together are, as far as a team has room for them.

    Raises `BadTeams` where there would be more teams than there can be.
    """
    _refuse(len(people), teams)
    mix = _Mix(people, past, wishes)
    size, larger = divmod(len(people), teams)
    mix.deal([size + 1] * larger + [size] * (teams - larger), _blocks(people, wishes), chance)
    mix.settle()
    return tuple(
        (f"Team {number}", tuple(people[member].id for member in sorted(members)))
        for number, members in enumerate(mix.teams, 1)
    )


def by_given_names(people: Sequence[Person]) -> Teams | None:
    """The teams that the roster names, in the order in which they come up in it.

    Whoever has none there, or is alone in theirs, goes to the smallest. None where the roster
    does not name two teams of two people at least.

    Raises `BadTeams` where there would be more teams than there can be.
    """
    named: dict[str, list[Person]] = {}
    for person in people:
        named.setdefault(fold(person.given_team), []).append(person)
    named.pop("", None)
    teams = [members for members in named.values() if len(members) >= PAIR]
    if len(teams) < PAIR:
        return None
    _refuse(len(people), len(teams))
    titles = [members[0].given_team for members in teams]
    placed = {person.id for members in teams for person in members}
    for person in people:
        if person.id not in placed:
            min(teams, key=len).append(person)
    return tuple(
        (title, tuple(person.id for person in members))
        for title, members in zip(titles, teams, strict=True)
    )


def _refuse(people: int, teams: int) -> None:
    if teams < 1:
        raise BadTeams("there is at least one team")
    if teams > MOST_TEAMS:
        raise BadTeams(f"there are at most {MOST_TEAMS} teams")
    if people < teams * PAIR:
        raise BadTeams(f"a team takes two people: {people} people make at most {people // PAIR}")


def _blocks(people: Sequence[Person], wishes: Iterable[Wish]) -> list[set[int]]:
    """The people, by number, who wish to be together, the largest block first."""
    number = {person.id: index for index, person in enumerate(people)}
    blocks: list[set[int]] = []
    for wish in wishes:
        two = {number[person] for person in wish.people if person in number}
        if wish.kind is Wished.TOGETHER and len(two) == PAIR:
            near = [block for block in blocks if block & two]
            blocks = [block for block in blocks if block not in near] + [two.union(*near)]
    return sorted(blocks, key=len, reverse=True)


class _Mix:
    """Teams in the making. `teams` holds the numbers of their people."""

    def __init__(self, people: Sequence[Person], past: Past, wishes: Iterable[Wish]) -> None:
        apart = {frozenset(w.people) for w in wishes if w.kind is Wished.APART}
        tags = [set(map(fold, person.tags)) for person in people]
        self.teams: list[list[int]] = []
        self._bound: set[int] = set()
        self._cost = [[0] * len(people) for _ in people]
        # One tag more in common counts more than all that they met.
        scale = 1 + sum(met.times**2 for met in past.met.values()) + len(apart)
        for a, b in combinations(range(len(people)), 2):
            one, other = people[a], people[b]
            met = past.meeting(one.lasting_id, other.lasting_id)
            cost = len(tags[a] & tags[b]) * scale + (met.times**2 if met else 0)
            cost += frozenset((one.id, other.id)) in apart
            self._cost[a][b] = self._cost[b][a] = cost

    def deal(self, sizes: Sequence[int], blocks: Iterable[set[int]], chance: Random) -> None:
        """Everybody gets a place by chance, a block in one team where it has room."""
        room = chance.sample(sizes, len(sizes))
        self.teams = [[] for _ in room]
        for block in blocks:
            fits = [team for team, free in enumerate(room) if free >= len(block)]
            if fits:
                team = max(fits, key=room.__getitem__)
                self.teams[team] += block
                room[team] -= len(block)
                self._bound |= block
        rest = [person for person in range(len(self._cost)) if person not in self._bound]
        chance.shuffle(rest)
        for team, free in enumerate(room):
            self.teams[team] += (rest.pop() for _ in range(free))

    def settle(self) -> None:
        """Swap two people of different teams as long as that makes it better."""
        whose = {person: team for team, members in enumerate(self.teams) for person in members}
        pull = [[sum(row[other] for other in team) for team in self.teams] for row in self._cost]
        movable = sorted(whose.keys() - self._bound)
        better = True
        while better:
            better = False
            for a, b in combinations(movable, 2):
                here, there = whose[a], whose[b]
                gain = pull[a][here] + pull[b][there] - pull[a][there] - pull[b][here]
                if here != there and gain + 2 * self._cost[a][b] > 0:
                    whose[a], whose[b] = there, here
                    for row, costs in zip(pull, self._cost, strict=True):
                        row[here] += costs[b] - costs[a]
                        row[there] += costs[a] - costs[b]
                    better = True
        for team in self.teams:
            team.clear()
        for person, number in whose.items():
            self.teams[number].append(person)
