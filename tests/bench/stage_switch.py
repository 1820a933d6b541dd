"""Switching the stage: what it costs over the line beside a full repaint, and how long it takes."""

from __future__ import annotations

import re
from contextlib import ExitStack
from pathlib import Path

from tests.bench import programs
from tests.bench.connections import Tmux, Way
from tests.bench.figures import Figure, spread
from tests.bench.wire import Bench

TITLE = re.compile(rb"\x1b\][02];[^\x07\x1b]*(?:\x07|\x1b\\)")
OF_BARE = 1.25
QUIET = 0.4
SMALL = 0.15
"""A frame with less than this part of all bytes tells a detail, such as that all is saved."""


STAGES = {">": "Report-back", "<": "Rounds"}


def measure(way: Way, part: str, folder: Path, times: int) -> list[Figure]:
    """There and back between two stages, in turns with the bare app."""
    with ExitStack() as stack:
        ours = stack.enter_context(way.console(programs.ours(programs.kept(folder, 6))))
        bare = stack.enter_context(way.console(programs.bare("rounds")))
        ours.wait_for("note number", timeout=30)
        bare.wait_for("last", timeout=30)
        for line in (ours, bare):
            line.wait_quiet(1.0)
            line.wire.light = not isinstance(way, Tmux)
        whole = {line: _repaints(line) for line in (ours, bare)}
        sizes: dict[tuple[Bench, str], list[int]] = {}
        took: dict[Bench, list[float]] = {ours: [], bare: []}
        for _ in range(times // 2):
            for key in STAGES:
                for line in (ours, bare):
                    _switch(line, key, sizes.setdefault((line, key), []), took[line])
    figures = [
        Figure(
            part=part,
            name=f"switching to {stage}, the window's title besides",
            unit="B",
            ours=spread(sizes[ours, key]),
            bare=spread(sizes[bare, key]),
            floor=None if isinstance(way, Tmux) else whole[bare][key],
            limit=whole[ours][key],
            made_of="one full repaint of the bare app's screen",
        )
        for key, stage in STAGES.items()
    ]
    if not isinstance(way, Tmux):
        figures.append(
            Figure(
                part=part,
                name="switching stage",
                unit="ms",
                ours=spread(took[ours]),
                bare=spread(took[bare]),
                of_bare=OF_BARE,
                made_of="composing, styling and laying out as many widgets in Textual",
            )
        )
    return figures


def _repaints(line: Bench) -> dict[str, int]:
    """Bytes of one full repaint of each stage: the largest frame at a change of size and back."""
    found = {}
    for key in STAGES:
        line.press(key)
        line.wait_quiet(QUIET)
        line.resize(81, 24)
        line.wait_quiet(QUIET)
        _, sizes, _ = line.burst(lambda: line.resize(80, 24), QUIET)
        found[key] = max(sizes)
    return found


def _switch(line: Bench, key: str, sizes: list[int], took: list[float]) -> None:
    start, frames, ends = line.burst(lambda: line.press(key), QUIET)
    sizes.append(sum(frames) - len(b"".join(TITLE.findall(line.since_mark))))
    whole = [end for size, end in zip(frames, ends, strict=False) if size > SMALL * sum(frames)]
    if whole:
        took.append((whole[-1] - start) * 1000)
