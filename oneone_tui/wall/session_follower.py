"""Following a session's file, off the event loop, without a way to write to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oneone_tui.services.off_loop import do_off_loop
from oneone_tui.store.errors import StoreError

if TYPE_CHECKING:
    from oneone_tui.store.session_reader import SessionReader
    from oneone_tui.workshop.model.session import Session

POLL_SECONDS = 0.1
"""How often to look whether the file has changed."""


class SessionFollower:
    """The session as it was last read, and why it cannot be read any more."""

    def __init__(self, reader: SessionReader) -> None:
        self._reader = reader
        self.trouble = ""
        """Why the file cannot be read now; empty while all is well."""
        self.names_shown = False
        """Whether the room may see who said what: only while every console shows it."""

    @property
    def session(self) -> Session:
        """The last good state of the session."""
        return self._reader.session

    async def poll(self) -> bool:
        """Take over what the consoles have saved; return whether anything is different."""
        before, changed = self.trouble, False
        try:
            changed = await do_off_loop(self._reader.refresh)
            self.trouble = ""
        except StoreError as error:
            self.trouble = str(error)
        return changed or self.trouble != before
