"""The clock: what every console computes from the anchors, at any instant and after anything."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneone_tui.workshop.agenda.auto_advance import due_move, goes_on_in
from oneone_tui.workshop.agenda.schedule import Segment, find_segment
from oneone_tui.workshop.agenda.timer import (
    expected_starts,
    seconds_spent,
    segment_timings,
    time_spans,
    timer_state,
)
from oneone_tui.workshop.agenda.trio_timer import trio_timer_state
from oneone_tui.workshop.model.changes import (
    Finished,
    Paused,
    Resumed,
    SegmentEntered,
    Started,
    TimeAdded,
    Undone,
)
from oneone_tui.workshop.model.session import Session
from oneone_tui.workshop.model.terms import Stage
from oneone_tui.workshop.suggestions.timing import timing_suggestions
from tests.support.sessions import (
    SIX,
    START,
    apply_changes,
    decode_again,
    paired_session,
    running_session,
    segment_ids,
    time_at,
)
from tests.support.strategies import CLOCK_KINDS, Run, runs

clock_runs = runs(CLOCK_KINDS, most=25)
waits = st.integers(0, 7_200_000).map(lambda milliseconds: timedelta(milliseconds=milliseconds))
skews = st.one_of(waits, st.just(timedelta(seconds=-45)))


def wall_end(session: Session, now: datetime) -> datetime:
    """Until when time has passed: a clock set back stands still, a workshop that is over too."""
    last = session.clock[-1]
    return max(now, last.at) if last.segment else last.at


@given(clock_runs, skews)
def test_time_spans_have_no_gaps_and_sum_to_wall_time(run: Run, wait: timedelta) -> None:
    now = run.now + wait
    parts = list(time_spans(run.last.clock, now))
    assert all(one.end == other.start for one, other in pairwise(parts))
    assert all(part.seconds >= 0 for part in parts)
    if parts:
        wall = wall_end(run.last, now) - run.last.clock[0].at
        assert sum(part.seconds for part in parts) == pytest.approx(wall.total_seconds())


@given(clock_runs, skews)
def test_seconds_spent_are_never_negative_and_sum_with_pauses(run: Run, wait: timedelta) -> None:
    now = run.now + wait
    took = seconds_spent(run.last.clock, now)
    assert all(seconds >= 0 for seconds in took.values())
    assert set(took) <= set(segment_ids(run.last))
    still = sum(part.seconds for part in time_spans(run.last.clock, now) if not part.running)
    if run.last.clock:
        wall = wall_end(run.last, now) - run.last.clock[0].at
        assert sum(took.values()) + still == pytest.approx(wall.total_seconds())


@given(runs((Started, SegmentEntered, Paused, Resumed, TimeAdded, Finished), most=25), waits)
def test_seconds_spent_agree_with_a_stopwatch(run: Run, wait: timedelta) -> None:
    watch: dict[str, float] = defaultdict(float)
    since = run.first.clock[0].at if run.first.clock else None
    on, ticking = (run.first.clock[-1].segment, True) if since else ("", False)
    for change, made_at, _ in run.made:
        if isinstance(change, TimeAdded):
            continue
        at = max(made_at, since or made_at)
        if ticking and since:
            watch[on] += (at - since).total_seconds()
        since = at
        if isinstance(change, Started | SegmentEntered):
            on = change.segment if isinstance(change, Started) else change.to
        ticking = isinstance(change, Started | SegmentEntered | Resumed)
    now = run.now + wait
    if ticking and since:
        watch[on] += (max(now, since) - since).total_seconds()
    took = seconds_spent(run.last.clock, now)
    assert {k: v for k, v in took.items() if v} == pytest.approx(
        {k: v for k, v in watch.items() if v}
    )


@given(runs(most=25), skews)
def test_timer_state_is_the_same_on_every_console(run: Run, wait: timedelta) -> None:
    now = run.now + wait
    assert timer_state(run.last, now) == timer_state(decode_again(run.last), now)
    assert hash(timer_state(run.last, now)) == hash(timer_state(decode_again(run.last), now))


@given(clock_runs, skews)
def test_timer_derivatives_are_the_same_on_every_console(run: Run, wait: timedelta) -> None:
    now = run.now + wait

    def told(session: Session) -> tuple[object, ...]:
        here = timer_state(session, now)
        return (
            due_move(session, now),
            goes_on_in(session, here),
            timing_suggestions(session, here),
            trio_timer_state(session, now),
            expected_starts(session, here),
            segment_timings(session, now, START),
        )

    assert told(run.last) == told(decode_again(run.last))


@given(clock_runs, waits)
def test_expected_starts_are_ordered_up_to_the_end(run: Run, wait: timedelta) -> None:
    here = timer_state(run.last, run.now + wait)
    starts = expected_starts(run.last, here)
    assert len(starts) == len(here.segments)
    coming = list(starts[here.index + 1 :])
    if here.segment and here.ends:
        ends = [*coming, here.ends]
        assert ends == sorted(ends)
        assert ends[0] == here.next_segment_at
        lengths = [(b - a).total_seconds() for a, b in pairwise(ends)]
        assert lengths == pytest.approx(here.to_come[here.index + 1 :])
    assert all(start <= here.now for start in starts[: here.index + 1] if here.segment)


@given(runs(most=25))
def test_timer_state_is_in_a_known_segment_until_the_end(run: Run) -> None:
    for step in run.made:
        now = timer_state(step.session, step.at)
        on = step.session.clock[-1].segment if step.session.clock else ""
        assert (now.segment.id if now.segment else "") == on
        assert (now.started is not None) == bool(step.session.clock)
        assert (now.finished is not None) == (bool(step.session.clock) and not on)


@given(clock_runs, waits)
def test_timer_state_runs_with_wall_clock_and_stops_in_pause(run: Run, wait: timedelta) -> None:
    now = max([run.now, *(anchor.at for anchor in run.last.clock)])
    one, other = timer_state(run.last, now), timer_state(run.last, now + wait)
    passed = wait.total_seconds() if one.running else 0
    assert other.elapsed - one.elapsed == pytest.approx(passed)
    assert one.seconds_left - other.seconds_left == pytest.approx(passed if one.segment else 0)
    assert other.slip >= one.slip - 1e-6
    if one.paused:
        assert other.slip - one.slip == pytest.approx(wait.total_seconds())
    if one.running and other.seconds_left >= 0:
        assert one.ends == pytest.approx(other.ends, abs=timedelta(milliseconds=1))


@given(clock_runs, waits)
def test_left_of_workshop_is_time_until_end(run: Run, wait: timedelta) -> None:
    now = timer_state(run.last, run.now + wait)
    if now.segment and now.ends:
        assert now.left_of_workshop() == pytest.approx((now.ends - now.now).total_seconds())
    assert 0 <= now.left_of_turn() <= now.left_of_stage() + 1e-6
    assert now.left_of_stage() <= now.left_of_workshop() + 1e-6


def segment(session: Session, segment_id: str) -> Segment:
    found = find_segment(timer_state(session, START).segments, segment_id)
    assert found is not None
    return found


def test_timer_state_before_start_has_only_a_schedule() -> None:
    now = timer_state(paired_session(*SIX), time_at(500))
    assert (now.segment, now.started, now.finished, now.ends) == (None, None, None, None)
    assert (now.running, now.paused, now.seconds_left, now.slip, now.index) == (
        False,
        False,
        0,
        0,
        -1,
    )
    assert now.next_segment == now.segments[0]
    assert now.previous_segment is None


def test_timer_state_has_time_left_and_next_segment() -> None:
    session = apply_changes(
        running_session(), SegmentEntered(left="roles", to="turn-1-conversation"), seconds=300
    )
    now = timer_state(session, time_at(300 + 65))
    assert now.segment == segment(session, "turn-1-conversation")
    assert (now.elapsed, now.seconds_left, now.running, now.paused) == (65, 415, True, False)
    assert now.next_segment == segment(session, "turn-1-feedback")
    assert now.next_segment_at == time_at(300 + 480)
    assert now.previous_segment == segment(session, "roles")
    assert (now.left_of_turn(), now.left_of_stage()) == (415 + 120, 415 + 120 + 600 + 300)
    assert now.left_of_workshop() == 3_000 - 365
    assert (now.ends, now.slip) == (time_at(3_000), 0)


def test_timer_state_counts_on_past_the_end() -> None:
    now = timer_state(running_session(), time_at(340))
    assert (now.elapsed, now.seconds_left, now.slip) == (340, -40, 40)
    assert (now.ends, now.next_segment_at) == (time_at(3_040), time_at(340))


def test_timer_state_pause_stops_segment_and_moves_end() -> None:
    session = apply_changes(running_session(), Paused(), seconds=100)
    now = timer_state(session, time_at(130))
    assert (now.seconds_left, now.running, now.paused, now.slip) == (200, False, True, 30)
    assert now.ends == time_at(3_030)
    now = timer_state(apply_changes(session, Resumed(), seconds=160), time_at(170))
    assert (now.elapsed, now.paused, now.slip) == (110, False, 60)


def test_timer_state_end_moves_with_added_time_and_early_move() -> None:
    session = apply_changes(running_session(), TimeAdded(segment="roles", seconds=60), seconds=10)
    now = timer_state(session, time_at(10))
    assert (now.seconds_left, now.slip, now.ends) == (350, 60, time_at(3_060))
    early = apply_changes(
        session, SegmentEntered(left="roles", to="turn-1-conversation"), seconds=240
    )
    assert timer_state(early, time_at(240)).slip == -60


def test_timer_state_finds_earlier_segment_as_it_was_left() -> None:
    session = apply_changes(
        running_session(), SegmentEntered(left="roles", to="turn-1-conversation"), seconds=290
    )
    session = apply_changes(
        session, SegmentEntered(left="turn-1-conversation", to="roles"), seconds=350
    )
    now = timer_state(session, time_at(355))
    assert (now.elapsed, now.seconds_left) == (295, 5)
    # The minute that the conversation had does not come again.
    assert now.left_of_workshop() == 5 + 420 + 120 + 600 + 300 + 900 + 300
    assert now.ends == time_at(355 + now.left_of_workshop())


def test_timer_state_keeps_time_of_later_segment_on_return() -> None:
    session = running_session(segment="turn-1-conversation")
    session = apply_changes(
        session, SegmentEntered(left="turn-1-conversation", to="turn-2-feedback"), seconds=8
    )
    session = apply_changes(
        session, SegmentEntered(left="turn-2-feedback", to="turn-2-conversation"), seconds=68
    )
    assert timer_state(session, time_at(68)).left_of_turn() == 480 + 60


def test_timer_state_does_not_repay_overrun_of_later_segment() -> None:
    session = apply_changes(
        running_session(), SegmentEntered(left="roles", to="turn-1-conversation"), seconds=300
    )
    session = apply_changes(
        session, SegmentEntered(left="turn-1-conversation", to="roles"), seconds=900
    )
    now = timer_state(session, time_at(900))
    assert now.to_come[:3] == (0, 0, 120)
    assert now.left_of_workshop() == 3_000 - 300 - 480


def test_timer_state_survives_wall_clock_set_back() -> None:
    session = apply_changes(running_session(), Paused(), seconds=100)
    session = apply_changes(session, Resumed(), seconds=40)
    assert [anchor.at for anchor in session.clock] == [START, time_at(100), time_at(100)]
    behind = timer_state(session, time_at(50))
    assert (behind.now, behind.elapsed, behind.ends) == (time_at(100), 100, time_at(3_000))
    assert timer_state(session, time_at(110)).elapsed == 110


def test_time_spans_of_simultaneous_anchors_are_empty() -> None:
    session = apply_changes(
        running_session(),
        Paused(),
        Resumed(),
        SegmentEntered(left="roles", to="commit"),
        seconds=60,
    )
    assert seconds_spent(session.clock, time_at(60)) == {"roles": 60, "commit": 0}
    assert timer_state(session, time_at(60)).elapsed == 0


def test_timer_state_stands_still_at_end_and_can_be_left() -> None:
    session = apply_changes(
        running_session(segment="wrap-up"), Finished(left="wrap-up"), seconds=200
    )
    now = timer_state(session, time_at(900))
    assert (now.segment, now.finished, now.ends) == (None, time_at(200), time_at(200))
    assert (now.next_segment, now.previous_segment) == (None, now.segments[-1])
    assert (now.running, now.paused, now.seconds_left, now.left_of_workshop()) == (
        False,
        False,
        0,
        0,
    )
    assert now.slip == 200 - 3_000
    session = apply_changes(session, SegmentEntered(left="", to="wrap-up"), seconds=230)
    now = timer_state(session, time_at(240))
    assert (now.elapsed, now.finished) == (210, None)


def test_timer_state_through_fifty_minutes_with_pause_and_step_back() -> None:
    session = apply_changes(paired_session(*SIX), Started(segment="roles"))
    session = apply_changes(
        session, SegmentEntered(left="roles", to="turn-1-conversation"), seconds=300
    )
    session = apply_changes(session, Paused(), seconds=600)
    session = apply_changes(session, Resumed(), seconds=690)
    session = apply_changes(
        session, TimeAdded(segment="turn-1-conversation", seconds=60), seconds=700
    )
    now = timer_state(session, time_at(925))
    assert (now.elapsed, now.seconds_left, now.slip) == (535, 5, 150)
    session = apply_changes(
        session, SegmentEntered(left="turn-1-conversation", to="turn-1-feedback"), seconds=940
    )
    session = apply_changes(
        session, SegmentEntered(left="turn-1-feedback", to="turn-1-conversation"), seconds=950
    )
    now = timer_state(session, time_at(955))
    assert (now.elapsed, now.seconds_left) == (555, -15)
    session = apply_changes(session, Undone(entry=session.history[-1].id), seconds=960)
    now = timer_state(session, time_at(960))
    assert now.segment == segment(session, "turn-1-feedback")
    assert (now.elapsed, now.slip) == (20, 160)
    left, at = "turn-1-feedback", 940 + 120
    ids = segment_ids(session)
    for segment_id in ids[ids.index(left) + 1 :]:
        session = apply_changes(session, SegmentEntered(left=left, to=segment_id), seconds=at)
        left, at = segment_id, at + segment(session, segment_id).seconds
    assert session.info.stage is Stage.SUMMARY
    session = apply_changes(session, Finished(left="wrap-up"), seconds=at)
    now = timer_state(decode_again(session), time_at(99_999))
    assert (now.finished, now.slip) == (time_at(3_160), 160)
    took = seconds_spent(session.clock, time_at(99_999))
    assert took["turn-1-conversation"] == 550
    assert sum(took.values()) == 3_160 - 90


def test_segment_timings_have_plan_and_actual() -> None:
    session = apply_changes(
        running_session(), SegmentEntered(left="roles", to="turn-1-conversation"), seconds=330
    )
    rows = segment_timings(session, time_at(400), START)
    assert [row.actual for row in rows][:3] == [330, 70, None]
    assert [row.started for row in rows][:3] == [START, time_at(330), None]
    assert [row.starts for row in rows][:3] == [START, time_at(300), time_at(780)]
