"""The trio's own clock: three turns in the time that the pairs have for two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from oneone_tui.workshop.agenda.schedule import schedule_of, trio_switches
from oneone_tui.workshop.agenda.trio_timer import SWITCH_SHOWN, TrioTimerState, trio_timer_state
from oneone_tui.workshop.model.changes import JumpDiscounted, Paused, Resumed, SegmentEntered
from oneone_tui.workshop.model.guide import TrioTimes
from oneone_tui.workshop.model.session import Session
from oneone_tui.workshop.model.terms import Stage, StepKind
from oneone_tui.workshop.pairing.rotation import roles_in_turn
from tests.support.sessions import (
    GUIDE,
    SIX,
    apply_changes,
    paired_session,
    running_session,
    time_at,
)

SEVEN = (*SIX, "Gus")
NINE = (*SEVEN, "Hal", "Ida")
TALK = "turn-1-conversation"
C, F, W = StepKind.CONVERSATION, StepKind.FEEDBACK, StepKind.COMMIT


def talking(*names: str) -> Session:
    """The rounds have just begun."""
    return running_session(*names, segment=TALK)


def at(session: Session, seconds: float) -> TrioTimerState:
    found = trio_timer_state(session, time_at(seconds))
    assert found is not None
    return found


def seconds_of_the_rounds(session: Session) -> Iterator[TrioTimerState]:
    """Every second of the rounds, the room going through them as planned."""
    rounds = [s for s in schedule_of(session) if s.stage is Stage.ROUNDS]
    now = 0
    for here, following in zip(rounds, [*rounds[1:], None], strict=True):
        for second in range(now, now + here.seconds):
            yield at(session, second)
        now += here.seconds
        if following:
            session = apply_changes(
                session, SegmentEntered(left=here.id, to=following.id), seconds=now
            )
    yield at(session, now + 30)


@pytest.mark.parametrize("names", [SEVEN, NINE, SEVEN[:3]])
def test_trio_switches_fill_twenty_five_minutes(
    names: tuple[str, ...],
) -> None:
    *rounds, over = seconds_of_the_rounds(talking(*names))
    parts = list(dict.fromkeys(here.part for here in rounds))
    for part in parts:
        left = [here.left for here in rounds if here.part == part]
        assert left == list(range(part.seconds, 0, -1))
    assert [(part.kind, part.turn, part.seconds) for part in parts] == [
        (C, 1, 300),
        (F, 1, 120),
        (C, 2, 300),
        (F, 2, 120),
        (C, 3, 300),
        (F, 3, 120),
        (W, 0, 240),
    ]
    assert len(rounds) == 25 * 60
    assert (over.part.kind, over.left, over.following) == (W, -30, None)


@pytest.mark.parametrize("names", [SIX, SIX[:2], SIX[:4]])
def test_trio_timer_state_is_none_without_trio(names: tuple[str, ...]) -> None:
    assert trio_timer_state(talking(*names), time_at(10)) is None


def test_trio_timer_state_is_none_outside_rounds() -> None:
    assert trio_timer_state(paired_session(*SEVEN), time_at(0)) is None
    assert trio_timer_state(running_session(*SEVEN), time_at(10)) is None
    session = apply_changes(
        talking(*SEVEN), SegmentEntered(left=TALK, to="report-1"), seconds=1_500
    )
    assert trio_timer_state(session, time_at(1_510)) is None


@pytest.mark.parametrize("names", [SEVEN, NINE])
def test_trio_members_take_each_role_once(
    names: tuple[str, ...],
) -> None:
    session = talking(*names)
    (trio,) = [pair for pair in session.pairs if len(pair.members) == 3]
    turns = [roles_in_turn(trio.members, turn) for turn in (1, 2, 3)]
    for roles in zip(*turns, strict=True):
        assert Counter(roles) == Counter(trio.members)
    for turn in turns:
        assert Counter(turn) == Counter(trio.members)
    shown = {at(session, second).turn for second in range(0, 1_500, 10)}
    assert shown == {1, 2, 3}


def test_trio_turn_stays_third_while_writing() -> None:
    assert at(talking(*SEVEN), 1_300).turn == 3


def test_trio_switch_is_shown_for_a_while() -> None:
    session = talking(*SEVEN)
    signs = [second for second in range(1_500) if at(session, second).switch]
    changes = [300, 420, 720, 840, 1_140, 1_260]
    assert signs == [s for start in changes for s in range(start, start + SWITCH_SHOWN)]
    assert at(session, 290).following == trio_switches(GUIDE)[1]


def test_trio_timer_stops_in_pause() -> None:
    session = apply_changes(talking(*SEVEN), Paused(), seconds=290)
    assert at(session, 290) == at(session, 5_000)
    session = apply_changes(session, Resumed(), seconds=1_290)
    assert at(session, 1_299).left == 1
    assert at(session, 1_300).switch


def test_trio_timer_ignores_discounted_jump() -> None:
    session = apply_changes(
        talking(*SEVEN), JumpDiscounted(before=time_at(100), after=time_at(400)), seconds=401
    )
    assert at(session, 401).left == 199


def test_trio_timer_ignores_early_or_late_switch_of_room() -> None:
    early = apply_changes(
        talking(*SEVEN), SegmentEntered(left=TALK, to="turn-1-feedback"), seconds=200
    )
    assert at(early, 250) == at(talking(*SEVEN), 250)
    late = apply_changes(
        talking(*SEVEN), SegmentEntered(left=TALK, to="turn-2-conversation"), seconds=900
    )
    assert at(late, 1_000) == at(talking(*SEVEN), 1_000)


def test_trio_timer_ignores_time_outside_rounds() -> None:
    session = apply_changes(talking(*SEVEN), SegmentEntered(left=TALK, to="roles"), seconds=100)
    session = apply_changes(session, SegmentEntered(left="roles", to=TALK), seconds=700)
    assert at(session, 710).left == 300 - 110


@given(st.floats(0, 4_000), st.floats(0, 600))
def test_trio_timer_never_goes_back(seconds: float, more: float) -> None:
    session = talking(*SEVEN)
    parts = trio_switches(GUIDE)
    now, later = at(session, seconds), at(session, seconds + more)
    assert parts.index(now.part) <= parts.index(later.part)
    assert now.left <= now.part.seconds
    assert now.left > 0 or now.following is None


@given(st.floats(0.1, 30), st.just(0.0) | st.floats(0, 30), st.just(0.0) | st.floats(0, 30))
def test_trio_switches_fill_time_of_any_guide_without_empty_parts(
    conversation: float, feedback: float, write: float
) -> None:
    trio = TrioTimes(conversation=conversation, feedback=feedback, write=write)
    session = talking(*SEVEN)
    session = replace(session, guide=replace(session.guide, trio=trio))
    moments = [at(session, second) for second in range(2, 1_500, 3)]
    assert all(here.left > 0 for here in moments)
    assert moments[-1].left == 1
    assert {here.turn for here in moments} == {1, 2, 3}
