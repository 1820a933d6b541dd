"""Names that files get and lose, on disks of every kind."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from oneone_tui.store.atomic_file import (
    TablesFile,
    give_second_name,
    previous_copy_path,
    rename_without_overwriting,
    sync_names,
)
from oneone_tui.store.errors import CannotWrite


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "first.json"
    made.write_text("{}")
    return made


def failing_with(number: int) -> Callable[..., None]:
    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


def file_names(folder: Path) -> list[str]:
    return sorted(found.name for found in folder.iterdir())


@pytest.mark.parametrize("links", [True, False])
def test_rename_without_overwriting_calls_hook_before_old_name_goes(
    path: Path, monkeypatch: pytest.MonkeyPatch, *, links: bool
) -> None:
    target, seen = path.with_name("other.json"), list[list[str]]()
    if not links:
        monkeypatch.setattr(os, "link", failing_with(errno.EPERM))
    opened = len(list(Path("/dev/fd").iterdir()))
    rename_without_overwriting(path, target, lambda: seen.append(file_names(path.parent)))
    assert seen == [["first.json", "other.json"]]
    assert file_names(path.parent) == ["other.json"]
    assert target.read_text() == "{}"
    assert len(list(Path("/dev/fd").iterdir())) == opened


def test_rename_without_overwriting_moves_link_itself(path: Path) -> None:
    link, target = path.with_name("link.json"), path.with_name("other.json")
    link.symlink_to(path)
    rename_without_overwriting(link, target)
    assert target.readlink() == path
    assert file_names(path.parent) == ["first.json", "other.json"]


def test_rename_without_overwriting_gives_up_on_failing_disk(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", failing_with(errno.EIO))
    with pytest.raises(OSError, match="Input/output error"):
        rename_without_overwriting(path, path.with_name("other.json"))
    with pytest.raises(CannotWrite):
        TablesFile(path.with_name("third.json")).create({})
    assert file_names(path.parent) == ["first.json"]


def test_give_second_name_never_follows_link(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where the file turns into a link right after it was looked at."""
    outside, lstat = path.with_name("outside"), os.lstat
    outside.write_text("somebody's")

    def looked_at(found: Path) -> os.stat_result:
        state = lstat(found)
        path.unlink()
        path.symlink_to(outside)
        return state

    path.chmod(0o600)
    with monkeypatch.context() as disk:
        disk.setattr(os, "lstat", looked_at)
        give_second_name(path, previous_copy_path(path), path.with_name("spare"))
    assert outside.stat().st_nlink == 1


def test_give_second_name_leaves_no_spare_file(path: Path) -> None:
    """What has both names already is not replaced, and the system says nothing of it."""
    path.chmod(0o600)
    for _ in range(2):
        give_second_name(path, previous_copy_path(path), path.with_name("spare"))
        assert file_names(path.parent) == [".first.json.previous", "first.json"]


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EBADF])
def test_sync_names_accepts_disk_without_folder_sync(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr(os, "fsync", failing_with(number))
    sync_names(tmp_path)


def test_sync_names_raises_on_failing_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", failing_with(errno.EIO))
    with pytest.raises(OSError, match="Input/output error"):
        sync_names(tmp_path)
