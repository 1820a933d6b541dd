"""How far the reading of many files is, told from a thread and shown now and then."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from oneone_tui.store.summary_cache import Progress

SOON = 0.2
"""Seconds after which it is told how far a reading is, and how often."""


class ReadingCancelled(Exception):
    """Nobody needs any more what a thread still reads."""


class ReadingProgress:
    """Keeps count of the readings that go on in threads.

    Args:
        show: Shows how many files are read, of how many; with None, that nothing is being read.
    """

    def __init__(self, show: Callable[[tuple[int, int] | None], None]) -> None:
        self._show = show
        self._running: set[Progress] = set()

    @property
    def is_reading(self) -> bool:
        """Whether anything is being read."""
        return bool(self._running)

    @contextmanager
    def reading(self) -> Iterator[Progress]:
        """What a thread that reads calls with how far it is; now and then that is shown.

        Once this has been left or cancelled, the call raises `ReadingCancelled`. To be entered
        in the event loop.
        """
        loop, due = asyncio.get_running_loop(), monotonic() + SOON

        def tell(done: int, of: int) -> None:
            nonlocal due
            if tell not in self._running:
                raise ReadingCancelled
            if monotonic() >= due:
                due = monotonic() + SOON
                loop.call_soon_threadsafe(shown, (done, of))

        def shown(progress: tuple[int, int]) -> None:
            if tell in self._running:
                self._show(progress)

        self._running.add(tell)
        try:
            yield tell
        finally:
            self._running.discard(tell)
            if not self._running:
                self._show(None)

    def cancel(self) -> None:
        """Wait for nothing that is still being read."""
        self._running.clear()
