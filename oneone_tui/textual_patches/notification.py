"""What is told for a few seconds."""

from __future__ import annotations

from textual.notifications import Notification

LEAST = 0.05
"""Seconds that it is still shown, however late it comes onto the screen."""


class SafeNotification(Notification):
    """A notification that has always some time left.

    Textual asks twice: whether it is over, and how long to wait until it is. Where it ended in
    between, a timer of less than no time counts backwards for ever, and nothing else happens.
    """

    @property
    def time_left(self) -> float:
        """Seconds until it goes."""
        return max(super().time_left, LEAST)

    @property
    def has_expired(self) -> bool:
        """Whether its time is over."""
        return super().time_left <= 0
