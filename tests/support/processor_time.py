"""Measure processor time in a way that is comparable between machines."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

YARDSTICK = 0.014
"""Seconds that `_yardstick` takes on a typical processor."""


@dataclass
class Effort:
    """The measured work, as seconds on a typical, idle processor."""

    seconds: float = 0.0


@contextmanager
def measure_effort() -> Iterator[Effort]:
    """Measure the processor time of the block, relative to the current speed."""
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
