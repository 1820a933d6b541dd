"""What is measured: a figure beside a stock app's and the floor, and the budget it must keep."""

from __future__ import annotations

import statistics
from collections.abc import Iterable

import msgspec


class Skipped(Exception):
    """A part could not be measured here; why, in a word."""


class Spread(msgspec.Struct, frozen=True):
    """Many measurements of one thing: the middle one, and what 95 of 100 stay below."""

    median: float
    p95: float
    count: int


def spread(values: Iterable[float]) -> Spread:
    """The spread of some values; of a single one, the value."""
    found = sorted(values)
    if len(found) == 1:
        return once(found[0])
    last = statistics.quantiles(found, n=20, method="inclusive")[-1]
    return Spread(statistics.median(found), last, len(found))


def once(value: float) -> Spread:
    """What was measured once, or is exact."""
    return Spread(value, value, 1)


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the table.

    The budget is `limit`, or `of_bare` times what the bare app takes; with `tail` it holds for the
    95th percentile as well, against the bare app's. `made_of` says what the floor is made of.
    """

    part: str
    name: str
    unit: str
    ours: Spread
    bare: Spread | None = None
    floor: float | None = None
    limit: float | None = None
    of_bare: float | None = None
    tail: bool = False
    made_of: str = ""

    @property
    def budget(self) -> float | None:
        """What the median may be, if there is a budget."""
        return self._allowed(self.bare.median if self.bare else 0.0)

    @property
    def budget_p95(self) -> float | None:
        """What the 95th percentile may be, if it has a budget."""
        return self._allowed(self.bare.p95 if self.bare else 0.0) if self.tail else None

    @property
    def misses(self) -> list[str]:
        """Which budgets are missed, and by how much."""
        judged = (
            ("", self.ours.median, self.budget),
            ("p95 ", self.ours.p95, self.budget_p95),
        )
        return [
            f"{which}+{ours / budget - 1:.0%}" if budget else f"{which}+{ours:,.1f} {self.unit}"
            for which, ours, budget in judged
            if budget is not None and ours > budget
        ]

    def _allowed(self, bare: float) -> float | None:
        return self.limit if self.of_bare is None else self.of_bare * bare


class Report(msgspec.Struct, frozen=True):
    """A whole run: where and when, the figures, and what could not be measured."""

    machine: str
    at: str
    seconds: float
    figures: tuple[Figure, ...]
    skipped: tuple[str, ...]
