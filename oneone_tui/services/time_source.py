"""Time sources: the system's clock, a sped-up one for the rehearsal, and a console's."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Protocol

from oneone_tui.store.open_consoles import SessionTime


class TimeSource(Protocol):
    """A source of the time."""

    @property
    def speed(self) -> float:
        """How many times as fast as real time it runs."""
        ...

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

    @cached_property
    def told(self) -> SessionTime:
        """What to tell a wall, so that it shows the same time."""
        return SessionTime(datetime.now(UTC), self.now(), self.speed)


class FollowedTime:
    """The time as a console shows it, perhaps sped up; a wall has it from the console's sign."""

    def __init__(self) -> None:
        self.told: SessionTime | None = None
        """What the console tells of its time; None while it is the real one."""

    @property
    def speed(self) -> float:
        """How many times as fast as real time it runs."""
        return self.told.speed if self.told else 1.0

    def now(self) -> datetime:
        """Return the time in UTC, to the millisecond."""
        real = datetime.now(UTC)
        if self.told:
            real = self.told.shown + (real - self.told.real) * self.told.speed
        return _to_millisecond(real)

    def monotonic(self) -> float:
        """Return seconds of real time that cannot be set."""
        return time.monotonic()


def session_time(source: TimeSource) -> SessionTime | None:
    """Return what to tell a wall of a console's time; None if it is the real one."""
    return source.told if isinstance(source, AcceleratedTime) else None


def _to_millisecond(at: datetime) -> datetime:
    return at.replace(microsecond=at.microsecond // 1000 * 1000)
