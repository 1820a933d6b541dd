"""Snapshots of what looks across sessions: the commitments and who has met whom."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from oneone_tui.store.library import Library
from tests.screens.test_snapshots import SESSIONS, both_sizes, opened
from tests.support.pilot import DEFAULT_SIZE, Desk, HandClock, TestedApp, fresh_session
from tests.support.session_folder import (
    TODAY,
    create_files,
    distinct_names,
    weekly_sessions,
    with_commitments,
)

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from tests.support.screen_snapshot import SnapshotFiles

pytestmark = pytest.mark.usefixtures("unpainted")

DAY = timedelta(days=1)
DUES = (TODAY - 3 * DAY, TODAY - DAY, TODAY, TODAY + 4 * DAY, None, TODAY + 200 * DAY)


def held(people: int, weeks: int, coming: int) -> TestedApp:
    """The library, with sessions that were held."""
    keep_promises(people, weeks, coming)
    return TestedApp(Library(SESSIONS), None, HandClock())


def keep_promises(people: int, weeks: int, coming: int) -> None:
    *before, last = weekly_sessions(distinct_names(people), weeks, coming)
    create_files(SESSIONS, *before, with_commitments(last, *DUES))


def waiting(*texts: str, keys: tuple[str, ...] = ()) -> Callable[[Pilot[None]], Awaitable[None]]:
    """Wait for each text and press the key after it; then press the other keys."""

    async def do(pilot: Pilot[None]) -> None:
        assert isinstance(pilot.app, TestedApp)
        desk = Desk(pilot.app, pilot)
        for at, text in enumerate(texts):
            await desk.wait_for(text)
            await desk.press(*keys[at : at + 1])
        for key in keys[len(texts) :]:
            await desk.press(key)
            await desk.wait_until(lambda: all(w.group != "tick" for w in desk.app.workers))

    return do


@both_sizes
async def test_the_followup(snapshot: SnapshotFiles, size: tuple[int, int]) -> None:
    do = waiting("c commitments", "promised on", keys=("c", "down", "space", "down"))
    await snapshot.check(held(10, 3, 8), size, do)


@both_sizes
@pytest.mark.parametrize("people, weeks", [(10, 16), (60, 6)], ids=["10", "60"])
async def test_people(
    snapshot: SnapshotFiles, size: tuple[int, int], people: int, weeks: int
) -> None:
    do = waiting("p people", "pairs have met", keys=("p", *["down"] * 3, *["right"] * 2))
    app = held(people, weeks, people * 2 // 3)
    await snapshot.check(app, size, do)


@both_sizes
async def test_setup_of_people_who_promised(snapshot: SnapshotFiles, size: tuple[int, int]) -> None:
    keep_promises(10, 3, 8)
    app = opened(fresh_session(*distinct_names(10)))
    await snapshot.check(
        app,
        size,
        waiting("6 commitments still open" if size == DEFAULT_SIZE else "Last time"),
    )
