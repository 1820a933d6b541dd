"""The copy that is kept of the state before the last save, and what killed saves leave."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from oneone_tui.store.atomic_file import previous_copy_path
from oneone_tui.store.errors import StoreError
from oneone_tui.store.library import Library
from oneone_tui.store.session_file import SessionFile
from oneone_tui.store.tinydb_storage import AtomicStorage
from tests.support.session_store import (
    NEW,
    OLD,
    create_file,
    failing_call,
    file_mode,
    leftover_files,
    note_texts,
    note_to_save,
)
from tests.support.sessions import SIX, running_session


def previous_texts(path: Path) -> list[str]:
    return note_texts(SessionFile.open(previous_copy_path(path)).session)


def test_change_keeps_previous_copy(tmp_path: Path) -> None:
    file = create_file(tmp_path)
    assert not previous_copy_path(file.path).exists()
    for number, text in enumerate("abc"):
        file.change([note_to_save(text)])
        assert previous_texts(file.path) == [*"abc"][:number]
    assert previous_copy_path(file.path).stat().st_nlink == 1


@pytest.mark.parametrize("umask", [0, 0o077])
def test_change_makes_private_files_under_any_umask(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        library = Library(tmp_path / "sessions")
        file = library.create(running_session(*SIX))
        file.path.chmod(0o644)
        file.change([note_to_save("a")])
    finally:
        os.umask(before)
    modes = {file_mode(path) for path in library.folder.iterdir()}
    assert (file_mode(library.folder), modes) == (0o700, {0o600})


def test_change_copies_previous_state_without_hard_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*_: object, **__: object) -> None:
        raise PermissionError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", no_links)
    file = create_file(tmp_path)
    file.change([note_to_save("a")])
    file.change([note_to_save("b")])
    assert previous_texts(file.path) == ["a"]
    assert file_mode(previous_copy_path(file.path)) == 0o600
    assert leftover_files(tmp_path) == []


def test_write_succeeds_if_previous_copy_fails(
    old_storage: AtomicStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "link", full)
    old_storage.write(NEW)
    assert old_storage.read() == NEW
    assert not previous_copy_path(old_storage.path).exists()


def test_write_keeps_previous_copy_after_failed_write(old_storage: AtomicStorage) -> None:
    with failing_call(9, OSError(errno.EIO, "broken")), pytest.raises(Exception, match="saved"):
        old_storage.write(NEW)
    assert old_storage.read() == OLD
    old_storage.write(NEW)
    assert AtomicStorage(previous_copy_path(old_storage.path)).read() == OLD
    assert leftover_files(old_storage.path.parent) == []


def test_write_keeps_no_copy_of_link(old_storage: AtomicStorage) -> None:
    link = old_storage.path.with_name("link.json")
    link.symlink_to(old_storage.path)
    AtomicStorage(link).write(NEW)
    assert not os.path.lexists(previous_copy_path(link))


def test_create_deletes_copy_of_earlier_session_of_that_name(tmp_path: Path) -> None:
    file = create_file(tmp_path)
    file.change([note_to_save("somebody else's")])
    file.path.unlink()
    fresh = create_file(tmp_path)
    assert not previous_copy_path(fresh.path).exists()


def test_library_moves_previous_copy_with_session(tmp_path: Path) -> None:
    library = Library(tmp_path)
    file = library.create(running_session(*SIX))
    file.change([note_to_save("a")])
    path = library.rename_file(file.path, "Another name")
    assert previous_texts(path) == []
    trashed = library.trash(path)
    assert previous_texts(trashed.path) == []
    assert not [p for p in tmp_path.iterdir() if p.name.endswith(".previous")]
    assert previous_texts(library.restore(trashed)) == []
    assert len(library.entries()) == 1


@pytest.mark.parametrize("name", [".first.json.0123abcd.tmp", ".first.json.ffffffff.tmp"])
def test_change_deletes_leftovers_of_killed_save(tmp_path: Path, name: str) -> None:
    file = create_file(tmp_path)
    (tmp_path / name).write_text("torn")
    others = (".second.json.0123abcd.tmp", ".first.json.tmp", ".first.json.0123abcd.tmp.json", "x")
    for other in others:
        (tmp_path / other).write_text("another's")
    file.change([note_to_save("a")])
    assert not (tmp_path / name).exists()
    assert all((tmp_path / other).exists() for other in others)


def test_change_deletes_leftovers_of_failed_save(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = create_file(tmp_path)
    file.change([note_to_save("a")])
    with monkeypatch.context() as patch:

        def fails(*_: object) -> None:
            raise OSError(errno.EIO, "broken")

        patch.setattr(os, "replace", fails)
        patch.setattr(os, "unlink", fails)
        with pytest.raises(StoreError):
            file.change([note_to_save("b")])
    assert leftover_files(tmp_path)
    file.change([note_to_save("b")])
    assert leftover_files(tmp_path) == []
    assert note_texts(file.session) == ["a", "b"]
