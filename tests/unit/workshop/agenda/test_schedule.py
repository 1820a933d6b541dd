"""The schedule: the guide's minutes become segments, and never a second more or less."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneone_tui.workshop.agenda.schedule import (
    build_schedule,
    find_segment,
    format_duration,
    pair_count,
    report_slot_count,
    schedule_of,
    schedule_with_starts,
    total_seconds,
    trio_switches,
)
from oneone_tui.workshop.model.changes import MinutesSet, TimeAdded
from oneone_tui.workshop.model.session import Session
from oneone_tui.workshop.model.terms import STAGES, Stage, StepKind
from tests.support.sessions import (
    GUIDE,
    SIX,
    START,
    apply_changes,
    fresh_session,
    paired_session,
    pairs_drawn,
)
from tests.support.strategies import Run, paired_sessions, runs

IDS = [segment.id for segment in build_schedule(GUIDE, 30)]
extras = st.dictionaries(
    st.one_of(st.sampled_from(IDS), st.text(max_size=4)), st.integers(-5_000, 20_000)
)


def people(count: int) -> list[str]:
    return [f"Person {number}" for number in range(1, count + 1)]


def test_schedule_of_six_people_has_fifty_minutes_in_eleven_segments() -> None:
    segments = schedule_of(fresh_session(*SIX))
    assert [(segment.id, segment.seconds) for segment in segments] == [
        ("roles", 300),
        ("turn-1-conversation", 480),
        ("turn-1-feedback", 120),
        ("turn-2-conversation", 480),
        ("turn-2-feedback", 120),
        ("commit", 300),
        ("report-1", 240),
        ("report-2", 240),
        ("report-3", 240),
        ("board", 180),
        ("wrap-up", 300),
    ]
    assert total_seconds(segments) == 3_000


def test_format_segment_title_names_turn_and_slot() -> None:
    segments = schedule_of(fresh_session(*SIX))
    assert [segment.turn for segment in segments] == [0, 1, 1, 2, 2, 0, 0, 0, 0, 0, 0]
    assert [segment.slot for segment in segments] == [0, 0, 0, 0, 0, 0, 1, 2, 3, 0, 0]
    assert [segment.kind for segment in segments[:3]] == [
        StepKind.ROLES,
        StepKind.CONVERSATION,
        StepKind.FEEDBACK,
    ]


@pytest.mark.parametrize("count", range(2, 61))
def test_schedule_has_guide_minutes_for_any_number_of_people(count: int) -> None:
    session = fresh_session(*people(count))
    segments = schedule_of(session)
    slots = [segment.seconds for segment in segments if segment.slot]
    assert total_seconds(segments) == 3_000
    assert len(slots) == count // 2
    assert max(slots) - min(slots) <= 1


@given(paired_sessions())
def test_schedule_keeps_number_of_slots_once_pairs_are_drawn(session: Session) -> None:
    assert report_slot_count(session) == len(session.pairs) == pair_count(len(session.people))
    assert total_seconds(schedule_of(session)) == 3_000


@given(st.integers(1, 30), extras)
def test_schedule_adds_up_extra_seconds_and_never_below_zero(
    slots: int, extra: dict[str, int]
) -> None:
    segments = build_schedule(GUIDE, slots, extra)
    given_or_taken = sum(max(-s.planned, extra.get(s.id, 0)) for s in segments)
    assert total_seconds(segments) == 3_000 + given_or_taken
    assert sum(segment.planned for segment in segments) == 3_000
    assert all(segment.seconds >= 0 for segment in segments)


@given(runs(most=25))
def test_schedule_ids_are_unique_and_stages_in_order(run: Run) -> None:
    for step in run.made:
        segments = schedule_of(step.session)
        assert len({segment.id for segment in segments}) == len(segments)
        stages = [STAGES.index(segment.stage) for segment in segments]
        assert stages == sorted(stages)


@given(runs((TimeAdded, MinutesSet), most=25))
def test_schedule_of_session_includes_allotments(run: Run) -> None:
    session = run.last
    segments = schedule_of(session)
    planned = session.guide.total_minutes() * 60
    assert sum(segment.planned for segment in segments) == pytest.approx(planned, abs=len(segments))
    for segment in segments:
        assert 0 <= segment.seconds <= segment.planned + 4 * 3_600


def test_schedule_of_nobody_or_one_person_is_whole() -> None:
    assert total_seconds(schedule_of(fresh_session())) == 3_000
    assert total_seconds(schedule_of(fresh_session("Ana"))) == 3_000
    assert report_slot_count(fresh_session("Ana")) == 1


def test_schedule_counts_drawn_pairs_rather_than_roster() -> None:
    session = apply_changes(
        fresh_session(*SIX), pairs_drawn(("ana-ruiz", "ben-okafor"), ("cy-lam", "dee-park"))
    )
    assert report_slot_count(session) == 2


def test_schedule_gives_odd_person_no_slot() -> None:
    assert (
        report_slot_count(paired_session(*SIX, "Gus"))
        == report_slot_count(fresh_session(*SIX, "Gus"))
        == 3
    )


def test_schedule_follows_changed_minutes() -> None:
    session = apply_changes(fresh_session(*SIX), MinutesSet(step="conversation", minutes=7.5))
    segment = find_segment(schedule_of(session), "turn-2-conversation")
    assert segment is not None
    assert (segment.planned, segment.seconds) == (450, 450)


def test_trio_switches_fill_the_pairs_time() -> None:
    switches = trio_switches(GUIDE)
    assert [(s.after, s.seconds, s.turn) for s in switches] == [
        (0, 300, 1),
        (300, 120, 1),
        (420, 300, 2),
        (720, 120, 2),
        (840, 300, 3),
        (1_140, 120, 3),
        (1_260, 240, 0),
    ]
    assert [s.kind for s in switches[:2]] == [StepKind.CONVERSATION, StepKind.FEEDBACK]
    assert switches[-1].kind is StepKind.COMMIT
    assert sum(s.seconds for s in switches) == 25 * 60


@given(st.floats(0.1, 60), st.floats(0.1, 60))
def test_trio_switches_scale_with_the_rounds(conversation: float, commit: float) -> None:
    guide = GUIDE.with_minutes("conversation", conversation).with_minutes("commit", commit)
    switches = trio_switches(guide)
    rounds = guide.stage_minutes(Stage.ROUNDS) * 60
    assert sum(s.seconds for s in switches) == pytest.approx(rounds, abs=1)
    assert all(s.seconds >= 0 for s in switches)
    talks = [s.seconds for s in switches if s.kind is StepKind.CONVERSATION]
    assert max(talks) - min(talks) <= 1


@given(st.integers(1, 30))
def test_schedule_with_starts_has_no_gaps(slots: int) -> None:
    segments = build_schedule(GUIDE, slots)
    at = START
    for starts, segment in schedule_with_starts(segments, START):
        assert starts == at
        at += timedelta(seconds=segment.seconds)
    assert at == START + timedelta(minutes=50)


@pytest.mark.parametrize(
    "seconds, words", [(0, "0:00"), (5, "0:05"), (65, "1:05"), (480, "8:00"), (6_000, "100:00")]
)
def test_format_duration_reads_like_a_clock(seconds: int, words: str) -> None:
    assert format_duration(seconds) == words


def test_find_segment_is_none_for_unknown_id() -> None:
    assert find_segment(schedule_of(fresh_session()), "nothing") is None
