"""What the files of a folder promise and say, read without the rest; and ticked off."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from msgspec.structs import replace

from oneone_tui.store.cross_session import (
    mark_commitment_done,
    read_commitments,
    read_trend_entries,
)
from oneone_tui.store.errors import CannotRead, MissingFile, StoreError
from oneone_tui.store.session_file import SessionFile
from oneone_tui.store.session_summary import QUICK_LIMIT
from oneone_tui.store.tinydb_storage import AtomicStorage
from oneone_tui.workshop.history.commitments import tracked_commitments
from oneone_tui.workshop.history.trends import trend_entries
from oneone_tui.workshop.model.changes import (
    ChangeRejected,
    CommitmentDeleted,
    NoteDraft,
    NotesWritten,
)
from oneone_tui.workshop.model.session import TEAM_ONE, Session
from oneone_tui.workshop.model.terms import NoteKind
from tests.support.commitment_sessions import commitment_added, session_with_commitments
from tests.support.processor_time import measure_effort
from tests.support.requirements import needs_ordinary_user
from tests.support.session_store import change_to_save
from tests.support.sessions import START, apply_changes


def save(folder: Path, session: Session, name: str = "") -> SessionFile:
    return SessionFile.create(folder / f"{name or session.info.id}.json", session)


def full_session(week: int) -> Session:
    values = NotesWritten(kind=NoteKind.VALUE, notes=(NoteDraft("honesty"),), team=TEAM_ONE)
    return apply_changes(
        session_with_commitments(week, commitment_added("call"), commitment_added("señora 李雷")),
        values,
    )


@pytest.fixture
def folder_of_three(tmp_path: Path) -> Path:
    for week in range(3):
        save(tmp_path, full_session(week))
    return tmp_path


def test_read_commitments_is_empty_without_folder(tmp_path: Path) -> None:
    read = read_commitments(tmp_path / "none")
    assert (read.commitments, read.paths, read.unread) == ((), {}, 0)
    assert read_trend_entries(tmp_path / "none").entries == ()
    assert not (tmp_path / "none").exists()


def test_read_commitments_and_trend_entries_match_full_sessions(folder_of_three: Path) -> None:
    promises, sayings = read_commitments(folder_of_three), read_trend_entries(folder_of_three)
    sessions = [full_session(week) for week in range(3)]
    assert set(promises.commitments) == {
        p for session in sessions for p in tracked_commitments(session)
    }
    assert set(sayings.entries) == {s for session in sessions for s in trend_entries(session)}
    assert promises.paths == {f"s{week}": folder_of_three / f"s{week}.json" for week in range(3)}
    assert promises.unread == sayings.unread == 0


def test_mark_commitment_done_works_with_incomplete_history(tmp_path: Path) -> None:
    """An entry too few, and the next number is one that an entry has."""
    session = full_session(0)
    file = save(tmp_path, replace(session, history=session.history[1:]))
    [promise] = [one for one in read_commitments(tmp_path).commitments if one.text == "call"]
    mark_commitment_done(file.path, promise, START, "here", done=True)
    [ticked] = [one for one in read_commitments(tmp_path).commitments if one.text == "call"]
    assert ticked.done


def test_read_commitments_uses_last_saved_copy(folder_of_three: Path) -> None:
    copy = save(folder_of_three, replace(full_session(1), commitments=()), "copy").path
    later = copy.stat().st_mtime_ns + 1_000_000_000
    os.utime(copy, ns=(later, later))
    read = read_commitments(folder_of_three)
    assert {promise.session for promise in read.commitments} == {"s0", "s2"}
    assert read.paths["s1"] == copy


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"session": {"1": {"format": 99}}}',
        b'{"session": {"1": {"id": "a", "title": "", "created": "x"}}, "people": {}, '
        b'"commitments": {}, "notes": {}}',
        b'{"session": {"1": {"id": "a", "title": "", "created": "9999-12-31T23:59:59Z"}}, '
        b'"people": {}, "commitments": {}, "notes": {}}',
        b'{"session": {}, "people": {}, "commitments": {}, "notes": {}}',
    ],
)
def test_read_commitments_counts_non_session_as_unread(
    folder_of_three: Path, content: bytes
) -> None:
    bad = folder_of_three / "bad.json"
    bad.write_bytes(content)
    assert (
        len(read_commitments(folder_of_three).commitments),
        read_commitments(folder_of_three).unread,
    ) == (6, 1)
    assert (
        len(read_trend_entries(folder_of_three).entries),
        read_trend_entries(folder_of_three).unread,
    ) == (3, 1)
    assert bad.read_bytes() == content


def spoil(path: Path, table: str, **fields: object) -> None:
    storage = AtomicStorage(path)
    tables = storage.read()
    assert tables is not None
    tables[table]["1"] |= fields
    storage.write(tables)


def test_read_commitments_cleans_texts(folder_of_three: Path) -> None:
    path = folder_of_three / "s0.json"
    spoil(path, "commitments", text="a\x1b[2J\u202eb  c")
    spoil(path, "people", name="Ana\x07 Ruiz")
    spoil(path, "session", title="[red]x\n\x9b1m")
    first = next(p for p in read_commitments(folder_of_three).commitments if p.session == "s0")
    assert (first.text, first.who_name, first.title) == ("ab c", "Ana Ruiz", "[red]x")
    spoil(path, "notes", text="hon\x00esty")
    assert {
        text for saying in read_trend_entries(folder_of_three).entries for text in saying.texts
    } == {"honesty"}


def test_read_commitments_reads_time_without_zone_as_utc(folder_of_three: Path) -> None:
    spoil(folder_of_three / "s0.json", "session", created=START.replace(tzinfo=None).isoformat())
    read = read_commitments(folder_of_three)
    assert read.unread == 0
    assert min(promise.held for promise in read.commitments) == START


def test_read_commitments_reads_large_file(folder_of_three: Path) -> None:
    path = folder_of_three / "s0.json"
    path.write_bytes(path.read_bytes() + b" " * QUICK_LIMIT)
    assert len(read_commitments(folder_of_three).commitments) == 6


@needs_ordinary_user
def test_read_commitments_rejects_unreadable_folder(tmp_path: Path) -> None:
    (tmp_path / "shut").mkdir(mode=0)
    with pytest.raises(CannotRead):
        read_commitments(tmp_path / "shut")


def test_read_commitments_reads_five_hundred_files_in_two_seconds(tmp_path: Path) -> None:
    content = save(tmp_path, full_session(0)).path.read_text()
    for number in range(500):
        (tmp_path / f"{number}.json").write_text(content.replace('"s0"', f'"t{number}"'))
    with measure_effort() as spent:
        assert len(read_commitments(tmp_path).commitments) == 1_002
        assert len(read_trend_entries(tmp_path).entries) == 501
    assert spent.seconds < 2


# ------------------------------------------------------------------------------ ticked off


def test_mark_commitment_done_changes_its_file_only(folder_of_three: Path) -> None:
    first = read_commitments(folder_of_three).commitments[0]
    path = read_commitments(folder_of_three).paths[first.session]
    others = {
        other: other.read_bytes() for other in folder_of_three.glob("*.json") if other != path
    }
    mark_commitment_done(path, first, START, "here", done=True)
    kept = SessionFile.open(path).session
    assert [commitment.done for commitment in kept.commitments] == [True, False]
    assert (kept.history[-1].at, kept.history[-1].console) == (START, "here")
    assert replace(first, done=True) in read_commitments(folder_of_three).commitments
    assert all(other.read_bytes() == content for other, content in others.items())
    mark_commitment_done(path, first, START, "here", done=False)
    assert first in read_commitments(folder_of_three).commitments


def test_mark_commitment_done_rejects_another_session(folder_of_three: Path) -> None:
    first = next(p for p in read_commitments(folder_of_three).commitments if p.session == "s0")
    other = folder_of_three / "s1.json"
    before = other.read_bytes()
    with pytest.raises(MissingFile, match="another session"):
        mark_commitment_done(other, first, START, "here", done=True)
    assert other.read_bytes() == before
    with pytest.raises(StoreError):
        mark_commitment_done(folder_of_three / "gone.json", first, START, "here", done=True)


def test_mark_commitment_done_rejects_deleted_commitment(folder_of_three: Path) -> None:
    first = next(p for p in read_commitments(folder_of_three).commitments if p.session == "s0")
    path = folder_of_three / "s0.json"
    SessionFile.open(path).change([change_to_save(CommitmentDeleted(commitment=first.commitment))])
    with pytest.raises(ChangeRejected, match="commitment no longer exists"):
        mark_commitment_done(path, first, START, "here", done=True)
