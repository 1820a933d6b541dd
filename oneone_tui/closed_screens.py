"""Clears closed screens out of memory, at a moment when nobody waits for the next one."""

from __future__ import annotations

import asyncio
import gc
from contextvars import Context

CLEAR_SECONDS = 0.15
"""Seconds until what a closed screen leaves is cleared: ten milliseconds for a few screens."""


class ClosedScreens:
    """Clears what closed screens have left.

    Python by itself would do so after two hundred screens, and hold the keys up meanwhile.
    """

    def __init__(self) -> None:
        self._clearing: asyncio.TimerHandle | None = None

    def clear_soon(self) -> None:
        """Clear what a screen that has just closed has left."""
        if self._clearing:  # there is the one before, too: more than two never lie about
            self._clearing.cancel()
            self._clear()
        # Not in the context of now, which is one more thing that holds the screen.
        loop = asyncio.get_running_loop()
        self._clearing = loop.call_later(CLEAR_SECONDS, self._clear, context=Context())

    def _clear(self) -> None:
        self._clearing = None
        gc.collect()
