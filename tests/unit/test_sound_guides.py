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
from oneone_tui.exports.forms import FORMS, NothingToWrite, Options
from oneone_tui.exports.plan import plan_for
from oneone_tui.store.schema import load, to_tables
from oneone_tui.workshop.autopilot import due
from oneone_tui.workshop.changes import MovedOn, PairsDrawn, Started, Undone
from oneone_tui.workshop.changes.undo import last_standing
from oneone_tui.workshop.clock import expected_starts, moment, timings
from oneone_tui.workshop.guide import Guide, read_guide
from oneone_tui.workshop.pairing import propose
from oneone_tui.workshop.past import NO_PAST, past_of
from oneone_tui.workshop.preparing import preparations, teams_of
from oneone_tui.workshop.proposals import proposals
from oneone_tui.workshop.rehearsal import preparation, script
from oneone_tui.workshop.session import Session, apply, new_session
from oneone_tui.workshop.timeline import timeline
from oneone_tui.workshop.words import Each, StepKind
from tests.unit.workshop.building import START, added, after, made
from tests.unit.workshop.guide_strategies import as_toml, guides
from tests.unit.workshop.invariants import check_invariants

if TYPE_CHECKING:
    from datetime import datetime

people = st.sampled_from((0, 2, 3, 6, 11, 13))
waits = st.sampled_from((0, 1, 30, 600, 5_000, 90_000))


def of_people(guide: Guide, count: int) -> Session:
    session = new_session("a-session", "First", guide, START, 7)
    names = [f"Person {letter}" for letter in ascii_uppercase[:count]]
    return made(session, added(*names)) if names else session


def paired(session: Session) -> Session:
    if len(session.people) > 10:
        session = made(session, teams_of(session, NO_PAST))
    if len(session.people) < 2:
        return session
    return made(session, PairsDrawn(pairs=propose(session, NO_PAST, 1).pairs, seed=1))


def look_at(session: Session, now: datetime) -> None:
    """All that screens and commands reckon from a session comes out."""
    check_invariants(session)
    assert load(to_tables(session), "x").session == session
    here = moment(session, now)
    assert len(timings(session, now, now)) == len(here.segments)
    assert len(expected_starts(session, here)) == len(here.segments)
    for proposal in (*proposals(session, here), *preparations(session, NO_PAST, UTC)):
        assert proposal.text
        if proposal.change:
            check_invariants(apply(session, proposal.change, now))
    timeline(session, now, 80)
    past_of([session])
    for form in FORMS.values():
        with suppress(NothingToWrite):
            assert form.write(session, now, Options(feedback=True, zone=UTC))


@given(guides(), people, st.lists(st.tuples(waits, st.booleans()), max_size=6))
@settings(max_examples=12)
def test_sound_guides_run_with_any_people(
    guide: Guide, count: int, steps: list[tuple[int, bool]]
) -> None:
    assert read_guide(as_toml(guide)) == guide
    session = of_people(guide, count)
    look_at(session, after(10))
    session = paired(session)
    here = moment(session, after(20))
    first = here.upcoming or here.segments[0]  # steps of less than a second have no time at all
    session, seconds = made(session, Started(segment=first.id), seconds=20), 20
    for wait, by_hand in steps:
        seconds += wait
        while step := due(session, after(seconds)):
            session = apply(session, step.change, step.at)
        here = moment(session, after(seconds))
        if by_hand and here.segment and here.upcoming:
            move = MovedOn(left=here.segment.id, to=here.upcoming.id)
            session = made(session, move, seconds=seconds)
    look_at(session, after(seconds))
    while last := last_standing(session):
        session = made(session, Undone(entry=last.id), seconds=seconds)
    assert not session.people


@given(guides(), people.filter(bool))
@settings(max_examples=8)
def test_sound_guides_are_planned_printed_and_rehearsed(guide: Guide, count: int) -> None:
    assert plan_for(guide, count, START).ends >= START
    for page in (handout.worksheet_as_text, handout.flipchart_as_text, handout.worksheet_as_html):
        assert page(guide)
    session, chance = of_people(guide, count), Random(1)
    for change in preparation(session, chance):
        session = made(session, change)
    for act in script(session, chance):
        session = made(session, *act.changes(session), seconds=act.after)
    look_at(session, after(10**6))


@given(guides())
@settings(max_examples=6)
def test_sound_guides_need_no_reports(guide: Guide) -> None:
    for part in guide.stages:
        for step in part.steps:
            if step.kind is StepKind.REPORT:
                each = Each.ONCE if step.each is Each.PAIR else step.each
                guide = guide.with_step(replace(step, kind=StepKind.WRAP_UP, each=each))
    look_at(of_people(guide, 12), START)
