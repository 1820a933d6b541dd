"""Bounded reading of text files that people write: settings, guides, rosters.

A path can name a pipe without a writer, an endless device, a folder or a gigabyte. None of them
blocks the program: each becomes an error of one line.
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
"""How many bytes are read at once."""
PATIENCE = 5.0
"""How many seconds a pipe or a terminal has to deliver its content."""

_OPEN = os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC


class UnreadableFile(ValueError):
    """A file cannot be read; the message is one line and names the file.

    Args:
        path: The file.
        why: The reason, also kept as an attribute.
        message: The message, if it is not the usual one.
    """

    def __init__(self, path: Path | str, why: str, message: str = "") -> None:
        super().__init__(message or f"cannot read {show_path(path)}: {why}")
        self.why = why


class NoSuchFile(UnreadableFile):
    """There is no file with this name."""


def may_be_there(path: Path | str) -> bool:
    """Return whether anything may have this name. Raises nothing."""
    try:
        os.lstat(path)
    except FileNotFoundError:
        return False
    except (OSError, ValueError):
        return True
    return True


def read_text(path: Path | str, limit: int, what: str) -> str:
    """Return the text of a UTF-8 file.

    Args:
        path: The file.
        limit: The most bytes it may have.
        what: What the file is, for messages: "a guide".

    Raises:
        UnreadableFile: It cannot be read, is too large or is not UTF-8.
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
    """Return the first `limit` bytes of a file, and one more if it has more.

    Raises:
        UnreadableFile: It cannot be read, or its end does not come within `patience` seconds.
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
    """Wait until there is something to read, or the end. Raises `TimeoutError`."""
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    if seconds <= 0 or not poll.poll(None if seconds == math.inf else seconds * 1000):
        raise TimeoutError(errno.ETIMEDOUT, os.strerror(errno.ETIMEDOUT))


def _why(error: OSError) -> str:
    if error.errno == errno.ETIMEDOUT:
        return "it does not come to an end"
    # Only the system's text for the error number: the rest of an OSError is a path.
    return os.strerror(error.errno or errno.EIO)
