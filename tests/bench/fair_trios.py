"""How often people meet again, and how evenly they sit in trios.

Run from the checkout: ``python -m tests.bench.fair_trios [SEEDS]``.
"""

from __future__ import annotations

import sys
from collections import Counter
from time import perf_counter

from tests.support.weekly_workshops import (
    count_repeats,
    count_trio_seats,
    count_trios_running,
    hold_sessions,
    least_repeats,
    session_of_size,
)

SEEDS = 200
SIZES = (5, 7, 9, 11, 13)


def print_trios(people: int, seeds: int) -> None:
    """A line: repeats and seats in trios over as many sessions as there are people."""
    repeats, running = Counter[int](), Counter[int]()
    gaps, seats = Counter[int](), Counter[tuple[int, ...]]()
    began = perf_counter()
    for seed in range(seeds):
        held = hold_sessions([session_of_size(people)] * people, seed)
        found = count_trio_seats(held)
        repeats[count_repeats(held)] += 1
        running[count_trios_running(held)] += 1
        gaps[max(found) - min(found)] += 1
        seats[found] += 1
    took = (perf_counter() - began) * 1_000 / seeds / people
    print(f"{people} people, {people} sessions, {seeds} seeds; {took:.0f} ms a draw")
    print(f"  repeats (at least {least_repeats(people, people)})", _format_counts(repeats))
    print("  most seats less fewest     ", _format_counts(gaps))
    print("  in a trio two times running", _format_counts(running))
    print("  seats, the three commonest ", seats.most_common(3))


def _format_counts(counts: Counter[int]) -> str:
    return "  ".join(f"{value}: {times}" for value, times in sorted(counts.items()))


def main() -> None:
    """Print it all."""
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else SEEDS
    for people in SIZES:
        print_trios(people, seeds)


if __name__ == "__main__":
    main()
