"""File operations of the library: open, create, rename, trash, export."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from random import SystemRandom
from typing import TYPE_CHECKING

from oneone_tui.exports.formats import FORMS, ExportOptions
from oneone_tui.guides import load_guide
from oneone_tui.state import SessionRow
from oneone_tui.store.atomic_file import make_private_folder
from oneone_tui.store.errors import CannotWrite, FileExists, display_name
from oneone_tui.store.private_file import write_private
from oneone_tui.store.session_file import ChangeToSave, SessionFile
from oneone_tui.store.session_files import free_path
from oneone_tui.store.session_search import ListedSession, SortOrder, sort_sessions
from oneone_tui.store.session_summary import fold_quickly
from oneone_tui.workshop.model.changes import DetailSet
from oneone_tui.workshop.model.session import Session, new_session
from oneone_tui.workshop.text import LINE_LIMIT, clean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from oneone_tui.store.library import Library
    from oneone_tui.store.summary_cache import Progress

EXPORTS = "exports"
"""The folder for exports, beside the sessions."""


def shelve(
    library: Library, progress: Progress | None = None
) -> Mapping[str, tuple[SessionRow, ...]]:
    """Return the rows of the library screen in every sort order, by its name.

    Args:
        library: The folder of sessions.
        progress: Called for each file that had to be read; what it raises is passed on.

    Raises:
        StoreError: The folder cannot be read.
    """
    entries = library.entries(progress)
    rows = {entry.path.name: _to_row(entry) for entry in entries}
    return {
        order.value: tuple(rows[entry.path.name] for entry in sort_sessions(entries, order))
        for order in SortOrder
    }


def begin(library: Library, title: str, now: datetime, guide: str) -> Path:
    """Create an empty session and return its path.

    Raises:
        StoreError: It cannot be written.
        GuideError: The guide cannot be loaded.
    """
    session = new_session(
        _new_id(),
        clean(title, limit=LINE_LIMIT),
        load_guide(guide),
        now,
        _new_seed(),
    )
    return library.create(session).path


def begin_again(library: Library, path: Path, title: str, now: datetime) -> Path:
    """Create a session for the people of the one at `path`; return its path.

    Raises:
        StoreError: One cannot be read, or the other not be written.
    """
    title = clean(title, limit=LINE_LIMIT)
    return library.duplicate(path, title, now, _new_seed(), _new_id()).path


def rename(library: Library, path: Path, title: str, now: datetime, console: str) -> Path:
    """Change a session's title, and its file's name with it; return the new path.

    Raises:
        StoreError: It cannot be renamed; if a console has it open, nothing is changed.
        ChangeRejected: The title is not allowed.
    """
    renamed = library.rename_file(path, clean(title, limit=LINE_LIMIT))
    change = DetailSet(detail="title", text=title)
    SessionFile.open(renamed).change_once(ChangeToSave(change, now, console, key=_new_id()))
    return renamed


def read(path: Path) -> Session:
    """Read the session at `path`.

    Raises:
        StoreError: It cannot be read.
    """
    return SessionFile.open(path).session


def export(session: Session, path: Path, form: str, options: ExportOptions, now: datetime) -> Path:
    """Write a session to a new file in the folder for exports; return its path.

    Args:
        session: The session.
        path: The session's file.
        form: The name of the format.
        options: What to leave out, or to add.
        now: The time of the export, UTC.

    Raises:
        StoreError: It cannot be written.
        NothingToExport: The session has nothing that the format shows.
    """
    kind = FORMS[form]
    content = kind.write(session, now, options)
    folder = path.parent / EXPORTS
    make_private_folder(folder)
    if folder.is_symlink():  # it could lead to a folder that others can read
        raise CannotWrite(f"{display_name(folder)} is a link: put a folder in its place")
    while True:
        target = free_path(folder / f"{path.stem}{kind.suffix}")
        with suppress(FileExists):  # another process took the name
            write_private(target, content)
            return target


def _to_row(entry: ListedSession) -> SessionRow:
    return SessionRow(
        path=entry.path,
        day=entry.date.astimezone().date().isoformat(),
        title=entry.title,
        stage=entry.stage,
        finished=entry.finished,
        people=entry.people,
        pairs=entry.pairs,
        notes=entry.notes,
        commitments=entry.commitments,
        names=", ".join(attendee.name for attendee in entry.attendees),
        text=entry.text or fold_quickly(entry.name),
        problem=entry.problem,
    )


def _new_id() -> str:
    return os.urandom(8).hex()


def _new_seed() -> int:
    return SystemRandom().randrange(2**31)
