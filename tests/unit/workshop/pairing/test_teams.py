"""Teams: near-equal, mixed, and with those who wish to be together in one."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from oneone_tui.workshop.history.attendance import NO_ATTENDANCE, attendance_history
from oneone_tui.workshop.model.records import Person, Wish
from oneone_tui.workshop.model.session import TEAM_ONE
from oneone_tui.workshop.model.terms import WishKind
from oneone_tui.workshop.pairing.teams import (
    FEWEST,
    MOST,
    InvalidTeams,
    mix_teams,
    team_count,
    teams_from_roster,
)
from tests.support.processor_time import measure_effort
from tests.support.weekly_workshops import held_session, session_of_size


def tagged(count: int, tags: int) -> tuple[Person, ...]:
    people = session_of_size(count).people
    return tuple(replace(person, tags=(f"tag {n % tags}",)) for n, person in enumerate(people))


def given_teams(*teams: str) -> list[Person]:
    return [
        Person(id=f"p{n}", name=f"P{n}", team=TEAM_ONE, given_team=team)
        for n, team in enumerate(teams)
    ]


@pytest.mark.parametrize(
    "people, teams", [(4, 1), (10, 1), (11, 2), (13, 2), (18, 3), (24, 4), (60, 10), (200, 33)]
)
def test_team_count_by_people(people: int, teams: int) -> None:
    assert team_count(people) == teams


def test_team_count_makes_teams_of_four_to_ten() -> None:
    for people in range(4, 201):
        smallest, rest = divmod(people, team_count(people))
        assert FEWEST <= smallest <= smallest + bool(rest) <= MOST


@given(st.integers(4, 80), st.integers(1, 12), st.integers(1, 9), st.integers(0, 99))
@settings(max_examples=40)
def test_mix_teams_makes_equal_sizes(people: int, teams: int, tags: int, seed: int) -> None:
    teams = min(teams, people // 2)
    mixed = mix_teams(tagged(people, tags), teams, NO_ATTENDANCE, Random(seed))
    assert [name for name, _ in mixed] == [f"Team {n + 1}" for n in range(teams)]
    assert sorted(p for _, ids in mixed for p in ids) == [f"p{n:03d}" for n in range(people)]
    sizes = [len(ids) for _, ids in mixed]
    assert max(sizes) - min(sizes) <= 1
    assert mixed == mix_teams(tagged(people, tags), teams, NO_ATTENDANCE, Random(seed))


@pytest.mark.parametrize("seed", range(5))
def test_mix_teams_spreads_tags(seed: int) -> None:
    people = tagged(24, 3)
    tag = {person.id: person.tags[0] for person in people}
    for _, ids in mix_teams(people, 4, NO_ATTENDANCE, Random(seed)):
        assert set(Counter(tag[person] for person in ids).values()) == {2}


def test_mix_teams_spreads_people_who_met() -> None:
    session = session_of_size(12)
    ids = [person.id for person in session.people]
    past = attendance_history(
        [held_session(session, [(*ids[n : n + 3],) for n in range(0, 12, 3)])]
    )
    for _, team in mix_teams(session.people, 3, past, Random(1)):
        assert not any(past.meeting(a, b) for a, b in combinations(team, 2))


@pytest.mark.parametrize("seed", range(5))
def test_mix_teams_keeps_wishes(seed: int) -> None:
    twos = [("p000", "p003"), ("p003", "p006"), ("p001", "p004")]
    wishes = [Wish(id=f"{two}", kind=WishKind.TOGETHER, people=two) for two in twos]
    wishes.append(Wish(id="apart", kind=WishKind.APART, people=("p002", "p007")))
    teams = mix_teams(tagged(12, 3), 2, NO_ATTENDANCE, Random(seed), wishes)
    for two in twos:
        assert any({*two} <= {*ids} for _, ids in teams)
    assert not any({"p002", "p007"} <= {*ids} for _, ids in teams)


def test_mix_teams_prefers_size_to_large_wishes() -> None:
    people = session_of_size(6).people
    wishes = [
        Wish(id=f"{n}", kind=WishKind.TOGETHER, people=(f"p00{n}", f"p00{n + 1}")) for n in range(5)
    ]
    assert [len(ids) for _, ids in mix_teams(people, 2, NO_ATTENDANCE, Random(1), wishes)] == [3, 3]


@pytest.mark.parametrize(
    "people, teams, line",
    [
        (24, 0, "there is at least one team"),
        (5, 3, "a team takes two people: 5 people make at most 2"),
        (200, 51, "there are at most 50 teams"),
    ],
)
def test_mix_teams_rejects_impossible_teams(people: int, teams: int, line: str) -> None:
    with pytest.raises(InvalidTeams, match=line):
        mix_teams(session_of_size(people).people, teams, NO_ATTENDANCE, Random(1))


def test_mix_teams_of_two_hundred_people_takes_a_moment() -> None:
    people = tagged(200, 7)
    with measure_effort() as spent:
        mix_teams(people, 33, NO_ATTENDANCE, Random(1))
    assert spent.seconds < 5


def test_teams_from_roster_use_named_teams() -> None:
    people = given_teams("Quay", "", "North", "quay ", "North", "Quay", "South", "")
    assert teams_from_roster(people) == (
        ("Quay", ("p0", "p3", "p5", "p6")),
        ("North", ("p2", "p4", "p1", "p7")),
    )


@pytest.mark.parametrize(
    "teams", [(), ("", "", ""), ("Quay", "Quay", "", ""), ("Quay", "Quay", "North")]
)
def test_teams_from_roster_need_two_named_teams(teams: tuple[str, ...]) -> None:
    assert teams_from_roster(given_teams(*teams)) is None


def test_teams_from_roster_reject_too_many_teams() -> None:
    people = given_teams(*(f"Team {n // 2}" for n in range(102)))
    with pytest.raises(InvalidTeams, match="at most 50 teams"):
        teams_from_roster(people)
