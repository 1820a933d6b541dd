"""TinyDB storage that replaces the file whole, one write for many tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tinydb.middlewares import Middleware
from tinydb.storages import Storage

from oneone_tui.store.atomic_file import TablesFile

if TYPE_CHECKING:
    from collections.abc import Callable

    from oneone_tui.store.atomic_file import Tables


class AtomicStorage(TablesFile, Storage):
    """A TinyDB storage of one JSON file that is replaced as a whole or left unchanged."""


class AtomicTables(Middleware):
    """A TinyDB middleware that writes changes of several tables at once, or none of them.

    Between `hold` and `commit` the tables are in memory, where every operation of TinyDB reads and
    changes them; `commit` writes them once. At other times it passes everything through.
    """

    def __init__(self, storage_cls: Callable[..., Storage]) -> None:
        super().__init__(storage_cls)
        self._held: Tables | None = None

    def hold(self, tables: Tables) -> None:
        """Hold a copy of `tables`, the ones that are stored now, in memory."""
        # TinyDB changes documents in place, so they are copied, too; nothing deeper changes.
        self._held = {
            name: {number: doc.copy() for number, doc in table.items()}
            for name, table in tables.items()
        }

    def commit(self) -> Tables:
        """Write the held tables and return them. If that fails, they are still held."""
        if self._held is None:
            raise RuntimeError("commit without hold")
        held = self._held
        self.storage.write(held)
        self._held = None
        return held

    def read(self) -> Tables | None:
        """Return the held tables, or the stored ones if none are held."""
        return self.storage.read() if self._held is None else self._held

    def write(self, data: Tables) -> None:
        """Replace the held tables, or the stored ones if none are held."""
        if self._held is None:
            self.storage.write(data)
        else:
            self._held = data
