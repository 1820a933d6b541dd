"""Who met whom, as the files of a folder tell it."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace

from oneone_tui.store.attendance_reader import read_attendance
from oneone_tui.store.errors import CannotRead
from oneone_tui.store.session_file import SessionFile
from oneone_tui.store.tinydb_storage import AtomicStorage
from oneone_tui.workshop.history.attendance import NO_ATTENDANCE, attendance_history
from oneone_tui.workshop.model.session import Session
from tests.support.requirements import needs_ordinary_user
from tests.support.session_store import FULL, note_to_save
from tests.support.sessions import SIX, running_session


def session_of_week(number: int) -> Session:
    """A session of six whose pairs talked, in the week of that number."""
    session = running_session(*SIX, segment="turn-1-conversation")
    created = session.info.created + timedelta(weeks=number)
    return replace(session, info=replace(session.info, id=f"s{number}", created=created))


def save(folder: Path, session: Session, name: str = "") -> SessionFile:
    return SessionFile.create(folder / f"{name or session.info.id}.json", session)


@pytest.fixture
def folder_of_three(tmp_path: Path) -> Path:
    for number in range(3):
        save(tmp_path, session_of_week(number))
    return tmp_path


def test_read_attendance_is_empty_without_folder(tmp_path: Path) -> None:
    read = read_attendance(tmp_path / "none")
    assert (read.attendance, read.sessions, read.unread) == (NO_ATTENDANCE, 0, 0)
    assert not (tmp_path / "none").exists()


def test_read_attendance_ignores_notes(tmp_path: Path) -> None:
    file = save(tmp_path, FULL)
    file.change([note_to_save("more"), note_to_save("and more", 2)])
    assert read_attendance(tmp_path).attendance == attendance_history([file.session])


def test_read_attendance_counts_all_sessions(folder_of_three: Path) -> None:
    read = read_attendance(folder_of_three)
    assert read.attendance == attendance_history(session_of_week(number) for number in range(3))
    met = read.attendance.meeting("ana-ruiz", "ben-okafor")
    assert met is not None
    assert (met.times, met.last) == (3, session_of_week(2).info.created)
    assert (read.sessions, read.unread) == (3, 0)


def test_read_attendance_leaves_out_session_and_its_copies(folder_of_three: Path) -> None:
    (folder_of_three / "copy.json").write_bytes((folder_of_three / "s1.json").read_bytes())
    assert read_attendance(
        folder_of_three, but=folder_of_three / "s1.json"
    ).attendance == attendance_history([session_of_week(0), session_of_week(2)])


def test_read_attendance_counts_last_saved_copy_once(folder_of_three: Path) -> None:
    file = save(folder_of_three, replace(session_of_week(1), pairs=(), clock=()), "copy")
    later = file.path.stat().st_mtime_ns + 1_000_000_000
    os.utime(file.path, ns=(later, later))
    assert read_attendance(folder_of_three).attendance == attendance_history(
        [session_of_week(0), session_of_week(2)]
    )


def test_read_attendance_leaves_out_later_sessions(folder_of_three: Path) -> None:
    assert read_attendance(
        folder_of_three, before=session_of_week(1).info.created
    ).attendance == attendance_history([session_of_week(0)])


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"{}",
        b"null",
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"session": {"1": {"format": 99}}}',
        b'{"session": {"1": {"format": 1}}, "people": {"1": {"id": 5}}}',
        b'{"session": {"1": {"format": 1e999}}}',
        b'{"session": 7}',
    ],
)
def test_read_attendance_counts_non_session_as_unread(
    folder_of_three: Path, content: bytes
) -> None:
    bad = folder_of_three / "bad.json"
    bad.write_bytes(content)
    read = read_attendance(folder_of_three)
    assert (read.sessions, read.unread) == (3, 1)
    assert read.attendance == attendance_history(session_of_week(number) for number in range(3))
    assert bad.read_bytes() == content
    assert read_attendance(folder_of_three, but=bad).attendance == read.attendance


def test_read_attendance_counts_impossible_pairs_as_unread(folder_of_three: Path) -> None:
    storage = AtomicStorage(folder_of_three / "s1.json")
    tables = storage.read()
    assert tables is not None
    tables["pairs"]["1"]["members"] = ["ana-ruiz", "nobody"]
    storage.write(tables)
    read = read_attendance(folder_of_three)
    assert (read.sessions, read.unread) == (2, 1)


def test_read_attendance_counts_links_folders_and_pipes_as_unread(
    folder_of_three: Path, tmp_path: Path
) -> None:
    outside = save(tmp_path / "outside", session_of_week(9))
    (folder_of_three / "link.json").symlink_to(outside.path)
    (folder_of_three / "gone.json").symlink_to("nowhere")
    (folder_of_three / ".hidden.json").write_text("{}")
    (folder_of_three / "folder.json").mkdir()
    os.mkfifo(folder_of_three / "pipe.json")
    read = read_attendance(folder_of_three)
    assert (read.sessions, read.unread) == (3, 4)
    assert read.attendance.meeting("ana-ruiz", "ben-okafor") == attendance_history(
        session_of_week(number) for number in range(3)
    ).meeting("ana-ruiz", "ben-okafor")


def test_read_attendance_leaves_out_session_without_conversation(tmp_path: Path) -> None:
    save(tmp_path, running_session(*SIX))
    assert read_attendance(tmp_path).attendance == NO_ATTENDANCE


@needs_ordinary_user
def test_read_attendance_rejects_unreadable_folder(tmp_path: Path) -> None:
    (tmp_path / "shut").mkdir(mode=0)
    with pytest.raises(CannotRead):
        read_attendance(tmp_path / "shut")


def test_read_attendance_rejects_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotRead):
        read_attendance(tmp_path / "file")
