"""The rehearsal: its script plays a whole workshop through the one door, for any team."""

from __future__ import annotations

from random import Random

import pytest

from oneone_tui.workshop.board import columns
from oneone_tui.workshop.clock import moment, spent
from oneone_tui.workshop.rehearsal import PEOPLE, preparation, script
from oneone_tui.workshop.schedule import schedule_of
from oneone_tui.workshop.session import TEAM_ONE, Session, apply, new_session
from oneone_tui.workshop.words import COLUMNS, Kind, Stage
from tests.unit.workshop.building import GUIDE, START, added, after, made, reopened


def played(people: int, seed: int = 1) -> Session:
    session = new_session("rehearsal", "Rehearsal", GUIDE, START, seed)
    if people:
        session = made(session, added(*(f"Person {number}" for number in range(people))))
    chance = Random(seed)
    for change in preparation(session, chance):
        session = apply(session, change, START)
    for act in script(session, chance):
        for change in act.changes(session):
            session = apply(session, change, after(act.after))
    return session


@pytest.mark.parametrize("people", range(2, 41))
def test_a_team_of_any_size_plays_through_to_the_end(people: int) -> None:
    session = played(people)
    now = moment(session, after(99_999))
    assert now.finished
    assert abs(now.slip) < 3_000 * 0.03
    assert session.info.stage is Stage.SUMMARY
    assert set(spent(session.clock, after(99_999))) == {s.id for s in schedule_of(session)}
    assert all(column for column in columns(session, TEAM_ONE).values())
    assert set(Kind) - {Kind.COMMITMENT} == {note.kind for note in session.notes}
    assert len(session.commitments) == people
    team = session.teams[0]
    assert team.timekeeper
    assert team.note_taker
    assert team.reporter


@pytest.mark.parametrize("people", [0, 2, 3, 7])
@pytest.mark.parametrize("seed", range(12))
def test_whatever_chance_says_the_three_columns_fill(people: int, seed: int) -> None:
    board = columns(played(people, seed), TEAM_ONE)
    assert [bool(board[kind]) for kind in COLUMNS] == [True, True, True]


def test_the_same_seed_plays_the_same_workshop() -> None:
    assert played(7, 5) == played(7, 5)
    assert played(7, 5) != played(7, 6)


def test_without_a_roster_the_rehearsal_brings_its_own_people() -> None:
    session = played(0)
    assert [person.name for person in session.people] == sorted(PEOPLE)
    assert session.info.campaign
    assert session.info.ask


def test_what_is_there_already_is_left_as_it_is() -> None:
    session = made(new_session("x", "X", GUIDE, START, 1), added("Ana", "Ben"))
    said = [type(change).__name__ for change in preparation(session, Random(1))]
    assert said == ["MadeRehearsal", "DetailSet", "DetailSet"]


def test_what_was_played_comes_back_from_its_file() -> None:
    session = played(6)
    assert reopened(session) == session


def test_acts_come_in_the_order_of_their_time() -> None:
    session = made(new_session("x", "X", GUIDE, START, 1), added("Ana", "Ben", "Cy"))
    times = [act.after for act in script(session, Random(1))]
    assert times == sorted(times)
    assert times[0] == 0
