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
from oneone_tui.workshop.changes import (
    MinutesSet,
    MovedOn,
    Refused,
    SegmentPinned,
    SegmentsCut,
    Started,
    StartedEarlier,
    TimeAdded,
    Undone,
)
from oneone_tui.workshop.clock import Moment, moment, spent
from oneone_tui.workshop.schedule import Segment, trio_switches
from oneone_tui.workshop.session import Session
from oneone_tui.workshop.squeeze import SLIP_TOLD, Squeeze, levelled, squeeze
from oneone_tui.workshop.words import Stage, StepKind
from tests.unit.workshop.building import GUIDE, SIX, after, but_history, in_pairs, made, running
from tests.unit.workshop.strategies import CLOCK_KINDS, Run, runs

TALK, FEEDBACK = "turn-1-conversation", "turn-1-feedback"
EVERY_KIND_OF_AGENDA = (*CLOCK_KINDS, MinutesSet)


def found(session: Session, seconds: float) -> Squeeze:
    squeezed = squeeze(session, moment(session, after(seconds)))
    assert squeezed is not None
    return squeezed


def cuts(session: Session, seconds: float) -> dict[str, tuple[int, int]]:
    """Which segment would go from how many seconds to how many."""
    return {cut.segment: (cut.before, cut.after) for cut in found(session, seconds).cuts}


def applied(session: Session, seconds: float) -> Session:
    change = SegmentsCut(
        cuts=tuple((cut.segment, cut.after) for cut in found(session, seconds).cuts)
    )
    return made(session, change, seconds=seconds)


def lengths(session: Session) -> dict[str, int]:
    return {s.id: s.seconds for s in moment(session, after(0)).segments}


def late_by(seconds: float, to: str = FEEDBACK) -> tuple[Session, float]:
    """The first conversation has run so much over, and the room has just left it; and when."""
    at = 300 + 480 + seconds
    session = made(running(), MovedOn(left="roles", to=TALK), seconds=300)
    return made(session, MovedOn(left=TALK, to=to), seconds=at), at


def giving(session: Session, here: Moment) -> list[tuple[Segment, int]]:
    """The segments that may give, and how much each can, told in other words than the code's."""
    took = spent(session.clock, here.now)
    rows = []
    for segment in here.segments[here.index :]:
        may = segment.kind in (StepKind.COMMIT, StepKind.REPORT, StepKind.WRAP_UP)
        if may and not segment.pinned:
            shortest = 120 if segment.kind is StepKind.COMMIT else 180
            kept = max(shortest, math.ceil(took.get(segment.id, 0)))
            can = max(0, segment.seconds - kept)
            if segment.kind is StepKind.COMMIT and any(len(p.members) == 3 for p in session.pairs):
                can = min(can, trios_slack(session, here))
            rows.append((segment, can))
    return rows


def trios_slack(session: Session, here: Moment) -> int:
    """By how much the rounds will be longer than the three turns of the trios."""
    took = spent(session.clock, here.now)
    end = 0.0
    for segment, to_come in zip(here.segments, here.to_come, strict=True):
        if segment.stage is Stage.ROUNDS:
            past = here.segments.index(segment) < here.index
            end += took.get(segment.id, 0) + (0 if past else to_come)
    *turns, writing = [part.seconds for part in trio_switches(session.guide)]
    return max(0, math.floor(end) - sum(turns) - min(writing, 120))


@given(runs(EVERY_KIND_OF_AGENDA, most=25), st.integers(0, 3_600_000))
def test_all_that_can_be_given_is_given_until_it_is_enough(run: Run, wait: int) -> None:
    here = moment(run.last, run.now + timedelta(milliseconds=wait))
    squeezed = squeeze(run.last, here)
    if squeezed is None:
        assert here.segment is None or here.slip <= SLIP_TOLD
        return
    need, can = round(here.slip), giving(run.last, here)
    cut = {c.segment: c.before - c.after for c in squeezed.cuts}
    assert sum(cut.values()) == min(need, sum(most for _, most in can))
    assert squeezed.late == need - sum(cut.values())
    assert set(cut) <= {segment.id for segment, _ in can}
    # In the agenda's order, and the next one only when the one before can give no more.
    used_up = True
    for _, group in groupby(can, key=lambda row: row[0].step):
        rows = list(group)
        given_here = [cut.get(segment.id, 0) for segment, _ in rows]
        assert all(0 <= g <= most for g, (_, most) in zip(given_here, rows, strict=True))
        assert used_up or not any(given_here)
        used_up = given_here == [most for _, most in rows]


@given(runs(EVERY_KIND_OF_AGENDA, most=25), st.integers(0, 3_600_000))
def test_applied_it_ends_on_time_or_as_late_as_it_said_and_undo_takes_it_back(
    run: Run, wait: int
) -> None:
    now = run.now + timedelta(milliseconds=wait)
    here = moment(run.last, now)
    squeezed = squeeze(run.last, here)
    if squeezed is None or not squeezed.cuts:
        return
    seconds = (here.now - after(0)).total_seconds()
    cut = applied(run.last, seconds)
    there = moment(cut, here.now)
    assert there.slip == pytest.approx(squeezed.late, abs=0.501)
    assert there.elapsed == here.elapsed
    again = squeeze(cut, there)
    assert again is None or again.cuts == ()
    undone = made(cut, Undone(entry=cut.history[-1].id), seconds=seconds)
    assert but_history(undone) == but_history(run.last)


@given(runs(EVERY_KIND_OF_AGENDA, most=25), st.integers(0, 3_600_000))
def test_slots_that_were_alike_stay_alike_and_no_turn_is_cut(run: Run, wait: int) -> None:
    here = moment(run.last, run.now + timedelta(milliseconds=wait))
    squeezed = squeeze(run.last, here)
    if squeezed is None:
        return
    shorter = {cut.segment: cut.after for cut in squeezed.cuts}
    assert not [s for s in here.segments if s.id in shorter and (s.turn or s.pinned)]
    took = spent(run.last.clock, here.now)
    slots = [s for s in here.segments[here.index :] if s.slot and not s.pinned]
    fresh = [s for s in slots if not took.get(s.id)]
    for _, group in groupby(sorted(fresh, key=lambda s: s.seconds), key=lambda s: s.seconds):
        alike = [shorter.get(s.id, s.seconds) for s in group]
        assert max(alike) - min(alike) <= 1
    assert all(shorter[s.id] >= 180 for s in slots if s.id in shorter)


rows = st.lists(st.tuples(st.integers(0, 900), st.integers(0, 900)), max_size=8)


@given(rows, st.integers(-10, 8_000))
def test_levelling_takes_from_the_longest_and_never_below_a_floor(
    given_rows: list[tuple[int, int]], need: int
) -> None:
    base = moment(running(), after(0)).segments[0]
    segments = [replace(base, seconds=length) for length, _ in given_rows]
    floors = [floor for _, floor in given_rows]
    shorter = levelled(segments, floors, need)
    gave = [s.seconds - left for s, left in zip(segments, shorter, strict=True)]
    most = [max(0, s.seconds - floor) for s, floor in zip(segments, floors, strict=True)]
    assert sum(gave) == min(max(0, need), sum(most))
    assert all(0 <= g <= m for g, m in zip(gave, most, strict=True))
    # Nobody who gave has less than somebody who could still give has left, but for a second.
    givers = [left for left, g in zip(shorter, gave, strict=True) if g]
    could = [left for left, g, m in zip(shorter, gave, most, strict=True) if g < m]
    if givers and could:
        assert max(could) <= min(givers) + 1


def test_seven_minutes_come_from_the_writing_and_the_report_back() -> None:
    session, at = late_by(7 * 60)
    assert cuts(session, at) == {
        "commit": (300, 120),
        "report-1": (300, 220),
        "report-2": (300, 220),
        "report-3": (300, 220),
    }
    assert found(session, at).late == 0
    squeezed = applied(session, at)
    here = moment(squeezed, after(at))
    assert (here.slip, here.ends) == (0, after(3_000))
    assert squeezed.history[-1].said == "cut the rest by 7:00"


def test_a_start_seven_minutes_late_is_the_same() -> None:
    session = made(in_pairs(*SIX), Started(segment="roles"), seconds=420)
    session = made(session, StartedEarlier(seconds=420), seconds=420)
    assert moment(session, after(420)).started == after(0)
    session = made(session, MovedOn(left="roles", to=TALK), seconds=720)
    assert sum(b - a for b, a in cuts(session, 720).values()) == 420
    assert moment(applied(session, 720), after(720)).ends == after(3_000)


@pytest.mark.parametrize(
    "late, commit, report, wrap_up, still_late",
    [
        (16, 284, [300, 300, 300], 300, 0),
        (180, 120, [300, 300, 300], 300, 0),
        (181, 120, [300, 300, 299], 300, 0),
        (182, 120, [300, 299, 299], 300, 0),
        (540, 120, [180, 180, 180], 300, 0),
        (580, 120, [180, 180, 180], 260, 0),
        (660, 120, [180, 180, 180], 180, 0),
        (840, 120, [180, 180, 180], 180, 180),
    ],
)
def test_the_writing_gives_first_then_the_report_back_then_the_summary(
    late: int, commit: int, report: list[int], wrap_up: int, still_late: int
) -> None:
    session, at = late_by(late)
    assert found(session, at).late == still_late
    after_it = lengths(applied(session, at))
    assert after_it["commit"] == commit
    assert [after_it[f"report-{n}"] for n in (1, 2, 3)] == report
    assert after_it["wrap-up"] == wrap_up
    turns = [after_it[f"turn-{n}-{what}"] for n in (1, 2) for what in ("conversation", "feedback")]
    assert turns == [480, 120, 480, 120]


@pytest.mark.parametrize("late", [-600, 0, 15])
def test_a_quarter_of_a_minute_is_nothing(late: int) -> None:
    session, at = late_by(late)
    assert squeeze(session, moment(session, after(at))) is None


def test_nothing_is_late_before_the_start_and_after_the_end() -> None:
    session = in_pairs(*SIX)
    assert squeeze(session, moment(session, after(9_999))) is None


def test_a_pinned_segment_gives_nothing() -> None:
    session, at = late_by(420)
    session = made(session, SegmentPinned(segment="commit", pinned=True), seconds=at)
    session = made(session, SegmentPinned(segment="report-2", pinned=True), seconds=at)
    assert cuts(session, at) == {
        "report-1": (300, 180),
        "report-3": (300, 180),
        "wrap-up": (300, 180),
    }
    assert found(session, at).late == 60
    session = made(session, SegmentPinned(segment="commit", pinned=False), seconds=at)
    assert cuts(session, at) == {
        "commit": (300, 120),
        "report-1": (300, 180),
        "report-3": (300, 180),
    }


def test_a_pin_is_a_line_of_the_history_only_where_it_changes_something() -> None:
    session = made(running(), SegmentPinned(segment="commit", pinned=False))
    assert session == running()
    session = made(running(), SegmentPinned(segment="commit", pinned=True))
    assert session.history[-1].said == "pinned: Write down and commit"
    assert made(session, SegmentPinned(segment="commit", pinned=True)) == session


def test_the_longest_slot_gives_first() -> None:
    session, at = late_by(340)
    session = made(session, TimeAdded(segment="report-2", seconds=60), seconds=at)
    assert cuts(session, at) == {
        "commit": (300, 120),
        "report-1": (300, 247),
        "report-2": (360, 247),
        "report-3": (300, 246),
    }


def test_what_a_segment_has_taken_already_cannot_be_given() -> None:
    session, at = late_by(200, to="commit")
    session = made(session, TimeAdded(segment="commit", seconds=700), seconds=at)
    assert moment(session, after(at)).slip == 200 + 700 - 720
    assert cuts(session, at + 850) == {"commit": (1_000, 850), "report-1": (300, 290)} | {
        f"report-{n}": (300, 290) for n in (2, 3)
    }


def test_past_slots_are_not_cut_any_more() -> None:
    session = running(segment="report-2")
    assert moment(session, after(2_700)).slip == 300
    assert cuts(session, 2_700) == {"report-3": (300, 180), "wrap-up": (300, 180)}
    assert found(session, 2_700).late == 60


def test_a_segment_cut_to_nothing_is_passed_over_both_ways() -> None:
    session, at = late_by(420, to="turn-2-feedback")
    session = made(session, TimeAdded(segment="commit", seconds=-300), seconds=at)
    here = moment(session, after(at))
    assert lengths(session)["commit"] == 0
    assert here.upcoming is not None
    assert here.upcoming.id == "report-1"
    session = made(session, MovedOn(left="turn-2-feedback", to="report-1"), seconds=at + 120)
    before = moment(session, after(at + 130)).previous
    assert before is not None
    assert before.id == "turn-2-feedback"
    assert before.stage is Stage.ROUNDS


def test_a_cut_that_no_longer_fits_is_refused() -> None:
    with pytest.raises(Refused, match="look again"):
        made(running(), SegmentsCut(cuts=(("commit", 301),)))
    with pytest.raises(Refused, match="no such segment"):
        made(running(), SegmentsCut(cuts=(("lunch", 0),)))


def late_with_a_trio(roles: float, talk: float) -> tuple[Session, float]:
    """Seven people; the roles and the first conversation took so long, and feedback begins."""
    session = made(running(*SIX, "Gus"), MovedOn(left="roles", to=TALK), seconds=roles)
    session = made(session, MovedOn(left=TALK, to=FEEDBACK), seconds=roles + talk)
    return session, roles + talk


def test_a_trio_keeps_its_three_turns() -> None:
    session, at = late_with_a_trio(roles=720, talk=480)
    assert cuts(session, at) == {"commit": (300, 180)} | {
        f"report-{n}": (300, 200) for n in (1, 2, 3)
    }


def test_what_the_rounds_ran_over_was_the_trios_time_as_well() -> None:
    session, at = late_with_a_trio(roles=300, talk=900)
    assert cuts(session, at)["commit"] == (300, 120)
    session, at = late_with_a_trio(roles=600, talk=520)
    assert cuts(session, at)["commit"] == (300, 140)


@pytest.mark.parametrize("name", guide_names())
def test_shipped_guides_keep_two_minutes_to_commit_however_late(name: str) -> None:
    guide = load_guide(name)
    step = next(s for part in guide.stages for s in part.steps if s.kind is StepKind.COMMIT)
    assert step.shortest == 2
    assert guide.total_minutes() == guide.minutes
    session = replace(running(segment=TALK), guide=guide)
    assert cuts(session, 99_999)["commit"] == (round(step.minutes * 60), 120)


@pytest.mark.parametrize(
    "minutes, shortest, left",
    [(5, 0, 120), (5, 1, 120), (5, 3, 180), (5, 5, None), (5, None, None), (1.5, 0, None)],
)
def test_a_guide_of_ones_own_keeps_two_minutes_to_commit_or_the_whole_step(
    minutes: float, shortest: float | None, left: int | None
) -> None:
    step = GUIDE.step("commit")
    assert step is not None
    guide = GUIDE.with_step(replace(step, minutes=minutes, shortest=shortest))
    session = replace(running(segment=TALK), guide=guide)
    assert cuts(session, 9_999).get("commit") == (left and (300, left))


def test_a_commit_made_shorter_by_hand_gives_no_more_once_it_has_two_minutes() -> None:
    session = made(running(segment=TALK), TimeAdded(segment="commit", seconds=-240))
    assert "commit" not in cuts(session, 9_999)
    assert lengths(session)["commit"] == 60


def test_two_minutes_to_commit_are_left_to_a_trio_too() -> None:
    session, at = late_with_a_trio(roles=720, talk=480)
    rounds = [
        s for s in moment(applied(session, at), after(at)).segments if s.stage is Stage.ROUNDS
    ]
    *turns, writing = trio_switches(session.guide)
    assert writing.seconds == 240
    assert sum(s.seconds for s in rounds) - sum(part.seconds for part in turns) == 120


def test_a_turn_is_never_cut_whatever_a_guide_says() -> None:
    step = GUIDE.step("conversation")
    assert step is not None
    guide = GUIDE.with_step(replace(step, shortest=6))
    session, at = late_by(900)  # somebody wrote it into the file
    session = replace(session, guide=guide)
    assert {segment for segment in cuts(session, at) if segment.startswith("turn")} == set()
