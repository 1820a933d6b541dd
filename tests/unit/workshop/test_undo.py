"""Undo: every change can be taken back, to the letter, in any file and after any other."""

from __future__ import annotations

from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from oneone_tui.workshop.changes import (
    AnyChange,
    DetailSet,
    MinutesSet,
    MovedOn,
    NoteStruck,
    NotesWritten,
    PersonRenamed,
    Refused,
    StageShown,
    Started,
    Undone,
    Written,
)
from oneone_tui.workshop.changes.undo import last_standing
from oneone_tui.workshop.session import TEAM_ONE, Session, apply
from oneone_tui.workshop.words import Kind, Stage
from tests.unit.workshop.building import (
    SIX,
    added,
    after,
    all_ids,
    but_history,
    fresh,
    made,
    reopened,
    running,
)
from tests.unit.workshop.strategies import MAKERS, Run, runs

EVERYTHING_BUT_UNDO = tuple(kind for kind in MAKERS if kind is not Undone)


def undone(session: Session, seconds: float = 0) -> Session:
    last = last_standing(session)
    assert last is not None
    return apply(session, Undone(entry=last.id), after(seconds))


def value(text: str) -> NotesWritten:
    return NotesWritten(kind=Kind.VALUE, notes=(Written(text=text),), team=TEAM_ONE)


def test_the_runs_of_these_tests_know_every_kind_of_change() -> None:
    assert set(MAKERS) == set(get_args(AnyChange))


@given(runs(EVERYTHING_BUT_UNDO))
def test_undoing_step_by_step_passes_every_earlier_state(run: Run) -> None:
    states = [run.first, *(step.session for step in run.made)]
    session = run.last
    for before, later in pairwise(reversed(states)):
        if len(later.history) < len(before.history):
            session = undone(session)
        assert but_history(session) == but_history(later)


@given(runs(EVERYTHING_BUT_UNDO), st.data())
def test_undo_works_from_the_file_as_well(run: Run, data: st.DataObject) -> None:
    session = run.last
    while len(session.history) < 60 and last_standing(session):
        kept = reopened(session)
        assert kept == session
        session = undone(kept if data.draw(st.booleans()) else session)
    if last_standing(session) is None:
        assert but_history(session) == but_history(fresh())


@given(runs(most=30))
def test_undo_among_other_changes_restores_the_state_before_the_last_standing_one(
    run: Run,
) -> None:
    # The same life told with a plain stack of states instead of differences.
    stack, length = [run.first], len(run.first.history)
    for step in run.made:
        if len(step.session.history) == length:
            continue
        length = len(step.session.history)
        if isinstance(step.change, Undone):
            if len(stack) == 1:
                return  # back before where this run began
            stack.pop()
            assert but_history(step.session) == but_history(stack[-1])
        else:
            stack.append(step.session)


@given(runs(most=30))
def test_ids_stay_unique_through_any_life_with_undo(run: Run) -> None:
    for step in run.made:
        ids = all_ids(step.session)
        assert len(set(ids)) == len(ids)


@given(runs(most=30))
def test_an_id_never_comes_to_mean_another_note_pair_or_anchor(run: Run) -> None:
    known: dict[str, object] = {}
    for step in run.made:
        for note in step.session.notes:
            assert known.setdefault(note.id, note.at) == note.at  # all else may be mended
        for anchor in step.session.clock:
            here = (anchor.segment, anchor.running)  # when it was may be put right
            assert known.setdefault(anchor.id, here) == here
        for promise in step.session.commitments:
            assert known.setdefault(promise.id, promise.at) == promise.at


@given(runs(most=30))
def test_the_history_only_ever_grows(run: Run) -> None:
    history = run.first.history
    for step in run.made:
        assert step.session.history[: len(history)] == history
        assert len(step.session.history) - len(history) in (0, 1)
        history = step.session.history


def test_only_the_last_standing_change_can_be_undone() -> None:
    session = made(fresh(), added("Ana"), added("Ben"))
    with pytest.raises(Refused, match="cannot be taken back any more"):
        made(session, Undone(entry="entry-1"))


def test_the_same_undo_twice_takes_back_one_change_only() -> None:
    session = made(fresh(), added("Ana"), added("Ben"), Undone(entry="entry-2"))
    with pytest.raises(Refused, match="cannot be taken back any more"):
        made(session, Undone(entry="entry-2"))
    assert [person.name for person in session.people] == ["Ana"]


def test_an_undo_itself_cannot_be_undone() -> None:
    session = made(fresh(), added("Ana"), Undone(entry="entry-1"))
    with pytest.raises(Refused, match="cannot be taken back any more"):
        made(session, Undone(entry="entry-2"))
    assert last_standing(session) is None


def test_with_nothing_done_there_is_nothing_to_undo() -> None:
    with pytest.raises(Refused, match="cannot be taken back any more"):
        made(fresh(), Undone(entry="entry-1"))


def test_undo_goes_further_back_each_time() -> None:
    session = made(fresh(), added("Ana"), added("Ben"), added("Cy"))
    session = undone(undone(session))
    assert [person.name for person in session.people] == ["Ana"]
    session = undone(made(session, added("Dee")))
    assert [person.name for person in session.people] == ["Ana"]
    assert undone(session).people == ()


def test_undo_says_what_it_took_back() -> None:
    session = undone(made(fresh(), added("Ana")))
    assert session.history[-1].said == "took back: added Ana"


def test_a_clock_started_by_mistake_can_be_started_again() -> None:
    session = undone(made(fresh(*SIX), Started(segment="roles")))
    session = made(session, Started(segment="roles"), seconds=90)
    assert [anchor.at for anchor in session.clock] == [after(90)]


def test_an_accidental_next_gives_the_clock_and_the_stage_back() -> None:
    before = running(segment="turn-1-conversation")
    moved = made(before, MovedOn(left="turn-1-conversation", to="report-1"), seconds=100)
    assert moved.info.stage is Stage.REPORT_BACK
    assert but_history(undone(moved, 103)) == but_history(before)


def test_a_note_struck_from_the_middle_comes_back_to_its_place() -> None:
    session = made(fresh(), value("one"), value("two"), value("three"))
    struck = made(session, NoteStruck(note="note-2"))
    assert [note.text for note in struck.notes] == ["one", "three"]
    assert undone(struck).notes == session.notes


def test_an_id_taken_back_is_not_given_again() -> None:
    session = made(undone(made(fresh(), value("one"))), value("two"))
    assert [note.id for note in session.notes] == ["note-3"]


def test_minutes_taken_back_leave_the_guide_as_it_was() -> None:
    session = fresh()
    longer = made(session, MinutesSet(step="conversation", minutes=10))
    assert longer.guide != session.guide
    assert undone(reopened(longer)).guide == session.guide


def test_what_changes_nothing_leaves_no_line_to_undo() -> None:
    session = made(fresh("Ana"), DetailSet(detail="ask", text="Come?"))
    again = made(
        session,
        DetailSet(detail="ask", text=" Come? "),
        StageShown(stage=Stage.SETUP),
        PersonRenamed(person="ana", name="Ana"),
    )
    assert again == session


def test_a_line_whose_work_was_undone_by_hand_does_not_stop_undo() -> None:
    session = made(fresh("Ana"), PersonRenamed(person="ana", name="Anna"))
    mended = undone(replace(session, people=fresh("Ana").people))
    assert mended.people == fresh("Ana").people
    assert undone(mended).people == ()


def test_a_row_deleted_from_the_file_by_hand_does_not_stop_undo() -> None:
    session = made(fresh(), value("one"), value("two"), NoteStruck(note="note-1"))
    without = Session(
        info=session.info, guide=session.guide, teams=session.teams, history=session.history
    )
    assert [note.text for note in undone(without).notes] == ["one"]
