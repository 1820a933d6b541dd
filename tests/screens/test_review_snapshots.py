"""Snapshots of the review, page by page."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import pytest

from oneone_tui.screens.review import ReviewScreen
from oneone_tui.store.library import Library
from tests.screens.test_library_snapshots import pressing
from tests.screens.test_snapshots import SESSIONS, both_sizes
from tests.support.pilot import OVER, SEVEN, Desk, HandClock, TestedApp, rehearsed_session
from tests.support.team_sessions import session_in_teams

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from oneone_tui.workshop.model.session import Session
    from tests.support.screen_snapshot import SnapshotFiles

pytestmark = pytest.mark.usefixtures("unpainted")


def kept(session: Session) -> TestedApp:
    """The library with one session in it."""
    library = Library(SESSIONS)
    library.create(session)
    return TestedApp(library, None, HandClock(session.history[-1].at))


def reviewing(*keys: str, sought: str = "") -> Callable[[Pilot[None]], Awaitable[None]]:
    """Review the session, press keys, then look for something."""

    async def do(pilot: Pilot[None]) -> None:
        await pressing("v")(pilot)
        assert isinstance(pilot.app, TestedApp)
        desk = Desk(pilot.app, pilot)
        await desk.wait_until(lambda: isinstance(desk.app.screen, ReviewScreen))
        await desk.settle()
        await desk.press(*keys)
        if sought:
            await desk.enter(sought)

    return do


@both_sizes
@pytest.mark.parametrize("page", list("12469"))
async def test_review(snapshot: SnapshotFiles, size: tuple[int, int], page: str) -> None:
    app = kept(rehearsed_session(OVER, *SEVEN, title="Harbour Street"))
    await snapshot.check(app, size, reviewing(page))


@both_sizes
async def test_review_of_four_teams(snapshot: SnapshotFiles, size: tuple[int, int]) -> None:
    app = kept(session_in_teams("wrap-up"))
    await snapshot.check(app, size, reviewing("5"))


@both_sizes
async def test_review_sought_through(snapshot: SnapshotFiles, size: tuple[int, int]) -> None:
    app = kept(rehearsed_session(OVER, *SEVEN, title="Harbour Street"))
    run = reviewing("/", sought="door")
    await snapshot.check(app, size, run)
