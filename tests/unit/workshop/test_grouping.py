"""Teams: near-equal, mixed, and with those who wish to be together in one."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from oneone_tui.workshop.grouping import (
    FEWEST,
    MOST,
    BadTeams,
    by_given_names,
    by_mixing,
    team_count,
)
from oneone_tui.workshop.past import NO_PAST, past_of
from oneone_tui.workshop.records import Person, Wish
from oneone_tui.workshop.session import TEAM_ONE
from oneone_tui.workshop.words import Wished
from tests.effort import effort
from tests.unit.workshop.over_time import held, of


def tagged(count: int, tags: int) -> tuple[Person, ...]:
    people = of(count).people
    return tuple(replace(person, tags=(f"tag {n % tags}",)) for n, person in enumerate(people))


def given_teams(*teams: str) -> list[Person]:
    return [
        Person(id=f"p{n}", name=f"P{n}", team=TEAM_ONE, given_team=team)
        for n, team in enumerate(teams)
    ]


@pytest.mark.parametrize(
    "people, teams", [(4, 1), (10, 1), (11, 2), (13, 2), (18, 3), (24, 4), (60, 10), (200, 33)]
)
def test_how_many_teams(people: int, teams: int) -> None:
    assert team_count(people) == teams


def test_every_team_proposed_has_four_to_ten_people() -> None:
    for people in range(4, 201):
        smallest, rest = divmod(people, team_count(people))
        assert FEWEST <= smallest <= smallest + bool(rest) <= MOST


@given(st.integers(4, 80), st.integers(1, 12), st.integers(1, 9), st.integers(0, 99))
@settings(max_examples=40)
def test_everybody_has_a_team_of_near_equal_size(
    people: int, teams: int, tags: int, seed: int
) -> None:
    teams = min(teams, people // 2)
    mixed = by_mixing(tagged(people, tags), teams, NO_PAST, Random(seed))
    assert [name for name, _ in mixed] == [f"Team {n + 1}" for n in range(teams)]
    assert sorted(p for _, ids in mixed for p in ids) == [f"p{n:03d}" for n in range(people)]
    sizes = [len(ids) for _, ids in mixed]
    assert max(sizes) - min(sizes) <= 1
    assert mixed == by_mixing(tagged(people, tags), teams, NO_PAST, Random(seed))


@pytest.mark.parametrize("seed", range(5))
def test_each_tag_is_spread_over_the_teams(seed: int) -> None:
    people = tagged(24, 3)
    tag = {person.id: person.tags[0] for person in people}
    for _, ids in by_mixing(people, 4, NO_PAST, Random(seed)):
        assert set(Counter(tag[person] for person in ids).values()) == {2}


def test_people_who_met_are_spread_over_the_teams() -> None:
    session = of(12)
    ids = [person.id for person in session.people]
    past = past_of([held(session, [(*ids[n : n + 3],) for n in range(0, 12, 3)])])
    for _, team in by_mixing(session.people, 3, past, Random(1)):
        assert not any(past.meeting(a, b) for a, b in combinations(team, 2))


@pytest.mark.parametrize("seed", range(5))
def test_wishes_count_when_teams_are_mixed(seed: int) -> None:
    twos = [("p000", "p003"), ("p003", "p006"), ("p001", "p004")]
    wishes = [Wish(id=f"{two}", kind=Wished.TOGETHER, people=two) for two in twos]
    wishes.append(Wish(id="apart", kind=Wished.APART, people=("p002", "p007")))
    teams = by_mixing(tagged(12, 3), 2, NO_PAST, Random(seed), wishes)
    for two in twos:
        assert any({*two} <= {*ids} for _, ids in teams)
    assert not any({"p002", "p007"} <= {*ids} for _, ids in teams)


def test_wishes_too_large_for_a_team_give_way_to_its_size() -> None:
    people = of(6).people
    wishes = [
        Wish(id=f"{n}", kind=Wished.TOGETHER, people=(f"p00{n}", f"p00{n + 1}")) for n in range(5)
    ]
    assert [len(ids) for _, ids in by_mixing(people, 2, NO_PAST, Random(1), wishes)] == [3, 3]


@pytest.mark.parametrize(
    "people, teams, line",
    [
        (24, 0, "there is at least one team"),
        (5, 3, "a team takes two people: 5 people make at most 2"),
        (200, 51, "there are at most 50 teams"),
    ],
)
def test_teams_that_cannot_be_are_refused(people: int, teams: int, line: str) -> None:
    with pytest.raises(BadTeams, match=line):
        by_mixing(of(people).people, teams, NO_PAST, Random(1))


def test_two_hundred_people_are_mixed_in_a_moment() -> None:
    people = tagged(200, 7)
    with effort() as spent:
        by_mixing(people, 33, NO_PAST, Random(1))
    assert spent.seconds < 5


def test_teams_by_the_rosters_names() -> None:
    people = given_teams("Quay", "", "North", "quay ", "North", "Quay", "South", "")
    assert by_given_names(people) == (
        ("Quay", ("p0", "p3", "p5", "p6")),
        ("North", ("p2", "p4", "p1", "p7")),
    )


@pytest.mark.parametrize(
    "teams", [(), ("", "", ""), ("Quay", "Quay", "", ""), ("Quay", "Quay", "North")]
)
def test_without_two_named_teams_there_are_none(teams: tuple[str, ...]) -> None:
    assert by_given_names(given_teams(*teams)) is None


def test_too_many_named_teams_are_refused() -> None:
    people = given_teams(*(f"Team {n // 2}" for n in range(102)))
    with pytest.raises(BadTeams, match="at most 50 teams"):
        by_given_names(people)
