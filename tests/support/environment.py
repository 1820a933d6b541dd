"""The environment of tests and their subprocesses, the same on every machine."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

KEPT = re.compile(r"PATH|HOME|TMPDIR|TZ|CI|(LD|DYLD|PYTEST|HYPOTHESIS|COVERAGE)_\w+|PY_COLORS")
"""Variables to keep: where things are and how to test, not a user's preferences."""
FIXED = {"LANG": "C.UTF-8", "TERM": "xterm-256color"}
FAR_FROM_UTC = "Pacific/Chatham"
"""Far from UTC, by a fraction of an hour: reveals code that mistakes UTC for local time."""


def clean_environment(environ: Mapping[str, str]) -> dict[str, str]:
    """The variables of `environ` to keep, with a fixed terminal and language."""
    kept = {name: value for name, value in environ.items() if KEPT.fullmatch(name)}
    return {"TZ": FAR_FROM_UTC, **kept, **FIXED}


@contextmanager
def local_zone(name: str) -> Iterator[None]:
    """Set the local time zone of this process, such as `Asia/Tokyo`, for a block."""
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
