"""Working with the screen that shows what a list of people was read as."""

from __future__ import annotations

from oneone_tui.screens.roster_preview import RosterPreviewScreen
from tests.support.pilot import Desk


async def preview(desk: Desk) -> RosterPreviewScreen:
    """Wait until the screen is on, and return it."""
    await desk.wait_until(lambda: isinstance(desk.app.screen, RosterPreviewScreen))
    await desk.settle()
    screen = desk.app.screen
    assert isinstance(screen, RosterPreviewScreen)
    return screen


async def take_list(desk: Desk) -> None:
    """Add everybody who is marked, and go back to Setup."""
    await preview(desk)
    await desk.press("enter")
    await desk.wait_until(lambda: not isinstance(desk.app.screen, RosterPreviewScreen))
