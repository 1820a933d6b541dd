"""Session files and failing system calls, for tests of the store."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from oneone_tui.store.atomic_file import Tables
from oneone_tui.store.draft_file import Draft, drafts_beside
from oneone_tui.store.errors import DamagedFile
from oneone_tui.store.serialization import UPGRADES, Upgrade, from_tables, to_tables
from oneone_tui.store.session_file import ChangeToSave, SessionFile
from oneone_tui.store.tinydb_storage import AtomicStorage
from oneone_tui.workshop.model.changes import NoteDraft, NotesWritten, TimeAdded
from oneone_tui.workshop.model.session import TEAM_ONE
from oneone_tui.workshop.model.terms import NoteKind
from tests.support.sessions import SIX, apply_changes, running_session, time_at

if TYPE_CHECKING:
    from oneone_tui.workshop.model.changes import AnyChange
    from oneone_tui.workshop.model.session import Session


# The system calls that the storage makes.
CALLS = ("open", "fchmod", "write", "fsync", "fstat", "close", "replace", "link")

BESIDE = (".json", ".lock", ".previous")

OLD: Tables = {"notes": {"1": {"text": "old"}}}
NEW: Tables = {"notes": {"1": {"text": "new"}, "2": {"text": "señora 李雷"}}}

FULL = apply_changes(
    running_session(*SIX, segment="turn-1-conversation"),
    NotesWritten(kind=NoteKind.VALUE, notes=(NoteDraft("we keep our word"),), team=TEAM_ONE),
    TimeAdded(segment="turn-1-conversation", seconds=60),
)
"""A session with records in nearly every table."""


def full_tables() -> dict[str, dict[str, dict[str, Any]]]:
    """The tables of `FULL`, as read from a file, for tests to damage."""
    found: dict[str, dict[str, dict[str, Any]]] = tables_from_json(to_tables(FULL))
    return found


def tables_from_json(data: Tables) -> Any:
    """The tables encoded as JSON and decoded again."""
    return msgspec.json.decode(msgspec.json.encode(data))


def session_of_tables(data: Tables, upgrades: Sequence[Upgrade] = UPGRADES) -> Session:
    """The session in these tables."""
    return from_tables(data, "first.json", upgrades=upgrades).session


def damage_line(data: Tables) -> str:
    """The error line with which these tables are rejected as damaged."""
    with pytest.raises(DamagedFile) as error:
        session_of_tables(data)
    return error_line(error)


def note_to_save(text: str, seconds: float = 1) -> ChangeToSave:
    """A note of a value, to be saved, made `seconds` after `START`."""
    change = NotesWritten(kind=NoteKind.VALUE, notes=(NoteDraft(text=text),), team=TEAM_ONE)
    return change_to_save(change, seconds)


def change_to_save(change: AnyChange, seconds: float = 1, console: str = "a") -> ChangeToSave:
    """A change to be saved, made `seconds` after `START`."""
    return ChangeToSave(change=change, at=time_at(seconds).astimezone(UTC), console=console)


def create_file(folder: Path, session: Session | None = None) -> SessionFile:
    """Create `first.json` in `folder`, by default with a running session of six."""
    return SessionFile.create(folder / "first.json", session or running_session(*SIX))


def note_texts(session: Session) -> list[str]:
    """The texts of the notes."""
    return [note.text for note in session.notes]


def read_drafts(path: Path) -> list[Draft]:
    """All drafts of the session at `path`; a damaged one raises."""
    found = []
    for draft in drafts_beside(path):
        with suppress(FileNotFoundError):  # a console has just taken it away
            found.append(msgspec.json.decode(draft.read_bytes(), type=Draft))
    return found


def session_on_disk(file: SessionFile) -> Session:
    """The session on disk, whatever `file` holds in memory."""
    data = AtomicStorage(file.path).read()
    assert data is not None
    return session_of_tables(data)


def file_mode(path: Path) -> int:
    """The permissions of `path`, not following a link."""
    return stat.S_IMODE(path.lstat().st_mode)


def leftover_files(folder: Path) -> list[str]:
    """The files in `folder` other than sessions, locks and previous copies."""
    return sorted(p.name for p in folder.iterdir() if p.suffix not in BESIDE)


def error_line(error: pytest.ExceptionInfo[Exception] | Exception) -> str:
    """The message of an error, checked to be one printable line without names."""
    said = str(error.value if isinstance(error, pytest.ExceptionInfo) else error)
    assert said
    assert said.isprintable()
    assert len(said) < 500
    ours = said.replace(tempfile.gettempdir(), "")  # whose letters can spell any name
    assert not any(part in ours for name in SIX for part in name.split())
    return said


class CallCounter:
    """Record system calls and fail at number `fail_at` (from 1; 0 never fails)."""

    def __init__(self, fail_at: int, error: BaseException) -> None:
        self.fail_at = fail_at
        self.error = error
        self.made: list[str] = []

    def __call__(self, name: str) -> None:
        self.made.append(name)
        if len(self.made) == self.fail_at:
            raise self.error


@contextmanager
def failing_call(number: int, error: BaseException) -> Iterator[CallCounter]:
    """Let system call number `number` of the block fail with `error`."""
    calls = CallCounter(number, error)
    with pytest.MonkeyPatch.context() as patch:
        for name in CALLS:
            patch.setattr(os, name, _counted(name, getattr(os, name), calls))
        yield calls


def _counted(name: str, real: Any, calls: CallCounter) -> Any:
    def call(*args: Any, **kwargs: Any) -> Any:
        if name == "close":  # a close that fails has closed
            real(*args, **kwargs)
            calls(name)
            return None
        calls(name)
        return real(*args, **kwargs)

    return call
