"""What a clock costs over the line, and the processor: running, paused, and where there is none."""

from __future__ import annotations

import time
from contextlib import ExitStack
from pathlib import Path
from statistics import mean
from typing import NamedTuple

from tests.bench import programs
from tests.bench.connections import Way
from tests.bench.figures import Figure, Spread, once, spread
from tests.bench.wire import Bench, least

MOST_BYTES, MOST_CPU = 250.0, 0.8
FLOOR = "the changed cells alone, each run with its place, without any color (7–40 B)"


class Cost(NamedTuple):
    """Bytes of each second, percent of a processor, and the least bytes that would have done."""

    bytes: list[int]
    cpu: float
    least: float


def measure(way: Way, part: str, folder: Path, seconds: int) -> list[Figure]:
    """All clocks at once, for so many seconds of real time; they hardly take any of it."""
    with ExitStack() as stack:
        lines: dict[str, Bench] = {}
        for columns, rows in programs.SIZES:
            size = f"{columns}×{rows}"
            path = programs.kept(folder / size, 6)
            lines[f"ours {size}"] = way.console(programs.ours(path), (columns, rows))
            lines[f"bare {size}"] = way.console(programs.bare("rounds"), (columns, rows))
        for name in ("paused", "no clock"):
            lines[name] = way.console(programs.ours(programs.kept(folder / name, 6)))
        for line in lines.values():
            stack.enter_context(line)
        for name, line in lines.items():
            line.wait_for("last" if name.startswith("bare") else "note number", timeout=30)
            line.wait_quiet(0.5)
            if name != "no clock":
                line.press("space")
                line.wait_for("Conversation")
        lines["paused"].press("space")
        lines["paused"].wait_for("paused")
        lines["paused"].wait_quiet(1.5)
        spent = _spent(lines, seconds, counts_cpu=type(way) is Way)
    return _figures(part, spent, counts_cpu=type(way) is Way)


def _figures(part: str, spent: dict[str, Cost], *, counts_cpu: bool) -> list[Figure]:
    figures = []
    for size in (f"{columns}×{rows}" for columns, rows in programs.SIZES):
        name, ours, bare = f"clock running, {size}", spent[f"ours {size}"], spent[f"bare {size}"]
        figures.append(
            Figure(
                part=part,
                name=name,
                unit="B/s",
                ours=_mean(ours.bytes),
                bare=_mean(bare.bytes),
                floor=ours.least,
                limit=MOST_BYTES,
                made_of=FLOOR,
            )
        )
        if counts_cpu:
            figures.append(
                Figure(
                    part=part,
                    name=name,
                    unit="% CPU",
                    ours=once(ours.cpu),
                    bare=once(bare.cpu),
                    floor=spent["no clock"].cpu,
                    limit=MOST_CPU,
                    made_of="the same with no clock: Textual's own timers, and a look at the file",
                )
            )
    figures += [
        # The median: once a minute there is another time of day to show.
        Figure(part=part, name=name, unit="B/s", ours=spread(spent[name].bytes), floor=0, limit=0)
        for name in ("paused", "no clock")
    ]
    return figures


def _spent(lines: dict[str, Bench], seconds: int, *, counts_cpu: bool) -> dict[str, Cost]:
    begun = time.perf_counter()
    used = {name: _processor(line.pid) for name, line in lines.items() if counts_cpu}
    shown = {name: line.lines for name, line in lines.items()}
    needed = dict.fromkeys(lines, 0)
    came: dict[str, list[int]] = {name: [] for name in lines}
    for line in lines.values():
        line.mark()
    for second in range(1, seconds + 1):
        lines["no clock"].pause(begun + second - time.perf_counter())
        for name, line in lines.items():
            came[name].append(line.bytes_since_mark)
            line.mark()
            now = line.lines
            needed[name] += least(shown[name], now)
            shown[name] = now
    lasted = time.perf_counter() - begun
    costs = {}
    for name, line in lines.items():
        cpu = (_processor(line.pid) - used[name]) / lasted * 100 if counts_cpu else 0.0
        costs[name] = Cost(came[name], cpu, needed[name] / lasted)
    return costs


def _mean(values: list[int]) -> Spread:
    return Spread(mean(values), spread(values).p95, len(values))


def _processor(pid: int) -> float:
    """Seconds of processor time that the process has had, all threads together."""
    tasks = Path(f"/proc/{pid}/task").glob("*/schedstat")
    return sum(int(task.read_text().split()[0]) for task in tasks) / 1e9
