"""A plugin of pytest that has TinyDB's own tests run on the storage of a session's file.

What our storage is meant to do otherwise is in `DIFFERENCES`, each with its reason; such a test
must fail, or the reason has gone.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import tinydb
import tinydb.storages
from tinydb import TinyDB

from oneone_tui.store.tinydb_storage import AtomicStorage, AtomicTables

NO_OPTIONS = "the form of the file is ours: JSON, UTF-8, two spaces, whatever is asked for"
LATE = "no file is made, and no folder needed, before something is kept"
NO_MODES = "a session is opened to be changed: who only reads asks for no TinyDB"

DIFFERENCES = {
    "test_json": "only tables of documents are a session; anything else is told as damage",
    "test_json_kwargs": NO_OPTIONS,
    "test_encoding": NO_OPTIONS,
    "test_json_read": NO_MODES,
    "test_json_invalid_mode_warning": NO_MODES,
    "test_create_dirs": LATE,
    "test_json_invalid_directory": LATE,
    "test_caching_json_write": "there is no file kept open, which could be closed",
}
"""The tests that must fail, and why."""


class SessionStorage(AtomicStorage):
    """The storage of a session's file, as TinyDB's tests ask for one."""

    def __init__(self, path: str, *, ensure_ascii: bool = False) -> None:
        assert not ensure_ascii  # it writes every letter as it is
        super().__init__(Path(path))


def _storage(path: str, *, ensure_ascii: bool = False) -> AtomicTables:
    storage = SessionStorage(path, ensure_ascii=ensure_ascii)
    whole: AtomicTables = AtomicTables(lambda: storage)()
    return whole


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let it be chosen what stands in the place of TinyDB's storage."""
    parser.addoption("--whole", action="store_true", help="with the middleware on top")


def pytest_configure(config: pytest.Config) -> None:
    """Put our storage in the place of TinyDB's, before its tests are read."""
    storage = _storage if config.getoption("--whole") else SessionStorage
    tinydb.storages.JSONStorage = tinydb.JSONStorage = storage  # type: ignore[misc,assignment]
    TinyDB.default_storage_class = staticmethod(storage)  # type: ignore[assignment]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is otherwise with us."""
    for item in items:
        reason = DIFFERENCES.get(item.name)
        if reason:
            item.add_marker(pytest.mark.xfail(reason=reason, strict=True))
