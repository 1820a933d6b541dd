"""From 60×18 on everything works; below, the clock still shows, and nothing is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from oneone_tui.widgets.entry_line import LineInput
from oneone_tui.widgets.too_small import TOO_SMALL
from tests.support.pilot import REPORT_BACK, ROUNDS, Desk, Room, rehearsed_session
from tests.tools.make_screenshots import VIEWS, show

SIZES = ((60, 18), (59, 24), (30, 6), (12, 3), (1, 1), (200, 60), (80, 17), (80, 24))


async def test_resize_loses_neither_a_draft_nor_the_keys(room: Room) -> None:
    async with room.desk(rehearsed_session("turn-1-conversation")) as desk:
        await desk.press("2", "v")
        await desk.type("we keep")
        for size in SIZES:
            await desk.resize(*size)
            assert isinstance(desk.app.focused, LineInput), size
            await desk.type("!")
        assert desk.line.text == "we keep" + "!" * len(SIZES)


@pytest.mark.parametrize("till", [0, 4.7, ROUNDS, REPORT_BACK, "wrap-up"])
async def test_resize_leaves_the_keys_where_they_were(room: Room, till: float | str) -> None:
    async with room.desk(rehearsed_session(till)) as desk:
        await desk.press("b" if till == REPORT_BACK else "end")
        before = desk.app.focused
        for size in SIZES:
            await desk.resize(*size)
            assert desk.app.focused is before, size


async def test_too_small_terminal_shows_a_running_clock(room: Room) -> None:
    async with room.desk(rehearsed_session("turn-1-conversation"), size=(40, 6)) as desk:
        assert TOO_SMALL in desk.screen_text
        assert "8:00" in desk.rows[0]
        await desk.pass_time(5)
        assert "7:55" in desk.rows[0]
        assert "Turn 1 · Conversation" in desk.rows[1]
        await desk.press("v")
        await desk.type("dignity")
        assert "dignity" in desk.rows[-1]
        await desk.press("enter")
        assert desk.session.notes[-1].text == "dignity"
        await desk.resize(60, 18)
        assert TOO_SMALL not in desk.screen_text


@pytest.mark.parametrize(
    "name, right",
    [
        ("library", "sessions"),
        ("review", "review · finished 2026-11-09"),
        ("people", "pairs have met"),
        ("followup", "6 open, 2 overdue · 0 done"),
        ("trends", "in more than one session"),
        ("rounds", "on time"),
    ],
)
async def test_title_end_is_visible_on_a_wide_terminal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, right: str
) -> None:
    monkeypatch.chdir(tmp_path)

    async def look(desk: Desk) -> None:
        await desk.wait_until(lambda: desk.rows[0].endswith(right))

    await show(next(view for view in VIEWS if view.name == name), (200, 60), look)
