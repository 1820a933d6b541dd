"""Consoles that have a session open, and when one was last there."""

from __future__ import annotations

import fcntl
import os
import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from oneone_tui.store.atomic_file import PRIVATE_FILE, PRIVATE_FOLDER, time_of
from oneone_tui.workshop.text import clean

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

CONSOLES = ".consoles"
"""The folder beside the sessions in which each console has a marker file."""

TRIES = 5
"""How often a marker file is created again when another console removes it as stale."""

MAX_BYTES = 200
"""The most bytes read from a marker file; it holds the name of a console."""

_NEW = os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC
_READ = os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


def last_seen_path(path: Path) -> Path:
    """Return the path of the file whose time is that of the last console's visit."""
    return path.with_name(f".{path.name}.seen")


class LastSeenFile:
    """The time at which a console last had a session open.

    Nothing depends on it: if the file cannot be written or read, no error is raised.
    """

    def __init__(self, path: Path) -> None:
        self._path = last_seen_path(path)

    def touch(self, now: datetime) -> None:
        """Record that a console has the session open at `now`."""
        with suppress(OSError):
            flags = os.O_CREAT | os.O_WRONLY | os.O_NOFOLLOW | os.O_CLOEXEC
            descriptor = os.open(self._path, flags, PRIVATE_FILE)
            try:
                os.fchmod(descriptor, PRIVATE_FILE)
                os.utime(descriptor, (now.timestamp(), now.timestamp()))
            finally:
                os.close(descriptor)

    def last_seen(self) -> datetime | None:
        """Return when a console last had the session open (UTC), or None if unknown."""
        try:
            return time_of(self._path.lstat().st_mtime)
        except OSError:
            return None


class ConsolesAtSession:
    """The consoles that have one session open.

    Each holds a lock on a marker file of its own. The lock ends with its process, so that a
    console that died is noticed at once, whatever the clocks say; a suspended console still
    counts. Nothing depends on it: where files cannot be locked or written, no console is seen.
    """

    def __init__(self, path: Path, console: str) -> None:
        self._path = path
        self._console = console
        self.token = os.urandom(4).hex()
        """Tells the files of this console from those of other consoles; eight hex digits."""
        self._marker = path.with_name(CONSOLES) / f"{path.name}-{self.token}"
        self._descriptor: int | None = None
        self._left = False
        self._lock = threading.Lock()

    def announce(self) -> tuple[str, ...] | None:
        """Make this console visible to the others.

        Returns:
            The names of the other consoles, sorted; None if this console has left.
        """
        with self._lock, suppress(OSError):
            if self._left:  # the console left while this call was waiting
                return None
            any(self._create_marker() for _ in range(TRIES))
        return self.others()

    def others(self) -> tuple[str, ...]:
        """Return the names of the other consoles, sorted, without announcing this one."""
        return tuple(sorted(name for token, name in at_session(self._path) if token != self.token))

    def leave(self) -> None:
        """Make this console invisible to the others."""
        with self._lock:
            self._left = True
            self._remove_marker()

    def _remove_marker(self) -> None:
        if self._descriptor is not None:
            with suppress(OSError):
                self._marker.unlink()
            with suppress(OSError):  # a failed close still closes the descriptor
                os.close(self._descriptor)
            self._descriptor = None

    def _create_marker(self) -> bool:
        if self._descriptor is not None and os.path.lexists(self._marker):
            return True
        self._remove_marker()
        with suppress(FileExistsError):
            self._marker.parent.mkdir(mode=PRIVATE_FOLDER)
        if self._marker.parent.is_symlink():
            return True
        marker = os.open(self._marker, _NEW, PRIVATE_FILE)
        self._descriptor = marker
        os.fchmod(marker, PRIVATE_FILE)
        # A console that is just looking may hold it for a moment and remove it: then try again.
        if _is_held(marker):
            self._remove_marker()
            return False
        os.write(marker, self._console.encode(errors="replace"))
        return os.path.lexists(self._marker)


def consoles_at(path: Path) -> tuple[str, ...]:
    """Return the names of the consoles that have a session open, sorted. Raises nothing."""
    return tuple(sorted(name for _, name in at_session(path)))


def at_session(path: Path) -> list[tuple[str, str]]:
    """Return the token and name of each console that has a session open. Raises nothing."""
    markers: list[tuple[str, str]] = []
    with suppress(OSError), os.scandir(path.with_name(CONSOLES)) as found:
        for item in found:
            session, _, token = item.name.rpartition("-")
            if session == path.name:
                markers.append((token, item.path))
    return [(token, name) for token, marker in markers if (name := _read_marker(marker))]


def _read_marker(marker: str) -> str:
    """Return the console that holds a marker file, by name, or remove a stale file."""
    with suppress(OSError):
        descriptor = os.open(marker, _READ)
        try:
            if _is_held(descriptor):
                content = os.read(descriptor, MAX_BYTES).decode(errors="replace")
                return clean(content, limit=40) or "another console"
            os.unlink(marker)  # noqa: PTH108 - as scandir names it
        finally:
            os.close(descriptor)
    return ""


def _is_held(descriptor: int) -> bool:
    """Return whether another console holds this file. If not, lock it for `descriptor`."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    return False
