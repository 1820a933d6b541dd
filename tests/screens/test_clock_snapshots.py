"""Snapshots of the clock in each of its states, at the usual size and a roomy one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from oneone_tui.store.library import Library
from oneone_tui.workshop.model.changes import Paused, TimeAdded
from tests.support.pilot import (
    DEFAULT_SIZE,
    ROOMY,
    SEVEN,
    SIX,
    HandClock,
    TestedApp,
    apply_changes,
    rehearsed_session,
)

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from oneone_tui.workshop.model.session import Session
    from tests.support.screen_snapshot import SnapshotFiles

SIZES = pytest.mark.parametrize("size", [DEFAULT_SIZE, ROOMY], ids=["80x24", "120x40"])


def at(session: Session, seconds: float) -> TestedApp:
    """The console with a session, so many seconds into the segment that is on."""
    wall = HandClock(session.clock[-1].at)
    wall.advance(seconds)
    folder = Path("sessions")
    return TestedApp(Library(folder), Library(folder).create(session).path, wall)


def pressing(*keys: str) -> Callable[[Pilot[None]], Awaitable[None]]:
    """What to do before the snapshot is taken."""

    async def press(pilot: Pilot[None]) -> None:
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()

    return press


@SIZES
@pytest.mark.parametrize(
    "seconds",
    [90, 385, 425, 460, 483],
    ids=["running", "amber", "one-minute-left", "red", "over-time"],
)
async def test_a_conversation(snapshot: SnapshotFiles, size: tuple[int, int], seconds: int) -> None:
    app = at(rehearsed_session("turn-1-conversation", *SIX), seconds)
    await snapshot.check(app, size, pressing())


@SIZES
async def test_paused(snapshot: SnapshotFiles, size: tuple[int, int]) -> None:
    session = rehearsed_session("turn-1-conversation", *SIX)
    started = (session.clock[-1].at - session.clock[0].at).total_seconds()
    session = apply_changes(session, Paused(), minute=(started + 100) / 60)
    await snapshot.check(at(session, 60), size, pressing())


@SIZES
async def test_a_trio_switches_while_the_pairs_talk(
    snapshot: SnapshotFiles, size: tuple[int, int]
) -> None:
    app = at(rehearsed_session("turn-1-conversation", *SEVEN), 7 * 60 + 5)
    await snapshot.check(app, size, pressing())


@SIZES
async def test_late_with_a_proposal(snapshot: SnapshotFiles, size: tuple[int, int]) -> None:
    session = rehearsed_session("turn-1-conversation", *SIX)
    session = apply_changes(
        session, TimeAdded(segment="turn-1-conversation", seconds=420), minute=6
    )
    await snapshot.check(at(session, 120), size, pressing())


@SIZES
@pytest.mark.parametrize("seconds", [90, 460, 485], ids=["running", "red", "over-time"])
async def test_the_clock_alone(
    snapshot: SnapshotFiles, size: tuple[int, int], seconds: int
) -> None:
    app = at(rehearsed_session("turn-1-conversation", *SEVEN), seconds)
    await snapshot.check(app, size, pressing("F"))


@SIZES
async def test_the_agenda(snapshot: SnapshotFiles, size: tuple[int, int]) -> None:
    app = at(rehearsed_session("turn-1-conversation", *SIX), 90)
    await snapshot.check(app, size, pressing("j", "down", "P"))
