"""Notifications that survive being shown late."""

from __future__ import annotations

from textual.notifications import Notification

LEAST = 0.05
"""The fewest seconds for which a notification is shown, however late it is."""


class SafeNotification(Notification):
    """A notification that always has some time left.

    Textual asks twice: whether it has expired, and how long to wait until it does. If it expires
    in between, the timer gets a negative interval, never ends, and blocks everything else.
    """

    @property
    def time_left(self) -> float:
        """Seconds until it expires; never less than `LEAST`."""
        return max(super().time_left, LEAST)

    @property
    def has_expired(self) -> bool:
        """Whether its time is over, as Textual calculates it."""
        return super().time_left <= 0
