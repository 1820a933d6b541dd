"""The schedule: the guide's minutes become segments, and never a second more or less."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneone_tui.workshop.changes import MinutesSet, TimeAdded
from oneone_tui.workshop.schedule import (
    find_segment,
    pairs_for,
    plan,
    report_slots,
    schedule_of,
    spoken_length,
    total_seconds,
    trio_switches,
    with_starts,
)
from oneone_tui.workshop.session import Session
from oneone_tui.workshop.words import STAGES, Stage, StepKind
from tests.unit.workshop.building import GUIDE, SIX, START, drawn, fresh, in_pairs, made
from tests.unit.workshop.strategies import Run, paired_sessions, runs

IDS = [segment.id for segment in plan(GUIDE, 30)]
extras = st.dictionaries(
    st.one_of(st.sampled_from(IDS), st.text(max_size=4)), st.integers(-5_000, 20_000)
)


def people(count: int) -> list[str]:
    return [f"Person {number}" for number in range(1, count + 1)]


def test_six_people_have_their_fifty_minutes_in_ten_segments() -> None:
    segments = schedule_of(fresh(*SIX))
    assert [(segment.id, segment.seconds) for segment in segments] == [
        ("roles", 300),
        ("turn-1-conversation", 480),
        ("turn-1-feedback", 120),
        ("turn-2-conversation", 480),
        ("turn-2-feedback", 120),
        ("commit", 300),
        ("report-1", 300),
        ("report-2", 300),
        ("report-3", 300),
        ("wrap-up", 300),
    ]
    assert total_seconds(segments) == 3_000


def test_segments_say_which_turn_and_whose_slot_they_are() -> None:
    segments = schedule_of(fresh(*SIX))
    assert [segment.turn for segment in segments] == [0, 1, 1, 2, 2, 0, 0, 0, 0, 0]
    assert [segment.slot for segment in segments] == [0, 0, 0, 0, 0, 0, 1, 2, 3, 0]
    assert [segment.kind for segment in segments[:3]] == [
        StepKind.ROLES,
        StepKind.CONVERSATION,
        StepKind.FEEDBACK,
    ]


@pytest.mark.parametrize("count", range(2, 61))
def test_any_number_of_people_has_the_guides_time(count: int) -> None:
    session = fresh(*people(count))
    segments = schedule_of(session)
    slots = [segment.seconds for segment in segments if segment.slot]
    assert total_seconds(segments) == 3_000
    assert len(slots) == count // 2
    assert max(slots) - min(slots) <= 1


@given(paired_sessions())
def test_pairs_once_drawn_have_the_slots_that_their_number_promised(session: Session) -> None:
    assert report_slots(session) == len(session.pairs) == pairs_for(len(session.people))
    assert total_seconds(schedule_of(session)) == 3_000


@given(st.integers(1, 30), extras)
def test_any_seconds_given_or_taken_add_up_and_no_segment_is_less_than_nothing(
    slots: int, extra: dict[str, int]
) -> None:
    segments = plan(GUIDE, slots, extra)
    given_or_taken = sum(max(-s.planned, extra.get(s.id, 0)) for s in segments)
    assert total_seconds(segments) == 3_000 + given_or_taken
    assert sum(segment.planned for segment in segments) == 3_000
    assert all(segment.seconds >= 0 for segment in segments)


@given(runs(most=25))
def test_after_anything_the_ids_are_unique_and_the_stages_in_order(run: Run) -> None:
    for step in run.made:
        segments = schedule_of(step.session)
        assert len({segment.id for segment in segments}) == len(segments)
        stages = [STAGES.index(segment.stage) for segment in segments]
        assert stages == sorted(stages)


@given(runs((TimeAdded, MinutesSet), most=25))
def test_a_session_has_the_guides_time_and_what_was_given_to_it(run: Run) -> None:
    session = run.last
    segments = schedule_of(session)
    planned = session.guide.total_minutes() * 60
    assert sum(segment.planned for segment in segments) == pytest.approx(planned, abs=len(segments))
    for segment in segments:
        assert 0 <= segment.seconds <= segment.planned + 4 * 3_600


def test_nobody_and_one_person_have_an_agenda_to_look_at_too() -> None:
    assert total_seconds(schedule_of(fresh())) == 3_000
    assert total_seconds(schedule_of(fresh("Ana"))) == 3_000
    assert report_slots(fresh("Ana")) == 1


def test_the_pairs_that_were_drawn_count_and_not_the_roster() -> None:
    session = made(fresh(*SIX), drawn(("ana-ruiz", "ben-okafor"), ("cy-lam", "dee-park")))
    assert report_slots(session) == 2


def test_an_odd_one_joins_a_pair_and_takes_no_slot() -> None:
    assert report_slots(in_pairs(*SIX, "Gus")) == report_slots(fresh(*SIX, "Gus")) == 3


def test_minutes_that_are_changed_are_the_plan() -> None:
    session = made(fresh(*SIX), MinutesSet(step="conversation", minutes=7.5))
    segment = find_segment(schedule_of(session), "turn-2-conversation")
    assert segment is not None
    assert (segment.planned, segment.seconds) == (450, 450)


def test_the_trio_has_three_turns_and_its_writing_in_the_pairs_time() -> None:
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
def test_a_trio_shares_the_pairs_time_whatever_the_facilitator_makes_of_it(
    conversation: float, commit: float
) -> None:
    guide = GUIDE.with_minutes("conversation", conversation).with_minutes("commit", commit)
    switches = trio_switches(guide)
    rounds = guide.stage_minutes(Stage.ROUNDS) * 60
    assert sum(s.seconds for s in switches) == pytest.approx(rounds, abs=1)
    assert all(s.seconds >= 0 for s in switches)
    talks = [s.seconds for s in switches if s.kind is StepKind.CONVERSATION]
    assert max(talks) - min(talks) <= 1


@given(st.integers(1, 30))
def test_each_segment_starts_where_the_one_before_ends(slots: int) -> None:
    segments = plan(GUIDE, slots)
    at = START
    for starts, segment in with_starts(segments, START):
        assert starts == at
        at += timedelta(seconds=segment.seconds)
    assert at == START + timedelta(minutes=50)


@pytest.mark.parametrize(
    "seconds, words", [(0, "0:00"), (5, "0:05"), (65, "1:05"), (480, "8:00"), (6_000, "100:00")]
)
def test_a_length_reads_like_a_clock_face(seconds: int, words: str) -> None:
    assert spoken_length(seconds) == words


def test_a_segment_that_is_not_there_is_none() -> None:
    assert find_segment(schedule_of(fresh()), "nothing") is None
