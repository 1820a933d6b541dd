"""Roles: whoever served least and longest ago is suggested."""

from __future__ import annotations

from random import Random

import pytest
from msgspec.structs import replace

from oneone_tui.workshop.past import NO_PAST, past_of
from oneone_tui.workshop.serving import suggest
from oneone_tui.workshop.session import TEAM_ONE, Session
from oneone_tui.workshop.words import Presence, Role
from tests.unit.workshop.over_time import being, held, of


def with_roles(session: Session, **roles: str) -> Session:
    return replace(session, teams=(replace(session.teams[0], **roles),))


def test_over_time_everybody_serves_equally_often() -> None:
    session, weeks = of(6), list[Session]()
    pairs = [("p000", "p001"), ("p002", "p003"), ("p004", "p005")]
    for week in range(6):
        suggested = suggest(session, past_of(weeks), TEAM_ONE, Random(week))
        assert len(set(suggested.values())) == 3
        roles = {role.name.lower(): person for role, person in suggested.items()}
        weeks.append(held(with_roles(session, **roles), pairs, week))
    timekeepers = [week.teams[0].timekeeper for week in weeks]
    assert sorted(timekeepers) == [person.id for person in session.people]


def test_of_those_who_served_as_often_it_is_who_served_longest_ago() -> None:
    session = of(4)
    pairs = [("p000", "p001"), ("p002", "p003")]
    weeks = [held(with_roles(session, reporter=f"p00{n}"), pairs, n) for n in (2, 0, 3, 1)]
    others = with_roles(session, timekeeper="p001", note_taker="p002")
    for seed in range(5):
        suggested = suggest(others, past_of(weeks), TEAM_ONE, Random(seed))
        assert suggested == {Role.REPORTER: "p000"}


def test_roles_that_are_taken_and_people_who_have_one_are_left_alone() -> None:
    session = with_roles(of(4), note_taker="p003")
    for seed in range(5):
        suggested = suggest(session, NO_PAST, TEAM_ONE, Random(seed))
        assert suggested.keys() == {Role.TIMEKEEPER, Role.REPORTER}
        assert "p003" not in suggested.values()


@pytest.mark.parametrize(
    "people, roles", [(2, [Role.TIMEKEEPER, Role.NOTE_TAKER]), (1, [Role.TIMEKEEPER]), (0, [])]
)
def test_with_few_people_the_last_roles_stay_free(people: int, roles: list[Role]) -> None:
    assert list(suggest(of(people), NO_PAST, TEAM_ONE, Random(1))) == roles


def test_nobody_who_is_away_is_suggested_and_whoever_sits_out_keeps_the_time() -> None:
    session = being(of(6), Presence.ABSENT, "p000", "p001")
    session = being(session, Presence.SITS_OUT, "p005")
    for seed in range(5):
        suggested = suggest(session, NO_PAST, TEAM_ONE, Random(seed))
        assert suggested[Role.TIMEKEEPER] == "p005"
        assert not {"p000", "p001"} & {*suggested.values()}


def test_chance_decides_between_equals() -> None:
    assert len({suggest(of(6), NO_PAST, TEAM_ONE, Random(n))[Role.REPORTER] for n in range(40)}) > 3


def test_a_team_that_is_no_more_has_no_roles() -> None:
    assert suggest(of(4), NO_PAST, "team-9", Random(1)) == {}
