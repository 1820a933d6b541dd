"""What the command costs before it does anything; and a library of ten thousand files."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from oneone_tui.store.library import Library
from tests.bench import programs
from tests.bench.connections import Way
from tests.bench.figures import Figure, Spread, spread
from tests.bench.library import generate

OVER_BARE = 80.0
FILES = 10_000
MOST = 1000.0
AGAIN = 5


def calls(times: int) -> list[Figure]:
    """`--version` and `--help`, in turns with the bare interpreter."""
    python = [sys.executable]
    runs: dict[str, Sequence[str]] = {
        "bare": [*python, "-c", "pass"],
        "click": [*python, "-c", "import click"],
        "--version": [*python, "-m", "oneone_tui", "--version"],
        "--help": [*python, "-m", "oneone_tui", "--help"],
    }
    took: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(times):
        for name, command in runs.items():
            took[name].append(_milliseconds(command))
    bare, click = spread(took["bare"]), spread(took["click"])
    return [
        Figure(
            part="command",
            name=f"oneone {option}",
            unit="ms",
            ours=spread(took[option]),
            bare=bare,
            floor=click.median,
            limit=bare.median + OVER_BARE,
            made_of="the interpreter and importing click",
        )
        for option in ("--version", "--help")
    ]


def library(folder: Path, files: int) -> list[Figure]:
    """The second time that a large library is looked at: by the store, a command, the console."""
    folder.mkdir()
    generate(folder, files)
    Library(folder).entries()
    store = spread(_entries(folder) for _ in range(AGAIN))
    listed = spread(
        _milliseconds([sys.executable, "-m", "oneone_tui", "list", "--sessions", str(folder)])
        for _ in range(AGAIN)
    )
    shown = spread(_shown(folder) for _ in range(AGAIN))
    floor = spread(_stats(folder) for _ in range(AGAIN)).median
    return [
        _again(f"library of {files:,} files, second time", store, floor),
        _again("  oneone list, with its start", listed, floor),
        _again("  the console, with its start", shown, floor),
    ]


def _again(name: str, ours: Spread, floor: float) -> Figure:
    whole = name.startswith(" ")
    return Figure(
        part="library",
        name=name,
        unit="ms",
        ours=ours,
        floor=floor,
        limit=None if whole else MOST,
        made_of="asking the system when each file was changed",
    )


def _entries(folder: Path) -> float:
    begun = time.perf_counter()
    Library(folder).entries()
    return (time.perf_counter() - begun) * 1000


def _stats(folder: Path) -> float:
    begun = time.perf_counter()
    with os.scandir(folder) as found:
        for one in found:
            one.stat()
    return (time.perf_counter() - begun) * 1000


def _shown(folder: Path) -> float:
    console = Way().console(programs.library(folder))
    console.wire.light = True
    begun = time.perf_counter()
    with console:
        return (console.first_with(("Workshop", "help"), timeout=60) - begun) * 1000


def _milliseconds(command: Sequence[str]) -> float:
    begun = time.perf_counter()
    env = {"PATH": os.environ.get("PATH", ""), **programs.ENV}
    nothing = subprocess.DEVNULL
    subprocess.run(command, env=env, stdin=nothing, stdout=nothing, check=True)
    return (time.perf_counter() - begun) * 1000
