"""How long many sessions take: the library in store, command line and screen; what looks across.

Run from the checkout: ``python -m tests.bench.library [COUNT]``. The files are made anew in a
temporary folder; "first" is without an index, "again" with the one that the first time left.
"""

from __future__ import annotations

import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import msgspec

from oneone_tui.store.library import Library
from oneone_tui.store.serialization import to_tables
from oneone_tui.store.summary_cache import NAME
from oneone_tui.workshop.model.session import Session
from oneone_tui.workshop.reducers.apply import apply
from oneone_tui.workshop.rehearsal import SAID, rehearsal_script
from tests.support.pty_console import PtyConsole
from tests.support.sessions import START, fresh_session

ROOT = Path(__file__).resolve().parents[2]
ENV = {"PYTHONPATH": str(ROOT), "TZ": "UTC"}
COUNT = 10_000
MINUTES = (60, 60, 20, 5)
"""When each kind of session was left: most are over. All others are like one of these, with
other people, days and words."""
CROWD = 60
"""So many people are in the folder's sessions."""
WORDS = (
    *("dignity", "rent", "winter", "neighbours", "listen", "promise", "garden", "meeting"),
    *("poster", "courage", "language", "kitchen", "repairs", "together", "grandmother"),
    *("school", "choir", "evening", "strike", "bicycle", "harbour", "honest", "patience"),
    *("market", "letter", "council", "bakery", "summer", "union", "lantern"),
)
FIRST = ("Ana", "Ben", "Cy", "Dee", "Eve", "Fay", "Gus", "Hana", "Ivo", "Jo")
LAST = ("Ruiz", "Okafor", "Lam", "Ødegård", "Novak", "Bell")
TYPED = ("harb", "grandmother choir", "workshop 77", "nobody said this")
STEPS = 60
AGAIN = 5


def template(kind: int) -> list[str]:
    """A session that was held, in pieces: where a word, a name, an id or a day goes is its own."""
    names = tuple(f"Person {chr(ord('a') + n)}" for n in range(6 + kind))
    chance, session = Random(kind), fresh_session(*names)
    for act in rehearsal_script(session, chance):
        if act.after > MINUTES[kind] * 60:
            break
        for change in act.changes(session):
            session = apply(session, change, START + timedelta(seconds=act.after), "here")
    return _in_pieces(session)


def _in_pieces(session: Session) -> list[str]:
    content = msgspec.json.format(msgspec.json.encode(to_tables(session)), indent=2).decode()
    # Every second thing that is said is said in no other session.
    for lines in SAID.values():
        for line in lines[::2]:
            content = content.replace(line, "<word> <word> and <word>: <word>, <word> and <word>")
    content = content.replace('"a-session"', '"<id>"').replace('"First"', '"<title>"')
    content = content.replace("2026-11-09", "<day>")
    content = re.sub(r"\bPerson ([a-z])\b", r"<name \1>", content)
    content = re.sub(r"\bperson-([a-z])\b", r"<person \1>", content)
    return re.split(r"(<[a-z ]+>)", content)


def generate(folder: Path, count: int) -> None:
    """Fill `folder` with `count` session files."""
    chance = Random(9)
    crowd = [f"{FIRST[n % 10]} {LAST[n // 10]}" for n in range(CROWD)]
    templates = [template(kind) for kind in range(len(MINUTES))]
    for number in range(count):
        day = f"{2001 + number % 25}-{1 + number % 12:02}-{1 + number % 28:02}"
        there = chance.sample(range(CROWD), 6 + len(MINUTES))
        slots = {"<id>": f"session-{number}", "<title>": f"Workshop {number}", "<day>": day}
        for at, one in enumerate(there):
            letter = chr(ord("a") + at)
            slots |= {f"<name {letter}>": crowd[one], f"<person {letter}>": f"p-{one}"}
        pieces = templates[number % len(MINUTES)]
        content = "".join(
            chance.choice(WORDS) if piece == "<word>" else slots.get(piece, piece)
            for piece in pieces
        )
        (folder / f"{day}-workshop-{number}.json").write_text(content)


def measure(folder: Path, count: int) -> Iterator[tuple[str, str, str, str]]:
    """What is timed, the first time, again, and what else is to be said of it."""
    library = partial(_entries, folder)
    yield "store read", *_first_and_again(folder, library), _index_size(folder)
    listing = partial(_called, folder, "list")
    yield "oneone list", *_first_and_again(folder, listing), "from start to end"
    yield "library screen", *_first_and_again(folder, partial(_opened, folder)), "to the last row"
    for name, took in _keys(folder):
        p95 = statistics.quantiles(took, n=20)[-1]
        yield name, _ms(statistics.median(took)), _ms(p95), f"p50 and p95 of {len(took)}"
    for command in ("commitments", "people", "trends"):
        yield f"oneone {command}", _timed(partial(_called, folder, command)), "", "nothing is kept"
    changed = sorted(folder.glob("*.json"))[count // 2]
    changed.write_text(changed.read_text().replace('"Workshop ', '"Other '))
    yield "store read, one changed", "", _timed(library), ""


def _entries(folder: Path) -> None:
    if any(entry.problem for entry in Library(folder).entries()):
        raise AssertionError("a file that was made cannot be read")


def _called(folder: Path, command: str) -> None:
    called = [sys.executable, "-m", "oneone_tui", command, "--sessions", str(folder)]
    subprocess.run(called, check=True, stdout=subprocess.DEVNULL, cwd=ROOT)


@contextmanager
def _console(folder: Path) -> Iterator[PtyConsole]:
    command = [sys.executable, "-m", "oneone_tui", "--sessions", str(folder)]
    with PtyConsole(command, env=ENV) as console:
        console.wait_for("Workshop 1", timeout=120)
        yield console


def _opened(folder: Path) -> None:
    with _console(folder):
        pass


def _keys(folder: Path) -> Iterator[tuple[str, list[float]]]:
    with _console(folder) as console:
        console.wait_quiet(1)
        downs = ["\x1b[B", "\x1b[6~"] * (STEPS // 2)
        yield "moving the cursor", [_painted(console, key) for key in downs]
        console.press("home", "/")
        console.wait_quiet(0.5)
        took = []
        for typed in TYPED:
            took += [_painted(console, key) for key in typed]
            console.press("ctrl+u")
            console.wait_quiet(0.5)
        yield "a filter's keystroke", took


def _painted(console: PtyConsole, key: str) -> float:
    """Seconds from a key to the last frame that it makes."""
    console.wait_quiet(0.02)
    frames, start = console.frames, time.perf_counter()
    console.send(key)
    console.wait_frames(frames + 1)
    return time.perf_counter() - start


def _first_and_again(folder: Path, work: Callable[[], None]) -> tuple[str, str]:
    (folder / NAME).unlink(missing_ok=True)
    return _timed(work), _ms(statistics.median(_seconds(work) for _ in range(AGAIN)))


def _timed(work: Callable[[], None]) -> str:
    return _ms(_seconds(work))


def _seconds(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:,.0f} ms"


def _index_size(folder: Path) -> str:
    return f"an index of {(folder / NAME).stat().st_size / 1e6:.1f} MB"


def main() -> None:
    """Print the table, for as many sessions as the command line says."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    with TemporaryDirectory() as made:
        folder = Path(made)
        generate(folder, count)
        size = sum(path.stat().st_size for path in folder.glob("*.json"))
        print(f"{count:,} sessions, {size / count / 1000:.0f} kB each")
        print(f"{'':<26}{'first':>12}{'again':>12}")
        for name, first, again, more in measure(folder, count):
            print(f"{name:<26}{first:>12}{again:>12}  {more}", flush=True)


if __name__ == "__main__":
    main()
