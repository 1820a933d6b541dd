"""A part of a file, read alone, tells the same as the file opened in full."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from msgspec.structs import replace

from oneone_tui.store.attendance_reader import read_attendance
from oneone_tui.store.cross_session import read_commitments, read_trend_entries
from oneone_tui.store.errors import DamagedFile
from oneone_tui.store.session_file import SessionFile
from oneone_tui.store.tinydb_storage import AtomicStorage
from oneone_tui.workshop.history.attendance import NO_ATTENDANCE, attendance_history
from oneone_tui.workshop.history.commitments import tracked_commitments
from oneone_tui.workshop.history.trends import trend_entries
from oneone_tui.workshop.model.changes import NoteDraft, NotesWritten
from oneone_tui.workshop.model.session import TEAM_ONE
from oneone_tui.workshop.model.terms import NoteKind
from tests.support.commitment_sessions import commitment_added, session_with_commitments
from tests.support.sessions import SIX, apply_changes, running_session


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A session of six who have met, said two things and promised two."""
    values = NotesWritten(
        kind=NoteKind.VALUE, notes=(NoteDraft("honesty"), NoteDraft("care")), team=TEAM_ONE
    )
    session = apply_changes(running_session(*SIX, segment="turn-1-conversation"), values)
    promises = session_with_commitments(
        0, commitment_added("call"), commitment_added("write")
    ).commitments
    file = SessionFile.create(tmp_path / "one.json", replace(session, commitments=promises))
    return file.path


def spoil(path: Path, table: str, **fields: object) -> None:
    storage = AtomicStorage(path)
    tables = storage.read()
    assert tables is not None
    tables[table]["1"] |= fields
    storage.write(tables)


@pytest.mark.parametrize(
    "table, fields",
    [
        ("session", {"created": "2026-11-09T20:00:00+02:00"}),
        ("session", {"created": "2026-11-09T18:00:00"}),
        ("session", {"title": "\x1b[2Ja  title "}),
        ("people", {"name": " Ana | Ruiz "}),
        ("people", {"name": "Ana |"}),
        ("people", {"name": "| Ana"}),
        ("people", {"name": "Ana  Ruiz\u202e"}),
        ("people", {"name": "Zoe\u0308 李"}),
        ("people", {"name": "A" * 10_000}),
        ("people", {"tags": ["a\x07", "  b"]}),
        ("people", {"same": "somebody \x00"}),
        ("notes", {"text": "a\nb\tc"}),
        ("notes", {"wording": " honesty"}),
        ("commitments", {"text": "x\u200b", "by": " soon"}),
        ("clock", {"at": "2026-11-09T18:00:00"}),
    ],
)
def test_partial_readers_clean_like_full_reader(
    path: Path, table: str, fields: dict[str, object]
) -> None:
    spoil(path, table, **fields)
    session = SessionFile.open(path).session
    assert read_attendance(path.parent).attendance == attendance_history([session]) != NO_ATTENDANCE
    assert read_commitments(path.parent).commitments == tracked_commitments(session)
    assert read_trend_entries(path.parent).entries == trend_entries(session)


@pytest.mark.parametrize(
    "table, fields",
    [
        ("pairs", {"members": []}),
        ("pairs", {"members": ["nobody", "ana-ruiz"]}),
        ("people", {"team": "none"}),
        ("people", {"name": ""}),
        ("guide", {"turns": 1_000_000_000}),
        ("session", {"created": "0001-01-01T00:00:00Z"}),
    ],
)
def test_read_attendance_rejects_damaged_session(
    path: Path, table: str, fields: dict[str, object]
) -> None:
    spoil(path, table, **fields)
    with pytest.raises(DamagedFile):
        SessionFile.open(path)
    read = read_attendance(path.parent)
    assert (read.attendance, read.unread) == (NO_ATTENDANCE, 1)


def test_read_trend_entries_keeps_order_of_record_numbers(path: Path) -> None:
    storage = AtomicStorage(path)
    tables = storage.read()
    assert tables is not None
    tables["notes"] = dict(reversed(tables["notes"].items()))
    storage.write(tables)
    session = SessionFile.open(path).session
    assert [saying.texts for saying in read_trend_entries(path.parent).entries] == [
        saying.texts for saying in trend_entries(session)
    ]


def test_readers_report_progress_and_can_be_stopped(path: Path) -> None:
    (path.parent / "bad.json").write_text("{")
    told: list[tuple[int, int]] = []
    read_commitments(path.parent, lambda *how_far: told.append(how_far))
    assert told == [(1, 2), (2, 2)]

    def enough(done: int, of: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        read_attendance(path.parent, progress=enough)


def test_read_commitments_uses_last_name_of_copies_saved_together(path: Path) -> None:
    for name in ("zwei", "drei"):
        copy = path.with_name(f"{name}.json")
        copy.write_bytes(path.read_bytes())
        os.utime(copy, ns=(path.stat().st_mtime_ns,) * 2)
    assert [found.name for found in read_commitments(path.parent).paths.values()] == ["zwei.json"]
