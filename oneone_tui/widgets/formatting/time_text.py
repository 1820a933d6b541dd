"""Times, durations and kinds as text, the same on all screens."""

from __future__ import annotations

import math
from datetime import datetime

from oneone_tui.workshop.agenda.schedule import format_duration
from oneone_tui.workshop.model.terms import Presence

SLIP_SHOWN = 15
"""Seconds by which the end may slip and still be called on time."""
AWAY = {
    Presence.ABSENT: "absent",
    Presence.LATE: "came late",
    Presence.LEFT: "left",
    Presence.SITS_OUT: "keeps the time",
}
"""How a person who takes no part in a conversation is described."""


def format_clock_time(at: datetime | None) -> str:
    """Format a time of day in the machine's time zone: ``19:05``."""
    return at.astimezone().strftime("%H:%M") if at else "--:--"


def format_countdown(left: float) -> str:
    """Format seconds left as ``6:42``, and seconds past the end as ``+0:05``."""
    # A second is shown until it has passed, so that the clock starts at 8:00.
    seconds = math.ceil(left - 0.02)
    return format_duration(seconds) if seconds >= 0 else f"+{format_duration(-seconds)}"


def format_slip(slip: float) -> str:
    """Format how late the workshop ends: ``on time``, ``3 min late``, ``40 s late``."""
    if abs(slip) <= SLIP_SHOWN:
        return "on time"
    word = "late" if slip > 0 else "early"
    seconds = round(abs(slip))
    if seconds < 60:
        return f"{seconds} s {word}"
    return f"{round(seconds / 60)} min {word}"


def format_minutes(minutes: float) -> str:
    """Format minutes, with seconds only if there are any: ``8``, ``1:15``."""
    seconds = round(minutes * 60)
    return format_duration(seconds) if seconds % 60 else str(seconds // 60)
