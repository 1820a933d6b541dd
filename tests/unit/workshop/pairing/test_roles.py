"""Roles: whoever served least and longest ago is suggested."""

from __future__ import annotations

from random import Random

import pytest
from msgspec.structs import replace

from oneone_tui.workshop.history.attendance import NO_ATTENDANCE, attendance_history
from oneone_tui.workshop.model.session import TEAM_ONE, Session
from oneone_tui.workshop.model.terms import Presence, Role
from oneone_tui.workshop.pairing.roles import suggest_roles
from tests.support.weekly_workshops import held_session, session_of_size, with_presence


def with_roles(session: Session, **roles: str) -> Session:
    return replace(session, teams=(replace(session.teams[0], **roles),))


def test_suggest_roles_is_even_over_time() -> None:
    session, weeks = session_of_size(6), list[Session]()
    pairs = [("p000", "p001"), ("p002", "p003"), ("p004", "p005")]
    for week in range(6):
        suggested = suggest_roles(session, attendance_history(weeks), TEAM_ONE, Random(week))
        assert len(set(suggested.values())) == 3
        roles = {role.name.lower(): person for role, person in suggested.items()}
        weeks.append(held_session(with_roles(session, **roles), pairs, week))
    timekeepers = [week.teams[0].timekeeper for week in weeks]
    assert sorted(timekeepers) == [person.id for person in session.people]


def test_suggest_roles_prefers_longest_ago() -> None:
    session = session_of_size(4)
    pairs = [("p000", "p001"), ("p002", "p003")]
    weeks = [held_session(with_roles(session, reporter=f"p00{n}"), pairs, n) for n in (2, 0, 3, 1)]
    others = with_roles(session, timekeeper="p001", note_taker="p002")
    for seed in range(5):
        suggested = suggest_roles(others, attendance_history(weeks), TEAM_ONE, Random(seed))
        assert suggested == {Role.REPORTER: "p000"}


def test_suggest_roles_keeps_held_roles() -> None:
    session = with_roles(session_of_size(4), note_taker="p003")
    for seed in range(5):
        suggested = suggest_roles(session, NO_ATTENDANCE, TEAM_ONE, Random(seed))
        assert suggested.keys() == {Role.TIMEKEEPER, Role.REPORTER}
        assert "p003" not in suggested.values()


@pytest.mark.parametrize(
    "people, roles", [(2, [Role.TIMEKEEPER, Role.NOTE_TAKER]), (1, [Role.TIMEKEEPER]), (0, [])]
)
def test_suggest_roles_leaves_roles_open_for_few_people(people: int, roles: list[Role]) -> None:
    assert list(suggest_roles(session_of_size(people), NO_ATTENDANCE, TEAM_ONE, Random(1))) == roles


def test_suggest_roles_skips_absent_and_prefers_person_sitting_out() -> None:
    session = with_presence(session_of_size(6), Presence.ABSENT, "p000", "p001")
    session = with_presence(session, Presence.SITS_OUT, "p005")
    for seed in range(5):
        suggested = suggest_roles(session, NO_ATTENDANCE, TEAM_ONE, Random(seed))
        assert suggested[Role.TIMEKEEPER] == "p005"
        assert not {"p000", "p001"} & {*suggested.values()}


def test_suggest_roles_breaks_ties_by_chance() -> None:
    assert (
        len(
            {
                suggest_roles(session_of_size(6), NO_ATTENDANCE, TEAM_ONE, Random(n))[Role.REPORTER]
                for n in range(40)
            }
        )
        > 3
    )


def test_suggest_roles_of_missing_team_is_empty() -> None:
    assert suggest_roles(session_of_size(4), NO_ATTENDANCE, "team-9", Random(1)) == {}
