"""Durations as people type them: ``1:30``, ``90``, ``2 min``, ``45s``."""

from __future__ import annotations

import re

_CLOCK = r"(?P<minutes>\d{1,3}):(?P<seconds>\d\d)"
_NUMBER = r"(?i)(?P<number>\d{1,4})\s*(?P<unit>s|sec|m|min)?"


class DurationError(ValueError):
    """A text that is not a duration; the message says how to write one."""


def parse_duration(text: str) -> int:
    """Return the duration in seconds; a bare number means minutes.

    Raises:
        DurationError: The text is not a duration.
    """
    text = text.strip()
    if (clock := re.fullmatch(_CLOCK, text)) and int(clock["seconds"]) < 60:
        return int(clock["minutes"]) * 60 + int(clock["seconds"])
    if number := re.fullmatch(_NUMBER, text):
        unit = (number["unit"] or "m").lower()
        return int(number["number"]) * (1 if unit.startswith("s") else 60)
    raise DurationError("write a length as 1:30, 2 min or 45 s")
