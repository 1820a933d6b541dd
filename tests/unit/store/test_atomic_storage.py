"""The storage: one file, whole, for its owner's eyes only, and in its own right."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from oneone_tui.store import atomic_file as files
from oneone_tui.store.atomic_file import make_private_folder
from oneone_tui.store.errors import (
    CannotRead,
    CannotWrite,
    DamagedFile,
    FileExists,
    StoreError,
    TooLarge,
)
from oneone_tui.store.tinydb_storage import AtomicStorage
from tests.support.session_store import (
    NEW,
    OLD,
    error_line,
    failing_call,
    file_mode,
    leftover_files,
)

# ------------------------------------------------------------------------------ one file


def test_write_is_read_back(old_storage: AtomicStorage) -> None:
    old_storage.write(NEW)
    assert old_storage.read() == NEW
    assert leftover_files(old_storage.path.parent) == []


def test_write_makes_readable_json(old_storage: AtomicStorage) -> None:
    old_storage.write(NEW)
    text = old_storage.path.read_text(encoding="utf-8")
    assert '\n      "text": "señora 李雷"\n' in text
    assert text.endswith("}\n")


def test_read_is_none_without_file(path: Path) -> None:
    assert AtomicStorage(path).read() is None


def test_write_makes_private_file_under_any_umask(path: Path) -> None:
    for umask in (0, 0o777):
        before = os.umask(umask)
        try:
            AtomicStorage(path).write(OLD)
        finally:
            os.umask(before)
        assert file_mode(path) == 0o600


def test_write_makes_open_file_private(old_storage: AtomicStorage) -> None:
    old_storage.path.chmod(0o644)
    old_storage.write(NEW)
    assert file_mode(old_storage.path) == 0o600


def test_make_private_folder_leaves_existing_folders_alone(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    before = os.umask(0)
    try:
        make_private_folder(tmp_path / "a" / "b")
        make_private_folder(tmp_path)
    finally:
        os.umask(before)
    assert [file_mode(tmp_path / "a" / "b"), file_mode(tmp_path / "a"), file_mode(tmp_path)] == [
        0o700,
        0o700,
        0o755,
    ]


def test_make_private_folder_rejects_file_in_one_line(old_storage: AtomicStorage) -> None:
    with pytest.raises(StoreError) as error:
        make_private_folder(old_storage.path / "b")
    assert "b could not be saved" in error_line(error)


def test_make_private_folder_rejects_dangling_link_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "home").symlink_to("nowhere")
    with pytest.raises(StoreError) as error:
        make_private_folder(tmp_path / "home" / "b")
    assert error_line(error).endswith("home is no folder: is it a link that leads nowhere?")


def test_current_stamp_changes_with_content(old_storage: AtomicStorage) -> None:
    assert old_storage.current_stamp() == old_storage.stamp
    other = AtomicStorage(old_storage.path)
    other.write(NEW)
    assert old_storage.current_stamp() == other.stamp != old_storage.stamp
    old_storage.read()
    assert old_storage.current_stamp() == old_storage.stamp


def test_create_never_overwrites_file(old_storage: AtomicStorage) -> None:
    with pytest.raises(FileExists) as error:
        AtomicStorage(old_storage.path).create(NEW)
    assert error_line(error) == "first.json is there already: choose another name"
    assert old_storage.read() == OLD
    assert leftover_files(old_storage.path.parent) == []


@pytest.mark.parametrize("target", ["nowhere", "elsewhere/private.json"])
def test_create_never_overwrites_link(tmp_path: Path, target: str) -> None:
    link = tmp_path / "first.json"
    link.symlink_to(tmp_path / target)
    with pytest.raises(FileExists):
        AtomicStorage(link).create(NEW)
    assert link.is_symlink()
    assert not link.exists()


def test_create_works_without_hard_links(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: object, **__: object) -> None:
        raise PermissionError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", no_links)
    AtomicStorage(path).create(NEW)
    assert AtomicStorage(path).read() == NEW
    with pytest.raises(FileExists):
        AtomicStorage(path).create(OLD)
    assert AtomicStorage(path).read() == NEW
    assert leftover_files(path.parent) == []


def test_create_without_hard_links_leaves_nothing_after_failure(path: Path) -> None:
    with failing_call(0, OSError()) as calls, pytest.MonkeyPatch.context() as patch:

        def full(*_: object) -> None:
            raise OSError(errno.ENOSPC, "full")

        patch.setattr(os, "link", lambda *_, **__: (_ for _ in ()).throw(PermissionError(1, "no")))
        patch.setattr(os, "replace", full)
        with pytest.raises(CannotWrite):
            AtomicStorage(path).create(NEW)
    assert calls.made
    assert list(path.parent.iterdir()) == []


# ------------------------------------------------------------------------------ not a file


def test_read_rejects_link_and_write_replaces_it(old_storage: AtomicStorage) -> None:
    link = old_storage.path.with_name("link.json")
    link.symlink_to(old_storage.path)
    for refused in (AtomicStorage(link).read, AtomicStorage(link).current_stamp):
        with pytest.raises(CannotRead) as error:
            refused()
        assert error_line(error) == "link.json is a link: open the file that it points to"
    AtomicStorage(link).write(NEW)
    assert not link.is_symlink()
    assert old_storage.read() == OLD


def test_read_rejects_folder_and_pipe(tmp_path: Path) -> None:
    (tmp_path / "folder.json").mkdir()
    os.mkfifo(tmp_path / "pipe.json")
    for name in ("folder.json", "pipe.json"):
        with pytest.raises(CannotRead) as error:
            AtomicStorage(tmp_path / name).read()
        assert error_line(error) == f"{name} is not a file: a session is one JSON file"


def test_read_rejects_file_over_size_limit(old_storage: AtomicStorage) -> None:
    with old_storage.path.open("r+b") as file:
        file.truncate(files.SIZE_LIMIT + 1)
    with pytest.raises(TooLarge) as error:
        old_storage.read()
    assert error_line(error) == "first.json is too large to be a session: 8 MB, at most 8"


def test_read_rejects_file_with_too_many_values(old_storage: AtomicStorage) -> None:
    many = b'{"notes": {"1": {"x": [' + b"[]," * 1_000_000 + b"1]}}}"
    old_storage.path.write_bytes(many)
    with pytest.raises(TooLarge) as error:
        old_storage.read()
    assert error_line(error) == "first.json holds too much to be a session"


@pytest.mark.parametrize("limit", ["SIZE_LIMIT", "VALUES_LIMIT"])
def test_write_rejects_what_could_not_be_read(
    old_storage: AtomicStorage, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    monkeypatch.setattr(files, limit, 100)
    with pytest.raises(TooLarge) as error:
        old_storage.write({"notes": {"1": {"text": ",x" * 100}}})
    assert error_line(error) == "first.json could not be saved: it is full; start a new one"
    assert old_storage.read() == OLD


DEEP = 200_000


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b" \n",
        b"{",
        b"[]",
        b"1",
        b"null",
        b"{}x",
        b"\xff\xfe\x00",
        bytes(range(256)),
        b'{"a": NaN}',
        b'{"a": {"1": {"n": 1e999}}}',
        b'{"a": {"1": {"n": ' + b"9" * 10_000 + b"}}}",
        b'{"a": {"1": {"t": "\\ud800"}}}',
        b'{"a": {"1": {"t": "\xff"}}}',
        b"[" * DEEP,
        b'{"a":' * DEEP,
        b"[" * DEEP + b"]" * DEEP,
        b'{"a": []}',
        b'{"a": {"1": 3}}',
    ],
    ids=lambda content: repr(content[:24]),
)
def test_read_rejects_non_session_in_one_line(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(DamagedFile) as error:
        AtomicStorage(path).read()
    assert error_line(error).startswith("first.json is ")
    assert path.read_bytes() == content
