"""What the screens' tests share: a room of their own, and the same time of day everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual._compositor import Compositor
from textual.css.model import RuleSet
from textual.css.stylesheet import Stylesheet

from tests.support.pilot import Room
from tests.support.screen_snapshot import SnapshotFiles, find_snapshot_path

SNAPSHOTS = Path(__file__).parent / "snapshots"
PARSED: dict[object, list[RuleSet]] = {}
"""The rules of every style sheet that was parsed, by its text and the colors of its theme."""


@pytest.fixture(autouse=True)
def _still_machine(utc: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Clock times are those of UTC, and the machine has always the same name."""
    monkeypatch.setattr("socket.gethostname", lambda: "desk")
    monkeypatch.chdir(tmp_path)


@pytest.fixture(autouse=True)
def _rules_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A style sheet is parsed once for all consoles: each would take a tenth of a test's time."""
    parse = Stylesheet._parse_rules

    def parse_once(self: Stylesheet, *args: Any, **options: Any) -> list[RuleSet]:
        key = (frozenset(self._variables.items()), args, frozenset(options.items()))
        if key not in PARSED:
            PARSED[key] = parse(self, *args, **options)
        return PARSED[key]

    monkeypatch.setattr(Stylesheet, "_parse_rules", parse_once)


@pytest.fixture
def snapshot(request: pytest.FixtureRequest) -> SnapshotFiles:
    """The snapshot that is kept of this test's screen."""
    path = find_snapshot_path(SNAPSHOTS, request.path.stem, request.node.name)
    return SnapshotFiles(path, is_updating=request.config.getoption("--snapshot-update"))


@pytest.fixture
def unpainted(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Paint no frames for a terminal that nobody looks at: it takes two fifths of the time.

    What a test looks at is rendered when it looks, and a snapshot is a whole frame. `--painted`
    paints them all the same.
    """
    if request.config.getoption("--painted"):
        return
    paint = Compositor.render_update

    def paint_whole(self: Compositor, full: bool = False, **options: Any) -> object:
        # A modal screen paints what it lies over as well: that must not stay unlaid.
        modal = self.root is not None and self.root.styles.background.a < 1
        if full or modal:
            return paint(self, full=full, **options)
        self._dirty_regions.clear()
        return None

    monkeypatch.setattr(Compositor, "render_update", paint_whole)


@pytest.fixture
def room(painted_room: Room, unpainted: None) -> Room:
    """A room whose sessions lie in a folder of this test alone."""
    return painted_room


@pytest.fixture
def painted_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Room:
    """The same room with every frame painted, as in a terminal."""
    here = Room(tmp_path / "sessions")
    monkeypatch.setattr("oneone_tui.services.session_controller.SystemTime", lambda: here.wall)
    return here
