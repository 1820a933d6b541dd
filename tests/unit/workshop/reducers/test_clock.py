"""Changes of the clock: what each does, what it refuses and how."""

from __future__ import annotations

import pytest

from oneone_tui.workshop.agenda.schedule import find_segment, schedule_of
from oneone_tui.workshop.agenda.timer import timer_state
from oneone_tui.workshop.model.changes import (
    AnyChange,
    ChangeRejected,
    Finished,
    Paused,
    Resumed,
    SegmentEntered,
    StageShown,
    Started,
    TimeAdded,
)
from oneone_tui.workshop.model.records import Anchor
from oneone_tui.workshop.model.session import Session
from oneone_tui.workshop.model.terms import Stage
from tests.support.sessions import (
    SIX,
    apply_changes,
    paired_session,
    running_session,
    time_at,
)

OVER = "the workshop is over already"


def refusal(session: Session, change: AnyChange) -> str:
    with pytest.raises(ChangeRejected) as caught:
        apply_changes(session, change)
    return str(caught.value)


def members(session: Session) -> list[tuple[str, ...]]:
    return [pair.members for pair in session.pairs]


def test_clock_starts_pauses_resumes_and_finishes() -> None:
    session = apply_changes(
        paired_session(*SIX), Started(segment="roles"), Paused(), Resumed(), seconds=9
    )
    session = apply_changes(
        session, SegmentEntered(left="roles", to="wrap-up"), Finished(left="wrap-up"), seconds=20
    )
    number = len(session.history) - 4
    assert session.clock == (
        Anchor(id=f"anchor-{number}", at=time_at(9), segment="roles", running=True),
        Anchor(id=f"anchor-{number + 1}", at=time_at(9), segment="roles", running=False),
        Anchor(id=f"anchor-{number + 2}", at=time_at(9), segment="roles", running=True),
        Anchor(id=f"anchor-{number + 3}", at=time_at(20), segment="wrap-up", running=True),
        Anchor(id=f"anchor-{number + 4}", at=time_at(20), segment="", running=False),
    )
    assert [entry.said for entry in session.history[-5:]] == [
        "started: Roles and agenda",
        "paused",
        "resumed",
        "on to Key learnings",
        "finished",
    ]


NOT_STARTED = "the clock has not started yet"
NO_SEGMENT = "there is no such segment in the agenda"


@pytest.mark.parametrize(
    "change, line",
    [
        (Paused(), NOT_STARTED),
        (Resumed(), NOT_STARTED),
        (Finished(left="wrap-up"), NOT_STARTED),
        (SegmentEntered(left="", to="roles"), NOT_STARTED),
        (SegmentEntered(left="roles", to="commit"), NOT_STARTED),
        (Started(segment="party"), NO_SEGMENT),
        (Started(segment=""), NO_SEGMENT),
    ],
)
def test_clock_before_start_accepts_only_start(change: AnyChange, line: str) -> None:
    assert refusal(paired_session(*SIX), change) == line


@pytest.mark.parametrize(
    "change, line",
    [
        (Started(segment="roles"), "the clock has started already"),
        (Resumed(), "the clock is running already"),
        (SegmentEntered(left="commit", to="report-1"), "the room has moved on already"),
        (SegmentEntered(left="", to="report-1"), "the room has moved on already"),
        (SegmentEntered(left="roles", to="report-4"), NO_SEGMENT),
    ],
)
def test_clock_running_rejects_impossible_changes(change: AnyChange, line: str) -> None:
    assert refusal(running_session(), change) == line


def test_clock_paused_is_not_paused_twice_and_runs_in_next_segment() -> None:
    paused = apply_changes(running_session(), Paused())
    assert refusal(paused, Paused()) == "the clock is paused already"
    assert timer_state(
        apply_changes(paused, SegmentEntered(left="roles", to="commit")), time_at(5)
    ).running


@pytest.mark.parametrize(
    "change, line",
    [
        (Paused(), OVER),
        (Resumed(), OVER),
        (Finished(left="wrap-up"), OVER),
        (Started(segment="roles"), "the clock has started already"),
        (SegmentEntered(left="wrap-up", to="roles"), "the room has moved on already"),
    ],
)
def test_clock_finished_rejects_changes(change: AnyChange, line: str) -> None:
    assert (
        refusal(apply_changes(running_session(segment="wrap-up"), Finished(left="wrap-up")), change)
        == line
    )


def test_segment_entered_reopens_finished_workshop() -> None:
    session = apply_changes(
        running_session(segment="wrap-up"),
        Finished(left="wrap-up"),
        SegmentEntered(left="", to="report-3"),
    )
    assert timer_state(session, time_at(1)).segment == find_segment(
        schedule_of(session), "report-3"
    )
    assert session.info.stage is Stage.REPORT_BACK


def test_segment_entered_shows_its_stage() -> None:
    session = apply_changes(running_session(), StageShown(stage=Stage.SUMMARY))
    assert (
        apply_changes(session, SegmentEntered(left="roles", to="commit")).info.stage is Stage.ROUNDS
    )


def seconds_of(session: Session, segment: str) -> int:
    found = find_segment(schedule_of(session), segment)
    assert found is not None
    return found.seconds


def test_time_added_adds_up() -> None:
    session = running_session()
    for seconds in (60, 60, -10):
        session = apply_changes(session, TimeAdded(segment="roles", seconds=seconds))
    assert seconds_of(session, "roles") == 410
    assert [(row.id, row.seconds) for row in session.agenda] == [("roles", 110)]
    assert [entry.said for entry in session.history[-2:]] == [
        "+1:00 for Roles and agenda",
        "-0:10 for Roles and agenda",
    ]


def test_time_added_stays_between_nothing_and_hours() -> None:
    session = apply_changes(running_session(), TimeAdded(segment="roles", seconds=-10_000))
    assert seconds_of(session, "roles") == 0
    assert session.history[-1].said == "-5:00 for Roles and agenda"
    assert refusal(session, TimeAdded(segment="roles", seconds=-60)) == (
        "Roles and agenda cannot be any shorter"
    )
    session = apply_changes(session, TimeAdded(segment="roles", seconds=10**30))
    assert seconds_of(session, "roles") == 300 + 4 * 3_600
    assert session.history[-1].said == "+245:00 for Roles and agenda"
    assert refusal(session, TimeAdded(segment="roles", seconds=60)) == (
        "Roles and agenda cannot be any longer"
    )
    assert refusal(session, TimeAdded(segment="party", seconds=60)) == NO_SEGMENT
