"""A screen that leaves before it has come in asks for none of its widgets in vain."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from textual.app import App, ComposeResult
from textual.containers import Vertical
from textual.css.query import NoMatches
from textual.screen import Screen
from textual.widgets import Label

from oneone_tui.textual_patches.widget_removal import RemovalApp
from tests.support.pilot import ROUNDS, Room, rehearsed_session


class Asking(Screen[None]):
    """A screen that asks for a widget as soon as it is told that all are there."""

    def compose(self) -> ComposeResult:
        with Vertical():
            yield Label("here")

    def on_mount(self) -> None:
        self.query_one(Label)


class PlainApp(App[None]):
    """As Textual has it."""


class MendedApp(RemovalApp, App[None]):
    """As ours is."""


async def leave_at_once(app: App[None]) -> None:
    async with app.run_test():
        app.push_screen(Asking())
        await app.pop_screen()


async def end_at_once(app: App[None]) -> None:
    async with app.run_test():
        app.push_screen(Asking())


@pytest.mark.parametrize("leave", [leave_at_once, end_at_once])
async def test_screen_is_there_whole_before_it_is_taken_away(
    leave: Callable[[App[None]], Awaitable[None]],
) -> None:
    with pytest.raises(NoMatches):  # else the mend is not needed any more
        await leave(PlainApp())
    await leave(MendedApp())


@pytest.mark.parametrize("turns", [0, 1, 2, 4, 8])
@pytest.mark.parametrize("key", ["q", "less_than_sign", "question_mark", "j", "ctrl+p"])
async def test_end_may_come_while_a_screen_does(room: Room, key: str, turns: int) -> None:
    async with room.desk(rehearsed_session(ROUNDS)) as desk:
        before = desk.app.screen
        desk._send(key, key)
        await desk.wait_until(lambda: desk.app.screen is not before)
        for _ in range(turns):
            await asyncio.sleep(0)
