"""What the screens' tests share: a room of their own, and the same time of day everywhere."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

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
    """Nothing of the user's own: no settings, no sessions, no colours switched off."""
    for name in ("NO_COLOR", "ONEONE_SESSIONS", "TEXTUAL_THEME", "TEXTUAL_ANIMATIONS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("textual.constants.ESCAPE_DELAY", 0.01)
    monkeypatch.setattr("socket.gethostname", lambda: "desk")
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def room(tmp_path: Path) -> Room:
    """A room whose sessions lie in a folder of this test alone."""
    return Room(tmp_path / "sessions")
