"""What the stages share: going from one to the other, undo, the help, and changes of size."""

from __future__ import annotations

import pytest
from textual.widgets import OptionList

from oneone_tui.screens.library import LibraryScreen
from oneone_tui.widgets.command_rows import CommandRows
from oneone_tui.workshop.model.changes import StageShown
from oneone_tui.workshop.model.terms import STAGES, Stage
from tests.support.pilot import (
    DEFAULT_SIZE,
    MIXED,
    OVER,
    PAIRING,
    REPORT_BACK,
    ROOMY,
    ROUNDS,
    SETUP,
    Room,
    on_help,
    rehearsed_session,
)


async def test_stage_keys_lead_through_all_stages_and_back(room: Room) -> None:
    async with room.desk(rehearsed_session(ROUNDS, *MIXED)) as desk:
        before = desk.session
        for key in "<", ",", "<":
            await desk.press(key)
        seen = [desk.stage]
        for key in ">", ".", ">", ">":
            await desk.press(key)
            assert desk.session.info.stage is desk.stage
            seen.append(desk.stage)
        await desk.press(">")
        assert tuple(seen) == STAGES  # there is none before the first
        assert desk.stage is STAGES[-1]  # nor one after the last
        assert desk.session.clock == before.clock  # looking around moves no clock
        assert desk.app.state.timer.running
        await desk.press("u")
        assert desk.stage is Stage.REPORT_BACK


async def test_stages_that_follow_each_other_at_once_end_at_the_last(room: Room) -> None:
    """Another console, or an undo in haste, can change the stage before its screen is there."""
    async with room.desk(rehearsed_session(ROUNDS)) as desk:
        for stage in (*STAGES, Stage.PAIRING, Stage.REPORT_BACK):
            desk.app.session.apply(StageShown(stage=stage))
        await desk.wait_until(lambda: desk.stage is Stage.REPORT_BACK)
        await desk.settle()
        desk.app.session.apply(StageShown(stage=Stage.SETUP))
        await desk.app.run_action("app.leave_session")
        await desk.wait_until(lambda: isinstance(desk.app.screen, LibraryScreen))
        await desk.settle()
        assert desk.app.is_running


async def test_undo_of_everything_ends_with_word_that_nothing_is_left(room: Room) -> None:
    async with room.desk(rehearsed_session(PAIRING)) as desk:
        for _ in range(len(desk.session.history) + 1):
            await desk.press("u")
            if desk.line.question:
                await desk.enter("y")
        assert "nothing to undo" in desk.messages[-1]
        assert (desk.session.people, desk.session.pairs, desk.session.clock) == ((), (), ())
        assert desk.stage is Stage.SETUP


async def test_help_lists_the_keys_of_the_screen_it_is_called_from(room: Room) -> None:
    async with room.desk(rehearsed_session(OVER)) as desk:
        for stage in (*reversed(STAGES), None):
            assert desk.stage is stage
            below = desk.app.screen
            described = {
                binding.group.description  # digits that do the like stand in one row
                if binding.group and binding.key.isdigit()
                else binding.description
                for _, binding, enabled, _ in below.active_bindings.values()
                if binding.id and enabled and binding.description
            }
            assert described
            await desk.press("?")
            assert on_help(desk)
            rows = desk.app.screen.query_one(CommandRows)
            page = "\n".join(rows.row(at).plain for at in range(rows.count))
            assert [words for words in described if words not in page] == []
            await desk.press("?" if stage is Stage.ROUNDS else "escape")
            assert desk.app.screen is below
            assert desk.app.focused is not None
            if stage is Stage.SETUP:
                await desk.press("q")
                await desk.wait_until(lambda: isinstance(desk.app.screen, LibraryScreen))
            elif stage:
                await desk.press("<")


@pytest.mark.parametrize("minute", [SETUP, ROUNDS])
async def test_change_of_size_keeps_the_line_the_keys_and_the_cursor(
    room: Room, minute: float
) -> None:
    async with room.desk(rehearsed_session(minute, *MIXED)) as desk:
        await desk.press("down")
        focused = desk.app.focused
        assert isinstance(focused, OptionList)
        at = focused.highlighted
        for columns, rows in (ROOMY, (24, 6), DEFAULT_SIZE):
            await desk.resize(columns, rows)
            assert desk.app.focused is focused
            assert focused.highlighted == at
        await desk.press("v" if minute else "a")
        await desk.type("we keep 我們的話")
        for columns, rows in (ROOMY, (40, 12), DEFAULT_SIZE):
            await desk.resize(columns, rows)
            assert (desk.line.text, desk.line.typing) == ("we keep 我們的話", True)
        await desk.wait_for("we keep 我們的話")
        await desk.enter("!")
        assert desk.line.text == ""


@pytest.mark.parametrize("minute", [PAIRING, REPORT_BACK, OVER])
async def test_any_size_is_survived(painted_room: Room, minute: float) -> None:
    async with painted_room.desk(rehearsed_session(minute, *MIXED), (10, 3)) as desk:
        await desk.press("down", "?", "escape", "u")
        await desk.resize(1, 1)
        await desk.resize(*DEFAULT_SIZE)
        assert desk.app.is_running


async def test_question_left_unanswered_is_recalled_with_its_text(room: Room) -> None:
    async with room.desk(rehearsed_session(ROUNDS)) as desk:
        await desk.press("plus", "L")
        await desk.type("Zed")
        await desk.press("escape")
        assert desk.line.text == ""
        await desk.press("u", "L")
        assert desk.messages[-1].startswith("undone")
        assert desk.line.text == ""
        await desk.press("up", "enter")
        assert desk.session.people[-1].name == "Zed"
        await desk.press("L", "up")
        assert desk.line.text == ""
