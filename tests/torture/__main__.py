"""`make torture`: everything at length, and what came of it as a table.

`python -m tests.torture` tries all of it; `python -m tests.torture kills --tries 50` one row, and
less of it. The table is printed at the end, what goes on meanwhile to standard error. The exit
code is 1 if anything was lost.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from datetime import UTC, datetime
from multiprocessing import get_context
from random import SystemRandom

from tests.torture.rows import ROWS, Part, in_a_folder
from tests.torture.table import Trial, merged, table, told

SIDE_BY_SIDE = 3
"""Parts tried at a time: two cores are enough, since each waits for a disk or a terminal."""


def main() -> int:
    """Try what is asked for, a few parts at a time."""
    options = _options()
    began = time.monotonic()
    parts = [
        part
        for name in options.rows or ROWS
        for part in ROWS[name].parts(options.tries or ROWS[name].tries, options.seed)
    ]
    trials = _in_one_table(_all(parts))
    print(f"{datetime.now(UTC):%Y-%m-%d}, seed {options.seed}, ", end="")
    print(f"{(time.monotonic() - began) / 60:.0f} minutes\n\n{table(trials)}\n")
    print("\n".join(told(trial) for trial in trials))
    return 1 if any(trial.losses for trial in trials) else 0


def _options() -> argparse.Namespace:
    rows = "\n".join(f"  {name:10} {row.tries:,} {row.of}" for name, row in ROWS.items())
    parser = argparse.ArgumentParser(
        prog="python -m tests.torture",
        description=f"{__doc__}\nThe rows, and how often they are tried:\n{rows}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("rows", nargs="*", choices=[*ROWS, []], metavar="ROW", help="only these")
    parser.add_argument("--tries", type=int, help="more or fewer of each")
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(2**31))
    options = parser.parse_args()
    print(f"seed {options.seed}", file=sys.stderr)
    return options


def _all(parts: Sequence[Part]) -> list[Trial]:
    """Try all parts; those that are done are told on standard error. They come in their order.

    Each has a new process: none finds in memory what another left there.
    """
    pool = ProcessPoolExecutor(SIDE_BY_SIDE, mp_context=get_context("spawn"), max_tasks_per_child=1)
    began = time.monotonic()
    with pool:
        running: list[Future[Trial]] = [pool.submit(in_a_folder, part) for part in parts]
        for count, done in enumerate(as_completed(running), 1):
            trial = done.result()
            minutes, seconds = divmod(round(time.monotonic() - began), 60)
            where = f"{minutes:2}:{seconds:02}  part {count} of {len(parts)}"
            lines = [f"{where}  {trial.what}: {trial.tries:,} tries", *trial.losses]
            print("\n  ! ".join(lines), file=sys.stderr)
    return [done.result() for done in running]


def _in_one_table(trials: Sequence[Trial]) -> list[Trial]:
    names = dict.fromkeys(trial.what for trial in trials)
    return [merged(name, [trial for trial in trials if trial.what == name]) for name in names]


if __name__ == "__main__":
    sys.exit(main())
