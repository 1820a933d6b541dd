"""Session files given other names or put in the trash: whole, and never over another file."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path

import msgspec

from oneone_tui.paths import show_path
from oneone_tui.store.drafts import draft_of
from oneone_tui.store.errors import (
    Busy,
    CannotRead,
    CannotWrite,
    NotFound,
    StoreError,
    cannot_read,
    shown,
)
from oneone_tui.store.files import previous_of, private_folder, take_name
from oneone_tui.store.glance import glance_at
from oneone_tui.store.lock import lock_of, locked
from oneone_tui.store.presence import sign_of, who_is_at

SUFFIX = ".json"
TRASH = "trash"

WAIT = 2.0
"""How long to wait for a console that is saving, in seconds."""


class Stamp(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What tells one state of a file from the next, whoever wrote it, and with whatever time.

    Times are in nanoseconds since 1970, as far as 64 bits go; the size is in bytes.
    """

    inode: int
    modified: int
    size: int
    changed: int
    """When the system last saw anything of it change, its permissions included."""


NO_STAMP = Stamp(0, 0, 0, 0)
"""Of a file of which the system tells nothing."""

_WORD = 2**63 - 1


class Trashed(msgspec.Struct, frozen=True):
    """A session's file in the trash: where, and what it was called.

    `title` is empty where the file can't be read as a session.
    """

    path: Path
    name: str
    title: str


def files_in(folder: Path) -> Iterator[tuple[Path, Stamp]]:
    """What in `folder` may be a session, or is called like one; none where it is not there.

    What begins with a dot or has another ending is left out. One whose state the system does not
    tell has `NO_STAMP`: it stops none of the others. Raises `CannotRead`.
    """
    try:
        with os.scandir(folder) as found:
            for item in found:
                if item.name.endswith(SUFFIX) and not item.name.startswith("."):
                    with suppress(FileNotFoundError):
                        yield Path(item.path), _stamp_of(item)
    except FileNotFoundError:
        return
    except NotADirectoryError as error:
        here = show_path(folder)
        raise CannotRead(f"{here} is not a folder: choose another for sessions") from error
    except OSError as error:
        raise cannot_read(error, folder) from error


def _stamp_of(item: os.DirEntry[str]) -> Stamp:
    try:
        at = item.stat(follow_symlinks=False)
    except FileNotFoundError:
        raise
    except OSError:
        return NO_STAMP
    modified, changed = (max(-_WORD, min(t, _WORD)) for t in (at.st_mtime_ns, at.st_ctime_ns))
    return Stamp(at.st_ino, modified, at.st_size, changed)


def free_path(path: Path) -> Path:
    """`path`, or where anything has that name, the same with the first free number."""
    names = (path.with_stem(f"{path.stem}-{n}") if n > 1 else path for n in count(1))
    return next(p for p in names if not os.path.lexists(p))


def session_in(folder: Path, path: Path) -> Path:
    """The path of a session's file right in `folder`.

    Raises `NotFound` where `path` is elsewhere or none, `CannotRead` for a link or a folder.
    """
    name = path.name
    if name.startswith(".") or not name.endswith(SUFFIX) or not _is_same(path.parent, folder):
        raise NotFound(f"{shown(path)} is not a session in {show_path(folder)}")
    here = folder / name
    try:
        mode = here.lstat().st_mode
    except OSError as error:
        raise cannot_read(error, here) from error
    if not stat.S_ISREG(mode):
        raise CannotRead(f"{shown(here)} is not a file: a session is one JSON file")
    return here


def move(path: Path, fresh: Callable[[], Path]) -> Path:
    """Give the session's file at `path` a name that `fresh` makes, and tell which.

    Not a byte of it changes. What a console left beside it goes along. Raises `Busy` where a
    console has the session open, or `CannotWrite`: then all is as it was.
    """
    with _alone(path):
        target = _moved(path, fresh)
        for beside in (sign_of, draft_of, previous_of):
            with suppress(OSError):
                beside(path).replace(beside(target))
        # Still held: who waits for it finds no session there.
        lock_of(path).unlink(missing_ok=True)
    return target


def put_in_trash(folder: Path, path: Path) -> Trashed:
    """Put a session of `folder` in the folder's trash. Raises `StoreError`."""
    here, trash = session_in(folder, path), folder / TRASH
    private_folder(trash)
    if not _is_folder(trash):
        raise CannotWrite(f"{shown(trash)} is not a folder: the session can't be put there")
    return _trashed(move(here, lambda: free_path(trash / here.name)), here.name)


def take_from_trash(folder: Path, trashed: Trashed) -> Path:
    """Put a session of the trash back in `folder`. Raises `StoreError`."""
    trash = folder / TRASH
    if not _is_folder(trash):
        raise NotFound(f"{shown(trashed.path)} is not in the trash any more")
    there = session_in(trash, trashed.path)
    return move(there, lambda: free_path(folder / trashed.name))


def _trashed(path: Path, name: str) -> Trashed:
    title = ""
    with suppress(StoreError):
        title = glance_at(path).title
    return Trashed(path, name, title)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Hold the session at `path`, which no console has open."""
    name = shown(path)
    if not os.access(path.parent, os.W_OK):
        raise CannotWrite(f"{name} can't be moved: you may not write in {show_path(path.parent)}")
    with suppress(Busy), locked(path, WAIT):
        if not who_is_at(path):
            yield
            return
    raise Busy(f"{name} is open at a console: leave it there, and try again")


def _moved(path: Path, fresh: Callable[[], Path]) -> Path:
    while True:
        target = fresh()
        try:
            take_name(path, target)
        except FileExistsError:
            continue  # somebody was quicker
        except OSError as error:
            why = os.strerror(error.errno or 0).lower()
            raise CannotWrite(f"{shown(path)} can't be moved: {why}") from error
        return target


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _is_same(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()
