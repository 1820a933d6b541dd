"""The report-back's slots: alike, and shared anew among those to come when one runs over."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneone_tui.workshop.agenda.schedule import schedule_of
from oneone_tui.workshop.agenda.timer import timer_state
from oneone_tui.workshop.model.changes import (
    Paused,
    Resumed,
    SegmentEntered,
    SegmentPinned,
    SegmentsCut,
    TimeAdded,
    Undone,
)
from oneone_tui.workshop.model.session import Session
from tests.support.sessions import SIX, apply_changes, running_session, time_at, without_history

TWELVE = (*SIX, "Gus", "Hal", "Ida", "Jo", "Kit", "Lou")


def reporting(*names: str) -> Session:
    """The first pair has just begun to report back."""
    return running_session(*names, segment="report-1")


def slots(session: Session) -> list[int]:
    return [s.seconds for s in schedule_of(session) if s.slot]


def next_pair(session: Session, seconds: float) -> Session:
    """The room goes on to the next pair."""
    here = timer_state(session, time_at(seconds))
    assert here.segment
    assert here.next_segment
    return apply_changes(
        session, SegmentEntered(left=here.segment.id, to=here.next_segment.id), seconds=seconds
    )


def test_slot_overrun_is_taken_evenly_from_later_slots() -> None:
    session = next_pair(reporting(), 360)
    assert slots(session) == [360, 270, 270]
    assert sum(slots(session)) == 900
    here = timer_state(session, time_at(360))
    assert here.seconds_left == 270
    assert here.left_of_stage() == 540


@pytest.mark.parametrize("took", [100, 299, 300, 300.4, 315])
def test_slot_near_its_time_changes_nothing(took: float) -> None:
    session = next_pair(reporting(), took)
    assert slots(session) == [300, 300, 300]
    assert session.agenda == ()


def test_slot_delays_are_shared_once_they_add_up() -> None:
    session = next_pair(reporting(), 310)
    assert slots(session) == [300, 300, 300]
    session = next_pair(session, 310 + 312)
    assert slots(session) == [300, 322, 278]
    assert timer_state(session, time_at(622)).left_of_stage() == 900 - 622


def test_slot_overrun_is_taken_once() -> None:
    session = next_pair(next_pair(reporting(), 360), 360 + 270)
    assert slots(session) == [360, 270, 270]
    back = apply_changes(session, SegmentEntered(left="report-3", to="report-1"), seconds=700)
    again = apply_changes(back, SegmentEntered(left="report-1", to="report-2"), seconds=705)
    assert slots(again) == [360, 270, 270]


def test_slot_time_saved_goes_to_slot_that_overruns() -> None:
    session = next_pair(next_pair(reporting(), 200), 200 + 380)
    assert slots(session) == [300, 300, 300]
    session = next_pair(next_pair(reporting(), 200), 200 + 430)
    assert slots(session) == [300, 330, 270]


def test_slot_keeps_at_least_three_minutes() -> None:
    session = next_pair(reporting(), 800)
    assert slots(session) == [540, 180, 180]
    # What they could not give shows as late, and the summary may give it.
    assert timer_state(session, time_at(800)).left_of_workshop() == 180 + 180 + 300
    assert slots(next_pair(session, 980)) == [540, 180, 180]


def test_slot_below_three_minutes_stays_as_planned() -> None:
    session = reporting(*TWELVE)
    assert slots(session) == [150] * 6
    assert slots(next_pair(session, 300)) == [150] * 6


def test_slot_keeps_minute_given_to_it() -> None:
    given_before = apply_changes(reporting(), TimeAdded(segment="report-2", seconds=60))
    assert slots(next_pair(given_before, 300)) == [300, 360, 300]
    given_now = apply_changes(reporting(), TimeAdded(segment="report-1", seconds=60), seconds=290)
    assert slots(next_pair(given_now, 360)) == [360, 300, 300]


def test_slot_that_is_longest_is_cut_first() -> None:
    session = apply_changes(reporting(), TimeAdded(segment="report-3", seconds=60))
    assert slots(next_pair(session, 330)) == [330, 300, 330]


def test_slot_overrun_is_measured_against_cut_slots() -> None:
    session = apply_changes(
        reporting(), SegmentsCut(cuts=tuple((f"report-{n}", 260) for n in (1, 2, 3)))
    )
    assert slots(next_pair(session, 260)) == [260, 260, 260]
    assert slots(next_pair(session, 300)) == [300, 240, 240]


def test_slot_keeps_length_when_pinned() -> None:
    session = apply_changes(reporting(), SegmentPinned(segment="report-2", pinned=True))
    assert slots(next_pair(session, 360)) == [360, 300, 240]


def test_slot_pause_is_no_overrun() -> None:
    session = apply_changes(
        apply_changes(reporting(), Paused(), seconds=100), Resumed(), seconds=900
    )
    assert slots(next_pair(session, 1_100)) == [300, 300, 300]


def test_slot_entered_from_elsewhere_shares_nothing() -> None:
    session = apply_changes(
        running_session(segment="commit"), SegmentEntered(left="commit", to="report-1"), seconds=900
    )
    assert slots(session) == [300, 300, 300]


def test_slot_cuts_can_be_undone() -> None:
    before = reporting()
    session = next_pair(before, 400)
    assert slots(session) != slots(before)
    undone = apply_changes(session, Undone(entry=session.history[-1].id), seconds=401)
    assert without_history(undone) == without_history(before)


@given(
    st.integers(1, 5),
    st.lists(st.integers(1, 900_000), min_size=4, max_size=4),
)
def test_slots_fill_the_stage_down_to_three_minutes_each(pairs: int, took: list[int]) -> None:
    session = reporting(*TWELVE[: 2 * pairs])
    now = 0.0
    for taken, (here, there) in zip(
        took, pairwise(s.id for s in schedule_of(session) if s.slot), strict=False
    ):
        now += taken / 1000
        before = slots(session)
        session = apply_changes(session, SegmentEntered(left=here, to=there), seconds=now)
        left = [s for s in schedule_of(session) if s.slot][int(there[-1]) - 1 :]
        lengths = [s.seconds for s in left]
        assert all(seconds >= 180 for seconds in lengths)
        assert max(lengths) - min(lengths) <= 1
        assert math.ceil(now) + sum(lengths) <= max(
            900 + 15 + 1, math.ceil(now) + 180 * len(lengths)
        )
        assert sum(slots(session)) == sum(before)
