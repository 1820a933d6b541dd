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
def whole(request: pytest.FixtureRequest, path: Path) -> AtomicTables:
    made: AtomicTables = (
        AtomicTables(MemoryStorage)()
        if request.param == "memory"
        else AtomicTables(AtomicStorage)(path)
    )
    return made


def opened(whole: AtomicTables) -> TinyDB:
    return TinyDB(storage=lambda: whole)


def below(whole: AtomicTables) -> Any:
    """What is stored, as bytes: nobody can change it behind our back."""
    storage: Storage = whole.storage
    return msgspec.json.encode(storage.read())


def test_atomic_tables_write_directly_without_hold(whole: AtomicTables) -> None:
    db = opened(whole)
    db.table("notes").insert({"text": "old"})
    assert below(whole) == b'{"notes":{"1":{"text":"old"}}}'
    assert db.table("notes").all() == [{"text": "old"}]


class Counting(AtomicStorage):
    """A storage that knows how often it was written."""

    writes = 0

    def write(self, data: Tables) -> None:
        self.writes += 1
        super().write(data)


def test_commit_writes_many_tables_at_once(path: Path) -> None:
    storage = Counting(path)
    whole: AtomicTables = AtomicTables(lambda: storage)()
    db = opened(whole)
    whole.hold({})
    db.table("notes").insert_multiple([{"text": "a"}, {"text": "b"}])
    db.table("clock").insert({"at": "now"})
    db.table("notes").update({"text": "c"}, where("text") == "a")
    assert db.table("notes").all() == [{"text": "c"}, {"text": "b"}]
    assert storage.writes == 0
    assert whole.commit() == storage.read()
    assert storage.writes == 1
    assert opened(whole).table("clock").all() == [{"at": "now"}]


def test_hold_leaves_given_tables_unchanged(whole: AtomicTables) -> None:
    given: Tables = {"notes": {"1": {"text": "old"}}}
    whole.hold(given)
    opened(whole).table("notes").update({"text": "new"})
    assert given == {"notes": {"1": {"text": "old"}}}
    assert whole.commit() == {"notes": {"1": {"text": "new"}}}
    assert opened(whole).table("notes").all() == [{"text": "new"}]


def test_commit_needs_hold(whole: AtomicTables) -> None:
    with pytest.raises(RuntimeError):
        whole.commit()


def test_commit_can_be_retried_after_failure(stored: AtomicStorage) -> None:
    whole: AtomicTables = AtomicTables(lambda: stored)()
    whole.hold(OLD)
    opened(whole).table("notes").insert({"text": "new"})
    with failing_call(1, OSError(errno.ENOSPC, "full")), pytest.raises(CannotWrite):
        whole.commit()
    assert stored.read() == OLD
    whole.commit()
    assert stored.read() == {"notes": {"1": {"text": "old"}, "2": {"text": "new"}}}


def test_read_returns_last_held_write(whole: AtomicTables) -> None:
    whole.hold(OLD)
    whole.write({"notes": {"1": {"text": "new"}}})
    assert whole.read() == {"notes": {"1": {"text": "new"}}}
    assert whole.commit() == {"notes": {"1": {"text": "new"}}}


def test_read_returns_stored_tables_after_commit(whole: AtomicTables) -> None:
    whole.hold(OLD)
    whole.commit()
    whole.storage.write({"notes": {"1": {"text": "by somebody else"}}})
    assert whole.read() == {"notes": {"1": {"text": "by somebody else"}}}
    with pytest.raises(RuntimeError):
        whole.commit()
