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
from oneone_tui.store.file_moves import move, settle
from oneone_tui.store.session_summary import read_summary

if TYPE_CHECKING:
    _Found = tuple[Path, os.stat_result | None]
    """A file, and its state as far as the system gives it."""

SUFFIX = ".json"
TRASH = "trash"


class FileVersion(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What differs between two states of a file, whoever wrote it and with whatever time.

    Times are in nanoseconds since 1970, limited to 64 bits; the size is in bytes.
    """

    inode: int
    modified: int
    size: int
    changed: int
    """When anything about the file last changed, including its permissions (ctime)."""


NO_STAMP = FileVersion(0, 0, 0, 0)
"""The version of a file of which the system gives no state."""

_WORD = 2**63 - 1


class TrashedSession(msgspec.Struct, frozen=True):
    """A session's file in the trash.

    Attributes:
        path: The file in the trash.
        name: The name that it had.
        title: The session's title; empty if the file cannot be read as a session.
    """

    path: Path
    name: str
    title: str


def session_paths(folder: Path) -> Iterator[tuple[Path, FileVersion]]:
    """Yield the files in `folder` that may be sessions, with their versions.

    Names that begin with a dot or do not end in ``.json`` are left out. If an interrupted move
    left a file with two names, one of them is removed. A file whose state the system does not give
    has `NO_STAMP`. A missing folder has no sessions. Raises `CannotRead`.
    """
    found = list(_scan(folder))
    extra = _remove_extra_names(folder, found)
    for path, at in found:
        if path not in extra:
            yield path, _stamp_of(at)


def finish_interrupted_move(path: Path) -> Path:
    """Finish an interrupted move of a session's file; return the path it has now."""
    with suppress(OSError, StoreError):
        if _has_several_names(path.lstat()):
            folder = path.parent.parent if path.parent.name == TRASH else path.parent
            return _remove_extra_names(folder, list(_scan(folder))).get(path, path)
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


def _remove_extra_names(folder: Path, found: Sequence[_Found]) -> dict[Path, Path]:
    doubles = sorted(path for path, at in found if _has_several_names(at))
    if not doubles:
        return {}
    trash = folder / TRASH
    with suppress(StoreError):
        if _is_folder(trash):
            # The trash comes first: of two equal names, the one in the folder stays.
            doubles = [*(path for path, at in _scan(trash) if _has_several_names(at)), *doubles]
    return settle(doubles)


def _has_several_names(at: os.stat_result | None) -> bool:
    """Return whether it is a regular file with more than one name."""
    return at is not None and stat.S_ISREG(at.st_mode) and at.st_nlink > 1


def free_path(path: Path) -> Path:
    """Return `path`, or if that name is taken, the same with the first free number."""
    names = (path.with_stem(f"{path.stem}-{n}") if n > 1 else path for n in count(1))
    return next(p for p in names if not os.path.lexists(p))


def path_in_folder(folder: Path, path: Path) -> Path:
    """Return the path of a session's file directly in `folder`.

    Raises:
        SessionNotFound: `path` is elsewhere, or not the name of a session.
        CannotRead: It is a link, a folder or the like.
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
    """Move a session of `folder` to the folder's trash. Raises `StoreError`."""
    here, trash = path_in_folder(folder, path), folder / TRASH
    make_private_folder(trash)
    if not _is_folder(trash):
        raise CannotWrite(f"{display_name(trash)} is not a folder: the session can't be put there")
    return _trashed(move(here, lambda: free_path(trash / here.name)), here.name)


def restore_session(folder: Path, trashed: TrashedSession) -> Path:
    """Move a session from the trash back to `folder`. Raises `StoreError`."""
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
