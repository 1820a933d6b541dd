"""However the program is told to end, it is saved, and nothing stays behind."""

from __future__ import annotations

import os
import shlex
import signal
import stat
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from oneone_tui.store.library import Library
from oneone_tui.store.session_file import SessionFile
from tests.support.pilot import SIX, TITLE, rehearsed_session
from tests.support.pty_console import PtyConsole
from tests.support.requirements import needs
from tests.support.session_store import read_drafts
from tests.support.timed_workshop import Lengths, create_workshop, session_on_disk

pytestmark = pytest.mark.terminal

ROOT = Path(__file__).resolve().parents[2]
OPEN = [sys.executable, "-m", "oneone_tui", "open"]

ELSEWHERE = """
import os, signal, sys
signal.signal(signal.SIGHUP, signal.SIG_IGN)
child = os.fork()
if not child:
    os.setsid()
    os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""
"""Runs a program that reads and writes the terminal and hears nothing of its signals."""

CRASH = """
import sys
from oneone_tui.app import OneOneApp
from oneone_tui.cli import main

def show(self, name):
    people = {person.name: person for person in self.state.session.people}
    raise KeyError(f"nobody is called like {sorted(people)}")

OneOneApp.action_show = show
main(sys.argv[1:])
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return Library(tmp_path / "sessions").create(rehearsed_session(38.0)).path


def opened(path: Path, *before: str) -> PtyConsole:
    """A console on a session; the user's own folders are those of the test."""
    home = path.parents[1]
    env = {"HOME": str(home), "XDG_STATE_HOME": str(home / "state")}
    return PtyConsole([*(before or OPEN), str(path)], cwd=ROOT, env=env)


def note(room: PtyConsole, text: str) -> None:
    """Write a value; the next one can be written right away."""
    room.press("v")
    room.wait_for("esc back")
    room.send(f"{text}\r")


def leave_line(room: PtyConsole) -> None:
    """Leave the line; a key that came at once would be taken for one with alt."""
    room.press("escape")
    room.wait_for(lambda: "esc back" not in room.text)


def until(room: PtyConsole, so: Callable[[], bool]) -> None:
    """Wait until something is so that is not to be seen on the screen."""
    end = time.monotonic() + 15
    while not so():
        assert time.monotonic() < end
        room.pause(0.02)


def without_paths(text: str, *paths: Path | str) -> str:
    """A text without its spaces, and without folders whose own letters may spell a name."""
    compact = "".join(text.split())
    for path in paths:
        compact = compact.replace("".join(str(path).split()), "")
    return compact


def notes(path: Path) -> list[str]:
    return [one.text for one in SessionFile.open(path).session.notes]


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_signal_ends_it_in_order(path: Path, sign: signal.Signals) -> None:
    with opened(path) as room:
        room.wait_for("saved")
        note(room, "we keep our word")
        room.send("nobody is left beh")
        room.wait_for("left beh")
        room.kill(sign)
        assert room.wait_exit(10) == 0
        assert room.restored
    assert "we keep our word" in notes(path)
    [draft] = read_drafts(path)
    assert draft.text.endswith("nobody is left beh")


def test_signal_while_it_opens_leaves_the_terminal_as_it_was(path: Path) -> None:
    with opened(path) as room:
        room.wait_for(lambda: not room.restored)
        room.kill(signal.SIGTERM)
        assert room.wait_exit(10) in (0, -signal.SIGTERM)
        assert room.restored


def test_line_that_drops_leaves_nothing_running(path: Path) -> None:
    with opened(path) as room:
        room.wait_for("saved")
        room.close_line()
        assert room.wait_exit(10) == 0


def test_end_of_the_input_ends_it_where_no_signal_comes(path: Path) -> None:
    with opened(path, sys.executable, "-c", ELSEWHERE, "-m", "oneone_tui", "open") as room:
        room.wait_for("saved")
        note(room, "we keep our word")
        room.close_line()
        assert room.wait_exit(10) == 0
        assert room.usage
    assert "we keep our word" in notes(path)


def test_stalled_line_holds_nobody_and_its_drop_ends_it(tmp_path: Path) -> None:
    path = create_workshop(tmp_path, Lengths(talk=0.5))
    with opened(path) as room:
        room.wait_for("Roles")
        room.press("n")
        room.wait_for("Turn 1 of 2")
        room.stop_reading()
        room.press("v")
        for number in range(20):
            room.send(f"value {number}\r")
            room.resize(100 + number, 40)  # more paint than a line takes
        until(room, lambda: len(notes(path)) == 20)
        # And the clock goes on, by itself.
        until(room, lambda: session_on_disk(path).clock[-1].segment == "turn-1-feedback")
        room.close_line()
        start = time.monotonic()
        room.wait_exit(10)
        assert time.monotonic() - start < 10
    assert len(notes(path)) == 20


def test_put_aside_and_back(path: Path) -> None:
    """Under a shell, with a job above it, as `make run` is one."""
    python = shlex.quote(sys.executable)
    job = f'({python} -m oneone_tui open "$1"; true); echo ASIDE; read go; fg'
    with opened(path, "/bin/sh", "-mc", job, "sh") as room:
        room.wait_for("saved")
        room.press("v")
        room.send("nobody is left beh")
        room.wait_for("left beh")
        room.press("ctrl+z")
        room.wait_for("ASIDE")
        assert room.terminal.leftovers == []
        [draft] = read_drafts(path)
        assert draft.text.endswith("nobody is left beh")
        room.send("\n")
        room.wait_for("left beh")
        room.send("ind")
        room.press("enter")
        until(room, lambda: "nobody is left behind" in notes(path))
        room.press("ctrl+q")
        room.wait_exit(10)
        assert room.terminal.leftovers == []


def test_stopped_from_outside_it_leaves_the_terminal_in_order_at_the_end(path: Path) -> None:
    with opened(path) as room:
        room.wait_for("saved")
        room.kill(signal.SIGSTOP)
        room.kill(signal.SIGCONT)
        note(room, "we keep our word")
        room.wait_for("we keep our word")
        room.press("ctrl+q")
        assert room.wait_exit(10) == 0
        assert room.restored


def test_crash_shows_and_keeps_nothing_of_the_session(path: Path) -> None:
    with opened(path, sys.executable, "-c", CRASH, "open") as room:
        room.wait_for("saved")
        note(room, "we keep our word")
        leave_line(room)
        room.press("j")
        assert room.wait_exit(10) == 70
        assert room.restored
        told = room.text
    reports = list((path.parents[1] / "state" / "oneone").iterdir())
    assert len(reports) == 1
    assert stat.S_IMODE(reports[0].stat().st_mode) == 0o600
    assert stat.S_IMODE(reports[0].parent.stat().st_mode) == 0o700
    report = reports[0].read_text()
    code = (ROOT, sys.prefix, sys.base_prefix)
    assert "KeyError" in report
    assert "in show" in report
    assert reports[0].name in without_paths(told)
    for private in (*SIX, *(name.split()[0] for name in SIX), TITLE, "we keep our word"):
        assert without_paths(private) not in without_paths(told, path.parents[1])
        assert without_paths(private) not in without_paths(report, *code)
    assert "we keep our word" in notes(path)


@needs("/proc/self/cmdline")
def test_process_list_shows_nothing_of_a_session(path: Path) -> None:
    with opened(path) as room:
        room.wait_for("saved")
        said = Path(f"/proc/{room.pid}/cmdline")
        threads = Path(f"/proc/{room.pid}/task").glob("*/comm")
        names = said.read_text() + "".join(one.read_text() for one in threads)
        assert "Ana" not in names
        assert TITLE not in names
        assert os.fsdecode(path.name) in names  # only what was typed
