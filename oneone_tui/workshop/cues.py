"""The cues of the clock: how urgent it is, and when it chimes.

The warnings go by the share of the segment, so that a short one does not warn from its start.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from oneone_tui.workshop.clock import Moment

AMBER_SHARE, RED_SHARE = 0.2, 0.05
RED_SECONDS = 10
"""Red is the last of a segment by share, and never less than this many seconds."""
LONG_SECONDS = 180
"""A segment that is at least so long chimes a minute before its end, too."""
REARMED_SECONDS = 15
"""Time must be added to so many seconds before a chime's moment for it to ring again."""
SIGN_SECONDS = 10
"""How long the sign of a chime stands on the screen."""


class Alarm(StrEnum):
    """How the clock stands."""

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


def alarm(here: Moment) -> Alarm:
    """How the clock stands at this moment."""
    if here.segment is None:
        return Alarm.CALM
    if here.paused:
        return Alarm.PAUSED
    if here.left <= 0:
        return Alarm.OVER
    if here.left <= max(RED_SECONDS, here.segment.seconds * RED_SHARE):
        return Alarm.RED
    if here.left <= here.segment.seconds * AMBER_SHARE:
        return Alarm.AMBER
    return Alarm.CALM


def sign(here: Moment) -> Chime | None:
    """The chime whose sign stands on the screen at this moment, if any."""
    if not here.running:
        return None
    for chime in _of(here):
        if 0 <= _LEFT[chime] - here.left < SIGN_SECONDS:
            return chime
    return None


class Bell:
    """Remembers which chimes have rung, so that each rings once.

    A chime rings when its moment passes. One that had passed before the bell saw it coming does
    not ring afterwards: when the session is opened, or the room comes back to a segment.
    """

    def __init__(self) -> None:
        self._armed: dict[tuple[str, Chime], bool] = {}
        self._segment = ""

    def ring(self, here: Moment) -> bool:
        """Whether the bell is to ring at this moment."""
        segment = here.segment
        if segment is None or not here.running:
            return False
        seen, self._segment = self._segment == segment.id, segment.id
        rings = False
        for chime in _of(here):
            key, before = (segment.id, chime), here.left - _LEFT[chime]
            if key not in self._armed or before > REARMED_SECONDS:
                self._armed[key] = before > 0
            elif before <= 0:
                rings = rings or (seen and self._armed[key])
                self._armed[key] = False
        return rings


def _of(here: Moment) -> list[Chime]:
    segment = here.segment
    if segment is None or not segment.seconds:
        return []
    long = segment.seconds >= LONG_SECONDS
    return [Chime.MINUTE, Chime.END] if long else [Chime.END]
