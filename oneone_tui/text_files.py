"""Bounded reading of text files that people write: settings, guides, rosters.

What is named as a file may be a pipe that nobody writes to, an endless device, a folder or a
gigabyte. None of them holds the program up: each becomes an error of one line.
"""

from __future__ import annotations

import errno
import math
import os
import select
import time
from typing import TYPE_CHECKING

from oneone_tui.paths import show_path

if TYPE_CHECKING:
    from pathlib import Path

CHUNK = 64 * 1024
"""How much is read at once, in bytes."""
PATIENCE = 5.0
"""So many seconds a pipe or a terminal has to say all it has."""

_OPEN = os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC


class UnreadableFile(ValueError):
    """A file that cannot be read, and `why`; the message is one line, and names the file."""

    def __init__(self, path: Path | str, why: str, message: str = "") -> None:
        super().__init__(message or f"cannot read {show_path(path)}: {why}")
        self.why = why


class NoSuchFile(UnreadableFile):
    """There is no file of that name."""


def may_be_there(path: Path | str) -> bool:
    """Whether anything has that name; what cannot be looked at may be there. Raises nothing."""
    try:
        os.lstat(path)
    except FileNotFoundError:
        return False
    except (OSError, ValueError):
        return True
    return True


def read_text(path: Path | str, limit: int, what: str) -> str:
    """The text of the file at `path`, which is UTF-8, of at most `limit` bytes.

    `what` says what such a file is for: "a guide". Raises `UnreadableFile`.
    """
    content = read_bytes(path, limit)
    if len(content) > limit:
        why = f"is larger than {what} can be"
        raise UnreadableFile(path, why, f"{show_path(path)} {why}")
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        why = "is not text in UTF-8"
        raise UnreadableFile(path, why, f"{show_path(path)} {why}") from None


def read_bytes(path: Path | str, limit: int, patience: float = PATIENCE) -> bytes:
    """The first `limit` bytes of what is at `path`, and one more where there are more.

    Raises `UnreadableFile`, also where it has not said all of it within `patience` seconds.
    """
    try:
        descriptor = os.open(path, _OPEN)
        try:
            return _read(descriptor, limit + 1, time.monotonic() + patience)
        finally:
            os.close(descriptor)
    except FileNotFoundError as error:
        raise NoSuchFile(path, os.strerror(errno.ENOENT)) from error
    except OSError as error:
        raise UnreadableFile(path, _why(error)) from error
    except ValueError as error:  # a path with a zero byte
        raise UnreadableFile(path, "it is no name of a file") from error


def _read(descriptor: int, most: int, until: float) -> bytes:
    parts: list[bytes] = []
    while most > 0:
        try:
            part = os.read(descriptor, min(most, CHUNK))
        except BlockingIOError:
            _wait(descriptor, until - time.monotonic())
            continue
        if not part:
            break
        parts.append(part)
        most -= len(part)
    return b"".join(parts)


def _wait(descriptor: int, seconds: float) -> None:
    """Wait till there is something to read, or its end. Raises `TimeoutError`."""
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    if seconds <= 0 or not poll.poll(None if seconds == math.inf else seconds * 1000):
        raise TimeoutError(errno.ETIMEDOUT, os.strerror(errno.ETIMEDOUT))


def _why(error: OSError) -> str:
    if error.errno == errno.ETIMEDOUT:
        return "it does not come to an end"
    # Only the system's own words for the number: the rest of an OSError is a path.
    return os.strerror(error.errno or errno.EIO)
