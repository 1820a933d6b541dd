"""What a key in the note line costs with 6 notes and with 600, beside a bare Textual Input.

Run from the checkout: ``python -m tests.bench.note_line [KEYS]``. All three run in turns, in one
go, through a pty; the console's clock stands, so that nothing else is painted.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

from oneone_tui.store.library import Library
from oneone_tui.workshop.changes import NotesWritten, Paused, Written
from oneone_tui.workshop.words import Kind
from tests.screens.desk import after, rehearsed
from tests.terminal.pty_console import PtyConsole

ROOT = Path(__file__).resolve().parents[2]
KEYS = 200
ROUNDS = 3
BARE = """
from textual.app import App
from textual.widgets import Input, Static

class Bare(App):
    CSS = "Input { border: none; height: 1; padding: 0; width: 60; }"
    def compose(self):
        yield Static("ready")
        yield Input(compact=True)
    def on_mount(self):
        self.query_one(Input).cursor_blink = False

Bare().run()
"""


def kept(folder: Path, notes: int) -> Path:
    """A session in its rounds, paused, with so many notes."""
    session = after(rehearsed("turn-1-conversation"), Paused(), minute=6)
    missing = max(0, notes - len(session.notes))
    for number in range(missing):
        pair = session.pairs[number % len(session.pairs)]
        note = Written(text=f"note number {number} of a long evening")
        written = NotesWritten(kind=Kind.VALUE, notes=(note,), team=pair.team, pair=pair.id)
        session = after(session, written, minute=6)
    return Library(folder).create(session).path


def keys_of(console: PtyConsole, count: int) -> tuple[list[float], float]:
    """Milliseconds from each key to its frame, and bytes a key."""
    took = []
    console.mark()
    for number in range(count):
        if number % 40 == 39:  # a line as long as people write
            console.press("ctrl+u")
            console.wait_quiet(0.1)
        frames, start = console.frames, time.perf_counter()
        console.send("abcdefg hij"[number % 11])
        console.wait_frames(frames + 1)
        took.append((time.perf_counter() - start) * 1000)
        console.wait_quiet(0.01)
    return took, console.bytes_since_mark / count


def main() -> None:
    """Print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else KEYS
    env = {"PYTHONPATH": str(ROOT), "TZ": "UTC"}
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        bare = folder / "bare.py"
        bare.write_text(BARE, encoding="utf-8")
        runs: dict[str, tuple[list[str], str]] = {"bare Input": ([str(bare)], "ready")}
        for notes in (6, 600):
            path = kept(folder / f"s{notes}", notes)
            runs[f"{notes} notes"] = (["-m", "oneone_tui", "open", str(path)], "paused")
        times: dict[str, list[float]] = {name: [] for name in runs}
        sizes: dict[str, list[float]] = {name: [] for name in runs}
        for _ in range(ROUNDS):
            for name, (command, sign) in runs.items():
                with PtyConsole([sys.executable, *command], env=env) as console:
                    console.wait_for(sign, timeout=30)
                    console.wait_quiet(1)
                    if name != "bare Input":
                        console.press("v")
                        console.wait_quiet(0.5)
                    took, size = keys_of(console, count)
                    times[name] += took
                    sizes[name].append(size)
    print(f"{'':<12} {'median ms':>10} {'p95 ms':>8} {'bytes a key':>12}")
    for name, took in times.items():
        p95 = statistics.quantiles(took, n=20)[-1]
        size = statistics.mean(sizes[name])
        print(f"{name:<12} {statistics.median(took):>10.2f} {p95:>8.2f} {size:>12.0f}")


if __name__ == "__main__":
    main()
