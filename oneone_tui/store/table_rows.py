"""The difference between two states of a session, as TinyDB updates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tinydb import TinyDB, where

from oneone_tui.store.serialization import RECORDS, records_in_table, to_document
from oneone_tui.store.tinydb_storage import AtomicStorage, AtomicTables

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tinydb.table import Table

    from oneone_tui.store.atomic_file import FileStamp, Tables
    from oneone_tui.store.serialization import LoadedSession
    from oneone_tui.workshop.model.records import Record
    from oneone_tui.workshop.model.session import Session

FEW = 10
"""How many rows are sought and updated one by one: TinyDB looks through the table for each."""


def save_tables(path: Path, kept: LoadedSession, after: Session) -> tuple[Tables, FileStamp | None]:
    """Bring the file at `path`, which holds what is `kept`, to `after`, in one write.

    What it holds then, and the stamp that the file has. Raises `StoreError`: then it is as it was.
    """
    storage = AtomicStorage(path)
    whole = AtomicTables(lambda: storage)()
    whole.hold(kept.tables)
    # A new TinyDB each time: an older one would go by ids and answers that it remembers.
    with TinyDB(storage=lambda: whole) as db:
        save_rows(db, kept.session, after)
    return whole.commit(), storage.stamp


def save_rows(db: TinyDB, before: Session, after: Session) -> None:
    """Bring `db`, which holds `before`, to `after`.

    Rows that changed are updated and new ones inserted, in one operation a table each; a table
    of which rows were removed or put in another order, or many changed, is filled anew.
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
    # Without TinyDB's cache of answers: documents change under it.
    return db.table(name, cache_size=0)


def _save(table: Table, old: Sequence[Record], new: Sequence[Record]) -> None:
    others = [(was, row) for was, row in zip(old, new, strict=False) if was is not row]
    changed = [row for was, row in others if was != row]
    moved = len(new) < len(old) or any(was.id != row.id for was, row in others)
    if moved or len(changed) > FEW:
        table.truncate()
        table.insert_multiple(to_document(row) for row in new)
        return
    if changed:
        table.update_multiple([(to_document(row), where("id") == row.id) for row in changed])
    if len(new) > len(old):
        table.insert_multiple(to_document(row) for row in new[len(old) :])
