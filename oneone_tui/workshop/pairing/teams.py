"""Making teams of nearly equal size: as the roster names them, or by mixing tags."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from oneone_tui.workshop.model.terms import PAIR, WishKind
from oneone_tui.workshop.text import fold

if TYPE_CHECKING:
    from random import Random

    from oneone_tui.workshop.history.attendance import AttendanceHistory
    from oneone_tui.workshop.model.records import Person, Wish

Teams = tuple[tuple[str, tuple[str, ...]], ...]
"""Teams as their names and the ids of their people."""

MOST = 10
"""The most people in one team: with more, each pair's report slot gets too short."""
FEWEST = 4
DEFAULT_TEAM_SIZE = 6
MOST_TEAMS = 50


class InvalidTeams(ValueError):
    """Such teams cannot be made; the message says why."""


def team_count(people: int) -> int:
    """Return how many teams to make: one up to ten people, else teams of about six."""
    return 1 if people <= MOST else round(people / DEFAULT_TEAM_SIZE)


def mix_teams(
    people: Sequence[Person],
    teams: int,
    past: AttendanceHistory,
    chance: Random,
    wishes: Sequence[Wish] = (),
) -> Teams:
    """Split people into `count` teams whose sizes differ by at most one.

    People with the same tag are spread over the teams; after that, people who met often or wish to
    be apart. People who wish to be together stay together while a team has room.

    Raises:
        InvalidTeams: There would be more teams than allowed.
    """
    _require_team_count(len(people), teams)
    mix = _Mix(people, past, wishes)
    size, larger = divmod(len(people), teams)
    mix.deal([size + 1] * larger + [size] * (teams - larger), _find_blocks(people, wishes), chance)
    mix.settle()
    return tuple(
        (f"Team {number}", tuple(people[member].id for member in sorted(members)))
        for number, members in enumerate(mix.teams, 1)
    )


def teams_from_roster(people: Sequence[Person]) -> Teams | None:
    """Return the teams that the roster names, in the order of the roster.

    Whoever has no team there, or is alone in it, goes to the smallest.

    Returns:
        The teams; None where the roster does not name at least two teams of two people.

    Raises:
        InvalidTeams: There would be more teams than allowed.
    """
    named: dict[str, list[Person]] = {}
    for person in people:
        named.setdefault(fold(person.given_team), []).append(person)
    named.pop("", None)
    teams = [members for members in named.values() if len(members) >= PAIR]
    if len(teams) < PAIR:
        return None
    _require_team_count(len(people), len(teams))
    titles = [members[0].given_team for members in teams]
    placed = {person.id for members in teams for person in members}
    for person in people:
        if person.id not in placed:
            min(teams, key=len).append(person)
    return tuple(
        (title, tuple(person.id for person in members))
        for title, members in zip(titles, teams, strict=True)
    )


def _require_team_count(people: int, teams: int) -> None:
    if teams < 1:
        raise InvalidTeams("there is at least one team")
    if teams > MOST_TEAMS:
        raise InvalidTeams(f"there are at most {MOST_TEAMS} teams")
    if people < teams * PAIR:
        raise InvalidTeams(
            f"a team takes two people: {people} people make at most {people // PAIR}"
        )


def _find_blocks(people: Sequence[Person], wishes: Iterable[Wish]) -> list[set[int]]:
    """Return the groups of people who wish to be together, by number, largest first."""
    number = {person.id: index for index, person in enumerate(people)}
    blocks: list[set[int]] = []
    for wish in wishes:
        two = {number[person] for person in wish.people if person in number}
        if wish.kind is WishKind.TOGETHER and len(two) == PAIR:
            near = [block for block in blocks if block & two]
            blocks = [block for block in blocks if block not in near] + [two.union(*near)]
    return sorted(blocks, key=len, reverse=True)


class _Mix:
    """Teams in the making; `teams` holds the numbers of their people."""

    def __init__(
        self, people: Sequence[Person], past: AttendanceHistory, wishes: Iterable[Wish]
    ) -> None:
        apart = {frozenset(w.people) for w in wishes if w.kind is WishKind.APART}
        tags = [set(map(fold, person.tags)) for person in people]
        self.teams: list[list[int]] = []
        self._bound: set[int] = set()
        self._cost = [[0] * len(people) for _ in people]
        # One tag more in common counts more than all that they met.
        scale = 1 + sum(met.times**2 for met in past.met.values()) + len(apart)
        for a, b in combinations(range(len(people)), 2):
            one, other = people[a], people[b]
            met = past.meeting(one.identity, other.identity)
            cost = len(tags[a] & tags[b]) * scale + (met.times**2 if met else 0)
            cost += frozenset((one.id, other.id)) in apart
            self._cost[a][b] = self._cost[b][a] = cost

    def deal(self, sizes: Sequence[int], blocks: Iterable[set[int]], chance: Random) -> None:
        """Give everybody a random place; a block stays in one team where it has room."""
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
        """Swap people of different teams for as long as a swap improves the teams."""
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
