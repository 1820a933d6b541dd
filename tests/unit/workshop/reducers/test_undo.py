"""Undo: every change can be taken back, to the letter, in any file and after any other."""

from __future__ import annotations

from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from oneone_tui.workshop.model.changes import (
    AnyChange,
    ChangeRejected,
    DetailSet,
    MinutesSet,
    NoteDeleted,
    NoteDraft,
    NotesWritten,
    PersonRenamed,
    SegmentEntered,
    StageShown,
    Started,
    Undone,
)
from oneone_tui.workshop.model.session import TEAM_ONE, Session
from oneone_tui.workshop.model.terms import NoteKind, Stage
from oneone_tui.workshop.model.undo_stack import last_change_in_effect
from oneone_tui.workshop.reducers.apply import apply
from tests.support.sessions import (
    SIX,
    all_ids,
    apply_changes,
    decode_again,
    fresh_session,
    people_added,
    running_session,
    time_at,
    without_history,
)
from tests.support.strategies import MAKERS, Run, runs

EVERYTHING_BUT_UNDO = tuple(kind for kind in MAKERS if kind is not Undone)


def undone(session: Session, seconds: float = 0) -> Session:
    last = last_change_in_effect(session)
    assert last is not None
    return apply(session, Undone(entry=last.id), time_at(seconds))


def value(text: str) -> NotesWritten:
    return NotesWritten(kind=NoteKind.VALUE, notes=(NoteDraft(text=text),), team=TEAM_ONE)


def test_undo_runs_include_every_change() -> None:
    assert set(MAKERS) == set(get_args(AnyChange))


@given(runs(EVERYTHING_BUT_UNDO))
def test_undo_step_by_step_restores_every_state(run: Run) -> None:
    states = [run.first, *(step.session for step in run.made)]
    session = run.last
    for before, later in pairwise(reversed(states)):
        if len(later.history) < len(before.history):
            session = undone(session)
        assert without_history(session) == without_history(later)


@given(runs(EVERYTHING_BUT_UNDO), st.data())
def test_undo_works_after_reading_the_file(run: Run, data: st.DataObject) -> None:
    session = run.last
    while len(session.history) < 60 and last_change_in_effect(session):
        kept = decode_again(session)
        assert kept == session
        session = undone(kept if data.draw(st.booleans()) else session)
    if last_change_in_effect(session) is None:
        assert without_history(session) == without_history(fresh_session())


@given(runs(most=30))
def test_undo_restores_state_before_last_change_in_effect(
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
            assert without_history(step.session) == without_history(stack[-1])
        else:
            stack.append(step.session)


@given(runs(most=30))
def test_undo_keeps_ids_unique(run: Run) -> None:
    for step in run.made:
        ids = all_ids(step.session)
        assert len(set(ids)) == len(ids)


@given(runs(most=30))
def test_undo_never_reuses_id_for_another_record(run: Run) -> None:
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
def test_undo_only_adds_to_history(run: Run) -> None:
    history = run.first.history
    for step in run.made:
        assert step.session.history[: len(history)] == history
        assert len(step.session.history) - len(history) in (0, 1)
        history = step.session.history


def test_undo_accepts_only_last_change_in_effect() -> None:
    session = apply_changes(fresh_session(), people_added("Ana"), people_added("Ben"))
    with pytest.raises(ChangeRejected, match="can no longer be undone"):
        apply_changes(session, Undone(entry="entry-1"))


def test_undo_twice_undoes_one_change() -> None:
    session = apply_changes(
        fresh_session(), people_added("Ana"), people_added("Ben"), Undone(entry="entry-2")
    )
    with pytest.raises(ChangeRejected, match="can no longer be undone"):
        apply_changes(session, Undone(entry="entry-2"))
    assert [person.name for person in session.people] == ["Ana"]


def test_undo_cannot_be_undone() -> None:
    session = apply_changes(fresh_session(), people_added("Ana"), Undone(entry="entry-1"))
    with pytest.raises(ChangeRejected, match="can no longer be undone"):
        apply_changes(session, Undone(entry="entry-2"))
    assert last_change_in_effect(session) is None


def test_undo_without_changes_is_rejected() -> None:
    with pytest.raises(ChangeRejected, match="can no longer be undone"):
        apply_changes(fresh_session(), Undone(entry="entry-1"))


def test_undo_goes_further_back_each_time() -> None:
    session = apply_changes(
        fresh_session(), people_added("Ana"), people_added("Ben"), people_added("Cy")
    )
    session = undone(undone(session))
    assert [person.name for person in session.people] == ["Ana"]
    session = undone(apply_changes(session, people_added("Dee")))
    assert [person.name for person in session.people] == ["Ana"]
    assert undone(session).people == ()


def test_undo_describes_what_it_undid() -> None:
    session = undone(apply_changes(fresh_session(), people_added("Ana")))
    assert session.history[-1].said == "undone: added Ana"


def test_undo_start_allows_new_start() -> None:
    session = undone(apply_changes(fresh_session(*SIX), Started(segment="roles")))
    session = apply_changes(session, Started(segment="roles"), seconds=90)
    assert [anchor.at for anchor in session.clock] == [time_at(90)]


def test_undo_segment_entered_restores_clock_and_stage() -> None:
    before = running_session(segment="turn-1-conversation")
    moved = apply_changes(
        before, SegmentEntered(left="turn-1-conversation", to="report-1"), seconds=100
    )
    assert moved.info.stage is Stage.REPORT_BACK
    assert without_history(undone(moved, 103)) == without_history(before)


def test_undo_note_deleted_restores_its_place() -> None:
    session = apply_changes(fresh_session(), value("one"), value("two"), value("three"))
    struck = apply_changes(session, NoteDeleted(note="note-2"))
    assert [note.text for note in struck.notes] == ["one", "three"]
    assert undone(struck).notes == session.notes


def test_undo_frees_no_id() -> None:
    session = apply_changes(undone(apply_changes(fresh_session(), value("one"))), value("two"))
    assert [note.id for note in session.notes] == ["note-3"]


def test_undo_minutes_set_restores_guide() -> None:
    session = fresh_session()
    longer = apply_changes(session, MinutesSet(step="conversation", minutes=10))
    assert longer.guide != session.guide
    assert undone(decode_again(longer)).guide == session.guide


def test_undo_skips_change_without_effect() -> None:
    session = apply_changes(fresh_session("Ana"), DetailSet(detail="ask", text="Come?"))
    again = apply_changes(
        session,
        DetailSet(detail="ask", text=" Come? "),
        StageShown(stage=Stage.SETUP),
        PersonRenamed(person="ana", name="Ana"),
    )
    assert again == session


def test_undo_works_past_change_reverted_by_hand() -> None:
    session = apply_changes(fresh_session("Ana"), PersonRenamed(person="ana", name="Anna"))
    mended = undone(replace(session, people=fresh_session("Ana").people))
    assert mended.people == fresh_session("Ana").people
    assert undone(mended).people == ()


def test_undo_works_past_row_deleted_by_hand() -> None:
    session = apply_changes(fresh_session(), value("one"), value("two"), NoteDeleted(note="note-1"))
    without = Session(
        info=session.info, guide=session.guide, teams=session.teams, history=session.history
    )
    assert [note.text for note in undone(without).notes] == ["one"]
