"""The library: opened, left, begun from, and what it says of files that cannot be opened."""

from __future__ import annotations

from oneone_tui.screens.library import LibraryScreen
from oneone_tui.workshop.words import Stage
from tests.screens.desk import OVER, ROUNDS, Room, fresh, rehearsed


async def test_an_empty_library_says_what_to_do(room: Room) -> None:
    async with room.desk() as desk:
        assert isinstance(desk.app.screen, LibraryScreen)
        assert "No workshop here yet" in desk.seen
        await desk.press("enter", "down", "enter")
        assert isinstance(desk.app.screen, LibraryScreen)
    assert not room.folder.exists()
