"""The middleware: a change of many tables is one write, or none."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tinydb import TinyDB, where
from tinydb.storages import MemoryStorage, Storage

from oneone_tui.store.atomic_file import Tables
from oneone_tui.store.errors import (
    CannotWrite,
)
from oneone_tui.store.tinydb_storage import AtomicStorage, AtomicTables
from tests.support.session_store import OLD, failing_call


@pytest.fixture(params=["memory", "file"])
def atomic_tables(request: pytest.FixtureRequest, path: Path) -> AtomicTables:
    made: AtomicTables = (
        AtomicTables(MemoryStorage)()
        if request.param == "memory"
        else AtomicTables(AtomicStorage)(path)
    )
    return made


def open_database(whole: AtomicTables) -> TinyDB:
    return TinyDB(storage=lambda: whole)


def stored_bytes(whole: AtomicTables) -> Any:
    """What is stored, as bytes: nobody can change it behind our back."""
    storage: Storage = whole.storage
    return msgspec.json.encode(storage.read())


def test_atomic_tables_write_directly_without_hold(atomic_tables: AtomicTables) -> None:
    db = open_database(atomic_tables)
    db.table("notes").insert({"text": "old"})
    assert stored_bytes(atomic_tables) == b'{"notes":{"1":{"text":"old"}}}'
    assert db.table("notes").all() == [{"text": "old"}]


class CountingStorage(AtomicStorage):
    """A storage that knows how often it was written."""

    writes = 0

    def write(self, data: Tables) -> None:
        self.writes += 1
        super().write(data)


def test_commit_writes_many_tables_at_once(path: Path) -> None:
    storage = CountingStorage(path)
    whole: AtomicTables = AtomicTables(lambda: storage)()
    db = open_database(whole)
    whole.hold({})
    db.table("notes").insert_multiple([{"text": "a"}, {"text": "b"}])
    db.table("clock").insert({"at": "now"})
    db.table("notes").update({"text": "c"}, where("text") == "a")
    assert db.table("notes").all() == [{"text": "c"}, {"text": "b"}]
    assert storage.writes == 0
    assert whole.commit() == storage.read()
    assert storage.writes == 1
    assert open_database(whole).table("clock").all() == [{"at": "now"}]


def test_hold_leaves_given_tables_unchanged(atomic_tables: AtomicTables) -> None:
    given: Tables = {"notes": {"1": {"text": "old"}}}
    atomic_tables.hold(given)
    open_database(atomic_tables).table("notes").update({"text": "new"})
    assert given == {"notes": {"1": {"text": "old"}}}
    assert atomic_tables.commit() == {"notes": {"1": {"text": "new"}}}
    assert open_database(atomic_tables).table("notes").all() == [{"text": "new"}]


def test_commit_needs_hold(atomic_tables: AtomicTables) -> None:
    with pytest.raises(RuntimeError):
        atomic_tables.commit()


def test_commit_can_be_retried_after_failure(old_storage: AtomicStorage) -> None:
    whole: AtomicTables = AtomicTables(lambda: old_storage)()
    whole.hold(OLD)
    open_database(whole).table("notes").insert({"text": "new"})
    with failing_call(1, OSError(errno.ENOSPC, "full")), pytest.raises(CannotWrite):
        whole.commit()
    assert old_storage.read() == OLD
    whole.commit()
    assert old_storage.read() == {"notes": {"1": {"text": "old"}, "2": {"text": "new"}}}


def test_read_returns_last_held_write(atomic_tables: AtomicTables) -> None:
    atomic_tables.hold(OLD)
    atomic_tables.write({"notes": {"1": {"text": "new"}}})
    assert atomic_tables.read() == {"notes": {"1": {"text": "new"}}}
    assert atomic_tables.commit() == {"notes": {"1": {"text": "new"}}}


def test_read_returns_stored_tables_after_commit(atomic_tables: AtomicTables) -> None:
    atomic_tables.hold(OLD)
    atomic_tables.commit()
    atomic_tables.storage.write({"notes": {"1": {"text": "by somebody else"}}})
    assert atomic_tables.read() == {"notes": {"1": {"text": "by somebody else"}}}
    with pytest.raises(RuntimeError):
        atomic_tables.commit()
