"""Detection of wall-clock jumps: a clock that was set, or a computer that slept.

While a computer sleeps, its monotonic clock stands still (on Linux). When the wall clock is set,
the monotonic clock does not change. A program that was stopped misses ticks while both clocks run.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import NamedTuple

STEP_SECONDS = 2.0
"""How far the two clocks must drift apart between two checks to count as a jump."""
STOPPED_SECONDS = 5.0
"""How late a check must come for the program to have been stopped."""


class Jump(NamedTuple):
    """A jump of the wall clock from `before` to `after`, while the app did not run."""

    before: datetime
    after: datetime

    @property
    def seconds(self) -> float:
        """The length of the jump; negative if the clock was set back."""
        return (self.after - self.before).total_seconds()


class JumpWatch:
    """Compares the wall clock with the monotonic clock at every tick.

    Args:
        monotonic: Returns the seconds of a clock that cannot be set.
    """

    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._clock = monotonic
        self._wall: datetime | None = None
        self._monotonic = 0.0
        self._due = 0.0

    def check(self, wall: datetime) -> Jump | None:
        """Return the jump since the last check, or None."""
        now = self._clock()
        before, last, due = self._wall, self._monotonic, self._due
        self._wall, self._monotonic, self._due = wall, now, now
        if before is None:
            return None
        expected = before + timedelta(seconds=now - last)
        if abs((wall - expected).total_seconds()) > STEP_SECONDS:
            return Jump(expected, wall)
        if now - due > STOPPED_SECONDS:
            return Jump(before, wall)
        return None

    def expect_next_in(self, seconds: float) -> None:
        """Note that the next check is due in so many seconds."""
        self._due = self._monotonic + seconds
