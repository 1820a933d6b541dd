"""When the clock warns, and when the terminal's bell rings.

Warnings start at a share of the segment, so that a short segment does not begin with one.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from oneone_tui.workshop.agenda.timer import TimerState

AMBER_SHARE, RED_SHARE = 0.2, 0.05
RED_SECONDS = 10
"""Seconds that are always red at a segment's end, however short it is."""
LONG_SECONDS = 180
"""A segment of at least this many seconds also chimes one minute before its end."""
REARMED_SECONDS = 15
"""A chime can ring again once more than this many seconds are left before its mark."""
SIGN_SECONDS = 10
"""Seconds for which the sign of a chime stays on the screen."""


class Alarm(StrEnum):
    """The state of the clock as shown: calm, running short, over or paused."""

    CALM = "calm"
    AMBER = "amber"
    RED = "red"
    OVER = "over"
    PAUSED = "paused"


class Chime(StrEnum):
    """A moment at which the terminal's bell rings."""

    MINUTE = "1 min"
    END = "time"


_LEFT = {Chime.MINUTE: 60.0, Chime.END: 0.0}


def alarm_of(here: TimerState) -> Alarm:
    """Return how urgent the clock is."""
    if here.segment is None:
        return Alarm.CALM
    if here.paused:
        return Alarm.PAUSED
    if here.seconds_left <= 0:
        return Alarm.OVER
    if here.seconds_left <= max(RED_SECONDS, here.segment.seconds * RED_SHARE):
        return Alarm.RED
    if here.seconds_left <= here.segment.seconds * AMBER_SHARE:
        return Alarm.AMBER
    return Alarm.CALM


def chime_shown(here: TimerState) -> Chime | None:
    """Return the chime whose sign is on the screen now, or None."""
    if not here.running:
        return None
    for chime in _chimes_of(here):
        if 0 <= _LEFT[chime] - here.seconds_left < SIGN_SECONDS:
            return chime
    return None


class Bell:
    """Remembers which chimes have rung, so that each rings once.

    A chime rings when the time left passes its mark while the bell watches. It does not ring late:
    a chime whose mark had already passed when the session was opened, or when the room returned to
    the segment, stays silent.
    """

    def __init__(self) -> None:
        self._armed: dict[tuple[str, Chime], bool] = {}
        self._segment = ""

    def should_ring(self, here: TimerState) -> bool:
        """Return whether the bell rings now. Call it at every tick."""
        segment = here.segment
        if segment is None or not here.running:
            return False
        seen, self._segment = self._segment == segment.id, segment.id
        rings = False
        for chime in _chimes_of(here):
            key, before = (segment.id, chime), here.seconds_left - _LEFT[chime]
            if key not in self._armed or before > REARMED_SECONDS:
                self._armed[key] = before > 0
            elif before <= 0:
                rings = rings or (seen and self._armed[key])
                self._armed[key] = False
        return rings


def _chimes_of(here: TimerState) -> list[Chime]:
    segment = here.segment
    if segment is None or not segment.seconds:
        return []
    long = segment.seconds >= LONG_SECONDS
    return [Chime.MINUTE, Chime.END] if long else [Chime.END]
