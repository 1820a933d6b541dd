"""The storage when the system fails it, at any call: the old file is there, or the new."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from oneone_tui.store.errors import (
    CannotRead,
    CannotWrite,
    DamagedFile,
    MissingFile,
    StoreError,
)
from oneone_tui.store.tinydb_storage import AtomicStorage
from tests.support.session_store import NEW, OLD, error_line, failing_call, leftover_files

Save = Callable[[AtomicStorage], None]


def write(storage: AtomicStorage) -> None:
    storage.write(NEW)


@pytest.mark.parametrize(
    "error",
    [
        OSError(errno.ENOSPC, "full"),
        OSError(errno.EIO, "broken"),
        PermissionError(errno.EACCES, "no"),
        KeyboardInterrupt(),
    ],
    ids=lambda error: type(error).__name__ + str(getattr(error, "errno", "")),
)
def test_write_leaves_old_or_new_file_at_any_failing_call(
    old_storage: AtomicStorage, error: BaseException
) -> None:
    failed: list[str] = []
    for number in range(1, 50):
        old_storage.write(OLD)
        stamp = old_storage.stamp
        raised = None
        with failing_call(number, error) as calls:
            try:
                old_storage.write(NEW)
            except (StoreError, KeyboardInterrupt) as caught:
                raised = caught
        found = AtomicStorage(old_storage.path).read()
        if isinstance(raised, StoreError):
            error_line(raised)
            assert (found, old_storage.stamp) == (OLD, stamp)
        elif raised is None:
            assert found == NEW
        assert found in (OLD, NEW)
        assert leftover_files(old_storage.path.parent) == []
        if len(calls.made) < number:
            break
        failed.append(calls.made[number - 1] if raised else "")
    # The previous copy is no reason to fail; and once the file is in its place nothing is reported
    # as failed any more: the folder's calls.
    by_us = not isinstance(error, KeyboardInterrupt)
    assert failed[:6] == ["open", "fchmod", "write", "fsync", "fstat", "close"]
    assert failed[6:8] == (["", ""] if by_us else ["link", "replace"])
    assert failed[8:] == ["replace", *(["", "", ""] if by_us else ["open", "fsync", "close"])]


def test_create_leaves_no_or_whole_file_at_any_failing_call(path: Path) -> None:
    for number in range(1, 50):
        raised = False
        with failing_call(number, OSError(errno.EIO, "broken")) as calls:
            try:
                AtomicStorage(path).create(NEW)
            except CannotWrite:
                raised = True
        assert AtomicStorage(path).read() == (None if raised else NEW)
        assert leftover_files(path.parent) == []
        path.unlink(missing_ok=True)
        if len(calls.made) < number:
            return
    pytest.fail("it never came to an end")


def test_write_continues_after_partial_writes(
    old_storage: AtomicStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda fd, data: real(fd, data[:7]))
    old_storage.write(NEW)
    assert old_storage.read() == NEW


def test_write_leaves_old_file_if_disk_fills_up(
    old_storage: AtomicStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, room = os.write, [20]

    def filling(fd: int, data: bytes) -> int:
        if not room[0]:
            raise OSError(errno.ENOSPC, "full")
        written = real(fd, data[: room[0]])
        room[0] -= written
        return written

    monkeypatch.setattr(os, "write", filling)
    with pytest.raises(CannotWrite) as error:
        old_storage.write(NEW)
    assert error_line(error) == "first.json could not be saved: the disk is full; free some space"
    assert old_storage.read() == OLD
    assert leftover_files(old_storage.path.parent) == []


@pytest.mark.parametrize(
    "number, kind, words",
    [
        (errno.ENOSPC, CannotWrite, "the disk is full; free some space"),
        (errno.EDQUOT, CannotWrite, "the disk is full; free some space"),
        (errno.EACCES, CannotWrite, "you may not write in "),
        (errno.EROFS, CannotWrite, " is read-only"),
        (errno.ENOENT, MissingFile, " is not there"),
        (errno.EIO, CannotWrite, "input/output error"),
        (errno.ENAMETOOLONG, CannotWrite, "file name too long"),
    ],
)
def test_write_says_what_went_wrong(
    old_storage: AtomicStorage, number: int, kind: type[StoreError], words: str
) -> None:
    with failing_call(1, OSError(number, "somewhere")), pytest.raises(kind) as error:
        old_storage.write(NEW)
    assert error_line(error).startswith("first.json could not be saved: ")
    assert words in error_line(error)


@pytest.mark.parametrize(
    "number, kind, words",
    [
        (errno.EACCES, CannotRead, "you have no permission to"),
        (errno.EIO, CannotRead, "input/output error"),
        (errno.ENOTDIR, MissingFile, "is not there"),
    ],
)
def test_read_says_what_went_wrong(
    old_storage: AtomicStorage, number: int, kind: type[StoreError], words: str
) -> None:
    with failing_call(1, OSError(number, "somewhere")), pytest.raises(kind) as error:
        old_storage.read()
    assert words in error_line(error)


def test_read_cleans_file_name_in_error(tmp_path: Path) -> None:
    path = tmp_path / "a\x1b[2J\nb\udcff.json"
    path.write_bytes(b"")
    with pytest.raises(DamagedFile) as error:
        AtomicStorage(path).read()
    assert error_line(error).startswith("a b.json is damaged")


def test_write_leaves_foreign_temporary_file_alone(
    old_storage: AtomicStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("os.urandom", bytes)
    other = old_storage.path.with_name(".first.json.00000000.tmp")
    other.write_text("another's")
    with pytest.raises(StoreError):
        old_storage.write(NEW)
    assert other.read_text() == "another's"
    assert old_storage.read() == OLD
