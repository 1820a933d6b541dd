"""Errors of the store, each one line that people can act on.

Every message says what is wrong, where (the file's name), and what to do. None contains anything
from inside a session.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path

from oneone_tui.paths import show_path

_FULL = {errno.ENOSPC, errno.EDQUOT}
_FORBIDDEN = {errno.EACCES, errno.EPERM}
_NOT_A_FILE = {errno.ENXIO, errno.EISDIR, errno.EOPNOTSUPP}  # a socket, a device, a folder
_MISSING = {errno.ENOENT, errno.ENOTDIR}


class StoreError(Exception):
    """A problem with a stored session; the message is one line."""


class MissingFile(StoreError):
    """The session's file or its folder is missing."""


class FileExists(StoreError):
    """A file of that name already exists, and a new one must not replace it."""


class CannotRead(StoreError):
    """The system does not allow a file or folder to be read."""


class CannotWrite(StoreError):
    """The system does not allow a file to be written; the old content is unchanged."""


class TooLarge(StoreError):
    """A file is larger than a session can be."""


class SessionBusy(StoreError):
    """Another console held the session's lock for too long."""


class DamagedFile(StoreError):
    """A file is not a session, or not a complete one."""


class NewerFile(StoreError):
    """A file was written by a newer version; it is neither read nor overwritten."""


class SessionNotFound(StoreError):
    """No session matches the given text."""


class AmbiguousSession(StoreError):
    """Several sessions match the given text."""


def display_name(path: Path) -> str:
    """Return a file's name as it is safe to show: one clean line, without its folder."""
    return show_path(path.name, limit=120) or "the file"


def cannot_read(error: OSError, path: Path) -> StoreError:
    """Return the `StoreError` for a system error while reading `path`."""
    name = display_name(path)
    if error.errno in _MISSING:
        return MissingFile(f"{name} is not there: was it moved, renamed or deleted?")
    if error.errno == errno.ELOOP:
        return CannotRead(f"{name} is a link: open the file that it points to")
    if error.errno in _NOT_A_FILE:
        return CannotRead(f"{name} is not a file: a session is one JSON file")
    if error.errno in _FORBIDDEN:
        return CannotRead(f"{name} can't be read: you have no permission to; ask its owner")
    return CannotRead(f"{name} can't be read: {_reason(error)}")


def cannot_write(error: OSError, path: Path) -> StoreError:
    """Return the `StoreError` for a system error while writing `path`."""
    name, where = display_name(path), show_path(path.parent)
    if error.errno == errno.EEXIST:
        return FileExists(f"{name} is there already: choose another name")
    if error.errno in _FULL:
        return CannotWrite(f"{name} could not be saved: the disk is full; free some space")
    if error.errno in _FORBIDDEN:
        return CannotWrite(f"{name} could not be saved: you may not write in {where}")
    if error.errno == errno.EROFS:
        return CannotWrite(f"{name} could not be saved: {where} is read-only")
    if error.errno in _MISSING:
        is_none = f"{where} is not a folder" if error.errno == errno.ENOTDIR else ""
        gone = is_none or f"the folder {where} is not there"
        return MissingFile(f"{name} could not be saved: {gone}")
    return CannotWrite(f"{name} could not be saved: {_reason(error)}")


def cannot_move(error: OSError, path: Path) -> StoreError:
    """Return the `StoreError` for a system error while renaming `path`."""
    return CannotWrite(f"{display_name(path)} can't be moved: {_reason(error)}")


def refused_by_system(error: OSError) -> StoreError:
    """Return the `StoreError` for a system error that no other code handles."""
    name = error.filename
    if isinstance(name, str | bytes):
        about = show_path(os.fsdecode(name), limit=200)
        return CannotRead(f"{about} is out of reach: {_reason(error)}; try again")
    return CannotRead(f"something could not be read or written: {_reason(error)}; try again")


def _reason(error: OSError) -> str:
    # Only the system's text for the error number: the rest of an OSError is a path, which may
    # contain names.
    words = os.strerror(error.errno) if error.errno else "the system refused"
    return words[:1].lower() + words[1:]
