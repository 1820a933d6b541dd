"""What lies in a folder of sessions, whatever the disk tells of it."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from oneone_tui.store.errors import CannotRead, SessionNotFound
from oneone_tui.store.library import Library
from oneone_tui.store.session_files import (
    NO_STAMP,
    FileVersion,
    TrashedSession,
    finish_interrupted_move,
    free_path,
    session_paths,
)
from tests.support.session_store import error_line

MOST = 2**63 - 1


class FakeEntry:
    """Something in a folder, of which the disk tells `stat_result`."""

    def __init__(self, path: Path, state: os.stat_result | OSError) -> None:
        self.name = path.name
        self.path = str(path)
        self._state = state

    def stat(self, *, follow_symlinks: bool) -> os.stat_result:
        assert not follow_symlinks
        if isinstance(self._state, OSError):
            raise self._state
        return self._state


def list_paths(monkeypatch: pytest.MonkeyPatch, *items: FakeEntry) -> list[tuple[str, FileVersion]]:
    """What `session_paths` makes of a folder with `items`."""

    @contextmanager
    def scandir(_: Path) -> Iterator[Sequence[FakeEntry]]:
        yield items

    with monkeypatch.context() as disk:
        disk.setattr(os, "scandir", scandir)
        return [(path.name, stamp) for path, stamp in session_paths(Path("folder"))]


def stat_result(modified: int, changed: int) -> os.stat_result:
    numbers = (stat.S_IFREG | 0o600, 7, 1, 1, 0, 0, 33, 0, 0, 0)
    return os.stat_result(numbers, {"st_mtime_ns": modified, "st_ctime_ns": changed})


@pytest.mark.parametrize(
    "time, told",
    [(5, 5), (MOST, MOST), (MOST + 1, MOST), (10**25, MOST), (-MOST, -MOST), (-(10**25), -MOST)],
)
def test_session_paths_limit_times_to_64_bits(
    monkeypatch: pytest.MonkeyPatch, time: int, told: int
) -> None:
    found = list_paths(monkeypatch, FakeEntry(Path("a.json"), stat_result(time, 8)))
    assert found == [("a.json", FileVersion(inode=7, modified=told, size=33, changed=8))]
    found = list_paths(monkeypatch, FakeEntry(Path("a.json"), stat_result(8, time)))
    assert found == [("a.json", FileVersion(inode=7, modified=8, size=33, changed=told))]


def test_session_paths_drop_missing_files_and_keep_unreadable_ones(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = list_paths(
        monkeypatch,
        FakeEntry(Path("gone.json"), FileNotFoundError(errno.ENOENT, "gone")),
        FakeEntry(Path("spoilt.json"), OSError(errno.EIO, "spoilt")),
        FakeEntry(Path("a.json"), stat_result(5, 8)),
    )
    assert found == [("spoilt.json", NO_STAMP), ("a.json", FileVersion(7, 5, 33, 8))]


def test_session_paths_and_restore_reject_unreadable_folder(tmp_path: Path) -> None:
    long = tmp_path / ("x" * 300)
    with pytest.raises(CannotRead) as error:
        list(session_paths(long))
    assert "file name too long" in error_line(error)
    trashed = TrashedSession(long / "trash" / "a.json", "a.json", "")
    with pytest.raises(CannotRead) as error:
        Library(long).restore(trashed)
    assert "file name too long" in error_line(error)


def test_restore_rejects_missing_trash(tmp_path: Path) -> None:
    with pytest.raises(SessionNotFound) as error:
        Library(tmp_path).restore(TrashedSession(tmp_path / "trash" / "a.json", "a.json", ""))
    assert error_line(error) == "a.json is not in the trash any more"


def test_trash_rejects_hidden_file(tmp_path: Path) -> None:
    (tmp_path / ".a.json").write_text("{}")
    with pytest.raises(SessionNotFound):
        Library(tmp_path).trash(tmp_path / ".a.json")
    assert (tmp_path / ".a.json").exists()


def test_session_paths_look_in_trash_only_for_files_with_two_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, trash = tmp_path / "a.json", tmp_path / "trash"
    first.write_text("{}")
    trash.mkdir()
    looked, scandir = list[Path](), os.scandir

    def look(folder: Path) -> object:
        looked.append(folder)
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", look)
    assert [path for path, _ in session_paths(tmp_path)] == [first]
    assert looked == [tmp_path]
    os.link(first, trash / "a.json")
    assert [path for path, _ in session_paths(tmp_path)] == [first]
    assert trash in looked


def test_settled_returns_name_that_file_keeps(tmp_path: Path) -> None:
    first, twin = tmp_path / "a.json", tmp_path / "trash" / "a.json"
    first.write_text("{}")
    assert finish_interrupted_move(first) == first
    (tmp_path / "trash").mkdir()
    os.link(first, twin)
    assert finish_interrupted_move(twin) == first
    assert not twin.exists()
    assert finish_interrupted_move(twin) == twin, "it is gone"


def test_settled_leaves_file_linked_elsewhere(tmp_path: Path) -> None:
    first, backup = tmp_path / "sessions" / "a.json", tmp_path / "backup.json"
    first.parent.mkdir()
    first.write_text("{}")
    os.link(first, backup)
    assert finish_interrupted_move(first) == first
    assert backup.exists()


def test_free_path_counts_from_two(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    for name in ("a.json", "a-2.json", "a-3.json"):
        assert free_path(path) == tmp_path / name
        (tmp_path / name).touch()
