"""The folder of sessions: what is in it, which one is meant, and room for a new one."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path

import msgspec

from oneone_tui.store.errors import (
    AlreadyThere,
    Ambiguous,
    CannotRead,
    NotFound,
    StoreError,
    cannot_read,
    shown,
)
from oneone_tui.store.session_file import SessionFile
from oneone_tui.workshop.session import Session
from oneone_tui.workshop.text import clean, fold
from oneone_tui.workshop.words import Stage

SLUG_LIMIT = 60
SUFFIX = ".json"
NAMED = 5
"""How many sessions an error names."""


class Listed(msgspec.Struct, frozen=True):
    """A session of the library at a glance. `size` is bytes, times are UTC.

    Where the file can't be read as a session, `problem` is the line that says why, and only
    `path`, `saved` and `size` are known.
    """

    path: Path
    saved: datetime
    size: int
    id: str = ""
    title: str = ""
    created: datetime | None = None
    stage: Stage | None = None
    people: int = 0
    notes: int = 0
    problem: str = ""

    @property
    def name(self) -> str:
        """The file's name, as it is safe to show."""
        return shown(self.path)


class Library:
    """The sessions of one folder, which need not be there yet.

    Files that begin with a dot, are not called ``.json``, or are links are not looked at.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def entries(self) -> tuple[Listed, ...]:
        """All sessions, the newest first. Raises `CannotRead` where the folder can't be."""
        found = [_listed(path, state) for path, state in self._files()]
        found.sort(key=lambda one: one.path.name)
        found.sort(key=lambda one: one.created or one.saved, reverse=True)
        return tuple(found)

    def find(self, text: str) -> Path:
        """The one session that `text` means.

        That is the path of a file, the name of one here (with or without its ending), a
        session's id, a whole title, or a part of a name or title; upper case, accents and
        hyphens do not count. Raises `NotFound` or `Ambiguous`.
        """
        path = Path(text)
        if _is_file(path):
            return path
        entries, sought = self.entries(), _key(text)
        for meets in (_is_whole, _is_part):
            hits = [entry for entry in entries if sought and meets(sought, entry)]
            if len(hits) == 1:
                return hits[0].path
            if hits:
                raise Ambiguous(f"{_quoted(text)} can mean {_named(hits)}: write more of the name")
        here = clean(str(self.folder))
        there = f"in {here} there is {_named(entries)}" if entries else f"{here} has none yet"
        raise NotFound(f"there is no session {_quoted(text)}: {there}")

    def new_path(self, title: str, day: date) -> Path:
        """A free path for a session of that title and day, whatever the title holds."""
        stem = f"{day.isoformat()}-{slug(title)}"
        names = (f"{stem}-{n}" if n > 1 else stem for n in count(1))
        return next(p for n in names if not os.path.lexists(p := self.folder / f"{n}{SUFFIX}"))

    def create(self, session: Session) -> SessionFile:
        """Keep `session` in a new file here, named after its title and the day it was created.

        Two consoles that do so at once get two files. Raises `CannotWrite`.
        """
        day = session.info.created.astimezone().date()  # the day by the room's calendar
        while True:
            with suppress(AlreadyThere):
                return SessionFile.create(self.new_path(session.info.title, day), session)

    def _files(self) -> Iterator[tuple[Path, os.stat_result]]:
        try:
            with os.scandir(self.folder) as found:
                for item in found:
                    if item.name.endswith(SUFFIX) and not item.name.startswith("."):
                        with suppress(FileNotFoundError):
                            if item.is_file(follow_symlinks=False):
                                yield Path(item.path), item.stat(follow_symlinks=False)
        except FileNotFoundError:
            return
        except NotADirectoryError as error:
            here = clean(str(self.folder))
            raise CannotRead(f"{here} is not a folder: choose another for sessions") from error
        except OSError as error:
            raise cannot_read(error, self.folder) from error


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
    if (cwd / "sessions").is_dir():
        return cwd / "sessions"
    from platformdirs import user_data_path  # noqa: PLC0415 - 18 ms, and seldom needed

    return user_data_path("oneone", appauthor=False) / "sessions"


def _listed(path: Path, state: os.stat_result) -> Listed:
    saved = datetime.fromtimestamp(state.st_mtime, UTC)
    try:
        session = SessionFile.open(path).session
    except StoreError as error:
        return Listed(path=path, saved=saved, size=state.st_size, problem=str(error))
    return Listed(
        path=path,
        saved=saved,
        size=state.st_size,
        id=session.info.id,
        title=session.info.title,
        created=session.info.created,
        stage=session.info.stage,
        people=len(session.people),
        notes=len(session.notes),
    )


def _is_file(path: Path) -> bool:
    try:
        return not stat.S_ISDIR(path.lstat().st_mode)
    except (OSError, ValueError):  # no such path, or none that there can be
        return False


def _key(text: str) -> str:
    return " ".join(fold(text).replace("-", " ").split())


def _is_whole(sought: str, entry: Listed) -> bool:
    wholes = (entry.path.name, entry.path.stem, entry.id, entry.title)
    return any(sought == _key(whole) for whole in wholes)


def _is_part(sought: str, entry: Listed) -> bool:
    return any(sought in _key(name) for name in (entry.path.stem, entry.title))


def _quoted(text: str) -> str:
    return f'"{clean(text, limit=80)}"'


def _named(entries: Sequence[Listed]) -> str:
    names = ", ".join(entry.name for entry in entries[:NAMED])
    rest = len(entries) - NAMED
    return f"{names} and {rest} more" if rest > 0 else names
