"""The lock beside a session: one at a time, and free again whatever happens while it is held."""

from __future__ import annotations

from pathlib import Path

import pytest

from oneone_tui.store.errors import Busy
from oneone_tui.store.lock import lock_of, locked
from tests.unit.store.keeping import mode


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "first.json"


def test_who_comes_second_is_told_how_long_it_waited(path: Path) -> None:
    held = r"first\.json .* held it for 0 s"
    with locked(path, 0), pytest.raises(Busy, match=held), locked(path, 0):
        pass
    assert mode(lock_of(path)) == 0o600
    assert sorted(one.name for one in path.parent.iterdir()) == [".first.json.lock"]


def test_an_error_lets_go_of_it_also_while_somebody_still_looks_at_the_error(path: Path) -> None:
    with pytest.raises(ZeroDivisionError) as failed, locked(path, 0):
        raise ZeroDivisionError
    with locked(path, 0):
        assert failed.value.__traceback__
