"""The lock beside a session: one at a time, and free again whatever happens while it is held."""

from __future__ import annotations

import errno
import fcntl
from pathlib import Path

import pytest

from oneone_tui.store.errors import CannotWrite, SessionBusy, StoreError
from oneone_tui.store.lock import hold_lock, lock_path
from tests.support.session_store import error_line, file_mode


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "first.json"


def test_hold_lock_says_how_long_it_waited(path: Path) -> None:
    held = r"first\.json .* held it for 0 s"
    with hold_lock(path, 0), pytest.raises(SessionBusy, match=held), hold_lock(path, 0):
        pass
    assert file_mode(lock_path(path)) == 0o600
    assert sorted(one.name for one in path.parent.iterdir()) == [".first.json.lock"]


def test_hold_lock_releases_on_error_still_referenced(path: Path) -> None:
    with pytest.raises(ZeroDivisionError) as failed, hold_lock(path, 0):
        raise ZeroDivisionError
    with hold_lock(path, 0):
        assert failed.value.__traceback__


@pytest.mark.parametrize("number", [errno.ENOSYS, errno.ENOLCK, errno.ENOTSUP])
def test_hold_lock_says_if_disk_has_no_locks(
    path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def flock(*_: object) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr(fcntl, "flock", flock)
    with pytest.raises(CannotWrite) as error, hold_lock(path, 0):
        pytest.fail("nothing is held")
    assert error_line(error) == (
        "first.json could not be saved: its disk knows no locks; keep it on another"
    )


def test_hold_lock_says_system_error(path: Path) -> None:
    long = path.with_name("x" * 300)
    with pytest.raises(StoreError) as error, hold_lock(long, 0):
        pytest.fail("nothing is held")
    assert error_line(error).endswith("could not be saved: file name too long")
