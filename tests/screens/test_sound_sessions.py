"""What a checker calls sound can be shown, at every stage."""

from __future__ import annotations

from string import ascii_uppercase
from typing import TYPE_CHECKING

import pytest
from msgspec import UNSET
from msgspec.structs import replace

from oneone_tui.workshop.model.changes import StageShown
from oneone_tui.workshop.model.overwritten_values import OverwrittenRows
from oneone_tui.workshop.model.terms import STAGES, Each, Stage, StepKind
from tests.support.pilot import ROUNDS, SIX, apply_changes, fresh_session, rehearsed_session

if TYPE_CHECKING:
    from oneone_tui.workshop.model.session import Session
    from tests.support.pilot import Room

TWELVE = tuple(f"Person {letter}" for letter in ascii_uppercase[:12])


def without_reports(session: Session) -> Session:
    """The session with a talk of all together where the pairs would report."""
    step = session.guide.stage(Stage.REPORT_BACK).steps[0]
    talk = replace(step, kind=StepKind.WRAP_UP, each=Each.ONCE, longest=UNSET)
    return replace(session, guide=session.guide.with_step(talk))


@pytest.mark.parametrize("people", [(), SIX[:2], SIX, TWELVE])
async def test_guide_without_reports_is_shown_at_every_stage(
    room: Room, people: tuple[str, ...]
) -> None:
    async with room.desk(without_reports(fresh_session(*people))) as desk:
        for stage in STAGES:
            await desk.settle()
            assert desk.stage is stage
            await desk.pass_time(60)
            await desk.press("space", ">")
        assert desk.stage is Stage.SUMMARY


async def test_undo_to_an_invalid_state_is_refused_in_words(room: Room) -> None:
    session = apply_changes(
        rehearsed_session(ROUNDS, *SIX), StageShown(stage=Stage.SUMMARY), minute=12
    )
    *earlier, last = session.history
    spoilt = replace(last, before=replace(last.before, people=OverwrittenRows(count=0)))
    async with room.desk(replace(session, history=(*earlier, spoilt))) as desk:
        await desk.press("u")
        await desk.enter("y")
        [line] = desk.messages
        assert line.startswith("that can't be undone: ")
        assert desk.session.people
        await desk.press("<")
        assert desk.stage is Stage.REPORT_BACK
