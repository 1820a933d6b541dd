"""When a console was last seen at a session: a small file beside it, whose time is the answer."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from oneone_tui.store.storage import PRIVATE_FILE

if TYPE_CHECKING:
    from pathlib import Path


GONE = timedelta(seconds=5)
"""How old a sign is made that nobody stands behind any more."""


class Presence:
    """The sign that a console is at the session kept at `path`.

    It helps, and nothing depends on it: where it can be neither written nor read, it is silent.
    """

    def __init__(self, path: Path) -> None:
        self._path = path.with_name(f".{path.name}.seen")

    def show(self, now: datetime) -> None:
        """Leave the sign that a console is here at `now`."""
        with suppress(OSError):
            flags = os.O_CREAT | os.O_WRONLY | os.O_NOFOLLOW | os.O_CLOEXEC
            descriptor = os.open(self._path, flags, PRIVATE_FILE)
            try:
                os.utime(descriptor, (now.timestamp(), now.timestamp()))
            finally:
                os.close(descriptor)

    def leave(self, now: datetime) -> None:
        """Say that this console has gone; another one that is here says so again at once."""
        self.show(now - GONE)

    def last(self) -> datetime | None:
        """When a console was last here, UTC, or None where that is not known."""
        try:
            return datetime.fromtimestamp(self._path.lstat().st_mtime, UTC)
        except OSError:
            return None
