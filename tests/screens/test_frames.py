"""A screen comes on in one frame, whole; and comes on even where a widget never answers."""

from __future__ import annotations

import asyncio

import pytest

from oneone_tui.app import OneOneApp
from oneone_tui.screens.stage import StageScreen
from oneone_tui.services.library_controller import LibraryController
from tests.support.pilot import PATIENCE, ROUNDS, Room, rehearsed_session


def frames(monkeypatch: pytest.MonkeyPatch) -> dict[object, list[str]]:
    """What of each screen has been painted, frame by frame, from now on."""
    painted: dict[object, list[str]] = {}
    display = OneOneApp._display

    def note(self: OneOneApp, screen: object, update: object) -> None:
        if isinstance(screen, StageScreen) and update is not None and not self._batch_count:
            rows = ["".join(s.text for s in strip) for strip in screen._compositor.render_strips()]
            shown = "\n".join(row.replace("saving…", "saved ✓") for row in rows)
            so_far = painted.setdefault(screen, [])
            if so_far[-1:] != [shown]:
                so_far.append(shown)
        display(self, screen, update)  # type: ignore[arg-type]  # handed on as it came

    monkeypatch.setattr(OneOneApp, "_display", note)
    return painted


@pytest.mark.parametrize("size", [(60, 18), (80, 24), (120, 40)])
async def test_stage_appears_in_one_frame(
    painted_room: Room, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    monkeypatch.setattr(
        "oneone_tui.textual_patches.first_frame.PATIENCE", PATIENCE
    )  # however slow it is here
    painted = frames(monkeypatch)
    async with painted_room.desk(rehearsed_session(ROUNDS), size=size) as desk:
        for key in "<<>>>><<<":
            before = desk.app.screen
            await desk.press(key)
            await desk.wait_until(lambda before=before: desk.app.screen is not before)  # type: ignore[misc]
            await desk.wait_until(lambda: desk.app.screen in painted)
            await desk.wait_until_saved()
            await desk.settle()
            assert len(painted[desk.app.screen]) == 1, (key, *painted[desk.app.screen])


@pytest.mark.parametrize("ends", [True, False])
async def test_library_that_can_not_be_read_is_shown_all_the_same(
    painted_room: Room, monkeypatch: pytest.MonkeyPatch, ends: bool
) -> None:
    never = asyncio.Event()

    async def reading(self: LibraryController, work: object) -> None:
        if not ends:
            await never.wait()

    monkeypatch.setattr(LibraryController, "_do", reading)
    async with painted_room.desk(None) as desk:
        await desk.wait_for("Library")
        await desk.wait_until(lambda: bool(desk.app._rows))
        never.set()
