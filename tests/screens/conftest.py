"""What the screens' tests share: a room of their own, and the same time of day everywhere."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from textual._compositor import Compositor

from tests.screens.desk import Room


@pytest.fixture(autouse=True)
def _one_time_zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Clock times are those of UTC, wherever the tests run."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "UTC")
        time.tzset()
        yield
    time.tzset()


@pytest.fixture(autouse=True)
def _plain_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Nothing of the user's own: no sessions, no name, no colours switched off."""
    for name in ("NO_COLOR", "ONEONE_SESSIONS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("socket.gethostname", lambda: "desk")
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def unpainted(monkeypatch: pytest.MonkeyPatch) -> None:
    """No frames are painted for a terminal that nobody looks at: it takes two fifths of the time.

    What a test looks at is rendered when it looks, and a picture is a whole frame.
    """
    paint = Compositor.render_update

    def paint_whole(self: Compositor, full: bool = False, **options: Any) -> object:
        below = options.get("screen_stack")  # what a modal screen lies over is painted by it
        return paint(self, full=full, **options) if full or below else None

    monkeypatch.setattr(Compositor, "render_update", paint_whole)


@pytest.fixture
def room(painted_room: Room, unpainted: None) -> Room:
    """A room whose sessions lie in a folder of this test alone."""
    return painted_room


@pytest.fixture
def painted_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Room:
    """The same room with every frame painted, as in a terminal."""
    here = Room(tmp_path / "sessions")
    monkeypatch.setattr("oneone_tui.app.SystemWall", lambda: here.wall)
    return here
