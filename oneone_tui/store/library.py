"""The folder of sessions: listing, lookup by name, and paths for new ones."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

from oneone_tui.paths import show_path
from oneone_tui.store.errors import AmbiguousSession, FileExists, SessionNotFound
from oneone_tui.store.moves import move
from oneone_tui.store.session_file import SessionFile
from oneone_tui.store.session_files import (
    SUFFIX,
    TrashedSession,
    free_path,
    path_in_folder,
    restore_session,
    session_paths,
    settled,
    trash_session,
)
from oneone_tui.store.session_listing import ListedSession, SortOrder, list_session, sort_sessions
from oneone_tui.store.session_summary import fold_quickly
from oneone_tui.store.summary_cache import Progress, SummaryCache
from oneone_tui.workshop.history.next_session import next_session
from oneone_tui.workshop.model.session import Session
from oneone_tui.workshop.text import clean, fold

SLUG_LIMIT = 60
NAMED = 5
"""How many sessions an error names."""


class Library:
    """The sessions of one folder, which need not be there yet.

    Files that begin with a dot or are not called ``.json`` are not looked at; links, folders and
    the like that are called so are listed with the reason why they can't be read.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._index = SummaryCache(folder)

    def entries(self, progress: Progress | None = None) -> tuple[ListedSession, ...]:
        """All sessions, the newest first. Raises `CannotRead` where the folder can't be.

        Only files that are new or have changed are read. `progress` is told of each of those;
        whatever it raises ends the reading, and what was read is kept for the next time.
        """
        files = tuple(session_paths(self.folder))
        glances = self._index.summaries(files, progress)
        found = (
            list_session(path, stamp, glance)
            for (path, stamp), glance in zip(files, glances, strict=True)
        )
        return sort_sessions(found, SortOrder.DATE)

    def find(self, text: str) -> Path:
        """The one session that `text` means.

        That is the path of a file, the name of one here (with or without its ending), a
        session's id, a whole title, the beginning of one, or a part of a name or title; upper
        case, accents and hyphens do not count. Raises `SessionNotFound` or `AmbiguousSession`.
        """
        path = Path(text)
        if _is_file(path):
            return settled(path)
        entries, sought = self.entries(), _key(text)
        for meets in (_is_whole, _begins, _is_part):
            hits = [entry for entry in entries if sought and meets(sought, entry)]
            if len(hits) == 1:
                return hits[0].path
            if hits:
                raise AmbiguousSession(
                    f"{_quoted(text)} could mean {_named(hits)}: type more of the name"
                )
        here = show_path(self.folder)
        there = f"in {here} there is {_named(entries)}" if entries else f"{here} has none yet"
        raise SessionNotFound(f"there is no session {_quoted(text)}: {there}")

    def new_path(self, title: str, day: date) -> Path:
        """A free path for a session of that title and day, whatever the title holds."""
        return free_path(self.folder / f"{day.isoformat()}-{slug(title)}{SUFFIX}")

    def create(self, session: Session) -> SessionFile:
        """Keep `session` in a new file here, named after its title and the day it was created.

        Two consoles that do so at once get two files. Raises `CannotWrite`.
        """
        day = session.info.created.astimezone().date()  # the day by the room's calendar
        while True:
            with suppress(FileExists):
                return SessionFile.create(self.new_path(session.info.title, day), session)

    def duplicate(
        self, path: Path, title: str, now: datetime, seed: int, session_id: str
    ) -> SessionFile:
        """Keep a new session for the people of the one at `path`. Raises `StoreError`.

        It has the same guide, campaign and ask, and nothing of what happened.
        """
        before = SessionFile.open(path).session
        return self.create(next_session(before, session_id, title, now, seed))

    def rename_file(self, path: Path, title: str) -> Path:
        """Name a session's file after `title` and the day it was created; where it is then.

        Its content stays as it is. A name that fits already stays, too. Raises `StoreError`,
        also where a console has the session open.
        """
        here = path_in_folder(self.folder, path)
        day = SessionFile.open(here).session.info.created.astimezone().date()
        if re.fullmatch(rf"{day.isoformat()}-{slug(title)}(-[0-9]+)?", here.stem):
            return here
        return move(here, lambda: self.new_path(title, day))

    def trash(self, path: Path) -> TrashedSession:
        """Put a session's file, as it is, in the folder's trash. Raises `StoreError`."""
        return trash_session(self.folder, path)

    def restore(self, trashed: TrashedSession) -> Path:
        """Put a session back, under another name where its own is taken. Raises `StoreError`."""
        return restore_session(self.folder, trashed)


def slug(title: str) -> str:
    """`title` as part of a file's name: a to z, digits and single hyphens, 1 to 60 of them."""
    words = re.findall(r"[a-z0-9]+", fold(title).replace("'", ""))
    return "-".join(words)[:SLUG_LIMIT].strip("-") or "workshop"


def sessions_folder(option: str | None, env: Mapping[str, str], cwd: Path) -> Path:
    """Where sessions are kept.

    That is `option`, else ``$ONEONE_SESSIONS``, else ``sessions`` in `cwd` where that folder is
    there, else a folder of the user's own. Nothing is made yet.
    """
    named = option or env.get("ONEONE_SESSIONS")
    if named:
        return cwd / Path(named).expanduser()
    if os.path.isdir(cwd / "sessions"):  # noqa: PTH112 - never raises
        return cwd / "sessions"
    from platformdirs import user_data_path  # noqa: PLC0415 - 18 ms, and seldom needed

    return user_data_path("oneone") / "sessions"


def _is_file(path: Path) -> bool:
    try:
        return not stat.S_ISDIR(path.lstat().st_mode)
    except (OSError, ValueError):  # no such path, or none that there can be
        return False


def _key(text: str) -> str:
    return " ".join(fold_quickly(text).replace("-", " ").split())


def _is_whole(sought: str, entry: ListedSession) -> bool:
    wholes = (entry.path.name, entry.path.stem, entry.id, entry.title)
    return any(sought == _key(whole) for whole in wholes)


def _begins(sought: str, entry: ListedSession) -> bool:
    return _key(entry.title).startswith(sought)


def _is_part(sought: str, entry: ListedSession) -> bool:
    return any(sought in _key(name) for name in (entry.path.stem, entry.title))


def _quoted(text: str) -> str:
    return f'"{clean(text, limit=80)}"'


def _named(entries: Sequence[ListedSession]) -> str:
    names = ", ".join(entry.name for entry in entries[:NAMED])
    rest = len(entries) - NAMED
    return f"{names} and {rest} more" if rest > 0 else names
