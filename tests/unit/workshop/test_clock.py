"""The clock: what every console computes from the anchors, at any instant and after anything."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneone_tui.workshop.autopilot import due, goes_on_in
from oneone_tui.workshop.changes import (
    Finished,
    MovedOn,
    Paused,
    Resumed,
    Started,
    TimeAdded,
    Undone,
)
from oneone_tui.workshop.clock import expected_starts, moment, spent, stretches, timings
from oneone_tui.workshop.proposals import proposals
from oneone_tui.workshop.schedule import Segment, find_segment
from oneone_tui.workshop.session import Session
from oneone_tui.workshop.trio import trio_moment
from oneone_tui.workshop.words import Stage
from tests.unit.workshop.building import (
    SIX,
    START,
    after,
    in_pairs,
    made,
    reopened,
    running,
    segment_ids,
)
from tests.unit.workshop.strategies import CLOCK_KINDS, Run, runs

clock_runs = runs(CLOCK_KINDS, most=25)
waits = st.integers(0, 7_200_000).map(lambda milliseconds: timedelta(milliseconds=milliseconds))
skews = st.one_of(waits, st.just(timedelta(seconds=-45)))


def wall_end(session: Session, now: datetime) -> datetime:
    """Until when time has passed: a clock set back stands still, a workshop that is over too."""
    last = session.clock[-1]
    return max(now, last.at) if last.segment else last.at


@given(clock_runs, skews)
def test_the_stretches_follow_each_other_and_sum_to_the_wall_time(
    run: Run, wait: timedelta
) -> None:
    now = run.now + wait
    parts = list(stretches(run.last.clock, now))
    assert all(one.end == other.start for one, other in pairwise(parts))
    assert all(part.seconds >= 0 for part in parts)
    if parts:
        wall = wall_end(run.last, now) - run.last.clock[0].at
        assert sum(part.seconds for part in parts) == pytest.approx(wall.total_seconds())


@given(clock_runs, skews)
def test_no_segments_time_is_negative_and_with_the_pauses_it_is_all_the_time(
    run: Run, wait: timedelta
) -> None:
    now = run.now + wait
    took = spent(run.last.clock, now)
    assert all(seconds >= 0 for seconds in took.values())
    assert set(took) <= set(segment_ids(run.last))
    still = sum(part.seconds for part in stretches(run.last.clock, now) if not part.running)
    if run.last.clock:
        wall = wall_end(run.last, now) - run.last.clock[0].at
        assert sum(took.values()) + still == pytest.approx(wall.total_seconds())


@given(runs((Started, MovedOn, Paused, Resumed, TimeAdded, Finished), most=25), waits)
def test_the_anchors_say_what_a_stopwatch_beside_them_says(run: Run, wait: timedelta) -> None:
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
        if isinstance(change, Started | MovedOn):
            on = change.segment if isinstance(change, Started) else change.to
        ticking = isinstance(change, Started | MovedOn | Resumed)
    now = run.now + wait
    if ticking and since:
        watch[on] += (max(now, since) - since).total_seconds()
    took = spent(run.last.clock, now)
    assert {k: v for k, v in took.items() if v} == pytest.approx(
        {k: v for k, v in watch.items() if v}
    )


@given(runs(most=25), skews)
def test_two_consoles_agree_and_so_does_the_one_that_reopens_the_file(
    run: Run, wait: timedelta
) -> None:
    now = run.now + wait
    assert moment(run.last, now) == moment(reopened(run.last), now)
    assert hash(moment(run.last, now)) == hash(moment(reopened(run.last), now))


@given(clock_runs, skews)
def test_they_agree_on_all_that_follows_from_the_moment(run: Run, wait: timedelta) -> None:
    now = run.now + wait

    def told(session: Session) -> tuple[object, ...]:
        here = moment(session, now)
        return (
            due(session, now),
            goes_on_in(session, here),
            proposals(session, here),
            trio_moment(session, now),
            expected_starts(session, here),
            timings(session, now, START),
        )

    assert told(run.last) == told(reopened(run.last))


@given(clock_runs, waits)
def test_expected_starts_follow_each_other_up_to_the_end(run: Run, wait: timedelta) -> None:
    here = moment(run.last, run.now + wait)
    starts = expected_starts(run.last, here)
    assert len(starts) == len(here.segments)
    coming = list(starts[here.index + 1 :])
    if here.segment and here.ends:
        ends = [*coming, here.ends]
        assert ends == sorted(ends)
        assert ends[0] == here.upcoming_at
        lengths = [(b - a).total_seconds() for a, b in pairwise(ends)]
        assert lengths == pytest.approx(here.to_come[here.index + 1 :])
    assert all(start <= here.now for start in starts[: here.index + 1] if here.segment)


@given(runs(most=25))
def test_after_anything_the_room_is_in_a_segment_of_the_agenda_until_it_is_over(run: Run) -> None:
    for step in run.made:
        now = moment(step.session, step.at)
        on = step.session.clock[-1].segment if step.session.clock else ""
        assert (now.segment.id if now.segment else "") == on
        assert (now.started is not None) == bool(step.session.clock)
        assert (now.finished is not None) == (bool(step.session.clock) and not on)


@given(clock_runs, waits)
def test_a_running_clock_moves_with_the_wall_and_a_paused_one_stands_still(
    run: Run, wait: timedelta
) -> None:
    now = max([run.now, *(anchor.at for anchor in run.last.clock)])
    one, other = moment(run.last, now), moment(run.last, now + wait)
    passed = wait.total_seconds() if one.running else 0
    assert other.elapsed - one.elapsed == pytest.approx(passed)
    assert one.left - other.left == pytest.approx(passed if one.segment else 0)
    assert other.slip >= one.slip - 1e-6
    if one.paused:
        assert other.slip - one.slip == pytest.approx(wait.total_seconds())
    if one.running and other.left >= 0:
        assert one.ends == pytest.approx(other.ends, abs=timedelta(milliseconds=1))


@given(clock_runs, waits)
def test_what_is_left_of_the_whole_is_the_time_until_the_end(run: Run, wait: timedelta) -> None:
    now = moment(run.last, run.now + wait)
    if now.segment and now.ends:
        assert now.left_of_workshop() == pytest.approx((now.ends - now.now).total_seconds())
    assert 0 <= now.left_of_turn() <= now.left_of_stage() + 1e-6
    assert now.left_of_stage() <= now.left_of_workshop() + 1e-6


def segment(session: Session, segment_id: str) -> Segment:
    found = find_segment(moment(session, START).segments, segment_id)
    assert found is not None
    return found


def test_before_the_start_there_is_an_agenda_and_no_clock() -> None:
    now = moment(in_pairs(*SIX), after(500))
    assert (now.segment, now.started, now.finished, now.ends) == (None, None, None, None)
    assert (now.running, now.paused, now.left, now.slip, now.index) == (False, False, 0, 0, -1)
    assert now.upcoming == now.segments[0]
    assert now.previous is None


def test_a_running_segment_says_what_is_left_and_what_comes_next() -> None:
    session = made(running(), MovedOn(left="roles", to="turn-1-conversation"), seconds=300)
    now = moment(session, after(300 + 65))
    assert now.segment == segment(session, "turn-1-conversation")
    assert (now.elapsed, now.left, now.running, now.paused) == (65, 415, True, False)
    assert now.upcoming == segment(session, "turn-1-feedback")
    assert now.upcoming_at == after(300 + 480)
    assert now.previous == segment(session, "roles")
    assert (now.left_of_turn(), now.left_of_stage()) == (415 + 120, 415 + 120 + 600 + 300)
    assert now.left_of_workshop() == 3_000 - 365
    assert (now.ends, now.slip) == (after(3_000), 0)


def test_past_its_end_a_segment_counts_on_and_the_end_moves_with_it() -> None:
    now = moment(running(), after(340))
    assert (now.elapsed, now.left, now.slip) == (340, -40, 40)
    assert (now.ends, now.upcoming_at) == (after(3_040), after(340))


def test_a_pause_stops_the_segment_and_moves_the_end() -> None:
    session = made(running(), Paused(), seconds=100)
    now = moment(session, after(130))
    assert (now.left, now.running, now.paused, now.slip) == (200, False, True, 30)
    assert now.ends == after(3_030)
    now = moment(made(session, Resumed(), seconds=160), after(170))
    assert (now.elapsed, now.paused, now.slip) == (110, False, 60)


def test_added_time_moves_the_end_and_going_on_early_brings_it_forward() -> None:
    session = made(running(), TimeAdded(segment="roles", seconds=60), seconds=10)
    now = moment(session, after(10))
    assert (now.left, now.slip, now.ends) == (350, 60, after(3_060))
    early = made(session, MovedOn(left="roles", to="turn-1-conversation"), seconds=240)
    assert moment(early, after(240)).slip == -60


def test_going_back_finds_the_segment_as_it_was_left() -> None:
    session = made(running(), MovedOn(left="roles", to="turn-1-conversation"), seconds=290)
    session = made(session, MovedOn(left="turn-1-conversation", to="roles"), seconds=350)
    now = moment(session, after(355))
    assert (now.elapsed, now.left) == (295, 5)
    # The minute that the conversation had does not come again.
    assert now.left_of_workshop() == 5 + 420 + 120 + 600 + 300 + 900 + 300
    assert now.ends == after(355 + now.left_of_workshop())


def test_the_trip_to_an_earlier_segment_counts_what_the_later_one_has_had() -> None:
    session = running(segment="turn-1-conversation")
    session = made(session, MovedOn(left="turn-1-conversation", to="turn-2-feedback"), seconds=8)
    session = made(session, MovedOn(left="turn-2-feedback", to="turn-2-conversation"), seconds=68)
    assert moment(session, after(68)).left_of_turn() == 480 + 60


def test_time_spent_past_the_end_of_a_later_segment_is_not_owed_back() -> None:
    session = made(running(), MovedOn(left="roles", to="turn-1-conversation"), seconds=300)
    session = made(session, MovedOn(left="turn-1-conversation", to="roles"), seconds=900)
    now = moment(session, after(900))
    assert now.to_come[:3] == (0, 0, 120)
    assert now.left_of_workshop() == 3_000 - 300 - 480


def test_a_wall_clock_set_back_never_takes_time_away() -> None:
    session = made(running(), Paused(), seconds=100)
    session = made(session, Resumed(), seconds=40)
    assert [anchor.at for anchor in session.clock] == [START, after(100), after(100)]
    behind = moment(session, after(50))
    assert (behind.now, behind.elapsed, behind.ends) == (after(100), 100, after(3_000))
    assert moment(session, after(110)).elapsed == 110


def test_several_anchors_in_one_instant_are_no_time() -> None:
    session = made(running(), Paused(), Resumed(), MovedOn(left="roles", to="commit"), seconds=60)
    assert spent(session.clock, after(60)) == {"roles": 60, "commit": 0}
    assert moment(session, after(60)).elapsed == 0


def test_the_end_stands_still_and_can_be_left_again() -> None:
    session = made(running(segment="wrap-up"), Finished(left="wrap-up"), seconds=200)
    now = moment(session, after(900))
    assert (now.segment, now.finished, now.ends) == (None, after(200), after(200))
    assert (now.upcoming, now.previous) == (None, now.segments[-1])
    assert (now.running, now.paused, now.left, now.left_of_workshop()) == (False, False, 0, 0)
    assert now.slip == 200 - 3_000
    session = made(session, MovedOn(left="", to="wrap-up"), seconds=230)
    now = moment(session, after(240))
    assert (now.elapsed, now.finished) == (210, None)


def test_fifty_minutes_with_a_pause_a_minute_more_and_a_step_back() -> None:
    session = made(in_pairs(*SIX), Started(segment="roles"))
    session = made(session, MovedOn(left="roles", to="turn-1-conversation"), seconds=300)
    session = made(session, Paused(), seconds=600)
    session = made(session, Resumed(), seconds=690)
    session = made(session, TimeAdded(segment="turn-1-conversation", seconds=60), seconds=700)
    now = moment(session, after(925))
    assert (now.elapsed, now.left, now.slip) == (535, 5, 150)
    session = made(session, MovedOn(left="turn-1-conversation", to="turn-1-feedback"), seconds=940)
    session = made(session, MovedOn(left="turn-1-feedback", to="turn-1-conversation"), seconds=950)
    now = moment(session, after(955))
    assert (now.elapsed, now.left) == (555, -15)
    session = made(session, Undone(entry=session.history[-1].id), seconds=960)
    now = moment(session, after(960))
    assert now.segment == segment(session, "turn-1-feedback")
    assert (now.elapsed, now.slip) == (20, 160)
    left, at = "turn-1-feedback", 940 + 120
    ids = segment_ids(session)
    for segment_id in ids[ids.index(left) + 1 :]:
        session = made(session, MovedOn(left=left, to=segment_id), seconds=at)
        left, at = segment_id, at + segment(session, segment_id).seconds
    assert session.info.stage is Stage.SUMMARY
    session = made(session, Finished(left="wrap-up"), seconds=at)
    now = moment(reopened(session), after(99_999))
    assert (now.finished, now.slip) == (after(3_160), 160)
    took = spent(session.clock, after(99_999))
    assert took["turn-1-conversation"] == 550
    assert sum(took.values()) == 3_160 - 90


def test_planned_and_actual_stand_side_by_side() -> None:
    session = made(running(), MovedOn(left="roles", to="turn-1-conversation"), seconds=330)
    rows = timings(session, after(400), START)
    assert [row.actual for row in rows][:3] == [330, 70, None]
    assert [row.started for row in rows][:3] == [START, after(330), None]
    assert [row.starts for row in rows][:3] == [START, after(300), after(780)]
