"""A key in the note line: what it costs over the line, and how long till it is painted."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from statistics import mean

from tests.bench import programs
from tests.bench.connections import Tmux, Way
from tests.bench.figures import Figure, spread
from tests.bench.wire import Bench, least

MOST_BYTES, OF_BARE = 300.0, 1.25
NOTES = (6, 600)
TEXT = "abcdefg hij"
LINE = 40
"""Letters after which the line is emptied: as long as people write."""
QUIET = 0.01
SETTLED = 0.25
IN_TMUX = 0.06
"""Seconds till all of a key has come through tmux, which paints when it has time."""


def measure(way: Way, part: str, folder: Path, times: int) -> list[Figure]:
    """Bytes and time of a key, in turns: with few notes, with many, and in the bare app."""
    runs = {f"ours {n}": programs.ours(programs.kept(folder, n)) for n in NOTES}
    runs |= {f"bare {n}": programs.bare("rounds", n) for n in NOTES}
    runs["lone"] = programs.bare("input")
    with ExitStack() as stack:
        lines = {name: stack.enter_context(way.console(run)) for name, run in runs.items()}
        for name, line in lines.items():
            _ready(name, line)
        sizes, floor = _bytes(lines)
        figures = [
            Figure(
                part=part,
                name="a key in the note line at 80 columns",
                unit="B",
                ours=spread(sizes["ours 6"]),
                bare=spread(sizes["bare 6"]),
                floor=floor,
                limit=MOST_BYTES,
                made_of="the letter and the cursor, with their place, without any color",
            )
        ]
        return figures if isinstance(way, Tmux) else figures + _times(part, lines, times)


def _ready(name: str, line: Bench) -> None:
    line.wait_for("last" if name.startswith(("bare", "lone")) else "note number", timeout=30)
    line.wait_quiet(SETTLED)
    if name.startswith("ours"):  # a clock that stands: its tick is not a key's
        line.press("space")
        line.wait_for("Conversation")
        line.press("space")
        line.wait_for("paused")
    if name != "lone":
        line.press("v")
    line.wait_quiet(1.0)


def _bytes(lines: Mapping[str, Bench]) -> tuple[dict[str, list[int]], float]:
    """Bytes of each key of a line; and the least that would have done in ours."""
    sizes: dict[str, list[int]] = {name: [] for name in lines}
    needed = []
    for at in range(LINE):
        for name, line in lines.items():
            before = line.lines
            line.mark()
            line.send(TEXT[at % len(TEXT)])
            line.wait_any()
            line.wait_quiet(IN_TMUX)
            sizes[name].append(line.bytes_since_mark)
            if name == "ours 6":
                needed.append(least(before, line.lines))
    for line in lines.values():
        _empty(line)
    return sizes, mean(needed)


def _times(part: str, lines: Mapping[str, Bench], times: int) -> list[Figure]:
    took: dict[str, list[float]] = {name: [] for name in lines}
    for line in lines.values():
        line.wire.light = True
    for at in range(times):
        for name, line in lines.items():
            if at % LINE == LINE - 1:
                _empty(line)
            took[name].append(line.key(TEXT[at % len(TEXT)]))
            line.wait_quiet(QUIET)
    floor = spread(took["lone"]).median
    return [
        Figure(
            part=part,
            name=f"key to paint, {notes} notes",
            unit="ms",
            ours=spread(took[f"ours {notes}"]),
            bare=spread(took[f"bare {notes}"]),
            floor=floor,
            of_bare=OF_BARE,
            tail=True,
            made_of="Textual with nothing but a row to type in",
        )
        for notes in NOTES
    ]


def _empty(line: Bench) -> None:
    line.press("ctrl+u")
    line.wait_quiet(SETTLED)
