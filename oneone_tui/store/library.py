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
from oneone_tui.store.file_moves import move
from oneone_tui.store.session_file import SessionFile
from oneone_tui.store.session_files import (
    SUFFIX,
    TrashedSession,
    finish_interrupted_move,
    free_path,
    path_in_folder,
    restore_session,
    session_paths,
    trash_session,
)
from oneone_tui.store.session_search import ListedSession, SortOrder, list_session, sort_sessions
from oneone_tui.store.session_summary import fold_quickly
from oneone_tui.store.summary_cache import Progress, SummaryCache
from oneone_tui.workshop.history.next_session import next_session
from oneone_tui.workshop.model.session import Session
from oneone_tui.workshop.text import clean, fold

SLUG_LIMIT = 60
"""The most characters of a title that go into a file's name."""
LAST = "last"
"""What the newest session is called, unless one has that title."""
MAX_NAMED = 5
"""The most sessions that an error message names."""

REHEARSALS = "rehearsals"
"""The folder of the rehearsals, inside that of the sessions."""


class Library:
    """The sessions of one folder, which may be missing.

    Files whose name begins with a dot or does not end in ``.json`` are ignored. Links, folders and
    the like with such a name are listed, with the reason why they cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._cache = SummaryCache(folder)

    @property
    def rehearsals(self) -> Library:
        """The rehearsals, in a folder of their own: none of them is among the sessions."""
        return Library(self.folder / REHEARSALS)

    def entries(self, progress: Progress | None = None) -> tuple[ListedSession, ...]:
        """Return all sessions, the newest first.

        Only files that are new or have changed are read.

        Args:
            progress: Called after each file that is read. If it raises, reading stops, and what
                has been read is cached for the next time.

        Raises:
            CannotRead: The folder cannot be read.
        """
        files = tuple(session_paths(self.folder))
        known_summaries = self._cache.summaries(files, progress)
        found = (
            list_session(path, stamp, summary)
            for (path, stamp), summary in zip(files, known_summaries, strict=True)
        )
        return sort_sessions(found, SortOrder.DATE)

    def find(self, text: str) -> Path:
        """Return the path of the one session that `text` refers to.

        `text` is the path of a file, the name of a file in the folder (with or without ``.json``),
        a session's id, a title or its beginning, or a part of a name or title. Case, accents and
        hyphens do not matter, and what is exact wins. `LAST` is the newest session.

        Raises:
            SessionNotFound: No session matches.
            AmbiguousSession: Several sessions match.
        """
        path = Path(text)
        if _is_file(path):
            return finish_interrupted_move(path)
        entries, sought = self.entries(), _search_key(text)
        newest = next((entry for entry in entries if not entry.problem), None)
        for matches, key in (
            (_has_name, text),
            (_has_title, text),
            (_matches_whole, sought),
            (lambda key, entry: key == LAST and entry is newest, sought),
            (_matches_start, sought),
            (_matches_part, sought),
        ):
            hits = [entry for entry in entries if sought and matches(key, entry)]
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
        """Return a free path for a session with this title and day."""
        return free_path(self.folder / f"{day.isoformat()}-{slug(title)}{SUFFIX}")

    def create(self, session: Session) -> SessionFile:
        """Save `session` in a new file named after its title and the day it was created.

        If two consoles do so at once, there are two files. Raises `CannotWrite`.
        """
        day = session.info.created.astimezone().date()  # in the time zone of this machine
        while True:
            with suppress(FileExists):
                return SessionFile.create(self.new_path(session.info.title, day), session)

    def duplicate(
        self, path: Path, title: str, now: datetime, seed: int, session_id: str
    ) -> SessionFile:
        """Create the next session for the people of the session at `path`.

        It has the same guide, campaign and ask, and nothing of what happened. Raises `StoreError`.
        """
        before = SessionFile.open(path).session
        return self.create(next_session(before, session_id, title, now, seed))

    def rename_file(self, path: Path, title: str) -> Path:
        """Rename a session's file after `title` and the day the session was created.

        The content does not change, nor does a name that already fits. Raises `StoreError`, also
        if a console has the session open.

        Returns:
            The new path.
        """
        here = path_in_folder(self.folder, path)
        day = SessionFile.open(here).session.info.created.astimezone().date()
        if re.fullmatch(rf"{day.isoformat()}-{slug(title)}(-[0-9]+)?", here.stem):
            return here
        return move(here, lambda: self.new_path(title, day))

    def trash(self, path: Path) -> TrashedSession:
        """Move a session's file to the folder's trash, unchanged. Raises `StoreError`."""
        return trash_session(self.folder, path)

    def restore(self, trashed: TrashedSession) -> Path:
        """Move a session back, under another name if its own is taken. Raises `StoreError`."""
        return restore_session(self.folder, trashed)


def slug(title: str) -> str:
    """Return `title` as part of a file name.

    It has 1 to `SLUG_LIMIT` letters a–z, digits and single hyphens.
    """
    words = re.findall(r"[a-z0-9]+", fold(title).replace("'", ""))
    return "-".join(words)[:SLUG_LIMIT].strip("-") or "workshop"


def sessions_folder(option: str | None, env: Mapping[str, str], cwd: Path) -> Path:
    """Return the folder of the sessions; nothing is created.

    That is `option`, else ``$ONEONE_SESSIONS``, else ``sessions`` in `cwd` if that folder exists,
    else the user's data folder.
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
    except (OSError, ValueError):  # there is no such path, or there cannot be one
        return False


def _search_key(text: str) -> str:
    return " ".join(fold_quickly(text).replace("-", " ").split())


def _has_name(sought: str, entry: ListedSession) -> bool:
    return sought in (entry.path.name, entry.path.stem, entry.id)


def _has_title(sought: str, entry: ListedSession) -> bool:
    return sought == entry.title


def _matches_whole(sought: str, entry: ListedSession) -> bool:
    wholes = (entry.path.name, entry.path.stem, entry.id, entry.title)
    return any(sought == _search_key(whole) for whole in wholes)


def _matches_start(sought: str, entry: ListedSession) -> bool:
    return _search_key(entry.title).startswith(sought)


def _matches_part(sought: str, entry: ListedSession) -> bool:
    return any(sought in _search_key(name) for name in (entry.path.stem, entry.title))


def _quoted(text: str) -> str:
    return f'"{clean(text, limit=80)}"'


def _named(entries: Sequence[ListedSession]) -> str:
    names = ", ".join(entry.name for entry in entries[:MAX_NAMED])
    rest = len(entries) - MAX_NAMED
    return f"{names} and {rest} more" if rest > 0 else names
