"""Time sources: the system's clock, and an accelerated one for the rehearsal."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class TimeSource(Protocol):
    """A source of the time; `speed` is a multiple of real time."""

    speed: float

    def now(self) -> datetime:
        """Return the time in UTC, to the millisecond."""
        ...

    def monotonic(self) -> float:
        """Return the seconds of a clock that cannot be set, to detect jumps of `now`."""
        ...


class SystemTime:
    """The computer's own clock."""

    speed = 1.0

    def now(self) -> datetime:
        """Return the time in UTC, to the millisecond."""
        return _to_millisecond(datetime.now(UTC))

    def monotonic(self) -> float:
        """Return seconds that cannot be set; on Linux they stand still during sleep."""
        return time.monotonic()


class AcceleratedTime:
    """A clock that starts at `start` and runs `speed` times as fast as real time."""

    def __init__(self, start: datetime, speed: float) -> None:
        self.speed = speed
        self._start = start
        self._since = time.monotonic()

    def now(self) -> datetime:
        """Return the time in UTC, to the millisecond."""
        passed = (time.monotonic() - self._since) * self.speed
        return _to_millisecond(self._start + timedelta(seconds=passed))

    def monotonic(self) -> float:
        """Return seconds that pass as fast as `now`."""
        return time.monotonic() * self.speed


def _to_millisecond(at: datetime) -> datetime:
    return at.replace(microsecond=at.microsecond // 1000 * 1000)
