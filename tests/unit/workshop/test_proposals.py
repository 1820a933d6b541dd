"""What the program proposes: the same time for the second turn, and how it still ends on time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneone_tui.workshop.changes import (
    HoldSet,
    MovedOn,
    SegmentPinned,
    SegmentsCut,
    TimeAdded,
    Undone,
)
from oneone_tui.workshop.clock import moment
from oneone_tui.workshop.proposals import Proposal, minutes_late, proposals
from oneone_tui.workshop.session import Session, apply
from oneone_tui.workshop.squeeze import SLIP_TOLD
from tests.unit.workshop.building import SIX, after, but_history, in_pairs, made, running
from tests.unit.workshop.strategies import CLOCK_KINDS, Run, runs

TALK, FEEDBACK = "turn-1-conversation", "turn-1-feedback"
TALK_2, FEEDBACK_2 = "turn-2-conversation", "turn-2-feedback"


def proposed(session: Session, seconds: float) -> list[Proposal]:
    return proposals(session, moment(session, after(seconds)))


def second_turn(first: float, feedback: float = 120) -> tuple[Session, float]:
    """The second turn has just begun; the first conversation took so long. And when that is."""
    session = made(running(), MovedOn(left="roles", to=TALK), seconds=300)
    session = made(session, MovedOn(left=TALK, to=FEEDBACK), seconds=300 + first)
    at = 300 + first + feedback
    return made(session, MovedOn(left=FEEDBACK, to=TALK_2), seconds=at), at


@given(runs(CLOCK_KINDS, most=25), st.integers(0, 3_600_000))
def test_every_proposal_can_be_agreed_to_and_taken_back(run: Run, wait: int) -> None:
    here = moment(run.last, run.now + timedelta(milliseconds=wait))
    for proposal in proposals(run.last, here):
        assert proposal.text.isprintable()
        if proposal.change is None:
            assert here.slip > SLIP_TOLD
            continue
        agreed = apply(run.last, proposal.change, here.now)
        assert len(agreed.history) == len(run.last.history) + 1
        undone = apply(agreed, Undone(entry=agreed.history[-1].id), here.now)
        assert but_history(undone) == but_history(run.last)
        # Agreed to, it is not proposed again, and taken back it is.
        told = [(p.id, p.change) for p in proposals(agreed, moment(agreed, here.now))]
        assert (proposal.id, proposal.change) not in told
        assert proposal in proposals(undone, here)


@given(runs(CLOCK_KINDS, most=25), st.integers(0, 3_600_000))
def test_something_is_said_whenever_the_end_slips_and_only_then(run: Run, wait: int) -> None:
    here = moment(run.last, run.now + timedelta(milliseconds=wait))
    late = [p for p in proposals(run.last, here) if p.id == "late"]
    assert len(late) == (here.segment is not None and here.slip > SLIP_TOLD)


def test_the_second_turn_is_offered_the_time_that_the_first_one_had() -> None:
    session, at = second_turn(560)
    fair, late = proposed(session, at)
    assert fair.id == "fair-turn-2-conversation"
    assert fair.text == "turn 1 had 9:20: give turn 2 the same?"
    assert fair.change == TimeAdded(segment=TALK_2, seconds=80)
    assert late.id == "late"
    agreed = made(session, fair.change, seconds=at)
    here = moment(agreed, after(at))
    assert here.left == 560
    assert [p.id for p in proposals(agreed, here)] == ["late"]
    assert here.slip == 160


def test_it_is_the_time_it_took_and_not_the_time_it_was_given() -> None:
    session, at = second_turn(500.4)
    session = made(session, TimeAdded(segment=TALK, seconds=300))
    assert proposed(session, at)[0].change == TimeAdded(segment=TALK_2, seconds=20)


@pytest.mark.parametrize("first", [300, 480, 490, 495])
def test_a_turn_that_ran_no_longer_or_the_grace_only_is_no_reason(first: float) -> None:
    session, at = second_turn(first)
    assert [p.id for p in proposed(session, at) if p.id.startswith("fair")] == []


def test_the_feedback_of_both_turns_is_alike_too() -> None:
    session, at = second_turn(480, feedback=180)
    session = made(session, MovedOn(left=TALK_2, to=FEEDBACK_2), seconds=at + 480)
    assert proposed(session, at + 480)[0].change == TimeAdded(segment=FEEDBACK_2, seconds=60)


def test_the_first_turn_is_offered_nothing() -> None:
    session = running(segment=TALK)
    assert [p.id for p in proposed(session, 1_000)] == ["late"]


def test_seven_minutes_late_is_told_with_what_would_become_shorter() -> None:
    session = made(running(), HoldSet(step="conversation", holds=True))
    session = made(session, MovedOn(left="roles", to=TALK), seconds=300)
    session = made(session, MovedOn(left=TALK, to=FEEDBACK), seconds=300 + 480 + 420)
    (late,) = proposed(session, 1_200)
    assert late.text == (
        "7 min late → on time: Write down and commit 5:00→2:00, Report-back ×3 5:00→3:40"
    )
    cut = (("commit", 120), ("report-1", 220), ("report-2", 220), ("report-3", 220))
    assert late.change == SegmentsCut(cuts=cut)
    assert late.weight == 420


def test_what_cannot_be_helped_is_said_as_it_is() -> None:
    session = made(running(), MovedOn(left="roles", to=TALK), seconds=300)
    session = made(session, MovedOn(left=TALK, to=FEEDBACK), seconds=300 + 480 + 960)
    (late,) = proposed(session, 1_740)
    assert late.text.startswith("16 min late → 5 min late: ")
    assert late.change is not None
    session = made(session, late.change, seconds=1_740)
    (left,) = proposed(session, 1_740)
    assert left == Proposal(
        id="late", text="ends 5 min late: nothing left to cut", change=None, weight=300
    )


def test_where_all_is_pinned_nothing_is_proposed_but_it_is_said() -> None:
    session = made(
        running(segment="report-3"),
        SegmentPinned(segment="wrap-up", pinned=True),
        SegmentPinned(segment="report-3", pinned=True),
    )
    (late,) = proposed(session, 3_000)
    assert (late.text, late.change) == ("ends 5 min late: nothing left to cut", None)


def test_on_time_early_not_begun_and_over_there_is_nothing_to_propose() -> None:
    assert proposed(in_pairs(*SIX), 99_999) == []
    assert proposed(running(), 315) == []
    assert proposed(running(segment="wrap-up"), 10) == []


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
def test_a_delay_in_words(seconds: float, words: str) -> None:
    assert minutes_late(seconds) == words
