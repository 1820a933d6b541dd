"""The wall in a real terminal: what it costs, that it follows, and that it writes nothing."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest

from oneone_tui.workshop.model.changes import Paused, SegmentEntered, StageShown
from oneone_tui.workshop.model.terms import Stage
from tests.support.pty_console import PtyConsole
from tests.support.timed_workshop import Lengths, create_workshop, make_changes

pytestmark = pytest.mark.terminal

ROOT = Path(__file__).resolve().parents[2]
TICKS = 120
WARMING = 12
"""Ticks until the hint at the start is gone."""
BUDGET = 250
"""Bytes a second, on the mean."""

TICKED = """
import sys
from datetime import timedelta
from pathlib import Path
from textual.binding import Binding
from oneone_tui.config.settings import DEFAULT_SETTINGS
from oneone_tui.store.library import Library
from oneone_tui.store.session_reader import SessionReader
from oneone_tui.wall.app import WallApp
from oneone_tui.wall.session_follower import SessionFollower
from tests.support.pilot import SEVEN, HandClock, rehearsed_session

class Ticked(WallApp):
    BINDINGS = [Binding("t", "tick", priority=True), Binding("x", "draw", priority=True)]

    def action_tick(self):
        clock.advance(1)
        self.show_now()

    def action_draw(self):
        self.show_now()

session = rehearsed_session("turn-1-conversation", *SEVEN)
clock = HandClock(session.clock[-1].at + timedelta(seconds=60))
path = Library(Path(sys.argv[1])).create(session).path
reader = SessionReader.open(path)
Ticked(SessionFollower(reader), time=clock, settings=DEFAULT_SETTINGS).run()
"""

WATCHED = """
import os, sys
folder, log = sys.argv[2], sys.argv[1]
CONSOLES = ".consoles"  # where the wall leaves a sign of itself
CHANGES = {"os.rename", "os.remove", "os.link", "os.symlink", "os.mkdir", "os.rmdir", "os.truncate",
           "os.chmod", "os.utime", "os.chown", "shutil.move"}
def watch(event, arguments):
    writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & (
        os.O_WRONLY | os.O_RDWR | os.O_CREAT)
    here = arguments and folder in str(arguments[0]) and CONSOLES not in str(arguments[0])
    if here and (writes or event in CHANGES):
        told.write(f"{event} {arguments}\\n".encode())
told = open(log, "wb", buffering=0)
sys.addaudithook(watch)
from oneone_tui.cli import main
sys.argv = ["oneone", "--sessions", folder, "wall", sys.argv[3]]
sys.exit(main())
"""


def talking_workshop(folder: Path) -> Path:
    """A workshop whose pairs have just begun to talk."""
    path = create_workshop(folder, Lengths(talk=300))
    enters = SegmentEntered(left="roles", to="turn-1-conversation")
    make_changes(path, enters, StageShown(stage=Stage.ROUNDS))
    return path


def open_wall(path: Path, size: tuple[int, int] = (80, 24)) -> PtyConsole:
    """A wall that shows that session."""
    return PtyConsole([sys.executable, "-m", "oneone_tui", "wall", str(path)], size=size)


def test_running_wall_stays_within_its_budget_and_a_standing_one_is_silent(tmp_path: Path) -> None:
    script = tmp_path / "ticked.py"
    script.write_text(TICKED, encoding="utf-8")
    command = [sys.executable, str(script), str(tmp_path / "sessions")]
    with PtyConsole(command, env={"PYTHONPATH": str(ROOT)}) as wall:
        wall.wait_for("Conversation")
        wall.wait_quiet(0.3)
        frames = wall.frames
        for tick in range(1, WARMING + TICKS + 1):
            if tick == WARMING + 1:
                wall.mark()
            wall.press("t")
            wall.wait_frames(frames + tick)
        wall.wait_quiet()
        assert wall.bytes_since_mark / TICKS <= BUDGET
        wall.mark()
        wall.press("x")  # the same second once more
        wall.wait_quiet(0.3)
        assert wall.bytes_since_mark == 0
        wall.press("q")
        assert wall.wait_exit() == 0


def test_wall_follows_the_room_holds_a_part_and_leaves_the_terminal_as_it_was(
    tmp_path: Path,
) -> None:
    path = create_workshop(tmp_path, Lengths(talk=300))
    with open_wall(path) as wall:
        wall.wait_for("Ana → Ben")
        make_changes(
            path,
            SegmentEntered(left="roles", to="turn-1-conversation"),
            StageShown(stage=Stage.ROUNDS),
        )
        wall.wait_for("Turn 1 of 2 · Conversation")
        wall.press("2")
        wall.wait_for("held: pairing; 0 follows")
        wall.press("0")
        wall.wait_for("next  Turn 1 · Feedback")
        make_changes(path, Paused())
        wall.wait_for("paused")
        wall.resize(120, 40)
        wall.wait_for(lambda: len(wall.lines[2].strip()) == 120)
        wall.press("q")
        assert wall.wait_exit() == 0
        assert wall.restored


def test_wall_says_that_its_file_is_gone_and_shows_it_again(tmp_path: Path) -> None:
    path = create_workshop(tmp_path)
    with open_wall(path) as wall:
        wall.wait_for("Find your partner")
        away = path.rename(path.with_suffix(".away"))
        wall.wait_for("is not there: was it moved, renamed or deleted?")
        assert "Ana → Ben" in wall.text
        away.rename(path)
        wall.wait_for(lambda: "is not there" not in wall.text)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_signal_ends_the_wall_and_restores_the_terminal(tmp_path: Path, number: int) -> None:
    with open_wall(create_workshop(tmp_path)) as wall:
        wall.wait_for("Find your partner")
        wall.kill(number)
        wall.wait_exit()
        assert wall.restored


def test_wall_writes_nothing(tmp_path: Path) -> None:
    path, log = create_workshop(tmp_path), tmp_path / "log"
    script = tmp_path / "watched.py"
    script.write_text(WATCHED, encoding="utf-8")
    before = path.read_bytes()
    command = [sys.executable, str(script), str(log), str(path.parent), str(path)]
    with PtyConsole(command, env={"PYTHONPATH": str(ROOT)}) as wall:
        wall.wait_for("Find your partner")
        wall.press(*"1234560nu v><+-e", "space", "enter")
        wall.wait_quiet(0.3)
        wall.press("q")
        wall.wait_exit()
    assert log.read_text("utf-8") == ""
    assert path.read_bytes() == before


CRASHING = """
import sys
from oneone_tui.wall.view_builder import ViewBuilder

count, build = [0], ViewBuilder.build

def build_and_fail(self, *arguments, **options):
    count[0] += 1
    if count[0] > 8:
        raise ValueError("what somebody typed")
    return build(self, *arguments, **options)

ViewBuilder.build = build_and_fail
from oneone_tui.cli import main
sys.argv = ["oneone", *sys.argv[1:]]
sys.exit(main())
"""


@pytest.mark.parametrize("more", [[], ["--http", "127.0.0.1:0"]], ids=["terminal", "page"])
def test_fault_ends_the_wall_in_one_line_without_what_was_typed(
    tmp_path: Path, more: list[str]
) -> None:
    path = talking_workshop(tmp_path)
    script = tmp_path / "crashing.py"
    script.write_text(CRASHING, encoding="utf-8")
    command = [sys.executable, str(script), "wall", str(path), *more]
    env = {"PYTHONPATH": str(ROOT), "XDG_STATE_HOME": str(tmp_path / "state")}
    with PtyConsole(command, env=env) as wall:
        assert wall.wait_exit(20) == 70
        assert "oneone crashed" in wall.text
        assert "somebody typed" not in wall.text
        assert wall.restored
