"""A progress line for commands that read many sessions."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from oneone_tui.cli.printing import print_over

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oneone_tui.store.summary_cache import Progress

DELAY = 0.5
"""Seconds before the progress is shown."""
REFRESH = 0.1
"""Seconds between two updates of the progress."""


@contextmanager
def progress_printer() -> Iterator[Progress | None]:
    """Print the progress on a line of standard error that is removed at the end.

    Yields:
        A function that prints it; None without a terminal.
    """
    if not sys.stderr.isatty():
        yield None
        return
    due = time.monotonic() + DELAY
    line = ""

    def print_progress(done: int, total: int) -> None:
        nonlocal due, line
        if time.monotonic() >= due:
            line = f"Reading the sessions: {done:,} of {total:,}"
            print_over(line)
            due = time.monotonic() + REFRESH

    try:
        yield print_progress
    finally:
        if line:
            print_over(" " * len(line))
            print_over("")
