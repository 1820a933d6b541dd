"""Renaming, trashing and restoring of session files, never over another file."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from oneone_tui.paths import show_path
from oneone_tui.store.atomic_file import make_private_folder
from oneone_tui.store.errors import (
    CannotRead,
    CannotWrite,
    SessionNotFound,
    StoreError,
    cannot_read,
    display_name,
)
from oneone_tui.store.moves import move, settle
from oneone_tui.store.session_summary import read_summary

if TYPE_CHECKING:
    _Found = tuple[Path, os.stat_result | None]
    """A file, and its state where the system tells it."""

SUFFIX = ".json"
TRASH = "trash"


class FileVersion(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What tells one state of a file from the next, whoever wrote it, and with whatever time.

    Times are in nanoseconds since 1970, as far as 64 bits go; the size is in bytes.
    """

    inode: int
    modified: int
    size: int
    changed: int
    """When the system last saw anything of it change, its permissions included."""


NO_STAMP = FileVersion(0, 0, 0, 0)
"""Of a file of which the system tells nothing."""

_WORD = 2**63 - 1


class TrashedSession(msgspec.Struct, frozen=True):
    """A session's file in the trash: where, and what it was called.

    `title` is empty where the file can't be read as a session.
    """

    path: Path
    name: str
    title: str


def session_paths(folder: Path) -> Iterator[tuple[Path, FileVersion]]:
    """What in `folder` may be a session, or is called like one; none where it is not there.

    What begins with a dot or has another ending is left out. A file that has two names, since it
    was being renamed or put in the trash, has one from now on. One whose state the system does not
    tell has `NO_STAMP`: it stops none of the others. Raises `CannotRead`.
    """
    found = list(_scan(folder))
    over = _settle(folder, found)
    for path, at in found:
        if path not in over:
            yield path, _stamp_of(at)


def settled(path: Path) -> Path:
    """The name that the session's file at `path` has, after a move that was cut short is ended."""
    with suppress(OSError, StoreError):
        if _has_names(path.lstat()):
            folder = path.parent.parent if path.parent.name == TRASH else path.parent
            return _settle(folder, list(_scan(folder))).get(path, path)
    return path


def _scan(folder: Path) -> Iterator[_Found]:
    try:
        with os.scandir(folder) as found:
            for item in found:
                if item.name.endswith(SUFFIX) and not item.name.startswith("."):
                    with suppress(FileNotFoundError):
                        yield Path(item.path), _state_of(item)
    except FileNotFoundError:
        return
    except NotADirectoryError as error:
        here = show_path(folder)
        raise CannotRead(f"{here} is not a folder: choose another for sessions") from error
    except OSError as error:
        raise cannot_read(error, folder) from error


def _state_of(item: os.DirEntry[str]) -> os.stat_result | None:
    try:
        return item.stat(follow_symlinks=False)
    except FileNotFoundError:
        raise
    except OSError:
        return None


def _stamp_of(at: os.stat_result | None) -> FileVersion:
    if at is None:
        return NO_STAMP
    modified, changed = (max(-_WORD, min(t, _WORD)) for t in (at.st_mtime_ns, at.st_ctime_ns))
    return FileVersion(at.st_ino, modified, at.st_size, changed)


def _settle(folder: Path, found: Sequence[_Found]) -> dict[Path, Path]:
    doubles = sorted(path for path, at in found if _has_names(at))
    if not doubles:
        return {}
    trash = folder / TRASH
    with suppress(StoreError):
        if _is_folder(trash):
            # First: of two that are alike, what is in the folder stays there.
            doubles = [*(path for path, at in _scan(trash) if _has_names(at)), *doubles]
    return settle(doubles)


def _has_names(at: os.stat_result | None) -> bool:
    """Whether it is a file that has other names, too."""
    return at is not None and stat.S_ISREG(at.st_mode) and at.st_nlink > 1


def free_path(path: Path) -> Path:
    """`path`, or where anything has that name, the same with the first free number."""
    names = (path.with_stem(f"{path.stem}-{n}") if n > 1 else path for n in count(1))
    return next(p for p in names if not os.path.lexists(p))


def path_in_folder(folder: Path, path: Path) -> Path:
    """The path of a session's file right in `folder`.

    Raises `SessionNotFound` where `path` is elsewhere or none, `CannotRead` for a link or a folder.
    """
    name = path.name
    if name.startswith(".") or not name.endswith(SUFFIX) or not _is_same(path.parent, folder):
        raise SessionNotFound(f"{display_name(path)} is not a session in {show_path(folder)}")
    here = folder / name
    try:
        mode = here.lstat().st_mode
    except OSError as error:
        raise cannot_read(error, here) from error
    if not stat.S_ISREG(mode):
        raise CannotRead(f"{display_name(here)} is not a file: a session is one JSON file")
    return here


def trash_session(folder: Path, path: Path) -> TrashedSession:
    """Put a session of `folder` in the folder's trash. Raises `StoreError`."""
    here, trash = path_in_folder(folder, path), folder / TRASH
    make_private_folder(trash)
    if not _is_folder(trash):
        raise CannotWrite(f"{display_name(trash)} is not a folder: the session can't be put there")
    return _trashed(move(here, lambda: free_path(trash / here.name)), here.name)


def restore_session(folder: Path, trashed: TrashedSession) -> Path:
    """Put a session of the trash back in `folder`. Raises `StoreError`."""
    trash = folder / TRASH
    if not _is_folder(trash):
        raise SessionNotFound(f"{display_name(trashed.path)} is not in the trash any more")
    there = path_in_folder(trash, trashed.path)
    return move(there, lambda: free_path(folder / trashed.name))


def _trashed(path: Path, name: str) -> TrashedSession:
    title = ""
    with suppress(StoreError):
        title = read_summary(path).title
    return TrashedSession(path, name, title)


def _is_folder(path: Path) -> bool:
    try:
        return stat.S_ISDIR(path.lstat().st_mode)
    except FileNotFoundError:
        return False
    except OSError as error:
        raise cannot_read(error, path) from error


def _is_same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()
