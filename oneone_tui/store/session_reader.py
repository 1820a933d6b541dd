"""One session on disk, followed by somebody who never writes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from oneone_tui.store.atomic_file import TablesReader
from oneone_tui.store.errors import MissingFile, display_name
from oneone_tui.store.serialization import LoadedSession, from_tables

if TYPE_CHECKING:
    from pathlib import Path

    from oneone_tui.workshop.model.session import Session


class SessionReader:
    """The last good state of a session's file. Any thread can use it, one at a time."""

    def __init__(self, path: Path) -> None:
        """Create it without reading. Callers use `open`."""
        self._file = TablesReader(path)
        self._kept: LoadedSession | None = None

    @classmethod
    def open(cls, path: Path) -> Self:
        """Read the session at `path`. Raises `StoreError`."""
        reader = cls(path)
        reader.refresh()
        return reader

    @property
    def path(self) -> Path:
        """The session's file."""
        return self._file.path

    @property
    def session(self) -> Session:
        """The last good state that was read."""
        assert self._kept, "`open` has read it"
        return self._kept.session

    def refresh(self) -> bool:
        """Read the file if it has changed since it was read last; return whether it had.

        Raises:
            StoreError: It cannot be read; `session` is still the last good state.
        """
        if self._kept and self._file.current_stamp() == self._file.stamp:
            return False
        data, name = self._file.read(), display_name(self.path)
        if data is None:
            raise MissingFile(f"{name} is not there: was it moved, renamed or deleted?")
        self._kept = from_tables(data, name, self._kept)
        return True
