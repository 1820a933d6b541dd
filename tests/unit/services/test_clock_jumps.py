"""A wall clock that jumps: noticed, told apart, and taken out to the second if that is wanted."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneone_tui.services.clock_jumps import STEP_SECONDS, STOPPED_SECONDS, Jump, JumpWatch
from oneone_tui.workshop.agenda.timer import seconds_spent, timer_state
from oneone_tui.workshop.model.changes import (
    AnyChange,
    ChangeRejected,
    Finished,
    JumpDiscounted,
    NoteDraft,
    NotesWritten,
    Paused,
    Resumed,
    SegmentEntered,
    StartedEarlier,
    TimeAdded,
    Undone,
)
from oneone_tui.workshop.model.session import TEAM_ONE, Session
from oneone_tui.workshop.model.terms import NoteKind
from tests.support.sessions import (
    SIX,
    apply_changes,
    paired_session,
    running_session,
    time_at,
    without_history,
)

TALK, FEEDBACK = "turn-1-conversation", "turn-1-feedback"


class Clocks:
    """Both clocks of a machine, in seconds, and the watch that looks at them once a second."""

    def __init__(self) -> None:
        self.wall = 0.0
        self.monotonic = 1_000.0
        self.watch = JumpWatch(lambda: self.monotonic)

    def go(self, wall: float, monotonic: float) -> None:
        """Let time pass on both."""
        self.wall += wall
        self.monotonic += monotonic

    def look(self, next_in: float = 1.0) -> tuple[float, float] | None:
        """Look; what jumped, in seconds since the start."""
        jump = self.watch.check(time_at(self.wall))
        self.watch.expect_next_in(next_in)
        if jump is None:
            return None
        assert jump.seconds == pytest.approx((jump.after - jump.before).total_seconds())
        return (jump.before - time_at(0)).total_seconds(), (jump.after - time_at(0)).total_seconds()


@pytest.fixture
def clocks() -> Clocks:
    """Clocks that were looked at for five seconds."""
    made = Clocks()
    for _ in range(5):
        assert made.look() is None
        made.go(1, 1)
    assert made.look() is None
    return made


def test_jump_watch_reports_nothing_on_first_look() -> None:
    clocks = Clocks()
    clocks.go(500, 3)
    assert clocks.look() is None


def test_jump_watch_reports_clock_set_forward_to_the_second(clocks: Clocks) -> None:
    clocks.go(1 + 3_600, 1)
    assert clocks.look() == (6, 3_606)
    clocks.go(1, 1)
    assert clocks.look() is None  # once


def test_jump_watch_reports_clock_set_back_to_the_second(clocks: Clocks) -> None:
    clocks.go(1 - 90, 1)
    assert clocks.look() == (6, -84)
    clocks.go(1, 1)
    assert clocks.look() is None


def test_jump_watch_reports_sleep_of_machine(
    clocks: Clocks,
) -> None:
    clocks.go(0.4 + 600 + 0.6, 1)  # on Linux; the timer had 0.6 s to go when it fell asleep
    assert clocks.look() == (6, 606)


def test_jump_watch_reports_stopped_program(clocks: Clocks) -> None:
    clocks.go(20.7, 20.7)
    assert clocks.look() == (5, 25.7)
    clocks.go(1, 1)
    assert clocks.look() is None


@pytest.mark.parametrize("late", [0.0, 0.5, STOPPED_SECONDS - 0.1])
def test_jump_watch_ignores_delay_of_busy_machine(clocks: Clocks, late: float) -> None:
    clocks.go(1 + late, 1 + late)
    assert clocks.look() is None


@pytest.mark.parametrize("step", [-STEP_SECONDS, -1, 0.5, STEP_SECONDS])
def test_jump_watch_ignores_small_step(clocks: Clocks, step: float) -> None:
    clocks.go(1 + step, 1)
    assert clocks.look() is None


def test_jump_watch_ignores_slow_drift(clocks: Clocks) -> None:
    for _ in range(3_600):
        clocks.go(1.0005, 1)  # as far as a clock is slewed
        assert clocks.look() is None


def test_jump_watch_reports_jump_between_rare_looks() -> None:
    clocks = Clocks()
    clocks.look(15)
    clocks.go(15.2, 15.2)
    assert clocks.look(15) is None
    clocks.go(40, 40)
    assert clocks.look(15) == (15.2, 55.2)


def test_jump_watch_accepts_look_before_it_is_due(clocks: Clocks) -> None:
    clocks.go(0.01, 0.01)
    assert clocks.look() is None


# ------------------------------------------------------------------ taken out


def elapsed(session: Session, seconds: float) -> float:
    return timer_state(session, time_at(seconds)).elapsed


def jump_discounted(before: float, until: float) -> JumpDiscounted:
    """The wall clock went from one second to another, and that is not to count."""
    jump = Jump(time_at(before), time_at(until))
    return JumpDiscounted(before=jump.before, after=jump.after)


@given(st.floats(0, 400), st.floats(2, 100_000), st.floats(0, 300))
def test_jump_discounted_turns_gap_into_pause(before: float, gap: float, wait: float) -> None:
    session = apply_changes(
        running_session(), jump_discounted(before, before + gap), seconds=before + gap + wait
    )
    later = before + gap + wait
    assert elapsed(session, later) == pytest.approx(before + wait, abs=1e-3)
    assert elapsed(apply_changes(session, Paused(), seconds=later), 999_999) == pytest.approx(
        before + wait, abs=1e-3
    )


@given(st.floats(10, 400), st.floats(2, 100_000), st.floats(0, 300))
def test_jump_discounted_shifts_anchors_with_clock_set_back(
    before: float, step: float, wait: float
) -> None:
    session = apply_changes(
        running_session(), jump_discounted(before, before - step), seconds=before - step + wait
    )
    here = timer_state(session, time_at(before - step + wait))
    assert here.elapsed == pytest.approx(before + wait, abs=1e-3)
    assert here.slip == pytest.approx(max(0, before + wait - 300), abs=1e-3)


def test_timer_state_counts_jump_that_is_not_discounted() -> None:
    assert elapsed(running_session(), 130) == 130
    # Backward, the anchors are read as they stand: time goes back, and never below the last.
    assert elapsed(running_session(), -50) == 0


def test_jump_discounted_is_in_history_and_undone_exactly() -> None:
    for change in (jump_discounted(100, 190), jump_discounted(100, 10)):
        session = apply_changes(running_session(), change, seconds=200)
        assert session.history[-1].said == "did not count a jump of 1:30"
        undone = apply_changes(session, Undone(entry=session.history[-1].id), seconds=201)
        assert without_history(undone) == without_history(running_session())


@pytest.mark.parametrize(
    "since",
    [
        Paused(),
        SegmentEntered(left="roles", to=TALK),
        Finished(left="roles"),
    ],
)
def test_jump_discounted_is_rejected_once_clock_was_used(since: AnyChange) -> None:
    session = apply_changes(running_session(), since, seconds=150)
    with pytest.raises(ChangeRejected, match=r"used since|over already"):
        apply_changes(session, jump_discounted(100, 140), seconds=160)


def test_jump_discounted_allows_changes_that_leave_clock_alone() -> None:
    session = apply_changes(running_session(), TimeAdded(segment="roles", seconds=60), seconds=150)
    assert elapsed(apply_changes(session, jump_discounted(100, 140), seconds=160), 160) == 120


def test_jump_discounted_rejects_same_gap_again() -> None:
    session = apply_changes(running_session(), jump_discounted(100, 140), seconds=141)
    with pytest.raises(ChangeRejected, match="used since"):
        apply_changes(session, jump_discounted(100.4, 140.3), seconds=142)


def test_jump_discounted_rejects_same_step_back_from_second_console() -> None:
    session = apply_changes(running_session(), jump_discounted(3_700, 100), seconds=101)
    note = NotesWritten(kind=NoteKind.VALUE, notes=(NoteDraft(text="our word"),), team=TEAM_ONE)
    session = apply_changes(session, note, seconds=101)
    with pytest.raises(ChangeRejected, match="taken out already"):
        apply_changes(session, jump_discounted(3_700.8, 100.8), seconds=102)
    assert elapsed(session, 110) == 3_710
    # Taken back, it can be taken out again; and a second step is another one.
    assert elapsed(apply_changes(session, jump_discounted(110, 50), seconds=51), 51) == 3_711
    back = apply_changes(
        session, *(Undone(entry=e.id) for e in session.history[:-3:-1]), seconds=103
    )
    assert elapsed(
        apply_changes(back, jump_discounted(3_700.8, 100.8), seconds=104), 104
    ) == pytest.approx(3_704)


def test_jump_discounted_takes_out_two_gaps_in_order() -> None:
    session = apply_changes(
        running_session(), jump_discounted(100, 140), jump_discounted(150, 250), seconds=260
    )
    assert elapsed(session, 260) == 120


def test_jump_discounted_is_rejected_before_start_and_after_end() -> None:
    with pytest.raises(ChangeRejected, match="not started"):
        apply_changes(paired_session(*SIX), jump_discounted(1, 100), seconds=100)
    over = apply_changes(running_session(), Finished(left="roles"), seconds=50)
    for change in (jump_discounted(10, 100), jump_discounted(100, 10)):
        with pytest.raises(ChangeRejected, match="over already"):
            apply_changes(over, change, seconds=100)


# ------------------------------------------------------------------ we began … ago


def test_started_earlier_corrects_late_start() -> None:
    session = apply_changes(running_session(), StartedEarlier(seconds=90), seconds=10)
    here = timer_state(session, time_at(10))
    assert (here.elapsed, here.started, here.ends) == (90, time_at(-80), time_at(2_920))
    assert session.history[-1].said == "began 1:30 ago"
    undone = apply_changes(session, Undone(entry=session.history[-1].id), seconds=11)
    assert without_history(undone) == without_history(running_session())


def test_started_earlier_takes_time_from_segment_before() -> None:
    session = apply_changes(running_session(), SegmentEntered(left="roles", to=TALK), seconds=390)
    session = apply_changes(session, StartedEarlier(seconds=100), seconds=400)
    assert seconds_spent(session.clock, time_at(400)) == {"roles": 300, TALK: 100}
    session = apply_changes(session, StartedEarlier(seconds=0), seconds=410)
    assert seconds_spent(session.clock, time_at(420)) == {"roles": 410, TALK: 10}


def test_started_earlier_reaches_past_pause_of_segment_before() -> None:
    session = apply_changes(
        apply_changes(running_session(), Paused(), seconds=200), Resumed(), seconds=250
    )
    session = apply_changes(session, SegmentEntered(left="roles", to=TALK), seconds=300)
    in_it = apply_changes(session, StartedEarlier(seconds=80), seconds=310)
    assert seconds_spent(in_it.clock, time_at(310)) == {"roles": 200, TALK: 80}
    before_it = apply_changes(session, StartedEarlier(seconds=210), seconds=310)
    assert seconds_spent(before_it.clock, time_at(310)) == {"roles": 100, TALK: 210}
    undone = apply_changes(before_it, Undone(entry=before_it.history[-1].id), seconds=311)
    assert without_history(undone) == without_history(session)


def test_started_earlier_keeps_pause_of_its_segment() -> None:
    session = apply_changes(
        apply_changes(running_session(), Paused(), seconds=100), Resumed(), seconds=160
    )
    earlier = apply_changes(session, StartedEarlier(seconds=230), seconds=200)
    assert elapsed(earlier, 200) == 230 - 60
    with pytest.raises(ChangeRejected, match="paused since then"):
        apply_changes(session, StartedEarlier(seconds=90), seconds=200)


def test_started_earlier_works_while_paused() -> None:
    session = apply_changes(running_session(), Paused(), seconds=60)
    assert elapsed(apply_changes(session, StartedEarlier(seconds=120), seconds=100), 500) == 80


def test_started_earlier_rejects_start_beyond_segment_before() -> None:
    session = apply_changes(running_session(), SegmentEntered(left="roles", to=TALK), seconds=300)
    session = apply_changes(session, SegmentEntered(left=TALK, to=FEEDBACK), seconds=700)
    assert elapsed(apply_changes(session, StartedEarlier(seconds=400), seconds=700), 700) == 400
    with pytest.raises(ChangeRejected, match="go back instead"):
        apply_changes(session, StartedEarlier(seconds=401), seconds=700)


def test_started_earlier_corrects_current_stay_only() -> None:
    session = apply_changes(running_session(), SegmentEntered(left="roles", to=TALK), seconds=300)
    session = apply_changes(session, SegmentEntered(left=TALK, to="roles"), seconds=320)
    session = apply_changes(session, StartedEarlier(seconds=15), seconds=330)
    assert seconds_spent(session.clock, time_at(330)) == {"roles": 315, TALK: 15}


@pytest.mark.parametrize("seconds", [-1, 14_401, 10**12])
def test_started_earlier_rejects_impossible_seconds(seconds: int) -> None:
    with pytest.raises(ChangeRejected, match="0:00 up to"):
        apply_changes(running_session(), StartedEarlier(seconds=seconds), seconds=100)


def test_started_earlier_is_rejected_before_start() -> None:
    with pytest.raises(ChangeRejected, match="not started"):
        apply_changes(paired_session(*SIX), StartedEarlier(seconds=10), seconds=100)


@given(st.integers(0, 600), st.integers(0, 600))
def test_started_earlier_replaces_earlier_correction(first: int, second: int) -> None:
    session = apply_changes(running_session(), StartedEarlier(seconds=first), seconds=100)
    session = apply_changes(session, StartedEarlier(seconds=second), seconds=130)
    assert elapsed(session, 130) == second
    assert timer_state(session, time_at(130)).started == time_at(130) - timedelta(seconds=second)
