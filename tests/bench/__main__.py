"""Everything that is promised about speed, measured side by side in one run.

``python -m tests.bench [PART …] [--json FILE] [--share 0.2]``: without a part, all of them.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench import (
    clock_bytes,
    command_start,
    disk_saves,
    key_latency,
    stage_switch,
    start_up,
    wall,
)
from tests.bench.connections import Way, inside_tmux, over_ssh
from tests.bench.figures import Figure, Report, Skipped
from tests.bench.table import as_json, as_text

Part = Callable[[Path, float], list[Figure]]


def times(count: int, share: float) -> int:
    """So many repetitions, or a share of them; never too few for a median."""
    return max(3, round(count * share))


def start(folder: Path, share: float) -> list[Figure]:
    """Process start to the first full frame."""
    return start_up.measure(Way(), "start", folder, times(20, share))


def memory(folder: Path, share: float) -> list[Figure]:
    """Peak memory."""
    return start_up.memory(folder, times(3, share))


def wire(folder: Path, share: float) -> list[Figure]:
    """Bytes and processor of the clock."""
    return clock_bytes.measure(Way(), "wire", folder, times(58, share))


def keys(folder: Path, share: float) -> list[Figure]:
    """Bytes and time of a key."""
    return key_latency.measure(Way(), "keys", folder, times(200, share))


def stages(folder: Path, share: float) -> list[Figure]:
    """Bytes and time of another stage."""
    return stage_switch.measure(Way(), "stages", folder, times(20, share))


def disk(folder: Path, share: float) -> list[Figure]:
    """Enter to durable."""
    return disk_saves.measure(folder, times(20, share))


def library(folder: Path, share: float) -> list[Figure]:
    """Ten thousand files."""
    return command_start.library(folder / "many", times(command_start.FILES, share))


def command(folder: Path, share: float) -> list[Figure]:
    """What a call of the command costs."""
    return command_start.calls(times(20, share))


def room(folder: Path, share: float) -> list[Figure]:
    """The wall that the room sees."""
    return wall.measure(folder, times(10, share), times(30, share))


def ssh(folder: Path, share: float) -> list[Figure]:
    """Start, keys and stages over a real sshd."""
    with over_ssh() as way:
        return [
            *start_up.measure(way, "over ssh", folder / "start", times(4, share)),
            *key_latency.measure(way, "over ssh", folder / "keys", times(80, share)),
            *stage_switch.measure(way, "over ssh", folder / "stages", times(10, share)),
        ]


def tmux(folder: Path, share: float) -> list[Figure]:
    """What of clock, keys and stages reaches the terminal that tmux is in."""
    with inside_tmux() as way:
        return [
            *clock_bytes.measure(way, "inside tmux", folder / "clock", times(30, share)),
            *key_latency.measure(way, "inside tmux", folder / "keys", 0),
            *stage_switch.measure(way, "inside tmux", folder / "stages", times(6, share)),
        ]


PARTS: dict[str, Part] = {
    "start": start,
    "memory": memory,
    "wire": wire,
    "keys": keys,
    "stages": stages,
    "disk": disk,
    "library": library,
    "command": command,
    "wall": room,
    "ssh": ssh,
    "tmux": tmux,
}


def run(parts: list[str], share: float) -> Report:
    """Measure these parts, one after the other."""
    begun = time.perf_counter()
    figures: list[Figure] = []
    skipped = []
    for name in parts:
        print(f"measuring {name} …", file=sys.stderr, flush=True)
        with TemporaryDirectory(prefix="oneone-bench-") as made:
            try:
                figures += PARTS[name](Path(made), share)
            except (Skipped, TimeoutError) as why:
                skipped.append(str(why))
    machine = (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}, load {os.getloadavg()[0]:.1f}"
    )
    now = datetime.now(UTC).isoformat(timespec="minutes")
    return Report(machine, now, time.perf_counter() - begun, tuple(figures), tuple(skipped))


def main() -> None:
    """Measure, print the table, and write it as JSON where that is asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the figures here")
    parser.add_argument("--share", type=float, default=1.0, help="of the usual repetitions")
    asked = parser.parse_args()
    unknown = [name for name in asked.parts if name not in PARTS]
    if unknown:
        parser.error(f"no such part: {', '.join(unknown)}; there are {', '.join(PARTS)}")
    report = run(asked.parts or list(PARTS), asked.share)
    print(as_text(report))
    if asked.json:
        asked.json.write_bytes(as_json(report))


if __name__ == "__main__":
    main()
