"""An hour of a workshop at a real console, with the clock sped up: nothing of it grows.

So it is, too, where somebody only goes from stage to stage, and to the library and back.

`python -m tests.torture.soak SESSION STATE SPEED` is the console; it tells what it holds in the
file STATE when it gets SIGUSR1.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import re
import signal
import sys
import time
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from textual.screen import Screen
from textual.widgets._toast import Toast, ToastHolder

from oneone_tui.app import OneOneApp
from oneone_tui.services.time_source import AcceleratedTime
from oneone_tui.store.library import Library
from oneone_tui.store.session_file import SessionFile
from oneone_tui.workshop.model.changes import TimeAdded
from tests.support.pty_console import PtyConsole
from tests.support.sessions import SIX, apply_changes, running_session
from tests.torture.table import Kind, Trial

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

ROOT = Path(__file__).resolve().parents[2]
HOUR = "an hour's workshop in minutes"
WALK = "from stage to stage, and to the library"
SPEED = 20.0
"""So many times as fast as real time its clock goes: three minutes an hour."""
MORE = {"memory": 10.0, "files": 2, "threads": 2, "tasks": 9, "timers": 9, "closed": 2}
"""So much more of each it may ever hold than after the first round, when it has shown everything.

Tasks and timers come and go with what is under way: that a screen stays would be thirty more.
Those of the messages on the screen are left out: how many there are depends on how fast one works.
"""
SIZE = (100, 40)
SAVED = "saved ✓"
PATIENCE = 60.0
ON = "▶ Rounds"
TALKING = "turn-1-conversation"
"""It lasts for all of the hour: nothing goes on by itself while stages are looked through."""
LIBRARY = "enter open"
ALL_STAGES = (
    *((">", "Report-back"), (">", "Summary"), ("<", "Report-back"), ("<", "Rounds")),
    *(("<", "Pairing"), ("<", "Setup"), (">", "Pairing"), (">", "Rounds")),
)
A_FEW_STAGES = ((">", "Report-back"), (">", "Summary"), ("<", "Report-back"), ("<", "Rounds"))
OVER_A_STAGE = (("?", "Keys here"), ("j", "  Agenda  "), ("F", "  next  "))
OVER_THE_LIBRARY = (("p", "Who has met whom"), ("c", "open, of all"), ("v", "review · at"))
"""Keys, and what is to be seen once they have done their work."""


class Held(NamedTuple):
    """What a console holds. `memory` is in MB, of which its system knows."""

    memory: float
    files: int
    threads: int
    tasks: int
    timers: int
    closed: int
    """Screens that have closed and are in memory all the same."""


class QuickWall:
    """A sped-up clock that goes on when a session is left: the console gives up one of its own."""

    def __init__(self, start: datetime, speed: float) -> None:
        self.speed = speed
        sped = AcceleratedTime(start, speed)
        self.now, self.monotonic = sped.now, sped.monotonic


class ToldApp(OneOneApp):
    """The console, which tells what it holds when it is asked to."""

    report: Path
    has_loaded = False
    """Whether what is loaded in the background after the start is there."""

    async def _load_late_parts(self) -> None:
        await super()._load_late_parts()
        self.has_loaded = True

    def on_ready(self) -> None:
        """Answer SIGUSR1."""
        asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, self._tell_state)

    def _tell_state(self) -> None:
        if not self.has_loaded:  # it takes memory once, whenever that is
            self.set_timer(0.05, self._tell_state)
            return
        gc.collect()
        nodes = [self, *(node for screen in self.screen_stack for node in screen.walk_children())]
        toasts = [node for node in nodes if isinstance(node, Toast | ToastHolder)]
        toast_timers = sum(len(toast._timers) for toast in toasts)
        gone = [
            one
            for one in gc.get_objects()
            if isinstance(one, Screen) and one not in self.screen_stack
        ]
        told = {
            "tasks": len(asyncio.all_tasks()) - len(toasts) - toast_timers,
            "timers": sum(len(node._timers) for node in (*nodes, *self.screen_stack))
            - toast_timers,
            "closed": len(gone),
        }
        before = self.report.with_suffix(".new")
        before.write_text(json.dumps(told))
        before.replace(self.report)


class Sitter:
    """Somebody at the console who does all that one does, again and again."""

    def __init__(self, terminal: PtyConsole, path: Path, state: Path) -> None:
        self._terminal = terminal
        self.path = path
        """Where the session is kept."""
        self._state = state
        self.notes = 0

    def work(self) -> None:
        """Write, go through the stages, look at what lies over them, export, go and come back."""
        self._write()
        self._look_through(ALL_STAGES)
        for key, title in OVER_A_STAGE:
            self._show(key, title)
            self._close(title, ON)
        self._show("q", LIBRARY)
        for key, title in OVER_THE_LIBRARY:
            self._show(key, title)
            self._close(title, LIBRARY)
        self._terminal.press("e")
        self._terminal.wait_for("export as")
        self._terminal.send("md\r")
        self._show("enter", SAVED)

    def walk(self) -> None:
        """Four changes of stage, and to the library and back."""
        self._look_through(A_FEW_STAGES)
        self._show("q", LIBRARY)
        self._show("enter", SAVED)

    def held(self) -> Held:
        """What the console holds now."""
        self._state.unlink(missing_ok=True)
        self._terminal.kill(signal.SIGUSR1)
        end = time.monotonic() + PATIENCE
        while not self._state.exists():
            if time.monotonic() > end:
                raise TimeoutError("it does not tell what it holds")
            self._terminal.pause(0.02)
        told = json.loads(self._state.read_text())
        process = Path(f"/proc/{self._terminal.pid}")
        status = (process / "status").read_text()
        memory = re.search(r"VmRSS:\s+(\d+)", status)
        threads = re.search(r"Threads:\s+(\d+)", status)
        assert memory
        assert threads
        files = len(list((process / "fd").iterdir()))
        return Held(int(memory[1]) / 1024, files, int(threads[1]), **told)

    def _look_through(self, stages: Iterable[tuple[str, str]]) -> None:
        for key, title in stages:
            self._show(key, f"▶ {title}")

    def _write(self) -> None:
        self.notes += 1
        note = f"we keep our word {self.notes}"
        self._show("v", "next kind")
        self._terminal.send(f"{note}\r")
        self._terminal.wait_for(lambda: note in self._terminal.text, PATIENCE)
        self._close("next kind", SAVED)

    def _close(self, over: str, below: str) -> None:
        """Esc, and nothing in one packet with it."""
        self._terminal.press("escape")
        self._terminal.wait_for(
            lambda: over not in self._terminal.text and below in self._terminal.text, PATIENCE
        )

    def _show(self, key: str, text: str) -> None:
        self._terminal.press(key)
        self._terminal.wait_for(text, PATIENCE)


def soak(folder: Path, minutes: float) -> Trial:
    """Sit at a console for so many minutes of a workshop."""
    trial = Trial(HOUR)
    with _console(folder, trial, SPEED) as sitter:
        end = time.monotonic() + minutes * 60 / SPEED
        _repeat(trial, sitter, sitter.work, lambda: time.monotonic() > end)
    kept = len(SessionFile.open(sitter.path).session.notes)
    trial.expect(kept == sitter.notes, Kind.LOST, f"{kept} of {sitter.notes} notes are kept")
    return trial.ended()


def walk(folder: Path, rounds: int) -> Trial:
    """Go so many times from stage to stage, and to the library and back."""
    trial = Trial(WALK)
    with _console(folder, trial) as sitter:
        _repeat(trial, sitter, sitter.walk, lambda: trial.tries >= rounds)
    return trial.ended()


@contextmanager
def _console(folder: Path, trial: Trial, speed: float = 1) -> Iterator[Sitter]:
    """Somebody at a console that ends as it should."""
    talking = apply_changes(
        running_session(*SIX, segment=TALKING), TimeAdded(segment=TALKING, seconds=2 * 3_600)
    )
    path = Library(folder).create(talking).path
    state = folder / "held"
    command = [sys.executable, "-m", "tests.torture.soak", str(path), str(state), str(speed)]
    env = {"PYTHONPATH": str(ROOT), "XDG_STATE_HOME": os.environ.get("XDG_STATE_HOME", str(folder))}
    with PtyConsole(command, size=SIZE, env=env) as terminal:
        terminal.wait_for(SAVED, PATIENCE)
        yield Sitter(terminal, path, state)
        terminal.press("ctrl+q")
        trial.expect(terminal.wait_exit(PATIENCE) == 0, Kind.CRASHED, "it did not end with 0")


def _repeat(
    trial: Trial, sitter: Sitter, act: Callable[[], None], is_over: Callable[[], bool]
) -> None:
    """Do it again and again, and look at what the console holds after each time."""
    start, held = sitter.held(), list[Held]()
    while not is_over():
        act()
        held.append(sitter.held())
        trial.tries += 1
    compare(trial, start, held)


def compare(trial: Trial, start: Held, held: Sequence[Held]) -> None:
    """Tell what was held at the start and after the rounds, and what has grown."""
    first, last = held[0], held[-1]
    for at, name in enumerate(Held._fields):
        peak = max(one[at] for one in held)
        grown = f"{name} has grown from {first[at]:.0f} to {peak:.0f}"
        trial.expect(peak - first[at] <= MORE[name], Kind.LARGE, grown)
        for when, count in (("at the start", start), ("after a round", first), ("last", last)):
            trial.findings[f"{name} {when}"] = round(count[at])
        trial.findings[f"{name} at most"] = round(peak)


def main() -> None:
    """Show the console."""
    path, state, speed = Path(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3])
    gc.disable()  # as it is until the program has begun
    began = SessionFile.open(path).session.history[-1].at
    app = ToldApp(Library(path.parent), path, wall=QuickWall(began, speed))
    app.report = state
    app.run()
    sys.exit(app.return_code)


if __name__ == "__main__":
    main()
