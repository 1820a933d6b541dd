"""Process start to the first full frame, and the peak memory with a long session open."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.bench import programs
from tests.bench.connections import Way
from tests.bench.figures import Figure, spread

OF_BARE_START, OF_BARE_MEMORY = 1.25, 1.4
MANY = 600
START_FLOOR = "Python itself, and importing Textual, reading its CSS and composing the same widgets"

Program = tuple[Sequence[str], Sequence[str]]
"""A command, and what is on the screen once it is there whole."""


def measure(way: Way, part: str, folder: Path, times: int) -> list[Figure]:
    """The starts of the rounds and of the library, each in turns with the bare app."""
    path = programs.kept(folder, 6)
    for number in range(5):
        programs.kept(folder / f"more-{number}", 6).rename(path.with_stem(f"{path.stem}-{number}"))
    runs: dict[str, Program] = {
        "ours rounds": (programs.ours(path), programs.ROUNDS_SIGNS),
        "bare rounds": (programs.bare("rounds"), programs.BARE_SIGNS),
        "ours library": (programs.library(path.parent), programs.LIBRARY_SIGNS),
        "bare library": (programs.bare("library"), programs.BARE_SIGNS),
        "lone input": (programs.bare("input"), programs.BARE_SIGNS),
    }
    figures = []
    for size in programs.SIZES:
        took = _took(way, runs, size, times)
        for shown in ("rounds", "library"):
            figures.append(
                Figure(
                    part=part,
                    name=f"process start to first full frame, {shown}, {size[0]}×{size[1]}",
                    unit="ms",
                    ours=spread(took[f"ours {shown}"]),
                    bare=spread(took[f"bare {shown}"]),
                    floor=spread(took["lone input"]).median,
                    of_bare=OF_BARE_START,
                    made_of=START_FLOOR,
                )
            )
    return figures


def memory(folder: Path, times: int) -> list[Figure]:
    """The peak memory with a session of many notes open and some keys typed."""
    path = programs.kept(folder, MANY)
    runs: dict[str, Program] = {
        "ours": (programs.ours(path), programs.ROUNDS_SIGNS),
        "bare": (programs.bare("rounds", MANY), programs.BARE_SIGNS),
        "floor": (programs.bare("input"), programs.BARE_SIGNS),
    }
    peaks: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(times):
        for name, (command, signs) in runs.items():
            with Way().console(command) as console:
                console.first_with(signs)
                console.wait_quiet(0.5)
                console.send("vabc")
                console.wait_quiet(0.3)
                peaks[name].append(_peak(console.pid))
    return [
        Figure(
            part="memory",
            name=f"peak with a session of {MANY} notes open",
            unit="MB",
            ours=spread(peaks["ours"]),
            bare=spread(peaks["bare"]),
            floor=spread(peaks["floor"]).median,
            of_bare=OF_BARE_MEMORY,
            made_of="Python and Textual with a single row to type in",
        )
    ]


def _took(
    way: Way, runs: Mapping[str, Program], size: tuple[int, int], times: int
) -> dict[str, list[float]]:
    took: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(times):
        for name, (command, signs) in runs.items():
            console = way.console(command, size)
            console.wire.light = True
            start = time.perf_counter()
            with console:
                took[name].append((console.first_with(signs) - start) * 1000)
    return took


def _peak(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    raise LookupError("this system does not tell a process's peak memory")
