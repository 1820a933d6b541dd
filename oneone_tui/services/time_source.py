"""Time sources: the system's clock, and a faster one for the rehearsal."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class TimeSource(Protocol):
    """A clock on the wall: `now` in UTC, and how fast it goes (1 is real time)."""

    speed: float

    def now(self) -> datetime:
        """The time, UTC, to the millisecond."""
        ...

    def monotonic(self) -> float:
        """Seconds that nobody can set anew, by which jumps of `now` are noticed."""
        ...


class SystemTime:
    """The machine's own clock."""

    speed = 1.0

    def now(self) -> datetime:
        """The time, UTC, to the millisecond."""
        return _to_millisecond(datetime.now(UTC))

    def monotonic(self) -> float:
        """Seconds that nobody can set anew; on Linux they stand still while the machine sleeps."""
        return time.monotonic()


class AcceleratedTime:
    """A clock that starts at `start` and goes `speed` times as fast as real time."""

    def __init__(self, start: datetime, speed: float) -> None:
        self.speed = speed
        self._start = start
        self._since = time.monotonic()

    def now(self) -> datetime:
        """The time, UTC, to the millisecond."""
        passed = (time.monotonic() - self._since) * self.speed
        return _to_millisecond(self._start + timedelta(seconds=passed))

    def monotonic(self) -> float:
        """Seconds, as fast as `now` goes."""
        return time.monotonic() * self.speed


def _to_millisecond(at: datetime) -> datetime:
    return at.replace(microsecond=at.microsecond // 1000 * 1000)
