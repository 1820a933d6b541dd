"""Saves the changes of a session in the background, and tries again while the disk refuses."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from oneone_tui.store.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable

    from oneone_tui.services.outlet import Outlet
    from oneone_tui.services.session_sync import SessionSync

RETRY_SECONDS = 2.0
"""How long to wait before trying the disk again after it refused."""
SAVE = "save"
"""The group of this background work."""


class SaveLoop:
    """Saves a session while anything of it is not on disk.

    Args:
        sync: The session.
        outlet: Where lines are shown, and how work is started.
        report_error: Takes why the session cannot be saved, or an empty text once it can.
        report_saved: Called after each save.
    """

    def __init__(
        self,
        sync: SessionSync,
        outlet: Outlet,
        report_error: Callable[[str], None],
        report_saved: Callable[[], None],
    ) -> None:
        self._sync = sync
        self._outlet = outlet
        self._report_error = report_error
        self._report_saved = report_saved
        self._is_saving = False
        self._is_stopped = False
        self._ended = asyncio.Event()
        """Set when everything is saved, or nothing more can be done about it."""

    def start(self) -> None:
        """Save what is pending, unless that is under way."""
        if not self._is_stopped:
            self._outlet.spawn(self._save, SAVE)

    def stop(self) -> None:
        """Stop: everything is saved, or it is to be left unsaved."""
        self._is_stopped = True
        self._outlet.cancel(SAVE)

    async def wait_until_saved(self) -> None:
        """Wait until everything is on disk; cancelling the caller does not stop the saving."""
        while self._sync.pending and not self._is_stopped:
            self._ended.clear()
            self.start()
            await self._ended.wait()

    async def _save(self) -> None:
        if self._is_saving:
            return
        self._is_saving = True
        try:
            while self._sync.pending:
                await self._save_once()
        finally:
            self._is_saving = False
            self._ended.set()

    async def _save_once(self) -> None:
        try:
            rejected = await self._sync.save()
        except StoreError as error:
            self._report_error(str(error))
            await asyncio.sleep(RETRY_SECONDS)
            return
        self._report_error("")
        for change in rejected:
            if not change.words:
                self._outlet.notify(change.reason)
        if written := [str(change) for change in rejected if change.words]:
            self._outlet.warn("; ".join(written))  # it stands nowhere else
        self._report_saved()
