"""What the program proposes: the same time for the second turn, and how it still ends on time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneone_tui.workshop.agenda.catch_up import LATE_TOLD
from oneone_tui.workshop.agenda.timer import timer_state
from oneone_tui.workshop.model.changes import (
    ChangeRejected,
    HoldSet,
    SegmentEntered,
    SegmentPinned,
    SegmentsCut,
    TimeAdded,
    Undone,
)
from oneone_tui.workshop.model.session import Session
from oneone_tui.workshop.reducers.apply import apply
from oneone_tui.workshop.suggestions.timing import Suggestion, format_delay, timing_suggestions
from tests.support.sessions import (
    SIX,
    apply_changes,
    paired_session,
    running_session,
    time_at,
    without_history,
)
from tests.support.strategies import CLOCK_KINDS, Run, runs

TALK, FEEDBACK = "turn-1-conversation", "turn-1-feedback"
TALK_2, FEEDBACK_2 = "turn-2-conversation", "turn-2-feedback"


def proposed(session: Session, seconds: float) -> list[Suggestion]:
    return timing_suggestions(session, timer_state(session, time_at(seconds)))


def second_turn(first: float, feedback: float = 120) -> tuple[Session, float]:
    """The second turn has just begun; the first conversation took so long. And when that is."""
    session = apply_changes(running_session(), SegmentEntered(left="roles", to=TALK), seconds=300)
    session = apply_changes(session, SegmentEntered(left=TALK, to=FEEDBACK), seconds=300 + first)
    at = 300 + first + feedback
    return apply_changes(session, SegmentEntered(left=FEEDBACK, to=TALK_2), seconds=at), at


@given(runs(CLOCK_KINDS, most=25), st.integers(0, 3_600_000))
def test_timing_suggestions_can_be_applied_and_undone(run: Run, wait: int) -> None:
    here = timer_state(run.last, run.now + timedelta(milliseconds=wait))
    for proposal in timing_suggestions(run.last, here):
        assert proposal.text.isprintable()
        if proposal.change is None:
            assert here.slip >= LATE_TOLD
            continue
        agreed = apply(run.last, proposal.change, here.now)
        assert len(agreed.history) == len(run.last.history) + 1
        undone = apply(agreed, Undone(entry=agreed.history[-1].id), here.now)
        assert without_history(undone) == without_history(run.last)
        # Agreed to, it is not proposed again, and taken back it is.
        told = [(p.id, p.change) for p in timing_suggestions(agreed, timer_state(agreed, here.now))]
        assert (proposal.id, proposal.change) not in told
        assert proposal in timing_suggestions(undone, here)


@given(runs(CLOCK_KINDS, most=25), st.integers(0, 3_600_000))
def test_timing_suggestions_appear_only_when_end_slips(run: Run, wait: int) -> None:
    here = timer_state(run.last, run.now + timedelta(milliseconds=wait))
    late = [p for p in timing_suggestions(run.last, here) if p.id == "late"]
    assert len(late) == (here.segment is not None and here.slip >= LATE_TOLD)


def test_equal_turn_is_suggested_for_second_turn() -> None:
    session, at = second_turn(560)
    fair, late = proposed(session, at)
    assert fair.id == "fair-turn-2-conversation"
    assert fair.text == "turn 1 had 9:20: give turn 2 the same?"
    assert fair.change == TimeAdded(segment=TALK_2, seconds=80)
    assert late.id == "late"
    agreed = apply_changes(session, fair.change, seconds=at)
    here = timer_state(agreed, time_at(at))
    assert here.seconds_left == 560
    assert [p.id for p in timing_suggestions(agreed, here)] == ["late"]
    assert here.slip == 160


def test_equal_turn_uses_time_taken_rather_than_given() -> None:
    session, at = second_turn(560.4)
    session = apply_changes(session, TimeAdded(segment=TALK, seconds=300))
    assert proposed(session, at)[0].change == TimeAdded(segment=TALK_2, seconds=80)


@pytest.mark.parametrize("first", [300, 480, 490, 539])
def test_equal_turn_ignores_less_than_a_minute(first: float) -> None:
    session, at = second_turn(first)
    assert [p.id for p in proposed(session, at) if p.id.startswith("fair")] == []


def test_equal_turn_covers_feedback() -> None:
    session, at = second_turn(480, feedback=180)
    session = apply_changes(session, SegmentEntered(left=TALK_2, to=FEEDBACK_2), seconds=at + 480)
    assert proposed(session, at + 480)[0].change == TimeAdded(segment=FEEDBACK_2, seconds=60)


def test_equal_turn_is_not_suggested_for_first_turn() -> None:
    session = running_session(segment=TALK)
    assert [p.id for p in proposed(session, 1_000)] == ["late"]


def test_catch_up_suggestion_names_what_gets_shorter() -> None:
    session = apply_changes(running_session(), HoldSet(step="conversation", holds=True))
    session = apply_changes(session, SegmentEntered(left="roles", to=TALK), seconds=300)
    session = apply_changes(
        session, SegmentEntered(left=TALK, to=FEEDBACK), seconds=300 + 480 + 420
    )
    (late,) = proposed(session, 1_200)
    assert late.text == (
        "7 min late → on time: Write down and commit 5:00→4:00, Report-back 1–3 4:00→3:00, "
        "Team and board 3:00→2:00, Key learnings 5:00→3:00"
    )
    slots = tuple((f"report-{n}", 180) for n in (1, 2, 3))
    cut = (("commit", 240), *slots, ("board", 120), ("wrap-up", 180))
    assert late.change == SegmentsCut(cuts=cut)
    assert late.weight == 420


@pytest.mark.parametrize("before", [0, -120])
def test_catch_up_suggestion_keeps_minutes_given_by_hand(before: int) -> None:
    session = apply_changes(running_session(), TimeAdded(segment="report-2", seconds=120))
    if before:  # a suggestion had cut it; the minutes given are kept, however long it is now
        cut = SegmentsCut(cuts=(("report-2", 180),))
        session = apply_changes(running_session(), cut, TimeAdded(segment="report-2", seconds=120))
    session = apply_changes(session, SegmentEntered(left="roles", to=TALK), seconds=540)
    (late,) = proposed(session, 540)
    assert late.change is not None
    assert "Report-back 1, 3 4:00→3:00" in late.text
    agreed = apply_changes(session, late.change, seconds=540)
    lengths = {s.id: s.seconds for s in timer_state(agreed, time_at(540)).segments}
    assert lengths["report-2"] == (300 if before else 360)
    back = apply_changes(session, TimeAdded(segment="report-2", seconds=-120), seconds=540)
    assert before or "Report-back 1–3" in proposed(back, 660)[0].text


def test_segments_cut_refuses_to_take_back_minutes_given_meanwhile() -> None:
    session = apply_changes(running_session(), TimeAdded(segment="report-2", seconds=60))
    with pytest.raises(ChangeRejected, match="look again"):
        apply_changes(session, SegmentsCut(cuts=(("report-2", 300),)))


def test_catch_up_suggestion_says_when_nothing_helps() -> None:
    session = apply_changes(running_session(), SegmentEntered(left="roles", to=TALK), seconds=300)
    session = apply_changes(
        session, SegmentEntered(left=TALK, to=FEEDBACK), seconds=300 + 480 + 960
    )
    (late,) = proposed(session, 1_740)
    assert late.text.startswith("16 min late → 7 min late: ")
    assert late.change is not None
    session = apply_changes(session, late.change, seconds=1_740)
    (left,) = proposed(session, 1_740)
    assert left == Suggestion(
        id="late", text="ends 7 min late: nothing left to cut", change=None, weight=420
    )


def test_catch_up_suggestion_with_all_pinned_has_no_change() -> None:
    session = apply_changes(
        running_session(segment="report-3"),
        SegmentPinned(segment="wrap-up", pinned=True),
        SegmentPinned(segment="board", pinned=True),
        SegmentPinned(segment="report-3", pinned=True),
    )
    (late,) = proposed(session, 3_000)
    assert (late.text, late.change) == ("ends 8 min late: nothing left to cut", None)


def test_timing_suggestions_are_empty_on_time() -> None:
    assert proposed(paired_session(*SIX), 99_999) == []
    assert proposed(running_session(), 359) == []
    assert proposed(running_session(segment="wrap-up"), 10) == []


@pytest.mark.parametrize(
    "seconds, words",
    [
        (16, "16 s"),
        (59.4, "59 s"),
        (60, "1 min"),
        (100, "2 min"),
        (180, "3 min"),
        (7_200, "120 min"),
    ],
)
def test_format_delay_in_words(seconds: float, words: str) -> None:
    assert format_delay(seconds) == words
