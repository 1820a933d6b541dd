"""One session on disk while others use it, and while the system fails."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from filelock import FileLock

from oneone_tui.store.errors import (
    DamagedFile,
    MissingFile,
    SessionBusy,
    StoreError,
)
from oneone_tui.store.session_file import SessionFile
from oneone_tui.store.tinydb_storage import AtomicStorage
from oneone_tui.workshop.model.changes import (
    NoteDeleted,
    NoteEdited,
)
from tests.support.requirements import needs_ordinary_user
from tests.support.session_store import (
    change_to_save,
    create_file,
    error_line,
    failing_call,
    leftover_files,
    note_texts,
    note_to_save,
    session_on_disk,
)
from tests.support.sessions import SIX, running_session


def test_refresh_returns_changes_of_another_console(tmp_path: Path) -> None:
    one = create_file(tmp_path)
    other = SessionFile.open(one.path)
    assert one.refresh() is None
    other.change([note_to_save("theirs")])
    seen = one.refresh()
    assert seen == other.session == one.session
    assert one.refresh() is None


def test_change_applies_to_newest_state(tmp_path: Path) -> None:
    one = create_file(tmp_path)
    other = SessionFile.open(one.path)
    for number in range(5):
        other.change([note_to_save(f"theirs {number}")])
        one.change([note_to_save(f"ours {number}")])
    assert len(set(note_texts(session_on_disk(one)))) == 10
    other.refresh()
    assert one.session == other.session


def test_change_rejects_what_another_console_made_impossible(tmp_path: Path) -> None:
    one = create_file(tmp_path)
    one.change([note_to_save("a")])
    note = one.session.notes[0].id
    other = SessionFile.open(one.path)
    other.change([change_to_save(NoteDeleted(note=note))])
    answer = one.change([change_to_save(NoteEdited(note=note, text="b"))])
    assert answer.refused[0].reason == "that note no longer exists"
    assert answer.session == other.session


def test_change_says_if_another_console_holds_lock(tmp_path: Path) -> None:
    path = create_file(tmp_path).path
    file = SessionFile.open(path, wait=0.02)
    with FileLock(path.with_name(".first.json.lock")), pytest.raises(SessionBusy) as error:
        file.change([note_to_save("a")])
    assert error_line(error) == (
        "first.json could not be saved: another console has held it for 0.02 s; "
        "try again, or close that one"
    )
    assert note_texts(file.session) == []
    file.change([note_to_save("a")])
    assert note_texts(session_on_disk(file)) == ["a"]


def test_change_ignores_old_lock_file(tmp_path: Path) -> None:
    file = create_file(tmp_path)
    (tmp_path / ".first.json.lock").write_text("4711")
    file.change([note_to_save("a")])
    assert note_texts(session_on_disk(file)) == ["a"]


def test_change_does_not_follow_lock_that_is_link(tmp_path: Path) -> None:
    file = create_file(tmp_path)
    (tmp_path / ".first.json.lock").symlink_to(tmp_path / "victim")
    with pytest.raises(StoreError) as error:
        file.change([note_to_save("a")])
    error_line(error)
    assert not (tmp_path / "victim").exists()


# ------------------------------------------------------------------------------ trouble


def test_change_does_not_recreate_missing_file(tmp_path: Path) -> None:
    file = create_file(tmp_path / "sessions")
    file.path.unlink()
    for act in (file.refresh, lambda: file.change([note_to_save("a")])):
        with pytest.raises(MissingFile):
            act()
    (tmp_path / "sessions").rmdir()
    with pytest.raises(MissingFile) as error:
        file.change([note_to_save("a")])
    assert error_line(error) == "first.json is not there: was it moved, renamed or deleted?"
    assert list(tmp_path.iterdir()) == []
    assert file.session == running_session(*SIX)


def test_change_never_overwrites_damaged_file(tmp_path: Path) -> None:
    file = create_file(tmp_path)
    torn = file.path.read_bytes()[:500]
    file.path.write_bytes(torn)
    for _ in range(2):
        for act in (file.refresh, lambda: file.change([note_to_save("a")])):
            with pytest.raises(DamagedFile):
                act()
    assert file.path.read_bytes() == torn
    assert file.session == running_session(*SIX)


def test_change_never_overwrites_inconsistent_session(tmp_path: Path) -> None:
    file = create_file(tmp_path)
    storage = AtomicStorage(file.path)
    data = storage.read()
    assert data is not None
    storage.write(data | {"teams": {}})
    before = file.path.read_bytes()
    for _ in range(2):
        with pytest.raises(DamagedFile):
            file.change([note_to_save("a")])
    assert file.path.read_bytes() == before


def test_change_can_be_retried_after_any_failing_call(tmp_path: Path) -> None:
    file = create_file(tmp_path)
    other = SessionFile.open(file.path)
    for number in range(1, 100):
        made = note_to_save(f"note {number}")
        before = file.path.read_bytes()
        failed = False
        with failing_call(number, OSError(errno.EIO, "broken")) as calls:
            try:
                file.change([made])
            except StoreError as error:
                error_line(error)
                failed = True
        if failed:
            assert file.path.read_bytes() == before
            file.change([made])
        said = note_texts(file.session)
        assert said == [f"note {n}" for n in range(1, number + 1)]
        assert note_texts(session_on_disk(file)) == said
        assert leftover_files(tmp_path) == []
        if len(calls.made) < number:
            break
        other.refresh()
        assert other.session == file.session
    else:
        pytest.fail("it never came to an end")


@needs_ordinary_user
def test_change_says_missing_permission(tmp_path: Path) -> None:
    file = create_file(tmp_path)
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(StoreError) as error:
            file.change([note_to_save("a")])
    finally:
        tmp_path.chmod(0o700)
    assert "you may not write in" in error_line(error)
    assert SessionFile.open(file.path).session == running_session(*SIX)
