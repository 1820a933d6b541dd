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

PATIENCE = 0.5
"""Reading that takes longer tells how far it is, in seconds."""
REFRESH = 0.1
"""How often it tells that anew, in seconds."""


@contextmanager
def progress_printer() -> Iterator[Progress | None]:
    """Tells how far it is on a line of standard error that goes away; None without a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    due = time.monotonic() + PATIENCE
    told = ""

    def tell(done: int, total: int) -> None:
        nonlocal due, told
        if time.monotonic() >= due:
            told = f"Reading the sessions: {done:,} of {total:,}"
            print_over(told)
            due = time.monotonic() + REFRESH

    try:
        yield tell
    finally:
        if told:
            print_over(" " * len(told))
            print_over("")
