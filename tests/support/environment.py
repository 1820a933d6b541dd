"""The environment that tests and what they start see: the same on every machine."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

KEPT = re.compile(r"PATH|HOME|TMPDIR|TZ|CI|(LD|DYLD|PYTEST|HYPOTHESIS)_\w+|PY_COLORS")
"""What says where things are, or how to test; all else are somebody's habits."""
FIXED = {"LANG": "C.UTF-8", "TERM": "xterm-256color"}
FAR_FROM_UTC = "Pacific/Chatham"
"""Nearly 14 hours ahead, and not by whole hours: who takes UTC for the local time is found out."""


def clean_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """What of `environ` has a say, beside a terminal and a language that are always the same."""
    kept = {name: value for name, value in environ.items() if KEPT.fullmatch(name)}
    return {"TZ": FAR_FROM_UTC, **kept, **FIXED}


@contextmanager
def local_zone(name: str) -> Iterator[None]:
    """Within it, the local time of this process is the one of a zone, such as `Asia/Tokyo`."""
    before = os.environ.get("TZ")
    _set_zone(name)
    try:
        yield
    finally:
        _set_zone(before)


def _set_zone(name: str | None) -> None:
    if name is None:
        os.environ.pop("TZ", None)
    else:
        os.environ["TZ"] = name
    time.tzset()
