"""Saving of the line being typed, off the event loop and not at every letter."""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from oneone_tui.store.consoles import at_session
from oneone_tui.store.drafts import Draft, DraftFile

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

EVERY = 1.0
"""Seconds between two times that a growing line is kept."""


class DraftSaver:
    """A console's draft of one session: what was left, and what is typed now.

    Args:
        file: The console's draft.
        path: Where the session is kept.
        landed: Comes back once what was entered is on disk. Until then the draft stays there.
    """

    def __init__(self, file: DraftFile, path: Path, landed: Callable[[], Awaitable[None]]) -> None:
        self._file = file
        self._path = path
        self._landed = landed
        self._wanted: Draft | None = None
        self._kept: Draft | None = None
        self._busy = False
        # Two at once could leave the older one.
        self._alone = asyncio.Lock()

    @property
    def wanted(self) -> Draft | None:
        """What stands in the line now."""
        return self._wanted

    @property
    def pending(self) -> bool:
        """Whether what stands in the line is not on disk yet."""
        return self._wanted != self._kept

    async def left(self, is_said: Callable[[Draft], bool]) -> tuple[Draft | None, int]:
        """What a console that has gone has left, if anything; and how many more there are.

        Not what `is_last_entry`: it was entered, and all went before the draft was taken away.
        """
        while True:
            draft, more = await asyncio.to_thread(self._take_up)
            self._wanted = self._kept = draft
            if draft is None or not is_said(draft):
                return draft, more
            self._wanted = None
            await self.settle()

    def want(self, draft: Draft | None) -> bool:
        """Take what stands in the line now; whether somebody must come and `keep` it."""
        self._wanted = draft
        return not self._busy and self.pending

    async def keep(self) -> None:
        """Keep what is wanted till nothing else is: the first letter at once, then now and then."""
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
        """Keep what is wanted now. Whoever stops waiting does not stop it."""
        await asyncio.shield(asyncio.create_task(self._settle()))

    async def _settle(self) -> None:
        async with self._alone:
            wanted = self._wanted
            if wanted != self._kept and await asyncio.to_thread(self._file.save, wanted):
                self._kept = wanted

    def _take_up(self) -> tuple[Draft | None, int]:
        here = {token for token, _ in at_session(self._path)}
        return self._file.take_up(here.__contains__)


def place_of_console(host: str) -> str:
    """Where somebody sits who comes back, as far as the machine and the terminal tell."""
    terminal = ""
    with suppress(OSError, ValueError):
        if sys.__stdin__:
            terminal = os.ttyname(sys.__stdin__.fileno())
    return f"{host} {terminal}"
