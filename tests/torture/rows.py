"""The rows of the table, each in parts that can be tried side by side."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tests.torture import (
    console_refusals,
    fuzz,
    kills,
    monkey,
    power_cuts,
    refusals,
    soak,
    stopped_moves,
    stopped_saves,
    tinydb_suite,
    writers,
)
from tests.torture.table import Trial

Part = Callable[[Path], Trial]
"""A part of a row; it is given an empty folder."""


class Row(NamedTuple):
    """A row of the table, or a few that belong together: how often it is tried, in what parts."""

    tries: int
    of: str
    parts: Callable[[int, int], Iterable[Part]]
    """Given how many tries, and a seed."""


def _shares(tries: int, most: int) -> Iterator[tuple[int, int]]:
    """Numbered shares of so many tries, `most` in each."""
    for number, begun in enumerate(range(0, tries, most)):
        yield number, min(most, tries - begun)


def _kills(tries: int, seed: int) -> Iterator[Part]:
    for number, share in _shares(tries, 2 * kills.SITTINGS):
        yield partial(kills.kill_many, kills=share, seed=seed + number)


def _saves(tries: int, seed: int) -> Iterator[Part]:
    for links in (True, False):
        for stop in (stopped_saves.stop_at_each, stopped_saves.stop_a_new_one):
            yield partial(stop, harms=stopped_saves.ALL[:tries], links=links)


def _moves(tries: int, seed: int) -> Iterator[Part]:
    for links in (True, False):
        for name in stopped_moves.MOVES:
            harms = stopped_saves.ALL[:tries]
            yield partial(stopped_moves.stop_moves, name=name, harms=harms, links=links)


def _cuts(tries: int, seed: int) -> Iterator[Part]:
    for name in power_cuts.CUTS:
        yield partial(power_cuts.cut_power, name=name, seed=seed, most=tries)
    for name in power_cuts.WITHOUT_LINKS:
        yield partial(power_cuts.cut_power, name=name, seed=seed, most=tries, links=False)


def _tinydb(tries: int, seed: int) -> Iterator[Part]:
    for whole in (False, True)[:tries]:
        yield partial(tinydb_suite.run_suite, whole=whole)


def _commands(tries: int, seed: int) -> Iterator[Part]:
    for harm in refusals.HARMS[:tries]:
        yield partial(refusals.refuse_commands, harms=(harm,))


def _console(tries: int, seed: int) -> Iterator[Part]:
    for number, share in _shares(tries, 40):
        yield partial(console_refusals.refuse_console, tries=share, seed=seed + number)


def _writers(tries: int, seed: int) -> Iterator[Part]:
    yield partial(writers.write_together, writers=8, notes=tries)


def _hostile(kind: str, tries: int, seed: int) -> Iterator[Part]:
    yield partial(_giants, kind=kind)
    for number, share in _shares(tries, 1_000):
        yield partial(_fuzz, kind=kind, count=share, number=seed + number)


def _monkey(tries: int, seed: int) -> Iterator[Part]:
    for number, share in _shares(tries, monkey.KEYS_IN_A_ROUND):
        yield partial(_play, keys=share, seed=seed, number=number)


def _soak(tries: int, seed: int) -> Iterator[Part]:
    yield partial(soak.soak, minutes=tries)
    yield partial(soak.walk, rounds=tries)


def _giants(folder: Path, kind: str) -> Trial:
    return fuzz.open_giants(kind, tuple(fuzz.KINDS[kind].giants), folder)


def _fuzz(folder: Path, kind: str, count: int, number: int) -> Trial:
    return fuzz.fuzz(kind, count, number, folder)


def _play(_: Path, keys: int, seed: int, number: int) -> Trial:
    return monkey.play_round(seed, number, keys)


ROWS = {
    "kills": Row(1_000, "kills", _kills),
    "saves": Row(len(stopped_saves.ALL), "kinds of harm, each done to every call", _saves),
    "moves": Row(len(stopped_saves.ALL), "kinds of harm, each done to every call", _moves),
    "cuts": Row(10_000, "states at most of each power cut", _cuts),
    "tinydb": Row(2, "ways to run TinyDB's own tests", _tinydb),
    "commands": Row(len(refusals.HARMS), "errors, each at every call of a command", _commands),
    "console": Row(120, "calls of a console", _console),
    "writers": Row(500, "notes of each of eight processes", _writers),
    **{
        kind: Row(3_000, "mutants, and all giants", partial(_hostile, kind))
        for kind in ("sessions", "guides", "rosters")
    },
    "monkey": Row(100_000, "keys", _monkey),
    "soak": Row(60, "minutes of a workshop, and times in the library", _soak),
}


def in_a_folder(part: Part) -> Trial:
    """Try a part in a folder of its own."""
    with TemporaryDirectory(prefix="torture-") as folder, TemporaryDirectory() as state:
        os.environ["XDG_STATE_HOME"] = state  # a crash is not to be told in the user's own log
        return part(Path(folder))
