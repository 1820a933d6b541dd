"""A session's file that has two names, as a move leaves it that was cut short."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from oneone_tui.store.atomic_file import previous_copy_path
from oneone_tui.store.draft_file import Draft, DraftFile, draft_path
from oneone_tui.store.errors import CannotWrite, SessionBusy
from oneone_tui.store.file_moves import move
from oneone_tui.store.library import Library
from oneone_tui.store.lock import hold_lock, lock_path
from oneone_tui.store.open_consoles import ConsolesAtSession
from oneone_tui.store.session_file import SessionFile
from oneone_tui.workshop.model.terms import NoteKind
from tests.support.session_store import error_line, note_texts, note_to_save, read_drafts
from tests.support.sessions import SIX, running_session

DRAFT = Draft("we keep our w", NoteKind.VALUE)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "sessions")


@pytest.fixture
def first(library: Library) -> Path:
    """A session that was changed, with its lock, a copy and a draft beside it."""
    file = library.create(running_session(*SIX))
    file.change([note_to_save("one")])
    DraftFile(file.path, "00000001").save(DRAFT)
    return file.path


def listed_names(library: Library) -> list[str]:
    """What the library shows, and what is there."""
    shown = [entry.path.name for entry in library.entries()]
    assert sorted(shown) == sorted(path.name for path in library.folder.glob("*.json"))
    return shown


def test_entries_keep_name_that_had_lock(library: Library, first: Path) -> None:
    os.link(first, first.with_name("other.json"))
    assert listed_names(library) == [first.name]
    assert [draft.text for draft in read_drafts(first)] == [DRAFT.text]


def test_entries_bring_along_files_beside_other_name(library: Library, first: Path) -> None:
    other = first.with_name("other.json")
    os.link(first, other)
    lock_path(first).rename(lock_path(other))
    assert listed_names(library) == [other.name]
    assert [draft.text for draft in read_drafts(other)] == [DRAFT.text]
    assert previous_copy_path(other).exists()
    assert list(library.folder.glob(f".{first.name}.*")) == []


def test_entries_prefer_name_in_folder_over_trash(library: Library, first: Path) -> None:
    (library.folder / "trash").mkdir()
    twin = library.folder / "trash" / first.name
    os.link(first, twin)
    lock_path(first).unlink()  # as after a power cut
    assert listed_names(library) == [first.name]
    assert not twin.exists()


def test_entries_keep_name_open_at_console(library: Library, first: Path) -> None:
    other = first.with_name("other.json")
    os.link(first, other)
    console = ConsolesAtSession(other, "desk")
    console.announce()
    assert listed_names(library) == [other.name]
    console.leave()


def test_entries_leave_running_move_alone(library: Library, first: Path) -> None:
    other = first.with_name("other.json")
    os.link(first, other)
    with hold_lock(first, 1):
        assert [entry.path for entry in library.entries()] == [first]
    assert other.exists()


def test_entries_leave_two_sessions_alone(library: Library, first: Path) -> None:
    other = first.with_name("other.json")
    other.write_bytes(first.read_bytes())
    assert sorted(listed_names(library)) == sorted((first.name, other.name))


def test_find_resolves_surplus_name_to_session(library: Library, first: Path) -> None:
    other = first.with_name("other.json")
    os.link(first, other)
    assert library.find(str(other)) == first
    assert note_texts(SessionFile.open(library.find(str(first))).session) == ["one"]


def test_move_stops_if_console_opens_session(library: Library, first: Path) -> None:
    console = ConsolesAtSession(first, "desk")
    before = {path.name: path.read_bytes() for path in library.folder.glob(".*first*")}

    def fresh() -> Path:
        console.announce()  # after it was looked whether anybody is there
        return first.with_name("other.json")

    with pytest.raises(SessionBusy, match="is open at a console"):
        move(first, fresh)
    console.leave()
    assert listed_names(library) == [first.name]
    assert {path.name: path.read_bytes() for path in library.folder.glob(".*first*")} == before
    assert list(library.folder.glob(".other*")) == []


def test_move_rejects_open_session_before_start(first: Path) -> None:
    console = ConsolesAtSession(first, "desk")
    console.announce()
    with pytest.raises(SessionBusy, match="is open at a console"):
        move(first, lambda: pytest.fail("a name was asked for"))
    console.leave()


@pytest.mark.parametrize("links", [True, False])
def test_move_syncs_disk_before_deleting(
    first: Path, monkeypatch: pytest.MonkeyPatch, *, links: bool
) -> None:
    trash, draft = first.parent / "trash", draft_path(first, "00000001")
    trash.mkdir()
    found = {"session": first, "trash": trash, "folder": first.parent}
    inodes = {path.stat().st_ino: name for name, path in found.items()}
    done: list[str] = []

    def told(real: Callable[..., Any]) -> Callable[..., Any]:
        def call(path: Path, *others: Any, **kwargs: Any) -> Any:
            done.append({first: "session gone", draft: "draft gone"}.get(path, "another"))
            return real(path, *others, **kwargs)

        return call

    def fsync(descriptor: int) -> None:
        done.extend(name for inode, name in inodes.items() if inode == os.fstat(descriptor).st_ino)

    def no_link(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "no links")

    opened = len(list(Path("/dev/fd").iterdir()))
    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", fsync)
        disk.setattr(os, "unlink", told(os.unlink))
        disk.setattr(os, "replace", told(os.replace))
        if not links:
            disk.setattr(os, "link", no_link)
        move(first, lambda: trash / first.name)
    expected = ["session", "trash", "session gone", "trash", "folder", "draft gone"]
    assert [what for what in done if what != "another"] == expected
    assert len(list(Path("/dev/fd").iterdir())) == opened


def test_move_leaves_nothing_beside_old_name(first: Path) -> None:
    first.with_name(f".{first.name}.00000000.tmp").write_text("of a save that was killed")
    move(first, lambda: first.with_name("other.json"))
    assert list(first.parent.glob(f".{first.name}.*")) == []


def test_move_moves_link_itself(first: Path) -> None:
    """Whatever it points to, and without waiting for the other end of a pipe."""
    pipe, link = first.with_name("pipe"), first.with_name("link.json")
    os.mkfifo(pipe)
    link.symlink_to(pipe)
    there = move(link, lambda: first.with_name("other.json"))
    assert there.readlink() == pipe
    assert not os.path.lexists(link)


def test_move_says_missing_permission(first: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)  # as for an ordinary user
    with pytest.raises(CannotWrite) as error:
        move(first, lambda: first.with_name("other.json"))
    assert error_line(error).startswith(f"{first.name} can't be moved: you may not write in ")
    assert first.exists()


def test_entries_keep_one_name_for_each_of_two_sessions(library: Library, first: Path) -> None:
    second = library.create(running_session(*SIX)).path
    assert second != first
    for path in (first, second):
        os.link(path, path.with_name(f"{path.stem}-x.json"))
        lock_path(path).touch()
    assert sorted(listed_names(library)) == sorted((first.name, second.name))


def test_entries_keep_one_of_three_names(library: Library, first: Path) -> None:
    for name in ("other.json", "third.json"):
        os.link(first, first.with_name(name))
    assert listed_names(library) == [first.name]
