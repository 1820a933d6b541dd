"""The console where a stream or a home is not as it should be: it works, or says in a line why."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from tests.support.pty_console import PtyConsole

pytestmark = pytest.mark.terminal

ROOT = Path(__file__).resolve().parents[2]
CONSOLE = (sys.executable, "-m", "oneone_tui")
ELSEWHERE, NOWHERE = "drawn on standard error", "needs a terminal"


@pytest.mark.parametrize("arguments", [(), ("open", "First")])
@pytest.mark.parametrize(
    "streams, why",
    [
        *(("<&-", NOWHERE), (">&-", NOWHERE), ("</dev/null", NOWHERE), (">/dev/null", NOWHERE)),
        *(("2>&-", ELSEWHERE), ("2>/dev/null", ELSEWHERE), ("<&- 2>&-", ELSEWHERE)),
    ],
)
def test_console_without_its_streams_says_why(
    tmp_path: Path, streams: str, why: str, arguments: tuple[str, ...]
) -> None:
    command = ["sh", "-c", f'exec "$@" {streams}', "sh", *CONSOLE, *arguments]
    env = {"PYTHONPATH": str(ROOT), "ONEONE_SESSIONS": str(tmp_path / "sessions")}
    with PtyConsole(command, size=(200, 24), env=env) as terminal:
        assert terminal.wait_exit() == 2
        [line] = terminal.text.strip().splitlines()
        assert why in line
        assert terminal.restored


@pytest.mark.parametrize("kind", ["missing", "file", "link to nowhere", "read-only"])
def test_console_begins_whatever_the_home_is(tmp_path: Path, kind: str) -> None:
    home, here = tmp_path / "home", tmp_path / "here"
    here.mkdir()
    if kind == "file":
        home.touch()
    elif kind == "link to nowhere":
        home.symlink_to("nowhere")
    elif kind == "read-only":
        home.mkdir(mode=0o500)  # root may write there all the same
    beneath = kind == "missing" or (home.is_dir() and os.access(home, os.W_OK))
    no_other = dict.fromkeys(("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"))
    env = {"PYTHONPATH": str(ROOT), "HOME": str(home), "ONEONE_CONFIG": None, **no_other}
    with PtyConsole(CONSOLE, size=(120, 40), env=env, cwd=here) as terminal:
        terminal.wait_for("n new")
        terminal.press("n")
        terminal.wait_for("title")
        terminal.send("First\r")
        terminal.wait_for("saved ✓" if beneath else "could not be ")
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
        assert terminal.restored
        assert b"Traceback" not in terminal.since_mark
    assert not list(here.iterdir())
