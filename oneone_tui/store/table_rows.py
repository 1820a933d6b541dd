"""The difference between two states of a session, as TinyDB updates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tinydb import TinyDB, where

from oneone_tui.store.serialization import RECORDS, records_in_table, to_document
from oneone_tui.store.tinydb_storage import AtomicStorage, AtomicTables

if TYPE_CHECKING:
    from collections.abc import Callable, MutableMapping, Sequence
    from pathlib import Path

    from tinydb.table import Table

    from oneone_tui.store.atomic_file import FileStamp, Tables
    from oneone_tui.store.serialization import LoadedSession
    from oneone_tui.workshop.model.records import Record
    from oneone_tui.workshop.model.session import Session

MAX_SINGLE_UPDATES = 10
"""The most rows updated one by one: TinyDB searches the whole table for each."""


def save_tables(path: Path, kept: LoadedSession, after: Session) -> tuple[Tables, FileStamp | None]:
    """Update the file at `path` from the state `kept` to `after`, in one write.

    Returns:
        The tables that the file now holds, and its stamp.

    Raises:
        StoreError: It could not be saved; the file is unchanged.
    """
    storage = AtomicStorage(path)
    pending_tables = AtomicTables(lambda: storage)()
    pending_tables.hold(kept.tables)
    # A new TinyDB each time: an old one would use ids and query results that it has cached.
    with TinyDB(storage=lambda: pending_tables) as db:
        save_rows(db, kept.session, after)
    return pending_tables.commit(), storage.stamp


def save_rows(db: TinyDB, before: Session, after: Session) -> None:
    """Update `db` from the state `before` to `after`.

    Changed rows are updated and new ones inserted, in one operation per table. A table with
    removed or reordered rows, or with many changes, is rewritten.
    """
    if after.info != before.info:
        _table(db, "session").update(to_document(after.info))
    if after.guide != before.guide:
        _table(db, "guide").update(to_document(after.guide))
    for name in RECORDS:
        old, new = records_in_table(before, name), records_in_table(after, name)
        if old is not new:
            _save(_table(db, name), old, new)


def _table(db: TinyDB, name: str) -> Table:
    # Without TinyDB's query cache: the documents change without its knowledge.
    return db.table(name, cache_size=0)


def _save(table: Table, old: Sequence[Record], new: Sequence[Record]) -> None:
    replaced = [
        (before_row, row)
        for before_row, row in zip(old, new, strict=False)
        if before_row is not row
    ]
    changed = [row for before_row, row in replaced if before_row != row]
    moved = len(new) < len(old) or any(before_row.id != row.id for before_row, row in replaced)
    if moved or len(changed) > MAX_SINGLE_UPDATES:
        table.truncate()
        table.insert_multiple(to_document(row) for row in new)
        return
    if changed:
        table.update_multiple([(_replacement(row), where("id") == row.id) for row in changed])
    if len(new) > len(old):
        table.insert_multiple(to_document(row) for row in new[len(old) :])


def _replacement(row: Record) -> Callable[[MutableMapping[str, object]], None]:
    # An update would keep the fields that the row no longer has.
    def replace(document: MutableMapping[str, object]) -> None:
        document.clear()
        document.update(to_document(row))

    return replace
