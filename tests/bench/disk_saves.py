"""Enter to durable on disk: how long, and whether the event loop ever waits for it."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import msgspec

from tests.bench import programs
from tests.bench.connections import Way
from tests.bench.event_loop_watch import Log
from tests.bench.figures import Figure, once, spread

NOTES = (10, 600, 5_000)
JUDGED = 600
MOST = 50.0
QUIET = 0.15
FLOOR = "writing and syncing a file of that size and its folder"


def measure(folder: Path, times: int) -> list[Figure]:
    """Notes kept one by one, in sessions of three sizes."""
    figures = []
    for notes in NOTES:
        path = programs.kept(folder, notes)
        log, entered = _keep(path, folder / f"log-{notes}", times)
        took = [_after(log.durable, at) for at in entered]
        figures.append(
            Figure(
                part="disk",
                name=f"Enter to durable on disk, {notes:,} notes",
                unit="ms",
                ours=spread(took),
                floor=_floor(path),
                limit=MOST if notes == JUDGED else None,
                tail=notes == JUDGED,
                made_of=FLOOR,
            )
        )
        # What the loop stands still anyway, as for a paint, is in it too.
        stood = [
            _stood(log.stood, at, at + ms / 1000) for at, ms in zip(entered, took, strict=True)
        ]
        figures.append(
            Figure(
                part="disk",
                name="  the event loop stands still meanwhile",
                unit="ms",
                ours=spread(stood),
            )
        )
        figures.append(
            Figure(
                part="disk",
                name="  files written on the event loop",
                unit="",
                ours=once(len(log.on_loop)),
                limit=0,
            )
        )
    return figures


def _keep(path: Path, to: Path, times: int) -> tuple[Log, list[float]]:
    watched = str(Path(__file__).with_name("watched.py"))
    with Way().console([sys.executable, watched, str(path), str(to)]) as console:
        console.wait_for("note number", timeout=30)
        console.wait_quiet(1.0)
        console.press("v")
        console.wait_quiet(1.0)
        entered = []
        for number in range(times):
            console.send(f"one more note, the {number}th")
            console.wait_quiet(QUIET)
            before = path.stat().st_ino
            entered.append(time.perf_counter())
            console.press("enter")
            while path.stat().st_ino == before:
                console.pause(0.005)
            console.wait_quiet(QUIET)
        console.press("ctrl+q")
        if console.wait_exit(30):
            raise RuntimeError(console.text)
    return msgspec.json.decode(to.read_bytes(), type=Log), entered


def _after(durable: list[float], entered: float) -> float:
    return (next(at for at in durable if at > entered) - entered) * 1000


def _stood(pauses: list[tuple[float, float]], start: float, end: float) -> float:
    """The longest pause of the loop, in milliseconds, that lay between two moments."""
    return max(late for at, late in pauses if at < end and at + late > start) * 1000


def _floor(path: Path) -> float:
    """Milliseconds that the bytes alone take to disk, the median of some tries."""
    content, took = path.read_bytes(), []
    for _ in range(9):
        begun = time.perf_counter()
        with path.with_suffix(".floor").open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        folder = os.open(path.parent, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)
        took.append((time.perf_counter() - begun) * 1000)
    path.with_suffix(".floor").unlink()
    return spread(took).median
