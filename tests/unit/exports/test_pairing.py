"""A proposed pairing as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneone_tui.exports.pairing import PairingProposal, pairing_as_json, pairing_as_text
from oneone_tui.exports.text_wrapping import width
from oneone_tui.workshop.history.attendance import (
    NO_ATTENDANCE,
    AttendanceHistory,
    KnownPerson,
    TimesAndLast,
)
from oneone_tui.workshop.model.changes import Group, PairsDrawn, RoleGiven, TeamsMade, WishMade
from oneone_tui.workshop.model.session import TEAM_ONE, Session
from oneone_tui.workshop.model.terms import Role, WishKind
from oneone_tui.workshop.pairing.draw import draw_pairs
from tests.support.sessions import SIX, START, apply_changes, fresh_session

SEVEN = (*SIX, "Gus Ode")


def attendance_of(*twos: tuple[str, str], times: int = 2) -> AttendanceHistory:
    """What is known once these have met, last on 9 November."""
    ids = {one for two in twos for one in two}
    return AttendanceHistory(
        people={
            i: KnownPerson(
                id=i,
                name=i.replace("-", " ").title(),
                sessions=times,
                last=START,
                roles={},
                organized_first=False,
                waits=False,
            )
            for i in ids
        },
        met={(min(two), max(two)): TimesAndLast(times=times, last=START) for two in twos},
    )


def attendance_of_all(session: Session) -> AttendanceHistory:
    """What is known once everybody has met everybody else."""
    return attendance_of(*combinations((p.id for p in session.people), 2))


def propose(
    session: Session, known: AttendanceHistory = NO_ATTENDANCE, seed: int = 5
) -> PairingProposal:
    paired = draw_pairs(session, known, seed)
    session = apply_changes(session, PairsDrawn(pairs=paired.pairs, seed=seed))
    return PairingProposal(session, known, paired, seed)


def lines_of(session: Session, known: AttendanceHistory = NO_ATTENDANCE) -> list[str]:
    return pairing_as_text(propose(session, known)).splitlines()


def split_in_two_teams(session: Session, sizes: Sequence[int] = (4, 3)) -> Session:
    ids = [person.id for person in session.people]
    first, second = ids[: sizes[0]], ids[sizes[0] :]
    groups = (Group(name="North", people=tuple(first)), Group(name="South", people=tuple(second)))
    return apply_changes(session, TeamsMade(teams=groups))


def test_pairing_as_json_has_documented_keys() -> None:
    role = RoleGiven(team=TEAM_ONE, role=Role.TIMEKEEPER, person="cy-lam")
    known = attendance_of(("ana-ruiz", "ben-okafor"))
    shown = propose(apply_changes(fresh_session("Ana Ruiz", "Ben Okafor", "Cy Lam"), role), known)
    data = json.loads(pairing_as_json(shown))
    assert list(data) == ["seed", "repeats", "why", "teams", "unkept", "likely_same"]
    assert (data["seed"], data["repeats"], data["unkept"]) == (5, 1, [])
    [team] = data["teams"]
    assert list(team) == ["name", "roles", "pairs"]
    assert team["roles"] == {
        "timekeeper": {"id": "cy-lam", "name": "Cy Lam"},
        "note-taker": None,
        "reporter": None,
    }
    [trio] = team["pairs"]
    assert list(trio) == ["people", "organizes_first", "met"]
    assert trio["organizes_first"] == trio["people"][0]["id"]
    assert {person["name"] for person in trio["people"]} == {"Ana Ruiz", "Ben Okafor", "Cy Lam"}
    met = {frozenset(one["people"]): (one["times"], one["last"]) for one in trio["met"]}
    assert met[frozenset(("ana-ruiz", "ben-okafor"))] == (2, "2026-11-09T18:00:00Z")
    assert met[frozenset(("ana-ruiz", "cy-lam"))] == (0, None)


def test_pairing_proposal_names_people_likely_known(utc: None) -> None:
    shown = propose(
        fresh_session("Ana Ruis", "Ben Okafor"), attendance_of(("ana-ruiz", "dee-park"))
    )
    assert json.loads(pairing_as_json(shown))["likely_same"] == [
        {
            "id": "ana-ruis",
            "name": "Ana Ruis",
            "known_id": "ana-ruiz",
            "known_name": "Ana Ruiz",
            "last": "2026-11-09T18:00:00Z",
        }
    ]
    assert pairing_as_text(shown).splitlines()[-1] == (
        "? Ana Ruis may be Ana Ruiz of 9 Nov 2026: write the name the same way"
    )


def test_pairing_as_text_of_first_session_has_no_repeats() -> None:
    lines = lines_of(fresh_session(*SIX))
    assert lines[:2] == ["6 people · 3 pairs · seed 5", "no repeats"]
    assert sum("first time" in line for line in lines) == 3
    assert sum(" → " in line for line in lines) == 3


def test_pairing_as_text_explains_repeat(utc: None) -> None:
    two = fresh_session("Ana Ruiz", "Ben Okafor")
    lines = lines_of(two, attendance_of_all(two))
    assert lines[:2] == [
        "2 people · 1 pair · seed 5",
        "1 repeat: everybody has met everybody else",
    ]
    assert any(line.endswith("met 2×, last on 9 Nov") for line in lines)


def test_pairing_as_text_shows_turns_of_trio() -> None:
    session = fresh_session(*SEVEN)
    text = pairing_as_text(propose(session))
    assert "7 people · 2 pairs and a trio" in text
    assert "a trio, first time" in text
    [trio] = [p for p in propose(session).paired.pairs if len(p) == 3]
    one, other, third = map(session.name_of, trio)
    assert f"turn 1  0:00–7:00    {one} → {other}, {third} observes" in text
    assert f"turn 2  7:00–14:00   {other} → {third}, {one} observes" in text
    assert f"turn 3  14:00–21:00  {third} → {one}, {other} observes" in text


def test_pairing_as_text_says_which_two_of_trio_met(utc: None) -> None:
    three = fresh_session("Ana Ruiz", "Ben Okafor", "Cy Lam")
    lines = [line.strip() for line in lines_of(three, attendance_of(("ana-ruiz", "cy-lam")))]
    ways = [("Ana Ruiz", "Cy Lam"), ("Cy Lam", "Ana Ruiz")]
    told = {f"{one} and {other} met 2×, last on 9 Nov" for one, other in ways}
    assert len(told.intersection(lines)) == 1
    assert "first time" not in " ".join(lines)


def test_pairing_proposal_explains_repeat_by_wish_and_lists_unkept_wishes() -> None:
    together = WishMade(kind=WishKind.TOGETHER, one="ana-ruiz", other="ben-okafor")
    session = apply_changes(fresh_session(*SIX[:4]), together)
    lines = lines_of(session, attendance_of(("ana-ruiz", "ben-okafor")))
    assert lines[1] == "1 repeat: wishes leave no other way"
    two = fresh_session("Ana Ruiz", "Ben Okafor")
    apart = WishMade(kind=WishKind.APART, one="ana-ruiz", other="ben-okafor")
    assert any(line.startswith("! ") for line in lines_of(apply_changes(two, apart)))
    assert json.loads(pairing_as_json(propose(apply_changes(two, apart))))["unkept"]


def test_pairing_as_text_names_person_who_met_everybody() -> None:
    session = fresh_session(*SIX)
    known = attendance_of(*(("ana-ruiz", p.id) for p in session.people[1:]))
    assert lines_of(session, known)[1] == "1 repeat: Ana Ruiz has met everybody else"


def test_pairing_as_text_explains_repeat_without_other_way() -> None:
    # Ben and Cy both have only Ana left.
    session = fresh_session(*SIX[:4])
    known = attendance_of(
        ("ben-okafor", "cy-lam"), ("ben-okafor", "dee-park"), ("cy-lam", "dee-park")
    )
    assert lines_of(session, known)[1] == (
        "1 repeat: not everybody can meet somebody new at the same time"
    )


def test_pairing_as_text_numbers_pairs_across_teams_and_explains_per_team() -> None:
    session = split_in_two_teams(fresh_session(*SEVEN))
    known = attendance_of(*combinations([p.id for p in session.people[:4]], 2))
    lines = lines_of(session, known)
    assert lines[0] == "7 people · 2 teams · 2 pairs and a trio · seed 5"
    assert lines[1] == "2 repeats: in North, everybody has met everybody else"
    north, south = lines.index("North"), lines.index("South")
    assert [line.split()[0] for line in lines[north + 1 : north + 3]] == ["1", "2"]
    assert lines[south + 1].split()[0] == "3"


def test_pairing_as_text_shows_roles() -> None:
    roles = [
        RoleGiven(team=TEAM_ONE, role=Role.TIMEKEEPER, person="cy-lam"),
        RoleGiven(team=TEAM_ONE, role=Role.REPORTER, person="eve-sol"),
    ]
    lines = [line.strip() for line in lines_of(apply_changes(fresh_session(*SIX), *roles))]
    assert "timekeeper Cy Lam · reporter Eve Sol" in lines


@given(st.integers(2, 9), st.integers(0, 120), st.integers(1, 60))
def test_pairing_as_text_fits_width(people: int, columns: int, length: int) -> None:
    session = fresh_session(*(f"{chr(ord('A') + n)}{'x' * length} {n}" for n in range(people)))
    for known in (NO_ATTENDANCE, attendance_of_all(session)):
        text = pairing_as_text(propose(session, known), columns)
        assert max(map(width, text.splitlines())) <= max(columns, 50)


@pytest.mark.parametrize("known", [NO_ATTENDANCE, attendance_of(("ana-ruiz", "ben-okafor"))])
def test_pairing_as_json_gives_no_reason_without_repeats(known: AttendanceHistory) -> None:
    assert json.loads(pairing_as_json(propose(fresh_session(*SIX), known)))["why"] == []
