"""Whatever guide a checker calls sound, it can be computed: with any people, at any moment."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC
from random import Random
from string import ascii_uppercase
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from oneone_tui.exports import handout
from oneone_tui.exports.errors import NothingToExport
from oneone_tui.exports.formats import FORMS, ExportOptions
from oneone_tui.exports.plan import build_plan
from oneone_tui.store.serialization import from_tables, to_tables
from oneone_tui.workshop.agenda.auto_advance import due_move
from oneone_tui.workshop.agenda.guide_reader import read_guide
from oneone_tui.workshop.agenda.timeline import draw_timeline
from oneone_tui.workshop.agenda.timer import expected_starts, segment_timings, timer_state
from oneone_tui.workshop.history.attendance import NO_ATTENDANCE, attendance_history
from oneone_tui.workshop.model.changes import PairsDrawn, SegmentEntered, Started, Undone
from oneone_tui.workshop.model.guide import Guide
from oneone_tui.workshop.model.session import Session, new_session
from oneone_tui.workshop.model.terms import Each, StepKind
from oneone_tui.workshop.model.undo_stack import last_change_in_effect
from oneone_tui.workshop.pairing.draw import draw_pairs
from oneone_tui.workshop.reducers.apply import apply
from oneone_tui.workshop.rehearsal import prepare_rehearsal, rehearsal_script
from oneone_tui.workshop.suggestions.setup import setup_suggestions, split_into_teams
from oneone_tui.workshop.suggestions.timing import timing_suggestions
from tests.support.guide_strategies import guide_as_toml, guides
from tests.support.invariants import check_invariants
from tests.support.sessions import START, apply_changes, people_added, time_at

if TYPE_CHECKING:
    from datetime import datetime

people = st.sampled_from((0, 2, 3, 6, 11, 13))
waits = st.sampled_from((0, 1, 30, 600, 5_000, 90_000))


def session_of_guide(guide: Guide, count: int) -> Session:
    session = new_session("a-session", "First", guide, START, 7)
    names = [f"Person {letter}" for letter in ascii_uppercase[:count]]
    return apply_changes(session, people_added(*names)) if names else session


def draw_session_pairs(session: Session) -> Session:
    if len(session.people) > 10:
        session = apply_changes(session, split_into_teams(session, NO_ATTENDANCE))
    if len(session.people) < 2:
        return session
    return apply_changes(
        session, PairsDrawn(pairs=draw_pairs(session, NO_ATTENDANCE, 1).pairs, seed=1)
    )


def check_computable(session: Session, now: datetime) -> None:
    """All that screens and commands reckon from a session comes out."""
    check_invariants(session)
    assert from_tables(to_tables(session), "x").session == session
    here = timer_state(session, now)
    assert len(segment_timings(session, now, now)) == len(here.segments)
    assert len(expected_starts(session, here)) == len(here.segments)
    for proposal in (
        *timing_suggestions(session, here),
        *setup_suggestions(session, NO_ATTENDANCE, UTC),
    ):
        assert proposal.text
        if proposal.change:
            check_invariants(apply(session, proposal.change, now))
    draw_timeline(session, now, 80)
    attendance_history([session])
    for form in FORMS.values():
        with suppress(NothingToExport):
            assert form.write(session, now, ExportOptions(feedback=True, zone=UTC))


@given(guides(), people, st.lists(st.tuples(waits, st.booleans()), max_size=6))
@settings(max_examples=12)
def test_sound_guides_run_with_any_people(
    guide: Guide, count: int, steps: list[tuple[int, bool]]
) -> None:
    assert read_guide(guide_as_toml(guide)) == guide
    session = session_of_guide(guide, count)
    check_computable(session, time_at(10))
    session = draw_session_pairs(session)
    here = timer_state(session, time_at(20))
    first = here.next_segment or here.segments[0]  # steps of less than a second have no time at all
    session, seconds = apply_changes(session, Started(segment=first.id), seconds=20), 20
    for wait, by_hand in steps:
        seconds += wait
        while step := due_move(session, time_at(seconds)):
            session = apply(session, step.change, step.at)
        here = timer_state(session, time_at(seconds))
        if by_hand and here.segment and here.next_segment:
            move = SegmentEntered(left=here.segment.id, to=here.next_segment.id)
            session = apply_changes(session, move, seconds=seconds)
    check_computable(session, time_at(seconds))
    while last := last_change_in_effect(session):
        session = apply_changes(session, Undone(entry=last.id), seconds=seconds)
    assert not session.people


@given(guides(), people.filter(bool))
@settings(max_examples=8)
def test_sound_guides_can_be_planned_printed_and_rehearsed(guide: Guide, count: int) -> None:
    assert build_plan(guide, (count,), START).ends >= START
    for page in (handout.worksheet_as_text, handout.flipchart_as_text, handout.worksheet_as_html):
        assert page(guide)
    session, chance = session_of_guide(guide, count), Random(1)
    for change in prepare_rehearsal(session, chance):
        session = apply_changes(session, change)
    for act in rehearsal_script(session, chance):
        session = apply_changes(session, *act.changes(session), seconds=act.after)
    check_computable(session, time_at(10**6))


@given(guides())
@settings(max_examples=6)
def test_sound_guides_may_have_no_reports(guide: Guide) -> None:
    for part in guide.stages:
        for step in part.steps:
            if step.kind is StepKind.REPORT:
                each = Each.ONCE if step.each is Each.PAIR else step.each
                guide = guide.with_step(replace(step, kind=StepKind.WRAP_UP, each=each))
    check_computable(session_of_guide(guide, 12), START)
