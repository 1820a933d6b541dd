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
"""The most bytes of a session file.

Five thousand notes, typed one by one, have 4.5 million.
"""

VALUES_LIMIT = 250_000
"""The most JSON values of a session file; five thousand notes have 150,000.

In memory, values need far more space than in the file.
"""

NON_ASCII_LIMIT = 4 * 1024 * 1024
"""The most bytes of non-ASCII characters in a file: checking each is slow."""

CHUNK = 1024 * 1024
"""How many bytes are read at once."""

ASCII = bytes(range(128))

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700

Document = dict[str, object]
Tables = dict[str, dict[str, Document]]
"""What TinyDB stores: tables by name, and in each its documents by number (as text)."""

NEW_FILE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
"""Flags to create a file, never through a link."""
READ_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
"""Flags to read a file without following a link or waiting for the other end of a pipe."""
# What a system answers whose disks have no hard links, or which protects files of other users.
_NO_LINKS = {errno.EPERM, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK}
# What network disks and the like answer if a folder cannot be synced.
_NO_SYNC = {errno.EINVAL, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EBADF}


class FileStamp(NamedTuple):
    """What differs between two states of a file that this program writes.

    Every save creates a new file. Its inode may have been used before, but not with the same size:
    a session's history keeps what a change overwrites, so the file only grows.
    """

    inode: int
    modified: int
    size: int


class TablesReader:
    """One JSON file of tables, to be read only; it has nothing that could write.

    Only regular files are read: links, folders and pipes are refused.

    Attributes:
        path: The file.
        stamp: The state last read or written; None before that.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.stamp: FileStamp | None = None

    def read(self) -> Tables | None:
        """Return the tables on disk, or None if there is no file.

        The content of the documents is not checked.

        Raises:
            CannotRead: The system does not allow it, or it is not a regular file.
            TooLarge: It is larger than a session can be.
            DamagedFile: It is not JSON, or has no tables.
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

    def current_stamp(self) -> FileStamp:
        """Return the file's current state on disk.

        Raises:
            MissingFile: There is no file.
            CannotRead: It is not a regular file.
        """
        try:
            found = os.lstat(self.path)
        except OSError as error:
            raise cannot_read(error, self.path) from error
        if stat.S_ISLNK(found.st_mode):
            raise cannot_read(OSError(errno.ELOOP, "a link"), self.path)
        return _stamp(found)


class TablesFile(TablesReader):
    """One JSON file of tables, which is replaced as a whole or left unchanged.

    If `write` or `create` raises, nothing has changed on disk; if not, the new file is in place
    and survives the end of the process. Only regular files are replaced.
    """

    def write(self, data: Tables) -> None:
        """Replace the file with `data`; the old one stays as `previous_copy_path`.

        Raises `CannotWrite`, `MissingFile` or `TooLarge`.
        """
        self._put(data, _replace)

    def create(self, data: Tables) -> None:
        """Write `data` to a new file.

        Raises `FileExists` if the name is taken, otherwise the same as `write`.
        """
        self._put(data, rename_without_overwriting)
        # The copy is of another session that had the same file name.
        with suppress(OSError):
            previous_copy_path(self.path).unlink()

    def _put(self, data: Tables, put_in_place: Callable[[Path, Path], None]) -> None:
        content = msgspec.json.format(msgspec.json.encode(data), indent=2) + b"\n"
        if len(content) > SIZE_LIMIT or _exceeds_limits(content):
            raise TooLarge(
                f"{display_name(self.path)} could not be saved: it is full; start a new one"
            )
        try:
            self.stamp = write_file(self.path, content, put_in_place)
        except OSError as error:
            raise cannot_write(error, self.path) from error


def make_private_folder(folder: Path) -> None:
    """Create `folder` and its missing parents, accessible to their owner only.

    Existing folders are left unchanged. Raises `CannotWrite`.
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
    """Return a file's time (UTC) from seconds since 1970; None if it is out of range.

    A wrong clock, a copy or `touch` can give a file any time.
    """
    try:
        time = datetime.fromtimestamp(modified, UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return time if time.year in YEARS else None


def previous_copy_path(path: Path) -> Path:
    """Return the path at which the state before the last save is kept."""
    return path.with_name(f".{path.name}.previous")


def temporary_path(path: Path) -> Path:
    """Return a new path for a temporary file that belongs to the session at `path`."""
    return path.with_name(f".{path.name}.{os.urandom(4).hex()}.tmp")


def is_temporary(name: str) -> bool:
    """Return whether `name` is the name of one of our temporary files."""
    return re.fullmatch(r"\..*\.[0-9a-f]{8}\.tmp", name, re.DOTALL) is not None


def remove_stale_files(path: Path) -> None:
    """Remove the temporary files that killed saves have left beside `path`.

    The session's lock must be held: otherwise a file may belong to a save in progress.
    """
    with suppress(OSError), os.scandir(path.parent) as found:
        for item in found:
            if item.name.startswith(f".{path.name}.") and is_temporary(item.name):
                with suppress(OSError):
                    os.unlink(item.path)  # noqa: PTH108 - as scandir names it


def read_content(path: Path) -> bytes:
    """Return the bytes of a file within the size of a session. Raises `StoreError`."""
    return _read_within_limits(path)[0]


def _read_within_limits(path: Path) -> tuple[bytes, FileStamp]:
    try:
        content, stamp = _read_file(path)
    except OSError as error:
        raise cannot_read(error, path) from error
    if _exceeds_limits(content):
        raise TooLarge(f"{display_name(path)} holds too much to be a session")
    return content, stamp


def _exceeds_limits(content: bytes) -> bool:
    """Return whether JSON text exceeds the limits, without parsing it."""
    if len(content) <= min(VALUES_LIMIT, NON_ASCII_LIMIT):
        return False
    values = sum(content.count(sign) for sign in (b",", b"[", b"{"))
    return values > VALUES_LIMIT or len(content.translate(None, ASCII)) > NON_ASCII_LIMIT


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
    fd = os.open(path, READ_FILE)
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
    put_in_place: Callable[[Path, Path], object],
    beside: Path | None = None,
) -> FileStamp:
    """Write a temporary file, readable by its owner only, and put it in place.

    Args:
        path: The file to write.
        content: Its content, in bytes.
        put_in_place: Moves the temporary file to `path`.
        beside: The session after which the temporary file is named, if that is not `path`.

    Raises:
        OSError: The file could not be written; nothing has changed.
    """
    temporary = temporary_path(beside or path)
    fd = os.open(temporary, NEW_FILE, PRIVATE_FILE)
    try:
        stamp = _write_and_close(fd, content)
        put_in_place(temporary, path)
    finally:
        # Once it is in place there is nothing to remove. If it cannot be removed, the save has
        # succeeded all the same.
        with suppress(OSError):
            temporary.unlink()
    _sync_folder(path.parent)
    return stamp


def _write_and_close(fd: int, content: bytes) -> FileStamp:
    """Write `content` to an open file, get it on disk, and close the file."""
    try:
        os.fchmod(fd, PRIVATE_FILE)  # the umask may have removed permissions
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(fd, rest) :]
        os.fsync(fd)
        return _stamp(os.fstat(fd))
    finally:
        os.close(fd)


def _replace(temporary: Path, path: Path) -> None:
    # The previous copy is only a backup: if it cannot be kept, the save goes on.
    with suppress(OSError, StoreError):
        _keep_previous_copy(path)
    temporary.replace(path)


def _keep_previous_copy(path: Path) -> None:
    give_second_name(path, previous_copy_path(path), temporary_path(path))


def give_second_name(path: Path, other: Path, spare: Path) -> None:
    """Give the file at `path` a second name, or copy it if links are impossible.

    An existing file of that name is replaced. If `path` is not a regular file, nothing happens.

    Args:
        path: The file.
        other: Its second name.
        spare: A free name beside `path`, used on the way.

    Raises:
        OSError: The system does not allow it.
        StoreError: The file cannot be copied.
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
        # `spare` still exists if both were already names of one file: then nothing was replaced.
        with suppress(OSError):
            spare.unlink()


def _link_or_copy(path: Path, spare: Path) -> None:
    try:
        os.link(path, spare, follow_symlinks=False)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        _write_and_close(os.open(spare, NEW_FILE, PRIVATE_FILE), _read_file(path)[0])


def rename_without_overwriting(
    path: Path, target: Path, before_last_step: Callable[[], object] | None = None
) -> None:
    """Rename the file at `path` to `target`, unless that name is taken.

    Where hard links work, the file has both names for a moment.

    Args:
        path: The old name.
        target: The new name.
        before_last_step: Called while the file has both names, or without hard links right before
            it is renamed. If it raises, the file keeps its old name.

    Raises:
        FileExistsError: `target` is taken.
        OSError: The system does not allow it; the file has its old name only.
    """
    try:
        os.link(path, target, follow_symlinks=False)
        step: Callable[[], object] = path.unlink
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        empty = os.open(target, NEW_FILE, PRIVATE_FILE)
        with suppress(OSError):  # a failed close still closes, and nothing was written
            os.close(empty)
        step = partial(path.replace, target)
    try:
        if before_last_step:
            before_last_step()
        step()
    except (OSError, StoreError):
        target.unlink()
        raise


def sync_names(folder: Path) -> None:
    """Get the names in `folder` on disk, if the disk supports that. Raises OSError."""
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
    except OSError as error:
        if error.errno not in _NO_SYNC:
            raise
    finally:
        os.close(fd)


def _sync_folder(folder: Path) -> None:
    """Try to get the names in `folder` on disk.

    If that fails, as on some network disks, the new file is in place all the same, and a power cut
    could at worst bring back the old one, complete. To report a failed save would be wrong, and
    would make the caller repeat the change.
    """
    with suppress(OSError):
        sync_names(folder)
