"""A file's path, and a storage that has something in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from oneone_tui.store.tinydb_storage import AtomicStorage
from tests.support.session_store import OLD


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "first.json"


@pytest.fixture
def old_storage(path: Path) -> AtomicStorage:
    storage = AtomicStorage(path)
    storage.write(OLD)
    return storage
