"""Atomic, owner-only reading and writing of files."""

from __future__ import annotations

import errno
import os
import re
import stat
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from oneone_tui.paths import show_path
from oneone_tui.store.errors import (
    CannotRead,
    CannotWrite,
    DamagedFile,
    MissingFile,
    StoreError,
    TooLarge,
    cannot_read,
    cannot_write,
    display_name,
)
from oneone_tui.workshop.dates import YEARS

if TYPE_CHECKING:
    from collections.abc import Callable

SIZE_LIMIT = 8 * 1024 * 1024
"""No session file is larger, in bytes: five thousand notes, typed one by one, are 4.5 million."""

VALUES_LIMIT = 250_000
"""No session file holds more values: in memory they are far larger than the file. Five thousand
notes have 150,000."""

LETTERS_LIMIT = 4 * 1024 * 1024
"""No session file has more bytes of letters beyond ASCII, each of which has to be looked at."""

CHUNK = 1024 * 1024
"""How much is read at once, in bytes."""

ASCII = bytes(range(128))

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700

Document = dict[str, object]
Tables = dict[str, dict[str, Document]]
"""What TinyDB keeps: tables by name, in each its documents by number (as text)."""

_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
# A system whose disks know no hard links says one of these; or one that guards files of others.
_NO_LINKS = {errno.EPERM, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK}
# What network disks and the like say of a folder that is to be synced.
_NO_SYNC = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EBADF}


class FileStamp(NamedTuple):
    """What tells one state of a file from the next.

    Every save makes a new file. Its inode may be one that was used before, but not with the
    same size: a session's history keeps what a change takes away, so its file only grows.
    """

    inode: int
    modified: int
    size: int


class TablesFile:
    """One JSON file of tables, which is replaced whole or stays as it was.

    An error from `write` or `create` means that nothing changed on disk; no error means that
    the new file is in place and outlives the process. Only a file that is there in its own
    right is read or replaced: a link, a folder or a pipe is refused.

    `stamp` is the state last read or written, None before.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.stamp: FileStamp | None = None

    def read(self) -> Tables | None:
        """The tables as they are on disk, or None where there is no file.

        What is in the documents is anybody's guess: only that they are some is checked. Raises
        `CannotRead`, `TooLarge`, or `DamagedFile` where it is not JSON or not tables.
        """
        try:
            content, stamp = _read_within_limits(self.path)
        except MissingFile as error:
            if isinstance(error.__cause__, FileNotFoundError):
                return None
            raise
        try:
            data: object = msgspec.json.decode(content)
        except (ValueError, RecursionError) as error:
            what = "it is empty" if not content.strip() else "it is not whole JSON"
            raise DamagedFile(
                f"{display_name(self.path)} is damaged: {what}; it was left as it is"
            ) from error
        tables = _as_tables(data)
        if tables is None:
            raise DamagedFile(
                f"{display_name(self.path)} is not a session: it holds no tables; "
                "it was left as it is"
            )
        self.stamp = stamp
        return tables

    def write(self, data: Tables) -> None:
        """Put `data` in the file's place; what was there stays beside it, see `previous_copy_path`.

        Raises `CannotWrite`, `MissingFile` or `TooLarge`.
        """
        self._put(data, _replace)

    def create(self, data: Tables) -> None:
        """Like `write`, but raises `FileExists` where anything has that name."""
        self._put(data, rename_without_overwriting)
        # Of another session, which had the same name.
        with suppress(OSError):
            previous_copy_path(self.path).unlink()

    def current_stamp(self) -> FileStamp:
        """The state that the file has on disk at this moment.

        Raises `MissingFile`, or `CannotRead` where it is not a file in its own right.
        """
        try:
            found = os.lstat(self.path)
        except OSError as error:
            raise cannot_read(error, self.path) from error
        if stat.S_ISLNK(found.st_mode):
            raise cannot_read(OSError(errno.ELOOP, "a link"), self.path)
        return _stamp(found)

    def _put(self, data: Tables, place: Callable[[Path, Path], None]) -> None:
        content = msgspec.json.format(msgspec.json.encode(data), indent=2) + b"\n"
        if len(content) > SIZE_LIMIT or _holds_too_much(content):
            raise TooLarge(
                f"{display_name(self.path)} could not be saved: it is full; start a new one"
            )
        try:
            self.stamp = write_file(self.path, content, place)
        except OSError as error:
            raise cannot_write(error, self.path) from error


def make_private_folder(folder: Path) -> None:
    """Make `folder`, and those above it that are missing, for their owner alone.

    One that is there is left as it is. Raises `CannotWrite`.
    """
    missing = [f for f in (folder, *folder.parents) if not os.path.exists(f)]  # noqa: PTH110 - never raises
    for step in reversed(missing):
        try:
            step.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        except FileExistsError as error:
            why = f"{show_path(step)} is no folder: is it a link that leads nowhere?"
            raise CannotWrite(f"{display_name(folder)} could not be made: {why}") from error
        except OSError as error:
            raise cannot_write(error, step) from error
        _sync_folder(step.parent)


def time_of(modified: float) -> datetime | None:
    """A file's time, from seconds since 1970; None where it is beyond the years of a session.

    A disk can have any: a clock that was off, a copy from elsewhere, a `touch`.
    """
    try:
        time = datetime.fromtimestamp(modified, UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return time if time.year in YEARS else None


def previous_copy_path(path: Path) -> Path:
    """Where the file that was at `path` before the last save is kept, as whole as it was."""
    return path.with_name(f".{path.name}.previous")


def temporary_path(path: Path) -> Path:
    """Where something of the session at `path` is written before it is in its place."""
    return path.with_name(f".{path.name}.{os.urandom(4).hex()}.tmp")


def is_temporary(name: str) -> bool:
    """Whether a file of that name is one of ours that was not in its place yet."""
    return re.fullmatch(r"\..*\.[0-9a-f]{8}\.tmp", name, re.DOTALL) is not None


def remove_stale_files(path: Path) -> None:
    """Remove what saves that were killed have left beside `path`.

    The lock of a session must be held: else it may be of a save that goes on.
    """
    with suppress(OSError), os.scandir(path.parent) as found:
        for item in found:
            if item.name.startswith(f".{path.name}.") and is_temporary(item.name):
                with suppress(OSError):
                    os.unlink(item.path)  # noqa: PTH108 - as scandir names it


def read_content(path: Path) -> bytes:
    """The bytes of a file that is no larger than a session can be. Raises `StoreError`."""
    return _read_within_limits(path)[0]


def _read_within_limits(path: Path) -> tuple[bytes, FileStamp]:
    try:
        content, stamp = _read_file(path)
    except OSError as error:
        raise cannot_read(error, path) from error
    if _holds_too_much(content):
        raise TooLarge(f"{display_name(path)} holds too much to be a session")
    return content, stamp


def _holds_too_much(content: bytes) -> bool:
    """Whether some JSON is beyond the limits, found without taking it apart."""
    if len(content) <= min(VALUES_LIMIT, LETTERS_LIMIT):
        return False
    values = sum(content.count(sign) for sign in (b",", b"[", b"{"))
    return values > VALUES_LIMIT or len(content.translate(None, ASCII)) > LETTERS_LIMIT


def _as_tables(data: object) -> Tables | None:
    if not isinstance(data, dict):
        return None
    for table in data.values():
        if not isinstance(table, dict) or not all(isinstance(d, dict) for d in table.values()):
            return None
    return data


def _stamp(found: os.stat_result) -> FileStamp:
    return FileStamp(found.st_ino, found.st_mtime_ns, found.st_size)


def _read_file(path: Path) -> tuple[bytes, FileStamp]:
    # Never through a link, and never waiting for the other end of a pipe.
    fd = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        found = os.fstat(fd)
        if not stat.S_ISREG(found.st_mode):
            raise CannotRead(f"{display_name(path)} is not a file: a session is one JSON file")
        if found.st_size > SIZE_LIMIT:
            raise TooLarge(
                f"{display_name(path)} is too large to be a session: "
                f"{found.st_size // 1024**2} MB, at most {SIZE_LIMIT // 1024**2}"
            )
        parts = []
        while part := os.read(fd, CHUNK):
            parts.append(part)
        return b"".join(parts), _stamp(found)
    finally:
        os.close(fd)


def write_file(
    path: Path,
    content: bytes,
    place: Callable[[Path, Path], object],
    beside: Path | None = None,
) -> FileStamp:
    """Write a temporary file beside `path`, for its owner alone, and let `place` put it there.

    The file is named after `beside`, the session that it is of, if that is not `path`. Raises
    OSError: then nothing has changed.
    """
    temporary = temporary_path(beside or path)
    fd = os.open(temporary, _NEW, PRIVATE_FILE)
    try:
        stamp = _fill(fd, content)
        place(temporary, path)
    finally:
        # Once it is in place there is none to remove; and one that can't be removed is no
        # reason to call a save that worked a failure.
        with suppress(OSError):
            temporary.unlink()
    _sync_folder(path.parent)
    return stamp


def _fill(fd: int, content: bytes) -> FileStamp:
    """Get `content` on disk, under an open file that is then closed."""
    try:
        os.fchmod(fd, PRIVATE_FILE)  # whatever the umask took away
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(fd, rest) :]
        os.fsync(fd)
        return _stamp(os.fstat(fd))
    finally:
        os.close(fd)


def _replace(temporary: Path, path: Path) -> None:
    # The copy is a help for a bad day: that it can't be kept is no reason not to save.
    with suppress(OSError, StoreError):
        _keep_previous(path)
    temporary.replace(path)


def _keep_previous(path: Path) -> None:
    give_second_name(path, previous_copy_path(path), temporary_path(path))


def give_second_name(path: Path, other: Path, spare: Path) -> None:
    """Give the file at `path` the name `other`, too, or make a copy where a file has only one.

    What had that name is replaced. `spare` is a name beside `path` that nobody uses. What is at
    `path` may be anything: what is no file gets no other name. Raises OSError or `StoreError`.
    """
    mode = os.lstat(path).st_mode
    if not stat.S_ISREG(mode):
        return
    try:
        _link_or_copy(path, spare)
        if stat.S_IMODE(mode) != PRIVATE_FILE:
            spare.chmod(PRIVATE_FILE)
        spare.replace(other)
    finally:
        # It is still there where both were names of one file: then nothing was replaced.
        with suppress(OSError):
            spare.unlink()


def _link_or_copy(path: Path, spare: Path) -> None:
    try:
        os.link(path, spare, follow_symlinks=False)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        _fill(os.open(spare, _NEW, PRIVATE_FILE), _read_file(path)[0])


def rename_without_overwriting(
    path: Path, target: Path, settle: Callable[[], object] | None = None
) -> None:
    """Give the file at `path` the name `target` instead, unless anything has it.

    Where links can be it has both names for a while. `settle` is called then, before the old one
    goes; else right before the one step in which it is renamed. Raises `FileExistsError`, or what
    else the system or `settle` says: then the file has its old name only.
    """
    try:
        os.link(path, target, follow_symlinks=False)
        step: Callable[[], object] = path.unlink
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        empty = os.open(target, _NEW, PRIVATE_FILE)
        with suppress(OSError):  # one that fails has closed, and there is nothing to be written
            os.close(empty)
        step = partial(path.replace, target)
    try:
        if settle:
            settle()
        step()
    except (OSError, StoreError):
        target.unlink()
        raise


def sync_names(folder: Path) -> None:
    """Get the names in `folder` on disk. A disk that knows no such thing is none that says no.

    Raises OSError.
    """
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
    except OSError as error:
        if error.errno not in _NO_SYNC:
            raise
    finally:
        os.close(fd)


def _sync_folder(folder: Path) -> None:
    """Ask for the names in `folder` to be on disk as well.

    Where that fails (some network disks can't) the new file is in place all the same, and a
    power cut could at worst bring the old one back, whole. To report it as a failed save would
    be wrong, and would have the caller make the same change twice.
    """
    with suppress(OSError):
        sync_names(folder)
