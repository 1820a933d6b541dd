"""Following a session's file and its consoles, off the event loop; the session is never written."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from oneone_tui.services.off_loop import do_off_loop
from oneone_tui.services.time_source import FollowedTime
from oneone_tui.store.errors import StoreError
from oneone_tui.store.open_consoles import ConsolesAtSession, console_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from oneone_tui.store.session_reader import SessionReader
    from oneone_tui.workshop.model.session import Session

POLL_SECONDS = 0.1
"""How often to look whether the file has changed."""
POLLS_PER_SIGN = 5
"""Every so many times, also look at the signs of the consoles, and leave one."""
LEAVE_SECONDS = 1.0
"""How long a closing wall waits for its sign to be removed from the disk."""


class SessionFollower:
    """The session as it was last read, with the time and the names that its consoles show.

    It leaves a sign beside the session by which the consoles know that there is a wall, if it can.
    """

    def __init__(self, reader: SessionReader) -> None:
        self._reader = reader
        self._polls = 0
        self._consoles = ConsolesAtSession(reader.path, console_name(), is_wall=True)
        self.time = FollowedTime()
        """The time at the console."""
        self.trouble = ""
        """Why the file cannot be read now; empty while all is well."""
        self.names_shown = False
        """Whether the room may see who said what: while there are consoles and all show it."""

    @property
    def session(self) -> Session:
        """The last good state of the session."""
        return self._reader.session

    async def follow(self, show_change: Callable[[], object]) -> None:
        """Poll for ever, and call `show_change` after each change; leave when cancelled."""
        try:
            while True:
                if await self.poll():
                    show_change()
                await asyncio.sleep(POLL_SECONDS)
        finally:
            with suppress(TimeoutError, StoreError):
                async with asyncio.timeout(LEAVE_SECONDS):
                    await do_off_loop(self._consoles.leave)

    async def poll(self) -> bool:
        """Take over what the consoles have saved and told; return whether anything changed."""
        before, changed = (self.trouble, self.names_shown, self.time.told), False
        try:
            changed = await do_off_loop(self._reader.refresh)
            self.trouble = ""
        except StoreError as error:
            self.trouble = str(error)
        if self._polls % POLLS_PER_SIGN == 0:
            with suppress(StoreError):
                await self._follow_consoles()
        self._polls += 1
        return changed or (self.trouble, self.names_shown, self.time.told) != before

    async def _follow_consoles(self) -> None:
        await do_off_loop(self._consoles.announce)
        consoles = [sign for sign in self._consoles.signs if not sign.is_wall]
        self.names_shown = bool(consoles) and all(sign.names_shown for sign in consoles)
        self.time.told = next((sign.time for sign in consoles if sign.time), None)
