"""The rehearsal: its script plays a whole workshop through the one door, for any team."""

from __future__ import annotations

from random import Random

import pytest

from oneone_tui.workshop.agenda.schedule import schedule_of
from oneone_tui.workshop.agenda.timer import seconds_spent, timer_state
from oneone_tui.workshop.model.changes import DetailSet, RehearsalMarked
from oneone_tui.workshop.model.session import TEAM_ONE, Session, new_session
from oneone_tui.workshop.model.terms import COLUMNS, NoteKind, Stage
from oneone_tui.workshop.notes.board import board_columns
from oneone_tui.workshop.reducers.apply import apply
from oneone_tui.workshop.rehearsal import PEOPLE, prepare_rehearsal, rehearsal_script
from tests.support.sessions import GUIDE, START, apply_changes, decode_again, people_added, time_at


def played(people: int, seed: int = 1) -> Session:
    session = new_session("rehearsal", "Rehearsal", GUIDE, START, seed)
    if people:
        session = apply_changes(
            session, people_added(*(f"Person {number}" for number in range(people)))
        )
    chance = Random(seed)
    for change in prepare_rehearsal(session, chance):
        session = apply(session, change, START)
    for act in rehearsal_script(session, chance):
        for change in act.changes(session):
            session = apply(session, change, time_at(act.after))
    return session


@pytest.mark.parametrize("people", range(2, 41))
def test_rehearsal_script_plays_to_end_for_any_team_size(people: int) -> None:
    session = played(people)
    now = timer_state(session, time_at(99_999))
    assert now.finished
    assert abs(now.slip) < 3_000 * 0.03
    assert session.info.stage is Stage.SUMMARY
    assert set(seconds_spent(session.clock, time_at(99_999))) == {
        s.id for s in schedule_of(session)
    }
    assert all(column for column in board_columns(session, TEAM_ONE).values())
    assert set(NoteKind) - {NoteKind.COMMITMENT} == {note.kind for note in session.notes}
    assert len(session.commitments) == people
    team = session.teams[0]
    assert team.timekeeper
    assert team.note_taker
    assert team.reporter


@pytest.mark.parametrize("people", [0, 2, 3, 7])
@pytest.mark.parametrize("seed", range(12))
def test_rehearsal_script_fills_columns_for_any_seed(people: int, seed: int) -> None:
    board = board_columns(played(people, seed), TEAM_ONE)
    assert [bool(board[kind]) for kind in COLUMNS] == [True, True, True]


def test_rehearsal_script_is_same_for_same_seed() -> None:
    assert played(7, 5) == played(7, 5)
    assert played(7, 5) != played(7, 6)


def test_prepare_rehearsal_brings_people() -> None:
    session = played(0)
    assert [person.name for person in session.people] == sorted(PEOPLE)
    assert session.info.campaign
    assert session.info.ask


def test_prepare_rehearsal_keeps_what_is_there() -> None:
    session = apply_changes(new_session("x", "X", GUIDE, START, 1), people_added("Ana", "Ben"))
    prepared = [type(change) for change in prepare_rehearsal(session, Random(1))]
    assert prepared == [RehearsalMarked, DetailSet, DetailSet]


def test_rehearsal_session_reads_back_from_file() -> None:
    session = played(6)
    assert decode_again(session) == session


def test_rehearsal_script_is_in_order_of_time() -> None:
    session = apply_changes(
        new_session("x", "X", GUIDE, START, 1), people_added("Ana", "Ben", "Cy")
    )
    times = [act.after for act in rehearsal_script(session, Random(1))]
    assert times == sorted(times)
    assert times[0] == 0
