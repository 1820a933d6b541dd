"""Running late: what gives how much, in which order, and what never does."""

from __future__ import annotations

import math
from datetime import timedelta
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from oneone_tui.guides import guide_names, load_guide
from oneone_tui.workshop.agenda.catch_up import LATE_TOLD, CatchUpPlan, cut_evenly, plan_catch_up
from oneone_tui.workshop.agenda.schedule import Segment, trio_switches
from oneone_tui.workshop.agenda.timer import TimerState, seconds_spent, timer_state
from oneone_tui.workshop.model.changes import (
    ChangeRejected,
    MinutesSet,
    SegmentEntered,
    SegmentPinned,
    SegmentsCut,
    Started,
    StartedEarlier,
    TimeAdded,
    Undone,
)
from oneone_tui.workshop.model.session import Session
from oneone_tui.workshop.model.terms import Stage, StepKind
from tests.support.sessions import (
    GUIDE,
    SIX,
    apply_changes,
    paired_session,
    running_session,
    time_at,
    without_history,
)
from tests.support.strategies import CLOCK_KINDS, Run, runs

SHORTEST = {
    StepKind.COMMIT: 120,
    StepKind.REPORT: 180,
    StepKind.BOARD: 120,
    StepKind.WRAP_UP: 180,
}
TALK, FEEDBACK = "turn-1-conversation", "turn-1-feedback"
EVERY_KIND_OF_AGENDA = (*CLOCK_KINDS, MinutesSet)


def found(session: Session, seconds: float) -> CatchUpPlan:
    squeezed = plan_catch_up(session, timer_state(session, time_at(seconds)))
    assert squeezed is not None
    return squeezed


def cuts(session: Session, seconds: float) -> dict[str, tuple[int, int]]:
    """Which segment would go from how many seconds to how many."""
    return {cut.segment: (cut.before, cut.after) for cut in found(session, seconds).cuts}


def applied(session: Session, seconds: float) -> Session:
    change = SegmentsCut(
        cuts=tuple((cut.segment, cut.after) for cut in found(session, seconds).cuts)
    )
    return apply_changes(session, change, seconds=seconds)


def lengths(session: Session) -> dict[str, int]:
    return {s.id: s.seconds for s in timer_state(session, time_at(0)).segments}


def late_by(seconds: float, to: str = FEEDBACK) -> tuple[Session, float]:
    """The first conversation has run so much over, and the room has just left it; and when."""
    at = 300 + 480 + seconds
    session = apply_changes(running_session(), SegmentEntered(left="roles", to=TALK), seconds=300)
    return apply_changes(session, SegmentEntered(left=TALK, to=to), seconds=at), at


def giving(session: Session, here: TimerState) -> list[tuple[Segment, int]]:
    """The segments that may give, and how much each can, told in other words than the code's."""
    took = seconds_spent(session.clock, here.now)
    rows = []
    for segment in here.segments[here.index :]:
        may = segment.stage in (Stage.REPORT_BACK, Stage.SUMMARY) or segment.kind is StepKind.COMMIT
        if may and not segment.pinned and not segment.by_hand:
            shortest = min(SHORTEST[segment.kind], segment.planned)
            kept = max(shortest, math.ceil(took.get(segment.id, 0)))
            can = max(0, segment.seconds - kept)
            if segment.kind is StepKind.COMMIT and any(len(p.members) == 3 for p in session.pairs):
                can = min(can, trios_slack(session, here))
            rows.append((segment, can))
    return sorted(rows, key=lambda row: row[0].kind is StepKind.COMMIT)


def trios_slack(session: Session, here: TimerState) -> int:
    """By how much the rounds will be longer than the three turns of the trios."""
    took = seconds_spent(session.clock, here.now)
    end = 0.0
    for segment, to_come in zip(here.segments, here.to_come, strict=True):
        if segment.stage is Stage.ROUNDS:
            past = here.segments.index(segment) < here.index
            end += took.get(segment.id, 0) + (0 if past else to_come)
    *turns, writing = [part.seconds for part in trio_switches(session.guide)]
    return max(0, math.floor(end) - sum(turns) - min(writing, 120))


@given(runs(EVERY_KIND_OF_AGENDA, most=25), st.integers(0, 3_600_000))
def test_plan_catch_up_cuts_until_it_is_enough(run: Run, wait: int) -> None:
    here = timer_state(run.last, run.now + timedelta(milliseconds=wait))
    squeezed = plan_catch_up(run.last, here)
    if squeezed is None:
        assert here.segment is None or here.slip < LATE_TOLD
        return
    need, can = round(here.slip), giving(run.last, here)
    cut = {c.segment: c.before - c.after for c in squeezed.cuts}
    # A second more for each slot at most, so that equal slots stay equal.
    enough = min(need, sum(most for _, most in can))
    assert enough <= sum(cut.values()) < enough + max(1, len(cut))
    assert squeezed.late == max(0, need - sum(cut.values()))
    assert set(cut) <= {segment.id for segment, _ in can}
    # In the agenda's order, committing last, each only when the one before can give no more.
    used_up = True
    for _, group in groupby(can, key=lambda row: row[0].step):
        rows = list(group)
        given_here = [cut.get(segment.id, 0) for segment, _ in rows]
        assert all(0 <= g <= most for g, (_, most) in zip(given_here, rows, strict=True))
        assert used_up or not any(given_here)
        used_up = given_here == [most for _, most in rows]


@given(runs(EVERY_KIND_OF_AGENDA, most=25), st.integers(0, 3_600_000))
def test_plan_catch_up_ends_when_it_says_and_can_be_undone(run: Run, wait: int) -> None:
    now = run.now + timedelta(milliseconds=wait)
    here = timer_state(run.last, now)
    squeezed = plan_catch_up(run.last, here)
    if squeezed is None or not squeezed.cuts:
        return
    seconds = (here.now - time_at(0)).total_seconds()
    cut = applied(run.last, seconds)
    there = timer_state(cut, here.now)
    assert squeezed.late - len(squeezed.cuts) <= there.slip <= squeezed.late + 0.501
    assert there.elapsed == here.elapsed
    again = plan_catch_up(cut, there)
    assert again is None or again.cuts == ()
    undone = apply_changes(cut, Undone(entry=cut.history[-1].id), seconds=seconds)
    assert without_history(undone) == without_history(run.last)


@given(runs(EVERY_KIND_OF_AGENDA, most=25), st.integers(0, 3_600_000))
def test_plan_catch_up_keeps_equal_slots_equal_and_turns_whole(run: Run, wait: int) -> None:
    here = timer_state(run.last, run.now + timedelta(milliseconds=wait))
    squeezed = plan_catch_up(run.last, here)
    if squeezed is None:
        return
    shorter = {cut.segment: cut.after for cut in squeezed.cuts}
    assert not [s for s in here.segments if s.id in shorter and (s.turn or s.pinned)]
    took = seconds_spent(run.last.clock, here.now)
    slots = [s for s in here.segments[here.index :] if s.slot and not s.pinned]
    fresh = [s for s in slots if not took.get(s.id)]
    for _, group in groupby(sorted(fresh, key=lambda s: s.seconds), key=lambda s: s.seconds):
        alike = [shorter.get(s.id, s.seconds) for s in group]
        assert max(alike) == min(alike)
    assert all(shorter[s.id] >= 180 for s in slots if s.id in shorter)


rows = st.lists(st.tuples(st.integers(0, 900), st.integers(0, 900)), max_size=8)


@given(rows, st.integers(-10, 8_000))
def test_cut_evenly_cuts_longest_and_respects_floors(
    given_rows: list[tuple[int, int]], need: int
) -> None:
    base = timer_state(running_session(), time_at(0)).segments[0]
    segments = [replace(base, seconds=length) for length, _ in given_rows]
    floors = [floor for _, floor in given_rows]
    shorter = cut_evenly(segments, floors, need)
    gave = [s.seconds - left for s, left in zip(segments, shorter, strict=True)]
    most = [max(0, s.seconds - floor) for s, floor in zip(segments, floors, strict=True)]
    enough = min(max(0, need), sum(most))
    assert enough <= sum(gave) < enough + max(1, len(gave))
    assert all(0 <= g <= m for g, m in zip(gave, most, strict=True))
    # Nobody who gave has less than somebody who could still give has left.
    givers = [left for left, g in zip(shorter, gave, strict=True) if g]
    could = [left for left, g, m in zip(shorter, gave, most, strict=True) if g < m]
    if givers and could:
        assert max(could) <= min(givers)


def test_plan_catch_up_takes_seven_minutes_from_what_is_left() -> None:
    session, at = late_by(7 * 60)
    assert cuts(session, at) == {
        "commit": (300, 240),
        "report-1": (240, 180),
        "report-2": (240, 180),
        "report-3": (240, 180),
        "board": (180, 120),
        "wrap-up": (300, 180),
    }
    assert found(session, at).late == 0
    squeezed = applied(session, at)
    here = timer_state(squeezed, time_at(at))
    assert (here.slip, here.ends) == (0, time_at(3_000))
    assert squeezed.history[-1].said == (
        "cut Write down and commit 5:00→4:00, Report-back 1–3 4:00→3:00, "
        "Team and board 3:00→2:00, Key learnings 5:00→3:00"
    )


def test_plan_catch_up_treats_late_start_alike() -> None:
    session = apply_changes(paired_session(*SIX), Started(segment="roles"), seconds=420)
    session = apply_changes(session, StartedEarlier(seconds=420), seconds=420)
    assert timer_state(session, time_at(420)).started == time_at(0)
    session = apply_changes(session, SegmentEntered(left="roles", to=TALK), seconds=720)
    assert sum(b - a for b, a in cuts(session, 720).values()) == 420
    assert timer_state(applied(session, 720), time_at(720)).ends == time_at(3_000)


@pytest.mark.parametrize(
    "late, expected, still_late",
    [
        (60, (220, 180, 300, 300), 0),
        (179, (180, 180, 300, 300), 0),
        (181, (180, 179, 300, 300), 0),
        (240, (180, 120, 300, 300), 0),
        (300, (180, 120, 240, 300), 0),
        (361, (180, 120, 180, 299), 0),
        (540, (180, 120, 180, 120), 0),
        (840, (180, 120, 180, 120), 300),
    ],
)
def test_plan_catch_up_cuts_committing_last(
    late: int, expected: tuple[int, ...], still_late: int
) -> None:
    session, at = late_by(late)
    assert found(session, at).late == still_late
    after_it = lengths(applied(session, at))
    assert len({after_it[f"report-{n}"] for n in (1, 2, 3)}) == 1
    assert tuple(after_it[s] for s in ("report-1", "board", "wrap-up", "commit")) == expected
    turns = [after_it[f"turn-{n}-{what}"] for n in (1, 2) for what in ("conversation", "feedback")]
    assert turns == [480, 120, 480, 120]


@pytest.mark.parametrize("late", [-600, 0, 15, 59])
def test_plan_catch_up_ignores_less_than_a_minute(late: int) -> None:
    session, at = late_by(late)
    assert plan_catch_up(session, timer_state(session, time_at(at))) is None


def test_plan_catch_up_needs_running_workshop() -> None:
    session = paired_session(*SIX)
    assert plan_catch_up(session, timer_state(session, time_at(9_999))) is None


def test_plan_catch_up_keeps_pinned_segment() -> None:
    session, at = late_by(420)
    session = apply_changes(session, SegmentPinned(segment="commit", pinned=True), seconds=at)
    session = apply_changes(session, SegmentPinned(segment="report-2", pinned=True), seconds=at)
    assert cuts(session, at) == {
        "report-1": (240, 180),
        "report-3": (240, 180),
        "board": (180, 120),
        "wrap-up": (300, 180),
    }
    assert found(session, at).late == 120
    session = apply_changes(session, SegmentPinned(segment="commit", pinned=False), seconds=at)
    assert cuts(session, at) == {
        "commit": (300, 180),
        "report-1": (240, 180),
        "report-3": (240, 180),
        "board": (180, 120),
        "wrap-up": (300, 180),
    }


def test_segment_pinned_adds_history_only_when_it_changes_something() -> None:
    session = apply_changes(running_session(), SegmentPinned(segment="commit", pinned=False))
    assert session == running_session()
    session = apply_changes(running_session(), SegmentPinned(segment="commit", pinned=True))
    assert session.history[-1].said == "pinned: Write down and commit"
    assert apply_changes(session, SegmentPinned(segment="commit", pinned=True)) == session


def test_plan_catch_up_cuts_longest_slot_first() -> None:
    session, at = late_by(90)
    session = apply_changes(session, TimeAdded(segment="report-1", seconds=-30), seconds=at)
    assert cuts(session, at) == {"report-2": (240, 210), "report-3": (240, 210)}


def test_plan_catch_up_keeps_time_already_taken() -> None:
    session, at = late_by(720 + 400, to="commit")
    assert cuts(session, at + 200)["commit"] == (300, 260)
    assert cuts(session, at + 270)["commit"] == (300, 270)


def test_plan_catch_up_keeps_past_slots() -> None:
    session = running_session(segment="report-2")
    assert timer_state(session, time_at(2_700)).slip == 420
    assert cuts(session, 2_700) == {
        "report-3": (240, 180),
        "board": (180, 120),
        "wrap-up": (300, 180),
    }
    assert found(session, 2_700).late == 180


def test_timer_skips_segment_cut_to_nothing_both_ways() -> None:
    session, at = late_by(420, to="turn-2-feedback")
    session = apply_changes(session, TimeAdded(segment="commit", seconds=-300), seconds=at)
    here = timer_state(session, time_at(at))
    assert lengths(session)["commit"] == 0
    assert here.next_segment is not None
    assert here.next_segment.id == "report-1"
    session = apply_changes(
        session, SegmentEntered(left="turn-2-feedback", to="report-1"), seconds=at + 120
    )
    before = timer_state(session, time_at(at + 130)).previous_segment
    assert before is not None
    assert before.id == "turn-2-feedback"
    assert before.stage is Stage.ROUNDS


def test_segments_cut_refuses_outdated_cut() -> None:
    with pytest.raises(ChangeRejected, match="look again"):
        apply_changes(running_session(), SegmentsCut(cuts=(("commit", 301),)))
    with pytest.raises(ChangeRejected, match="no such segment"):
        apply_changes(running_session(), SegmentsCut(cuts=(("lunch", 0),)))


def late_with_a_trio(roles: float, talk: float) -> tuple[Session, float]:
    """Seven people; the roles and the first conversation took so long, and feedback begins."""
    session = apply_changes(
        running_session(*SIX, "Gus"), SegmentEntered(left="roles", to=TALK), seconds=roles
    )
    session = apply_changes(session, SegmentEntered(left=TALK, to=FEEDBACK), seconds=roles + talk)
    return session, roles + talk


def test_plan_catch_up_keeps_three_turns_of_trio() -> None:
    session, at = late_with_a_trio(roles=1_200, talk=480)
    assert cuts(session, at)["commit"] == (300, 180)


def test_plan_catch_up_counts_overrun_rounds_as_trio_time() -> None:
    session, at = late_with_a_trio(roles=900, talk=900)
    assert cuts(session, at)["commit"] == (300, 120)
    session, at = late_with_a_trio(roles=1_200, talk=520)
    assert cuts(session, at)["commit"] == (300, 140)


@pytest.mark.parametrize("name", guide_names())
def test_plan_catch_up_keeps_two_minutes_to_commit_in_shipped_guides(name: str) -> None:
    guide = load_guide(name)
    step = next(s for part in guide.stages for s in part.steps if s.kind is StepKind.COMMIT)
    assert step.shortest == 2
    assert guide.total_minutes() == guide.minutes
    session = replace(running_session(segment=TALK), guide=guide)
    assert cuts(session, 99_999)["commit"] == (round(step.minutes * 60), 120)


@pytest.mark.parametrize(
    "minutes, shortest, left",
    [(5, 0, 120), (5, 1, 120), (5, 3, 180), (5, 5, None), (5, None, None), (1.5, 0, None)],
)
def test_plan_catch_up_keeps_two_minutes_to_commit_in_own_guide(
    minutes: float, shortest: float | None, left: int | None
) -> None:
    step = GUIDE.step("commit")
    assert step is not None
    guide = GUIDE.with_step(replace(step, minutes=minutes, shortest=shortest))
    session = replace(running_session(segment=TALK), guide=guide)
    assert cuts(session, 9_999).get("commit") == (left and (300, left))


def test_plan_catch_up_does_not_cut_commit_below_two_minutes_twice() -> None:
    session = apply_changes(
        running_session(segment=TALK), TimeAdded(segment="commit", seconds=-240)
    )
    assert "commit" not in cuts(session, 9_999)
    assert lengths(session)["commit"] == 60


def test_plan_catch_up_keeps_two_minutes_to_commit_for_trio() -> None:
    session, at = late_with_a_trio(roles=1_200, talk=480)
    rounds = [
        s
        for s in timer_state(applied(session, at), time_at(at)).segments
        if s.stage is Stage.ROUNDS
    ]
    *turns, writing = trio_switches(session.guide)
    assert writing.seconds == 240
    assert sum(s.seconds for s in rounds) - sum(part.seconds for part in turns) == 120


def test_plan_catch_up_never_cuts_turn_whatever_guide_says() -> None:
    step = GUIDE.step("conversation")
    assert step is not None
    guide = GUIDE.with_step(replace(step, shortest=6))
    session, at = late_by(900)  # somebody wrote it into the file
    session = replace(session, guide=guide)
    assert {segment for segment in cuts(session, at) if segment.startswith("turn")} == set()
