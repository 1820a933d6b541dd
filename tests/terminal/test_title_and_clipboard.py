"""The console and the terminal around it: its title, and the clipboard through a real tmux."""

from __future__ import annotations

import re
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from oneone_tui.store.library import Library
from oneone_tui.terminal.title_clipboard_notification import (
    KEEP_TITLE,
    RESTORE_TITLE,
    clipboard_sequence,
)
from tests.support.pilot import SIX, rehearsed_session
from tests.support.pty_console import PtyConsole
from tests.support.requirements import needs

pytestmark = pytest.mark.terminal

ROOT = Path(__file__).resolve().parents[2]
CRASHING = """
import sys
from oneone_tui.app import OneOneApp
from oneone_tui.cli import main
OneOneApp.action_show = lambda self, name: 1 / 0
main(sys.argv[1:])
"""
COPYING = """
import os, sys
from oneone_tui.terminal.title_clipboard_notification import clipboard_sequence
sys.stdout.write(clipboard_sequence("Ana", os.environ))
sys.stdout.flush()
input("copied")
"""


ENDS: dict[str, Callable[[PtyConsole], None]] = {
    "asked": lambda room: room.send("\x11"),
    "told": lambda room: room.kill(signal.SIGTERM),
    "crashed": lambda room: room.press("j"),
}


@pytest.mark.parametrize("end", ENDS)
def test_title_tells_the_stage_and_comes_back(tmp_path: Path, end: str) -> None:
    path = Library(tmp_path / "sessions").create(rehearsed_session(38.0)).path
    command = [sys.executable, "-c", CRASHING, "open", str(path)]
    env = {"HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path / "state")}
    with PtyConsole(command, cwd=ROOT, env=env) as room:
        room.wait_for("saved")
        ENDS[end](room)
        room.wait_exit()
        assert room.restored
        said = room.since_mark.decode()
    titles = re.findall(r"\x1b\]2;([^\a]*)\a", said)
    assert titles[0] == "1:1"
    assert titles[1].startswith("1:1 Report-back ")
    assert not any(name.split()[0] in title for title in titles for name in SIX)
    assert said.index(KEEP_TITLE) < said.index("\x1b]2;")
    assert said.rindex("\x1b]2;") < said.index(RESTORE_TITLE)


@needs("tmux")
@pytest.mark.parametrize("setting", ["-g allow-passthrough on", "-s set-clipboard on"])
def test_copied_text_comes_through_tmux(tmp_path: Path, setting: str) -> None:
    (tmp_path / "conf").write_text(
        f"set -s set-clipboard off\nset {setting}\nset -as terminal-features ',*:clipboard'\n"
    )
    (tmp_path / "copy.py").write_text(COPYING)
    # The whole path of a socket must not be long.
    tmux = ["tmux", "-S", "socket", "-f", "conf"]
    inner = [sys.executable, str(tmp_path / "copy.py")]
    environ = {"PYTHONPATH": str(ROOT)}
    with PtyConsole([*tmux, "new", *inner], env=environ, cwd=tmp_path) as room:
        room.wait_for("copied")
        room.wait_quiet()
        said = room.since_mark.decode()
        room.press("enter")
        room.wait_exit()
    assert said.count(clipboard_sequence("Ana", {}).removeprefix("\x1b]52;c;")) == 1
