"""The report-back's slots: alike, and shared anew among those to come when one runs over."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneone_tui.workshop.changes import (
    MovedOn,
    Paused,
    Resumed,
    SegmentPinned,
    SegmentsCut,
    TimeAdded,
    Undone,
)
from oneone_tui.workshop.clock import moment
from oneone_tui.workshop.schedule import schedule_of
from oneone_tui.workshop.session import Session
from tests.unit.workshop.building import SIX, after, but_history, made, running

TWELVE = (*SIX, "Gus", "Hal", "Ida", "Jo", "Kit", "Lou")


def reporting(*names: str) -> Session:
    """The first pair has just begun to report back."""
    return running(*names, segment="report-1")


def slots(session: Session) -> list[int]:
    return [s.seconds for s in schedule_of(session) if s.slot]


def next_pair(session: Session, seconds: float) -> Session:
    """The room goes on to the next pair."""
    here = moment(session, after(seconds))
    assert here.segment
    assert here.upcoming
    return made(session, MovedOn(left=here.segment.id, to=here.upcoming.id), seconds=seconds)


def test_a_pair_that_runs_over_takes_it_from_those_to_come_alike() -> None:
    session = next_pair(reporting(), 360)
    assert slots(session) == [360, 270, 270]
    assert sum(slots(session)) == 900
    here = moment(session, after(360))
    assert here.left == 270
    assert here.left_of_stage() == 540


@pytest.mark.parametrize("took", [100, 299, 300, 300.4, 315])
def test_on_time_or_nearly_nothing_is_changed(took: float) -> None:
    session = next_pair(reporting(), took)
    assert slots(session) == [300, 300, 300]
    assert session.agenda == ()


def test_small_delays_that_add_up_are_shared_in_the_end() -> None:
    session = next_pair(reporting(), 310)
    assert slots(session) == [300, 300, 300]
    session = next_pair(session, 310 + 312)
    assert slots(session) == [300, 322, 278]
    assert moment(session, after(622)).left_of_stage() == 900 - 622


def test_it_is_not_taken_twice() -> None:
    session = next_pair(next_pair(reporting(), 360), 360 + 270)
    assert slots(session) == [360, 270, 270]
    back = made(session, MovedOn(left="report-3", to="report-1"), seconds=700)
    again = made(back, MovedOn(left="report-1", to="report-2"), seconds=705)
    assert slots(again) == [360, 270, 270]


def test_what_a_pair_saved_goes_to_the_one_that_runs_over() -> None:
    session = next_pair(next_pair(reporting(), 200), 200 + 380)
    assert slots(session) == [300, 300, 300]
    session = next_pair(next_pair(reporting(), 200), 200 + 430)
    assert slots(session) == [300, 330, 270]


def test_nobody_gets_less_than_three_minutes() -> None:
    session = next_pair(reporting(), 800)
    assert slots(session) == [540, 180, 180]
    # What they could not give shows as late, and the summary may give it.
    assert moment(session, after(800)).left_of_workshop() == 180 + 180 + 300
    assert slots(next_pair(session, 980)) == [540, 180, 180]


def test_slots_shorter_than_three_minutes_from_the_start_stay_as_they_are() -> None:
    session = reporting(*TWELVE)
    assert slots(session) == [150] * 6
    assert slots(next_pair(session, 300)) == [150] * 6


def test_a_minute_given_to_a_pair_stays_theirs() -> None:
    given_before = made(reporting(), TimeAdded(segment="report-2", seconds=60))
    assert slots(next_pair(given_before, 300)) == [300, 360, 300]
    given_now = made(reporting(), TimeAdded(segment="report-1", seconds=60), seconds=290)
    assert slots(next_pair(given_now, 360)) == [360, 300, 300]


def test_the_longest_gives_first() -> None:
    session = made(reporting(), TimeAdded(segment="report-3", seconds=60))
    assert slots(next_pair(session, 330)) == [330, 300, 330]


def test_slots_that_were_cut_are_the_measure() -> None:
    session = made(reporting(), SegmentsCut(cuts=tuple((f"report-{n}", 260) for n in (1, 2, 3))))
    assert slots(next_pair(session, 260)) == [260, 260, 260]
    assert slots(next_pair(session, 300)) == [300, 240, 240]


def test_a_pinned_slot_keeps_its_length() -> None:
    session = made(reporting(), SegmentPinned(segment="report-2", pinned=True))
    assert slots(next_pair(session, 360)) == [360, 300, 240]


def test_a_pause_is_no_running_over() -> None:
    session = made(made(reporting(), Paused(), seconds=100), Resumed(), seconds=900)
    assert slots(next_pair(session, 1_100)) == [300, 300, 300]


def test_coming_from_elsewhere_shares_nothing() -> None:
    session = made(running(segment="commit"), MovedOn(left="commit", to="report-1"), seconds=900)
    assert slots(session) == [300, 300, 300]


def test_undo_gives_the_slots_back() -> None:
    before = reporting()
    session = next_pair(before, 400)
    assert slots(session) != slots(before)
    undone = made(session, Undone(entry=session.history[-1].id), seconds=401)
    assert but_history(undone) == but_history(before)


@given(
    st.integers(1, 5),
    st.lists(st.integers(1, 900_000), min_size=4, max_size=4),
)
def test_whatever_they_take_the_stage_has_its_time_as_far_as_three_minutes_go(
    pairs: int, took: list[int]
) -> None:
    session = reporting(*TWELVE[: 2 * pairs])
    now = 0.0
    for taken, (here, there) in zip(
        took, pairwise(s.id for s in schedule_of(session) if s.slot), strict=False
    ):
        now += taken / 1000
        before = slots(session)
        session = made(session, MovedOn(left=here, to=there), seconds=now)
        left = [s for s in schedule_of(session) if s.slot][int(there[-1]) - 1 :]
        lengths = [s.seconds for s in left]
        assert all(seconds >= 180 for seconds in lengths)
        assert max(lengths) - min(lengths) <= 1
        assert math.ceil(now) + sum(lengths) <= max(
            900 + 15 + 1, math.ceil(now) + 180 * len(lengths)
        )
        assert sum(slots(session)) == sum(before)
