"""Saving of the line being typed, off the event loop and not at every letter."""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from oneone_tui.store.draft_file import Draft, DraftFile
from oneone_tui.store.open_consoles import at_session

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

EVERY = 1.0
"""Seconds between two saves of a line that is being typed."""


class DraftSaver:
    """A console's draft of one session: what it found at the start, what is typed now.

    Args:
        file: The console's draft file.
        path: The session's file.
        landed: Waits until the entered lines are on disk. Until then the draft is kept.
    """

    def __init__(self, file: DraftFile, path: Path, landed: Callable[[], Awaitable[None]]) -> None:
        self._file = file
        self._path = path
        self._landed = landed
        self._wanted: Draft | None = None
        self._saved: Draft | None = None
        self._busy = False
        # Of two saves at once, the older text could remain.
        self._save_lock = asyncio.Lock()

    @property
    def wanted(self) -> Draft | None:
        """The current text of the line."""
        return self._wanted

    @property
    def pending(self) -> bool:
        """Whether the current text is not on disk yet."""
        return self._wanted != self._saved

    async def left(self, is_entered: Callable[[Draft], bool]) -> tuple[Draft | None, int]:
        """Take over the draft of a console that is gone, if there is one.

        A draft that was entered before its file could be deleted is skipped.

        Args:
            is_entered: Tells whether a draft is already an entry of the session.

        Returns:
            The draft, or None, and how many more there are.
        """
        while True:
            draft, more = await asyncio.to_thread(self._adopt_draft)
            self._wanted = self._saved = draft
            if draft is None or not is_entered(draft):
                return draft, more
            self._wanted = None
            await self.settle()

    def want(self, draft: Draft | None) -> bool:
        """Set the current text; return whether `keep` must be called."""
        self._wanted = draft
        return not self._busy and self.pending

    async def keep(self) -> None:
        """Save the text until it no longer changes, first at once, then once a second."""
        if self._busy:
            return
        self._busy = True
        try:
            while self.pending:
                if self._wanted is None:
                    await self._landed()
                await self.settle()
                await asyncio.sleep(EVERY)
        finally:
            self._busy = False

    async def settle(self) -> None:
        """Save the current text. Cancelling the caller does not cancel the save."""
        await asyncio.shield(asyncio.create_task(self._save()))

    async def _save(self) -> None:
        async with self._save_lock:
            wanted = self._wanted
            if wanted != self._saved and await asyncio.to_thread(self._file.save, wanted):
                self._saved = wanted

    def _adopt_draft(self) -> tuple[Draft | None, int]:
        here = {token for token, _ in at_session(self._path)}
        return self._file.take_up(here.__contains__)


def place_of_console(host: str) -> str:
    """Return where the user sits, by the computer and the terminal, as far as known."""
    terminal = ""
    with suppress(OSError, ValueError):
        if sys.__stdin__:
            terminal = os.ttyname(sys.__stdin__.fileno())
    return f"{host} {terminal}"
