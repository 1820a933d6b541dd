"""What the running clock costs over the wire on the whole Rounds screen.

The clock goes on by a key, never by time: so the counts are exact and the same on any machine.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.support.pty_console import PtyConsole

pytestmark = pytest.mark.terminal

ROOT = Path(__file__).resolve().parents[2]
TICKS = 120
WARMING = 10
"""Ticks before the count: on a slow machine the first paints are still on their way."""
BUDGET = 250
"""Bytes a second, on the mean."""

APP = """
import sys
from datetime import timedelta
from pathlib import Path
from textual.binding import Binding
from oneone_tui.app import OneOneApp
from oneone_tui.store.library import Library
from tests.support.pilot import HandClock, START, rehearsed_session

class ByHand(HandClock):
    speed = 2.0  # a speed at which no jump of the clock is looked for

class Ticked(OneOneApp):
    BINDINGS = [Binding("t", "tick", priority=True)]

    def action_tick(self):
        self.session.time.advance(1)
        self.session.tick()

session = rehearsed_session("turn-1-conversation")
library = Library(Path(sys.argv[1]))
path = library.create(session).path
Ticked(library, path, wall=ByHand(session.clock[-1].at + timedelta(seconds=60))).run()
"""


def tick(console: PtyConsole, times: int) -> None:
    """Let the clock go on by so many seconds, each painted before the next."""
    frames = console.frames
    for number in range(1, times + 1):
        console.press("t")
        console.wait_frames(frames + number)


@pytest.mark.parametrize("size", [(80, 24), (200, 50)], ids=["80x24", "200x50"])
def test_running_clock_stays_within_its_budget(tmp_path: Path, size: tuple[int, int]) -> None:
    script = tmp_path / "ticked.py"
    script.write_text(APP, encoding="utf-8")
    command = [sys.executable, str(script), str(tmp_path / "sessions")]
    with PtyConsole(command, size=size, env={"PYTHONPATH": str(ROOT)}) as console:
        console.wait_for("Turn 1 of 2")
        tick(console, WARMING)
        console.wait_quiet()
        console.mark()
        tick(console, TICKS)
        console.wait_quiet()
        spent = console.bytes_since_mark / TICKS
        console.press("space")
        console.wait_for("paused")
        console.wait_quiet(0.5)
        console.mark()
        console.press("t")
        console.wait_quiet(0.5)
        paused = console.bytes_since_mark
        console.press("ctrl+q")
        assert console.wait_exit() == 0
    assert spent <= BUDGET, f"{spent:.0f} bytes a second"
    assert paused == 0
