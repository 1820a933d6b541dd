"""Snapshots of the library: empty, filled, with what is wrong, sought through, being read."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import pytest

from oneone_tui.state import LibraryState
from oneone_tui.store.library import Library
from tests.screens.test_snapshots import SESSIONS, both_sizes
from tests.support.pilot import (
    OVER,
    ROUNDS,
    SEVEN,
    TWENTY_FOUR,
    Desk,
    HandClock,
    TestedApp,
    fresh_session,
    rehearsed_session,
)

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from tests.support.screen_snapshot import SnapshotFiles

pytestmark = pytest.mark.usefixtures("unpainted")


def pressing(*keys: str, typing: str = "") -> Callable[[Pilot[None]], Awaitable[None]]:
    """Press keys once the library has been read, then type into the line."""

    async def do(pilot: Pilot[None]) -> None:
        assert isinstance(pilot.app, TestedApp)
        desk = Desk(pilot.app, pilot)
        await desk.wait_until(lambda: desk.app.library_state.rows is not None)
        await desk.settle()
        await desk.press(*keys)
        if typing:
            await desk.type(typing)

    return do


def filled(*, damaged: bool = False) -> TestedApp:
    """The library with sessions in it."""
    library = Library(SESSIONS)
    library.create(rehearsed_session(ROUNDS, title="Tenants' Union leadership team"))
    library.create(rehearsed_session(OVER, *TWENTY_FOUR, title="A whole neighbourhood: 共に立つ"))
    library.create(rehearsed_session(OVER, *SEVEN, title="Harbour Street"))
    library.create(
        fresh_session(title="A title that is longer than anybody would ever want one to be, " * 2)
    )
    if damaged:
        broken = SESSIONS / "2026-11-08-cut-in-half.json"
        broken.write_text("{")
        os.utime(broken, (1_800_000_000, 1_800_000_000))
    return TestedApp(library, None, HandClock())


@both_sizes
async def test_library_empty(snapshot: SnapshotFiles, size: tuple[int, int]) -> None:
    app = TestedApp(Library(SESSIONS), None, HandClock())
    await snapshot.check(app, size, pressing())


@both_sizes
async def test_library(snapshot: SnapshotFiles, size: tuple[int, int]) -> None:
    await snapshot.check(filled(), size, pressing("o", "down"))


@both_sizes
async def test_library_with_a_damaged_file(snapshot: SnapshotFiles, size: tuple[int, int]) -> None:
    await snapshot.check(filled(damaged=True), size, pressing())


@both_sizes
async def test_library_sought_through(snapshot: SnapshotFiles, size: tuple[int, int]) -> None:
    find = pressing("/", typing="harb")
    await snapshot.check(filled(), size, find)


@both_sizes
async def test_library_asked_for_an_export(snapshot: SnapshotFiles, size: tuple[int, int]) -> None:
    await snapshot.check(filled(), size, pressing("e", typing="html"))


@both_sizes
async def test_library_being_read(snapshot: SnapshotFiles, size: tuple[int, int]) -> None:
    async def halfway(pilot: Pilot[None]) -> None:
        await pressing()(pilot)
        assert isinstance(pilot.app, TestedApp)
        pilot.app.library_state = LibraryState(progress=(4_213, 10_000))
        await Desk(pilot.app, pilot).settle()

    await snapshot.check(filled(), size, halfway)
