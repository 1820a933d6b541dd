"""However the program is told to end, it is saved, and nothing stays behind."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest

from oneone_tui.store.library import Library
from tests.screens.desk import rehearsed
from tests.terminal.pty_console import PtyConsole

pytestmark = pytest.mark.terminal

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def console(tmp_path: Path) -> PtyConsole:
    path = Library(tmp_path / "sessions").create(rehearsed(38.0)).path
    return PtyConsole([sys.executable, "-m", "oneone_tui", "open", str(path)], cwd=ROOT)


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_in_order(console: PtyConsole, sign: signal.Signals) -> None:
    with console:
        console.wait_for("saved")
        console.kill(sign)
        assert console.wait_exit(10) == 0
        assert console.restored


def test_a_line_that_drops_leaves_nothing_running(console: PtyConsole) -> None:
    with console:
        console.wait_for("saved")
        console.close_line()
        console.wait_exit(10)
