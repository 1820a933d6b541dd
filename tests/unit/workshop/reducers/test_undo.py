"""Undo: every change can be taken back, to the letter, in any file and after any other."""

from __future__ import annotations

from functools import partial
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
    NoteEdited,
    NotesWritten,
    OrganizerFirst,
    PairsDrawn,
    Paused,
    PersonRenamed,
    PersonSame,
    Redone,
    SegmentEntered,
    StageShown,
    Started,
    Undone,
)
from oneone_tui.workshop.model.session import TEAM_ONE, HistoryEntry, Session
from oneone_tui.workshop.model.terms import NoteKind, Stage
from oneone_tui.workshop.model.undo_stack import (
    changes_in_effect,
    changes_to_redo,
    find_last_step,
    is_made_by,
    last_change_in_effect,
)
from oneone_tui.workshop.reducers.apply import apply
from oneone_tui.workshop.reducers.diff import restore_before_all, restore_session
from tests.support.invariants import check_invariants
from tests.support.sessions import (
    SIX,
    all_ids,
    apply_changes,
    decode_again,
    fresh_session,
    paired_session,
    people_added,
    running_session,
    time_at,
    without_history,
)
from tests.support.strategies import MAKERS, Run, runs

TABLES = ("people", "teams", "wishes", "pairs", "notes", "commitments", "agenda", "clock")
EVERYTHING_BUT_UNDO = tuple(kind for kind in MAKERS if kind not in {Undone, Redone})


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


def test_undo_is_not_stopped_by_what_did_not_hold_together_before() -> None:
    note = NotesWritten(
        kind=NoteKind.VALUE,
        notes=(NoteDraft(text="dignity", person="removed-meanwhile"),),
        team=TEAM_ONE,
    )
    session = apply_changes(fresh_session(), note, DetailSet(detail="title", text="North"))
    session = apply_changes(session, DetailSet(detail="campaign", text="rent"))
    titled = session.history[-2]
    session = apply_changes(session, Undone(entry=titled.id))
    assert session.info.title == fresh_session().info.title
    assert session.info.campaign == "rent"


@given(runs(EVERYTHING_BUT_UNDO), st.data())
def test_undo_works_after_reading_the_file(run: Run, data: st.DataObject) -> None:
    session = run.last
    while len(session.history) < 60 and last_change_in_effect(session):
        kept = decode_again(session)
        assert kept == session
        session = undone(kept if data.draw(st.booleans()) else session)
    if last_change_in_effect(session) is None:
        assert without_history(session) == without_history(fresh_session())


@given(runs((*EVERYTHING_BUT_UNDO, Undone), most=30))
def test_undo_restores_state_before_last_change_in_effect(
    run: Run,
) -> None:
    # The same life told with a plain stack of states instead of differences.
    stack, length = [run.first], len(run.first.history)
    session = run.first
    for step in run.made:
        last, session = last_change_in_effect(session), step.session
        if len(step.session.history) == length:
            continue
        length = len(step.session.history)
        if isinstance(step.change, Undone):
            if len(stack) == 1 or last is None or step.change.entry != last.id:
                return  # back before where this run began, or out of order
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


@given(runs(most=30))
def test_history_leads_back_through_every_state(run: Run) -> None:
    states = [run.first, *(step.session for step in run.made)]
    for before, after in pairwise(states):
        if len(after.history) > len(before.history):
            back = restore_session(after, after.history[-1].before)
            assert without_history(back) == without_history(before)


@given(runs(most=30))
def test_history_leads_back_over_several_changes_at_once(run: Run) -> None:
    states = [run.first, *(step.session for step in run.made)]
    for before in states:
        later = [entry.before for entry in run.last.history[len(before.history) :]]
        assert without_history(restore_before_all(run.last, later)) == without_history(before)


@given(runs(most=25), st.data())
def test_undo_of_any_change_touches_only_what_it_touched(run: Run, data: st.DataObject) -> None:
    session = run.last
    standing = list(changes_in_effect(session))
    if not standing:
        return
    entry = data.draw(st.sampled_from(standing))
    step = find_last_step(session, entry.id)
    assert step is not None
    try:
        after = apply(session, Undone(entry=entry.id), time_at(10**6), "a")
    except ChangeRejected:
        return
    check_invariants(after)
    assert ids_touched(session, after) <= ids_touched_by(session, step)
    assert entry.id not in {one.id for one in changes_in_effect(after)}
    again = apply(after, Redone(entry=entry.id), time_at(10**6), "a")
    assert without_history(again) == without_history(session)
    assert last_change_in_effect(again) == entry


def ids_touched(before: Session, after: Session) -> set[str]:
    return {
        row_id
        for table in TABLES
        for old in ({row.id: row for row in getattr(before, table)},)
        for new in ({row.id: row for row in getattr(after, table)},)
        for row_id in old.keys() | new.keys()
        if old.get(row_id) != new.get(row_id)
    }


def ids_touched_by(session: Session, entry: HistoryEntry) -> set[str]:
    at = session.history.index(entry)
    after = session
    for later in reversed(session.history[at + 1 :]):
        after = restore_session(after, later.before)
    return ids_touched(restore_session(after, entry.before), after)


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(("write", "undo", "redo")))))
def test_undo_and_redo_of_two_consoles_leave_the_other_alone(
    steps: list[tuple[str, str]],
) -> None:
    session = fresh_session()
    kept: dict[str, list[str]] = {"a": [], "b": []}
    taken: dict[str, list[str]] = {"a": [], "b": []}
    for number, (who, what) in enumerate(steps):
        other = "b" if who == "a" else "a"
        if what == "write":
            session = apply(session, value(f"{who}{number}"), time_at(number), who)
            kept[who].append(f"{who}{number}")
        elif what == "undo" and kept[who]:
            last = last_change_in_effect(session, partial(is_made_by, console=who))
            assert last is not None
            session = apply(session, Undone(entry=last.id), time_at(number), who)
            taken[who].append(kept[who].pop())
        elif what == "redo" and taken[who]:
            undone_last = next(changes_to_redo(session, who))
            session = apply(session, Redone(entry=undone_last), time_at(number), who)
            kept[who].append(taken[who].pop())
        assert {n.text for n in session.notes if n.text[0] == other} == set(kept[other])
        assert {n.text for n in session.notes} == {*kept["a"], *kept["b"]}
    check_invariants(session)


def test_undo_takes_back_an_older_change_past_what_others_did() -> None:
    session = apply_changes(fresh_session(), people_added("Ana"), people_added("Ben"))
    session = apply_changes(session, Undone(entry="entry-1"))
    assert [person.name for person in session.people] == ["Ben"]
    session = apply_changes(session, Redone(entry="entry-1"))
    assert [person.name for person in session.people] == ["Ana", "Ben"]


def test_undo_puts_an_older_note_back_in_its_place() -> None:
    session = apply_changes(fresh_session(), value("one"), value("two"), NoteDeleted(note="note-1"))
    session = apply_changes(session, value("three"), Undone(entry="entry-3"))
    assert [note.text for note in session.notes] == ["one", "two", "three"]


def test_undo_says_what_was_changed_since() -> None:
    session = apply_changes(fresh_session(), value("one"))
    session = apply(session, NoteEdited(note="note-1", text="won"), time_at(1), "rosa")
    with pytest.raises(ChangeRejected, match=r"can't be undone any more \(value: one\).*rosa: "):
        apply_changes(session, Undone(entry="entry-1"))
    assert [note.text for note in session.notes] == ["won"]


def test_undo_of_another_field_of_the_same_person_stays_possible() -> None:
    session = apply_changes(fresh_session("Ana", "Ben"), PersonRenamed(person="ana", name="Anna"))
    renamed = session.history[-1].id
    session = apply(session, PersonSame(person="ana", same="ana"), time_at(1), "rosa")
    session = apply_changes(session, Undone(entry=renamed))
    assert [(p.name, p.same) for p in session.people] == [("Ana", "ana"), ("Ben", "")]


def test_undo_takes_nobody_out_of_a_pair() -> None:
    session = apply_changes(fresh_session(), people_added("Ana", "Ben", "Cy"), people_added("Dee"))
    drawn = PairsDrawn(pairs=(("ana", "ben"), ("cy", "dee")), seed=1)
    session = apply_changes(session, drawn)
    with pytest.raises(ChangeRejected, match="that person was given a place"):
        apply_changes(session, Undone(entry="entry-2"))


def test_undo_draws_no_pairs_back_while_they_talk() -> None:
    session = apply_changes(paired_session(*SIX), OrganizerFirst(person="ben-okafor"))
    turned = session.history[-1].id
    session = apply_changes(session, Started(segment="turn-1-conversation"))
    with pytest.raises(ChangeRejected, match="the pairs are talking"):
        apply_changes(session, Undone(entry=turned))


def test_undo_moves_no_clock_that_others_have_moved() -> None:
    session = apply_changes(paired_session(*SIX), Started(segment="turn-1-conversation"))
    started = session.history[-1].id
    session = apply(session, Paused(), time_at(5), "rosa")
    with pytest.raises(ChangeRejected, match="rosa: paused"):
        apply_changes(session, Undone(entry=started))


def test_undo_keeps_a_note_of_a_pair_that_is_no_more() -> None:
    session = paired_session(*SIX)
    said = NotesWritten(
        kind=NoteKind.VALUE,
        notes=(NoteDraft(text="x"),),
        team=TEAM_ONE,
        pair=session.pairs[0].id,
    )
    session = apply_changes(session, said)
    session = apply_changes(session, NoteDeleted(note=session.notes[0].id))
    gone = session.history[-1].id
    anew = PairsDrawn(pairs=tuple(pair.members for pair in session.pairs), seed=9)
    session = apply_changes(session, anew, Undone(entry=gone))
    assert [(note.text, note.pair) for note in session.notes] == [("x", "")]


def test_redo_needs_an_undo() -> None:
    session = apply_changes(fresh_session(), people_added("Ana"))
    with pytest.raises(ChangeRejected, match="can no longer be redone"):
        apply_changes(session, Redone(entry="entry-1"))
    session = apply_changes(session, Undone(entry="entry-1"), Redone(entry="entry-1"))
    assert session.history[-1].said == "redone: added Ana"
    with pytest.raises(ChangeRejected, match="can no longer be redone"):
        apply_changes(session, Redone(entry="entry-1"))


def test_undo_takes_the_last_redone_first() -> None:
    session = apply_changes(
        fresh_session(), value("a"), Undone(entry="entry-1"), value("b"), Redone(entry="entry-1")
    )
    assert [note.text for note in undone(session).notes] == ["b"]


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
