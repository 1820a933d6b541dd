"""Consoles that have a session open, and when one was last there."""

from __future__ import annotations

import fcntl
import os
import socket
import threading
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from oneone_tui.store.atomic_file import PRIVATE_FILE, PRIVATE_FOLDER, time_of
from oneone_tui.workshop.text import clean

if TYPE_CHECKING:
    from pathlib import Path

CONSOLES = ".consoles"
"""The folder beside the sessions in which each console has a marker file."""

TRIES = 5
"""How often a marker file is created again when another console removes it as stale."""

MAX_BYTES = 400
"""The most bytes read from a marker file."""

MAX_SPEED = 1_000_000
"""The most times real time that is believed of a console."""

WALL, NAMES, TIME = "wall", "names shown", "time"
"""The lines of a marker file, after the name."""

_NEW = os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC
_LOOK = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
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


def machine_name() -> str:
    """Return the name of this machine, short enough to be shown."""
    return clean(socket.gethostname(), limit=20)


def console_name() -> str:
    """Return what a console or a wall is called that nobody has named."""
    return f"{machine_name()}-{os.getpid()}"


class SessionTime(NamedTuple):
    """The time at a console whose clock is sped up, so that a wall can show the same.

    At `real` it was `shown` there (both UTC), and since then time passes `speed` times as fast.
    """

    real: datetime
    shown: datetime
    speed: float


class Sign(NamedTuple):
    """What a console, or a wall, tells of itself while it has a session open.

    Attributes:
        name: Its name.
        is_wall: Whether it only shows the session to the room.
        names_shown: Whether the room may see who said what.
        time: The time that it shows, if that is not the real one.
        token: Tells its files from those of others; empty for one that is to be announced.
    """

    name: str
    is_wall: bool = False
    names_shown: bool = False
    time: SessionTime | None = None
    token: str = ""

    def encode(self) -> bytes:
        """Return the content of a marker file: the name, and a line for each other thing."""
        lines = [self.name.replace("\n", " ")]
        lines += [WALL] if self.is_wall else []
        lines += [NAMES] if self.names_shown else []
        if self.time:
            real, shown, speed = self.time
            lines.append(f"{TIME} {real.isoformat()} {shown.isoformat()} {speed}")
        return "\n".join(lines).encode(errors="replace")


class ConsolesAtSession:
    """The consoles that have one session open, and the walls that show it.

    Each holds a lock on a marker file of its own. The lock ends with its process, so that a
    console that died is noticed at once, whatever the clocks say; a suspended console still
    counts. Nothing depends on it: where files cannot be locked or written, no console is seen.
    """

    def __init__(self, path: Path, console: str, *, is_wall: bool = False) -> None:
        self._path = path
        self.sign = Sign(console, is_wall)
        """What the next `announce` tells the others."""
        self.signs: tuple[Sign, ...] = ()
        """What the others told of themselves when `others` was called last."""
        self._written = b""
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
            self._write_sign()
        return self.others()

    def others(self) -> tuple[str, ...]:
        """Return the names of the other consoles, sorted, without announcing this one."""
        found = signs_at(self._path, deletes_stale=not self.sign.is_wall)
        self.signs = tuple(sign for sign in found if sign.token != self.token)
        return tuple(sorted(sign.name for sign in self.signs if not sign.is_wall))

    @property
    def has_wall(self) -> bool:
        """Whether a wall showed the session when `others` was called last."""
        return any(sign.is_wall for sign in self.signs)

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
        self._written = b""
        self._write_sign()
        return os.path.lexists(self._marker)

    def _write_sign(self) -> None:
        content = self.sign.encode()
        if self._descriptor is not None and content != self._written:
            os.pwrite(self._descriptor, content, 0)
            os.ftruncate(self._descriptor, len(content))
            self._written = content


def consoles_at(path: Path) -> tuple[str, ...]:
    """Return the names of the consoles that have a session open, sorted. Raises nothing."""
    return tuple(sorted(name for _, name in at_session(path)))


def at_session(path: Path) -> list[tuple[str, str]]:
    """Return the token and name of each console that has a session open. Raises nothing."""
    return [(sign.token, sign.name) for sign in signs_at(path) if not sign.is_wall]


def signs_at(path: Path, *, deletes_stale: bool = True) -> tuple[Sign, ...]:
    """Return what consoles and walls that have a session open tell. Raises nothing.

    Args:
        path: The session's file.
        deletes_stale: Whether to delete the marker files of those that have died.
    """
    markers: list[tuple[str, str]] = []
    with suppress(OSError), os.scandir(path.with_name(CONSOLES)) as found:
        for item in found:
            session, _, token = item.name.rpartition("-")
            if session == path.name:
                markers.append((token, item.path))
    signs = (_read_marker(marker, token, deletes_stale) for token, marker in markers)
    return tuple(sign for sign in signs if sign)


def _read_marker(marker: str, token: str, deletes_stale: bool) -> Sign | None:
    """Return what is in a marker file, or None if its console has died."""
    with suppress(OSError):
        descriptor = os.open(marker, _READ if deletes_stale else _LOOK)
        try:
            if _is_held(descriptor):
                return _decode(os.read(descriptor, MAX_BYTES).decode(errors="replace"), token)
            if deletes_stale:
                os.unlink(marker)  # noqa: PTH108 - as scandir names it
        finally:
            os.close(descriptor)
    return None


def _decode(content: str, token: str) -> Sign:
    name, *lines = content.split("\n")
    times = (_decode_time(line) for line in lines if line.startswith(f"{TIME} "))
    return Sign(
        clean(name, limit=40) or "another console",
        is_wall=WALL in lines,
        names_shown=NAMES in lines,
        time=next(times, None),
        token=token,
    )


def _decode_time(line: str) -> SessionTime | None:
    with suppress(ValueError):
        _, real, shown, speed = line.split(" ")
        time = SessionTime(
            datetime.fromisoformat(real), datetime.fromisoformat(shown), float(speed)
        )
        if time.real.tzinfo and time.shown.tzinfo and 0 < time.speed < MAX_SPEED:
            return time
    return None


def _is_held(descriptor: int) -> bool:
    """Return whether another console holds this file. If not, lock it for `descriptor`."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    return False
