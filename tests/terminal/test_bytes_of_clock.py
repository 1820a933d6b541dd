"""What a second of the clock costs over the wire, beside Textual's own widgets in the same run.

The clock goes on by a key, never by time: so the counts are exact and the same on any machine.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.pty_console import PtyConsole

pytestmark = pytest.mark.terminal

ROOT = Path(__file__).resolve().parents[2]
TICKS = 60

APP = """
import sys
from textual.containers import Horizontal, Vertical
from textual.widgets import Digits, ProgressBar, Static
from textual.app import App
from oneone_tui.textual_patches.differential_output import DifferentialApp
from oneone_tui.widgets.big_digits import BigDigits
from oneone_tui.widgets.progress_line import ProgressLine

LENGTH = 480
kinds = sys.argv[1].split(",")

class StockDigits(Digits):
    DEFAULT_CSS = "StockDigits { width: 24; }"
    set_time = Digits.update

class StockBar(ProgressBar):
    def __init__(self, id):
        super().__init__(1.0, id=id, show_eta=False, show_percentage=False)

    def set_fraction(self, fraction):
        self.update(progress=fraction)

KINDS = {"digits": StockDigits, "bar": StockBar, "ours": BigDigits, "line": ProgressLine}

class Clock(*([DifferentialApp] if "ours" in kinds else []), App):
    CSS = "Vertical { width: 46; padding: 2 3; }"
    ENABLE_COMMAND_PALETTE = False

    def compose(self):
        with Horizontal():
            with Vertical():
                yield from (KINDS[kind](id=kind) for kind in kinds)
            yield Static("beside it", markup=False)

    def on_mount(self):
        self.theme = "textual-dark"
        self.left = LENGTH
        self.draw()

    def draw(self):
        for kind in kinds:
            whole = f"{self.left // 60}:{self.left % 60:02}"
            done = 1 - self.left / LENGTH
            shown = self.query_one("#" + kind)
            shown.set_fraction(done) if kind in ("bar", "line") else shown.set_time(whole)

    def on_key(self, event):
        if event.key == "q":
            self.exit()
        self.left -= event.key == "t"
        self.draw()

Clock().run()
"""


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "clock.py"
    path.write_text(APP, encoding="utf-8")
    return path


@dataclass(frozen=True)
class Cost:
    """What a tick costs: mean bytes and updates, and the bytes of one that changes nothing."""

    bytes: float
    updates: float
    again: int


def cost(script: Path, kinds: str) -> Cost:
    command = [sys.executable, str(script), kinds]
    with PtyConsole(command, env={"PYTHONPATH": str(ROOT)}) as console:
        console.wait_for("beside it")
        console.wait_quiet(0.3)
        console.mark()
        start = console.frames
        for tick in range(1, TICKS + 1):
            console.press("t")
            console.wait_frames(start + tick)
        console.wait_quiet()
        spent, frames = console.bytes_since_mark, console.frames - start
        console.mark()
        console.press("x")  # draws the same second once more
        console.wait_quiet()
        again = console.bytes_since_mark
        console.press("q")
        assert console.wait_exit() == 0
        return Cost(spent / TICKS, frames / TICKS, again)


def test_second_of_the_clock_costs_less_than_half_of_what_stock_digits_cost(
    script: Path,
) -> None:
    stock, ours = cost(script, "digits"), cost(script, "ours")
    assert stock.bytes > 380, "the yardstick moved: measure both anew"
    assert ours.bytes <= 180
    assert ours.bytes <= 0.45 * stock.bytes
    assert ours.updates <= 1.05  # two glyphs may fall into two updates under load
    assert ours.again == 0


def test_clock_and_progress_line_leave_room_in_the_budget_of_the_whole_screen(
    script: Path,
) -> None:
    stock, ours = cost(script, "digits,bar"), cost(script, "ours,line")
    assert ours.bytes <= 200
    assert ours.bytes <= 0.35 * stock.bytes
    assert ours.updates <= 1.05  # two glyphs may fall into two updates under load
    assert ours.again == 0
