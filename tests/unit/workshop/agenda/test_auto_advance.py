"""What goes on by itself: when, where to, and what stops it."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneone_tui.store.session_file import ChangeToSave, SessionFile
from oneone_tui.workshop.agenda.auto_advance import due_move, goes_on_in
from oneone_tui.workshop.agenda.timer import timer_state
from oneone_tui.workshop.model.changes import (
    AnyChange,
    ChangeRejected,
    Finished,
    HoldSet,
    JumpDiscounted,
    NoteDraft,
    NotesWritten,
    Paused,
    Resumed,
    SegmentEntered,
    SegmentsCut,
    StartedEarlier,
    TimeAdded,
    Undone,
)
from oneone_tui.workshop.model.session import TEAM_ONE, Session
from oneone_tui.workshop.model.terms import NoteKind, Stage
from oneone_tui.workshop.model.undo_stack import last_change_in_effect
from oneone_tui.workshop.reducers.apply import apply
from tests.support.sessions import (
    START,
    apply_changes,
    decode_again,
    running_session,
    time_at,
    without_history,
)
from tests.support.strategies import CLOCK_KINDS, Run, runs

TALK, FEEDBACK = "turn-1-conversation", "turn-1-feedback"
TALK_2, FEEDBACK_2 = "turn-2-conversation", "turn-2-feedback"
GRACE = 10


def seen(session: Session, now: datetime) -> Session:
    """The session after a console has looked at it."""
    while step := due_move(session, now):
        session = apply(session, step.change, step.at, "a")
    return session


def segments(session: Session) -> list[tuple[float, str]]:
    """When, in seconds, the room came to which segment."""
    return [((a.at - START).total_seconds(), a.segment) for a in session.clock]


def talking() -> Session:
    return running_session(segment=TALK)


def at_the_end(seconds: float = 480 + GRACE) -> Session:
    """The room has gone on to the feedback by itself."""
    return seen(talking(), time_at(seconds))


def undone(session: Session, seconds: float) -> Session:
    last = last_change_in_effect(session)
    assert last is not None
    return apply_changes(session, Undone(entry=last.id), seconds=seconds)


def goes_on(session: Session, now: float) -> float | None:
    return goes_on_in(session, timer_state(session, time_at(now)))


def test_due_move_goes_to_feedback_after_end_and_grace() -> None:
    session = talking()
    assert goes_on(session, 0) == 480 + GRACE
    assert goes_on(session, 485) == 5
    assert due_move(session, time_at(489.999)) is None
    step = due_move(session, time_at(490))
    assert step == (time_at(490), SegmentEntered(left=TALK, to=FEEDBACK, by_itself=True))
    assert segments(at_the_end())[-1] == (490, FEEDBACK)
    assert at_the_end().history[-1].said == "on to Feedback by itself"


@given(st.integers(490_000, 619_999))
def test_due_move_is_dated_at_end_of_grace_whenever_noticed(milliseconds: int) -> None:
    assert segments(at_the_end(milliseconds / 1000)) == segments(at_the_end())


def test_due_move_brings_absent_console_where_others_are() -> None:
    attentive = talking()
    for second in range(20 * 60):
        attentive = seen(attentive, time_at(second))
    away = seen(decode_again(talking()), time_at(20 * 60))
    assert away == attentive
    assert segments(away)[1:] == [
        (0, TALK),
        (490, FEEDBACK),
        (490 + 130, TALK_2),
        (490 + 130 + 490, FEEDBACK_2),
    ]
    here = timer_state(away, time_at(20 * 60))
    assert (here.elapsed, here.seconds_left) == (90, 30)


def test_due_move_stops_at_segment_that_holds() -> None:
    session = seen(talking(), time_at(3_600))
    assert segments(session)[-1] == (1_240, "commit")
    assert session.info.stage is Stage.ROUNDS
    assert goes_on(session, 3_600) is None
    assert timer_state(session, time_at(3_600)).seconds_left == 300 - (3_600 - 1_240)


@given(runs(CLOCK_KINDS, most=25), st.lists(st.integers(0, 600_000), max_size=20))
def test_due_move_is_the_same_on_all_consoles(run: Run, waits: list[int]) -> None:
    start = max([run.now, *(anchor.at for anchor in run.last.clock)])
    end = start + timedelta(seconds=1_000)
    attentive = run.last
    for wait in sorted(waits):
        attentive = seen(attentive, min(end, start + timedelta(milliseconds=wait)))
    assert seen(attentive, end) == seen(decode_again(run.last), end)
    stages = {run.last.info.stage, seen(attentive, end).info.stage}
    assert len(stages) == 1 or due_move(run.last, end) is not None


@given(runs(CLOCK_KINDS, most=25), st.integers(0, 600_000))
def test_due_move_keeps_stage_and_never_precedes_last_anchor(run: Run, wait: int) -> None:
    now = run.now + timedelta(milliseconds=wait)
    step = due_move(run.last, now)
    if step is None:
        return
    here = timer_state(run.last, now)
    moved = apply(run.last, step.change, step.at)
    assert run.last.clock[-1].at <= step.at <= here.now
    there = timer_state(moved, here.now).segment
    assert here.segment
    assert there
    assert there.stage is here.segment.stage
    assert moved.clock[-1].at == step.at


def test_due_move_does_not_skip_disabled_commit_into_report_back() -> None:
    session = running_session(segment=FEEDBACK_2)
    session = apply_changes(session, TimeAdded(segment="commit", seconds=-300))
    upcoming = timer_state(session, time_at(0)).next_segment
    assert upcoming is not None
    assert upcoming.id == "report-1"
    assert due_move(session, time_at(3_600)) is None


def test_due_move_stops_slots_before_summary() -> None:
    session = apply_changes(
        running_session(segment="report-2"),
        HoldSet(step="report", holds=False),
        HoldSet(step="board", holds=False),
    )
    session = seen(session, time_at(7_200))
    assert segments(session)[-2:] == [(250, "report-3"), (500, "board")]
    assert session.info.stage is Stage.REPORT_BACK


def test_due_move_needs_running_clock() -> None:
    paused = apply_changes(talking(), Paused(), seconds=470)
    assert due_move(paused, time_at(99_999)) is None
    over = apply_changes(talking(), Finished(left=TALK), seconds=470)
    assert due_move(over, time_at(99_999)) is None


def test_due_move_gives_whole_grace_after_pause_in_grace() -> None:
    session = apply_changes(
        apply_changes(talking(), Paused(), seconds=485), Resumed(), seconds=1_000
    )
    assert goes_on(session, 1_000) == GRACE
    assert segments(seen(session, time_at(2_000)))[4] == (1_010, FEEDBACK)


def test_due_move_shifts_with_pause_before_end() -> None:
    session = apply_changes(apply_changes(talking(), Paused(), seconds=100), Resumed(), seconds=160)
    assert segments(seen(session, time_at(560)))[-1] == (550, FEEDBACK)


def test_due_move_never_leaves_revisited_segment() -> None:
    session = apply_changes(talking(), SegmentEntered(left=TALK, to=FEEDBACK), seconds=300)
    session = apply_changes(session, SegmentEntered(left=FEEDBACK, to=TALK), seconds=310)
    assert goes_on(session, 310) is None
    assert due_move(session, time_at(3_600)) is None
    # What was not left yet goes on all the same, and to be back by undo is not to come back.
    taken_back = undone(session, 320)
    assert segments(seen(taken_back, time_at(3_600)))[3] == (300 + 120 + GRACE, TALK_2)


def test_due_move_is_not_repeated_after_undo() -> None:
    session = undone(at_the_end(), 495)
    assert without_history(session) == without_history(talking())
    assert goes_on(session, 500) is None
    assert due_move(decode_again(session), time_at(3_600)) is None
    # The rest of the agenda goes on as before.
    session = apply_changes(session, SegmentEntered(left=TALK, to=FEEDBACK), seconds=700)
    assert segments(seen(session, time_at(840)))[-1] == (830, TALK_2)


def test_due_move_follows_hold_setting() -> None:
    session = apply_changes(talking(), HoldSet(step="conversation", holds=True), seconds=5)
    assert session.history[-1].said == "Conversation waits at its end"
    assert due_move(session, time_at(3_600)) is None
    assert undone(session, 10).guide == talking().guide
    session = apply_changes(session, HoldSet(step="conversation", holds=False), seconds=20)
    assert segments(seen(session, time_at(500)))[-1] == (490, FEEDBACK)


@pytest.mark.parametrize(
    "change, seconds, leaves_at",
    [
        (HoldSet(step="conversation", holds=False), 700, 710),
        (TimeAdded(segment=TALK, seconds=-60), 450, 460),
        (TimeAdded(segment=TALK, seconds=-480), 3, 13),
        (TimeAdded(segment=TALK, seconds=60), 485, 550),
        (SegmentsCut(cuts=(("commit", 0),)), 486, 496),
        (JumpDiscounted(before=time_at(100), after=time_at(110)), 487, 500),
    ],
)
def test_due_move_restarts_grace_with_each_clock_change(
    change: AnyChange, seconds: float, leaves_at: float
) -> None:
    """Nobody who presses a key finds the room gone a minute ago, or in the turn after next."""
    session = apply_changes(talking(), HoldSet(step="conversation", holds=seconds == 700))
    session = apply_changes(session, change, seconds=seconds)
    assert due_move(session, time_at(leaves_at - 0.001)) is None
    step = due_move(session, time_at(leaves_at))
    assert step is not None
    assert step.at == time_at(leaves_at)


def test_due_move_leaves_backdated_conversation_after_grace() -> None:
    session = apply_changes(running_session(), SegmentEntered(left="roles", to=TALK), seconds=900)
    session = apply_changes(session, StartedEarlier(seconds=600), seconds=1_000)
    assert timer_state(session, time_at(1_000)).elapsed == 600
    assert segments(seen(session, time_at(1_100)))[1:] == [(400, TALK), (1_010, FEEDBACK)]


def test_due_move_ignores_notes_written_in_grace() -> None:
    note = NotesWritten(kind=NoteKind.VALUE, notes=(NoteDraft(text="our word"),), team=TEAM_ONE)
    session = apply_changes(talking(), note, seconds=488)
    assert segments(seen(session, time_at(500)))[-1] == (490, FEEDBACK)


def test_due_move_by_two_consoles_is_one_move(tmp_path: Path) -> None:
    path = tmp_path / "session.json"
    one, other = SessionFile.create(path, talking()), SessionFile.open(path)
    steps = [due_move(one.session, time_at(491)), due_move(other.session, time_at(493.5))]
    assert steps[0] is not None
    assert steps[0] == steps[1]
    kept = one.change([ChangeToSave(steps[0].change, steps[0].at, "a")])
    assert kept.refused == ()
    late = other.change([ChangeToSave(steps[0].change, steps[0].at, "b")])
    assert [refusal.reason for refusal in late.refused] == ["the room has moved on already"]
    assert late.session == kept.session
    assert segments(late.session)[-1] == (490, FEEDBACK)


@pytest.mark.parametrize(
    "change",
    [
        Paused(),
        TimeAdded(segment=TALK, seconds=60),
        HoldSet(step="conversation", holds=True),
        StartedEarlier(seconds=30),
    ],
)
def test_due_move_does_not_override_a_person(change: AnyChange) -> None:
    """The other console looks at the file once a second: it may still show the old state."""
    step = due_move(talking(), time_at(490))
    assert step is not None
    session = apply_changes(talking(), change, seconds=489.5)
    with pytest.raises(ChangeRejected, match="nothing goes on by itself now"):
        apply(session, step.change, step.at)


def test_segment_entered_by_hand_at_any_time() -> None:
    session = apply_changes(talking(), Paused(), SegmentEntered(left=TALK, to=FEEDBACK), seconds=10)
    assert segments(session)[-1] == (10, FEEDBACK)


def test_due_move_can_be_undone_exactly() -> None:
    before = apply_changes(talking(), TimeAdded(segment=TALK, seconds=10), seconds=30)
    moved = seen(before, time_at(505))
    assert len(moved.history) == len(before.history) + 1
    assert without_history(undone(moved, 510)) == without_history(before)
