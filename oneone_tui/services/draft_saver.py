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

INTERVAL_SECONDS = 1.0
"""Seconds between two saves of a line that is being typed."""


class DraftSaver:
    """A console's draft of one session: what it found at the start, what is typed now.

    Args:
        file: The console's draft file.
        path: The session's file.
        wait_until_saved: Waits until the entered lines are on disk. Until then the draft stays.
    """

    def __init__(
        self, file: DraftFile, path: Path, wait_until_saved: Callable[[], Awaitable[None]]
    ) -> None:
        self._file = file
        self._path = path
        self._wait_until_saved = wait_until_saved
        self._draft: Draft | None = None
        self._saved: Draft | None = None
        self._busy = False
        # Of two saves at once, the older text could remain.
        self._save_lock = asyncio.Lock()

    @property
    def draft(self) -> Draft | None:
        """The current text of the line."""
        return self._draft

    @property
    def pending(self) -> bool:
        """Whether the current text is not on disk yet."""
        return self._draft != self._saved

    async def take_over(self, is_entered: Callable[[Draft], bool]) -> tuple[Draft | None, int]:
        """Take over the draft of a console that is gone, if there is one.

        A draft that was entered before its file could be deleted is skipped.

        Args:
            is_entered: Tells whether a draft is already an entry of the session.

        Returns:
            The draft, or None, and how many more there are.
        """
        while True:
            draft, more = await asyncio.to_thread(self._adopt_draft)
            self._draft = self._saved = draft
            if draft is None or not is_entered(draft):
                return draft, more
            self._draft = None
            await self.save()

    def set_draft(self, draft: Draft | None) -> bool:
        """Set the current text; return whether `save_changes` must be called."""
        self._draft = draft
        return not self._busy and self.pending

    async def save_changes(self) -> None:
        """Save the text until it no longer changes, first at once, then once a second."""
        if self._busy:
            return
        self._busy = True
        try:
            while self.pending:
                if self._draft is None:
                    await self._wait_until_saved()
                await self.save()
                await asyncio.sleep(INTERVAL_SECONDS)
        finally:
            self._busy = False

    async def save(self) -> None:
        """Save the current text. Cancelling the caller does not cancel the save."""
        await asyncio.shield(asyncio.create_task(self._save_once()))

    async def _save_once(self) -> None:
        async with self._save_lock:
            draft = self._draft
            if draft != self._saved and await asyncio.to_thread(self._file.save, draft):
                self._saved = draft

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
