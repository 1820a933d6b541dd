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
    """A TinyDB storage of one JSON file that is replaced whole, or stays as it was."""


class AtomicTables(Middleware):
    """A TinyDB middleware that makes a change of several tables one write, or none.

    Between `begin` and `commit` the tables are held in memory, where every operation of TinyDB
    finds and leaves them; `commit` writes them once. Outside of that it is not there.
    """

    def __init__(self, storage_cls: Callable[..., Storage]) -> None:
        super().__init__(storage_cls)
        self._held: Tables | None = None

    def hold(self, tables: Tables) -> None:
        """Hold a copy of `tables`, which are those that are stored."""
        # TinyDB changes documents in place: two levels deep, no deeper.
        self._held = {
            name: {number: doc.copy() for number, doc in table.items()}
            for name, table in tables.items()
        }

    def commit(self) -> Tables:
        """Write what is held, once, and return it. Where that fails it stays held."""
        if self._held is None:
            raise RuntimeError("commit without begin")
        held = self._held
        self.storage.write(held)
        self._held = None
        return held

    def read(self) -> Tables | None:
        """What is held, or stored where nothing is."""
        return self.storage.read() if self._held is None else self._held

    def write(self, data: Tables) -> None:
        """Hold `data`, or store it where nothing is held."""
        if self._held is None:
            self.storage.write(data)
        else:
            self._held = data
