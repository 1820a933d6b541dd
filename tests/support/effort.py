"""How much work something is, on whatever machine, and whatever else that does meanwhile."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

YARDSTICK = 0.014
"""Seconds that `_yardstick` takes of a usual processor."""


@dataclass
class Effort:
    """What was done; `seconds` is what it would take of a usual processor that is not disturbed."""

    seconds: float = 0.0


@contextmanager
def measure_effort() -> Iterator[Effort]:
    """Measure what is done within it: in time of the processor, held to what that can do now."""
    spent = Effort()
    before, began = _yardstick(), time.process_time()
    yield spent
    used = time.process_time() - began
    spent.seconds = used * YARDSTICK / max(before, _yardstick())


def _yardstick() -> float:
    began = time.process_time()
    words: dict[str, int] = {}
    for number in range(50_000):
        word = str(number % 1_000)
        words[word] = words.get(word, 0) + 1
    return time.process_time() - began
