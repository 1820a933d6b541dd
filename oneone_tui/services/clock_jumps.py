"""Detection of wall-clock jumps: a clock that was set, or a machine that slept.

While a machine sleeps, its monotonic clock stands still (on Linux). When the wall clock is set, it
moves without the monotonic one. A program that was stopped misses ticks while both clocks go on.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple

STEP_SECONDS = 2.0
"""How far wall and monotonic clock must part between two looks to be a jump."""
STOPPED_SECONDS = 5.0
"""How long after it was due a look must come for the program to have been stopped."""


class Jump(NamedTuple):
    """The wall clock went from `before` to `after`, and nobody here saw the time between."""

    before: datetime
    after: datetime

    @property
    def seconds(self) -> float:
        """How far it went; negative where it was set back."""
        return (self.after - self.before).total_seconds()


class JumpWatch:
    """Looks at both clocks at every tick; `monotonic` is the one that nobody can set."""

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._clock = monotonic
        self._wall: datetime | None = None
        self._monotonic = 0.0
        self._due = 0.0

    def look(self, wall: datetime) -> Jump | None:
        """The jump since the last look, if there was one."""
        now = self._clock()
        before, was, due = self._wall, self._monotonic, self._due
        self._wall, self._monotonic, self._due = wall, now, now
        if before is None:
            return None
        expected = before + timedelta(seconds=now - was)
        if abs((wall - expected).total_seconds()) > STEP_SECONDS:
            return Jump(expected, wall)
        if now - due > STOPPED_SECONDS:
            return Jump(before, wall)
        return None

    def next_in(self, seconds: float) -> None:
        """The next look is due in so many seconds."""
        self._due = self._monotonic + seconds
