"""The report-back's slots: three to four minutes each, and what they leave is for the team."""

from __future__ import annotations

import pytest
from msgspec import UNSET
from msgspec.structs import replace

from oneone_tui.guides import guide_names, load_guide
from oneone_tui.workshop.agenda.schedule import build_schedule, schedule_of
from oneone_tui.workshop.agenda.timer import timer_state
from oneone_tui.workshop.model.changes import SegmentEntered, TimeAdded
from oneone_tui.workshop.model.session import Session
from oneone_tui.workshop.model.terms import Stage, StepKind
from oneone_tui.workshop.suggestions.timing import timing_suggestions
from tests.support.sessions import GUIDE, SIX, apply_changes, running_session, time_at

TWELVE = (*SIX, "Gus", "Hal", "Ida", "Jo", "Kit", "Lou")


REPORTS_AT = 1_800
"""When the first pair reports, on time, in seconds."""


def reporting(*names: str) -> Session:
    """The first pair has just begun to report back."""
    return apply_changes(
        running_session(*names), SegmentEntered(left="roles", to="report-1"), seconds=REPORTS_AT
    )


def slots(session: Session) -> list[int]:
    return [s.seconds for s in schedule_of(session) if s.slot]


def lengths(session: Session) -> dict[str, int]:
    return {s.id: s.seconds for s in schedule_of(session)}


def next_pair(session: Session, seconds: float) -> Session:
    """The room goes on to the next pair."""
    here = timer_state(session, time_at(seconds))
    assert here.segment
    assert here.next_segment
    return apply_changes(
        session, SegmentEntered(left=here.segment.id, to=here.next_segment.id), seconds=seconds
    )


@pytest.mark.parametrize("name", guide_names())
@pytest.mark.parametrize("pairs", range(1, 9))
def test_slots_and_board_fill_stage_in_shipped_guides(name: str, pairs: int) -> None:
    guide = load_guide(name)
    segments = [s for s in build_schedule(guide, pairs) if s.stage is Stage.REPORT_BACK]
    *reports, board = segments
    assert sum(s.seconds for s in segments) == guide.stage_minutes(Stage.REPORT_BACK) * 60
    assert (board.kind, board.slot) == (StepKind.BOARD, 0)
    assert all(s.seconds <= 240 for s in reports)
    if pairs <= 4:
        assert board.seconds >= 60


@pytest.mark.parametrize(
    "pairs, slot, board",
    [(1, 240, 660), (2, 240, 420), (3, 240, 180), (4, 180, 180), (5, 180, 0), (6, 150, 0)],
)
def test_slots_shrink_to_three_minutes_before_board_goes(pairs: int, slot: int, board: int) -> None:
    session = reporting(*TWELVE[: 2 * pairs])
    assert slots(session) == [slot] * pairs
    assert lengths(session)["board"] == board


def test_slots_of_guide_without_longest_share_its_minutes() -> None:
    step = GUIDE.step("report")
    assert step is not None
    old = GUIDE.with_step(replace(step, minutes=15, longest=UNSET))
    assert [s.seconds for s in build_schedule(old, 3) if s.slot] == [300, 300, 300]


def test_slot_overrun_takes_from_others_by_suggestion_only() -> None:
    session = next_pair(reporting(), REPORTS_AT + 360)
    assert slots(session) == [240, 240, 240]
    assert session.agenda == ()
    here = timer_state(session, time_at(REPORTS_AT + 360))
    (late,) = timing_suggestions(session, here)
    assert late.text == "2 min late → on time: Report-back 2–3 4:00→3:00"
    assert late.change is not None
    agreed = apply_changes(session, late.change, seconds=REPORTS_AT + 360)
    assert slots(agreed) == [240, 180, 180]
    assert agreed.history[-1].said == "cut Report-back 2–3 4:00→3:00"


def test_slot_overrun_takes_nothing_back_that_was_given_by_hand() -> None:
    given_before = apply_changes(reporting(), TimeAdded(segment="report-2", seconds=60))
    session = next_pair(given_before, REPORTS_AT + 360)
    (late,) = timing_suggestions(session, timer_state(session, time_at(REPORTS_AT + 360)))
    assert late.text == (
        "3 min late → on time: Report-back 3 4:00→3:00, Team and board 3:00→2:00, "
        "Key learnings 5:00→4:00"
    )


def test_slot_overrun_of_less_than_a_minute_suggests_nothing() -> None:
    session = next_pair(reporting(), REPORTS_AT + 299)
    assert timing_suggestions(session, timer_state(session, time_at(REPORTS_AT + 299))) == []
