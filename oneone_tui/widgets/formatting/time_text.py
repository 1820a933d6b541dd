"""Times, durations and kinds as text, the same on all screens."""

from __future__ import annotations

import math
from datetime import datetime

from oneone_tui.workshop.agenda.catch_up import SLIP_TOLD
from oneone_tui.workshop.agenda.schedule import format_duration
from oneone_tui.workshop.model.terms import Presence

AWAY = {
    Presence.ABSENT: "absent",
    Presence.LATE: "came late",
    Presence.LEFT: "left",
    Presence.SITS_OUT: "keeps the time",
}
"""What is said of somebody who does not talk."""


def format_clock_time(at: datetime | None) -> str:
    """A time of day in the machine's zone: ``19:05``."""
    return at.astimezone().strftime("%H:%M") if at else "--:--"


def format_countdown(left: float) -> str:
    """Seconds left as a clock face: ``6:42``; past the end ``+0:05``."""
    # A whole second is shown until it has passed, so that 8:00 stands there at the start.
    seconds = math.ceil(left - 0.02)
    return format_duration(seconds) if seconds >= 0 else f"+{format_duration(-seconds)}"


def format_slip(slip: float) -> str:
    """Whether the workshop ends on time: ``on time``, ``3 min late``, ``0:40 late``."""
    if abs(slip) <= SLIP_TOLD:
        return "on time"
    word = "late" if slip > 0 else "early"
    seconds = round(abs(slip))
    if seconds < 60:
        return f"{seconds} s {word}"
    return f"{round(seconds / 60)} min {word}"


def format_minutes(minutes: float) -> str:
    """Minutes, and seconds only where there are any: ``8``, ``1:15``."""
    seconds = round(minutes * 60)
    return format_duration(seconds) if seconds % 60 else str(seconds // 60)
