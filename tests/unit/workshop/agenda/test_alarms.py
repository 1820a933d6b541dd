"""The cues of the clock: amber and red by share, and each chime once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from oneone_tui.workshop.agenda.alarms import Alarm, Bell, Chime, alarm_of, chime_shown
from oneone_tui.workshop.agenda.schedule import Segment
from oneone_tui.workshop.agenda.timer import TimerState, timer_state
from oneone_tui.workshop.model.changes import (
    Paused,
    Resumed,
    SegmentEntered,
    Started,
    TimeAdded,
    Undone,
)
from oneone_tui.workshop.model.session import Session
from oneone_tui.workshop.model.terms import Stage, StepKind
from tests.support.sessions import (
    SIX,
    START,
    apply_changes,
    paired_session,
    running_session,
    time_at,
)

TALK, FEEDBACK = "turn-1-conversation", "turn-1-feedback"


def at(seconds: int, left: float, *, is_running: bool = True, name: str = "a") -> TimerState:
    """A moment in a segment of so many seconds with so many left."""
    segment = Segment(
        id=name,
        stage=Stage.ROUNDS,
        step=name,
        kind=StepKind.CONVERSATION,
        title="A",
        planned=seconds,
        seconds=seconds,
    )
    return TimerState(
        now=START,
        segments=(segment,),
        segment=segment,
        running=is_running,
        started=START,
        elapsed=seconds - left,
    )


def rung(bell: Bell, session: Session, *times: float) -> list[float]:
    """At which of these seconds the bell rings."""
    return [second for second in times if bell.should_ring(timer_state(session, time_at(second)))]


def span(first: int, last: int) -> range:
    return range(first, last + 1)


@pytest.mark.parametrize(
    "seconds, amber, red",
    [
        (480, 96, 24),  # 20 % and 5 %
        (300, 60, 15),
        (120, 24, 10),  # two minutes are not amber from their start; red is ten seconds at least
        (60, 12, 10),
        (1_200, 240, 60),
    ],
)
def test_alarm_of_goes_by_share_of_segment(seconds: int, amber: int, red: int) -> None:
    assert alarm_of(at(seconds, seconds)) is Alarm.CALM
    assert alarm_of(at(seconds, amber + 0.1)) is Alarm.CALM
    assert alarm_of(at(seconds, amber)) is Alarm.AMBER
    assert alarm_of(at(seconds, red + 0.1)) is Alarm.AMBER
    assert alarm_of(at(seconds, red)) is Alarm.RED
    assert alarm_of(at(seconds, 0.1)) is Alarm.RED
    assert alarm_of(at(seconds, 0)) is Alarm.OVER
    assert alarm_of(at(seconds, -600)) is Alarm.OVER


@given(st.integers(1, 14_400), st.integers(0, 14_400))
def test_alarm_of_only_rises_and_is_red_for_ten_seconds(seconds: int, elapsed: int) -> None:
    order = [Alarm.CALM, Alarm.AMBER, Alarm.RED, Alarm.OVER]
    now, later = (
        alarm_of(at(seconds, seconds - elapsed)),
        alarm_of(at(seconds, seconds - elapsed - 1)),
    )
    assert order.index(now) <= order.index(later)
    if 0 < seconds - elapsed <= 10:
        assert now is Alarm.RED


def test_alarm_of_paused_and_absent_segment() -> None:
    assert alarm_of(at(480, 5, is_running=False)) is Alarm.PAUSED
    assert alarm_of(at(480, -5, is_running=False)) is Alarm.PAUSED
    assert alarm_of(timer_state(paired_session(*SIX), START)) is Alarm.CALM


def test_bell_rings_a_minute_before_and_at_end_of_long_segment() -> None:
    bell, session = Bell(), running_session(segment=TALK)
    assert rung(bell, session, *span(0, 1_000)) == [420, 480]


def test_bell_rings_only_at_end_of_short_segment() -> None:
    bell, session = Bell(), running_session(segment=FEEDBACK)
    assert rung(bell, session, *span(0, 1_000)) == [120]


@given(
    st.lists(st.floats(0, 700), min_size=1).map(sorted),
    st.sampled_from([120, 179, 180, 480]),
)
def test_bell_rings_each_chime_once_and_never_early_however_rarely_asked(
    looks: list[float], seconds: int
) -> None:
    bell = Bell()
    bell.should_ring(at(seconds, seconds))
    rings = [look for look in looks if bell.should_ring(at(seconds, seconds - look))]
    moments = [seconds - 60, seconds] if seconds >= 180 else [seconds]
    expected = {next((look for look in looks if look >= m), None) for m in moments}
    assert set(rings) == expected - {None}


def test_bell_rings_when_removed_time_ends_segment() -> None:
    bell, session = Bell(), running_session(segment=TALK)
    assert rung(bell, session, *span(0, 450)) == [420]
    session = apply_changes(session, TimeAdded(segment=TALK, seconds=-60), seconds=450)
    assert rung(bell, session, *span(450, 600)) == [450]


def test_bell_rearms_only_when_time_is_added_well_past_the_mark() -> None:
    bell, session = Bell(), running_session(segment=TALK)
    assert rung(bell, session, *span(0, 425)) == [420]
    ten = apply_changes(session, TimeAdded(segment=TALK, seconds=10), seconds=425)
    assert rung(bell, ten, *span(425, 460)) == []  # 65 s left, and 60 s once more: it was heard
    minute = apply_changes(ten, TimeAdded(segment=TALK, seconds=60), seconds=461)
    assert rung(bell, minute, *span(461, 560)) == [490, 550]


def test_bell_rearms_the_end_too() -> None:
    bell, session = Bell(), running_session(segment=FEEDBACK)
    assert rung(bell, session, *span(0, 125)) == [120]
    session = apply_changes(session, TimeAdded(segment=FEEDBACK, seconds=60), seconds=125)
    assert rung(bell, session, *span(125, 400)) == [180]


def test_bell_is_silent_in_a_pause_and_rings_after_it() -> None:
    bell, session = Bell(), running_session(segment=TALK)
    assert rung(bell, session, *span(0, 419)) == []
    session = apply_changes(session, Paused(), seconds=419)
    assert rung(bell, session, *span(419, 900)) == []
    session = apply_changes(session, Resumed(), seconds=900)
    assert rung(bell, session, *span(900, 1_000)) == [901, 961]


def test_bell_rings_once_when_paused_at_the_chime() -> None:
    bell, session = Bell(), running_session(segment=TALK)
    assert rung(bell, session, *span(0, 421)) == [420]
    session = apply_changes(apply_changes(session, Paused(), seconds=421), Resumed(), seconds=430)
    assert rung(bell, session, *span(430, 480)) == []


@pytest.mark.parametrize("opened", [421, 470, 481, 2_000])
def test_bell_ignores_chimes_passed_before_opening(opened: int) -> None:
    bell, session = Bell(), running_session(segment=TALK)
    still_to_come = [480] if opened < 480 else []
    assert rung(bell, session, *span(opened, opened + 500)) == still_to_come


def test_bell_ignores_chimes_passed_before_opening_paused_session() -> None:
    bell, session = Bell(), apply_changes(running_session(segment=TALK), Paused(), seconds=450)
    assert rung(bell, session, 500, 501) == []
    session = apply_changes(session, Resumed(), seconds=502)
    assert rung(bell, session, *span(502, 600)) == [532]


def test_bell_is_silent_on_return_to_finished_segment() -> None:
    session = running_session(segment=TALK)
    session = apply_changes(session, SegmentEntered(left=TALK, to=FEEDBACK), seconds=500)
    bell = Bell()  # of a console that was opened after the end of the conversation
    assert rung(bell, session, *span(505, 510)) == []
    session = apply_changes(session, SegmentEntered(left=FEEDBACK, to=TALK), seconds=511)
    assert rung(bell, session, *span(511, 900)) == []


def test_bell_is_silent_about_what_was_missed() -> None:
    bell, session = Bell(), running_session(segment=TALK)
    assert rung(bell, session, 0) == []
    session = apply_changes(session, SegmentEntered(left=TALK, to=FEEDBACK), seconds=490)
    assert rung(bell, session, *span(1_200, 1_300)) == []


def test_bell_is_silent_before_start_and_rings_in_first_segment() -> None:
    bell, session = Bell(), paired_session(*SIX)
    assert rung(bell, session, *span(0, 100)) == []
    session = apply_changes(session, Started(segment="roles"), seconds=100)
    assert rung(bell, session, *span(100, 500)) == [340, 400]


def test_bell_rings_after_an_undone_start() -> None:
    bell, session = Bell(), apply_changes(paired_session(*SIX), Started(segment="roles"))
    assert rung(bell, session, *span(0, 310)) == [240, 300]
    session = apply_changes(session, Undone(entry=session.history[-1].id), seconds=311)
    session = apply_changes(session, Started(segment="roles"), seconds=320)
    assert rung(bell, session, *span(320, 700)) == [560, 620]


def test_bell_rings_once_for_two_missed_chimes() -> None:
    bell, session = Bell(), running_session(segment=TALK)
    assert rung(bell, session, 0, 600, 601) == [600]


def test_bell_has_no_chimes_in_segment_without_time() -> None:
    bell, session = Bell(), apply_changes(running_session(), TimeAdded(segment=TALK, seconds=-480))
    session = apply_changes(session, SegmentEntered(left="roles", to=TALK))
    assert rung(bell, session, *span(0, 100)) == []
    assert chime_shown(timer_state(session, time_at(3))) is None


def test_chime_shown_for_ten_seconds() -> None:
    session = running_session(segment=TALK)
    signs = {
        second: chime_shown(timer_state(session, time_at(second))) for second in span(400, 500)
    }
    assert [s for s, chime in signs.items() if chime is Chime.MINUTE] == list(span(420, 429))
    assert [s for s, chime in signs.items() if chime is Chime.END] == list(span(480, 489))
    paused = apply_changes(session, Paused(), seconds=425)
    assert chime_shown(timer_state(paused, time_at(426))) is None
    assert chime_shown(timer_state(paired_session(*SIX), START)) is None


def test_bell_accepts_equal_sessions() -> None:
    bell = Bell()
    here = at(480, 480)
    assert not bell.should_ring(here)
    assert bell.should_ring(replace(here, elapsed=420.5))
    assert not bell.should_ring(replace(here, elapsed=421.5))
