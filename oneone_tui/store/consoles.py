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
"""The folder beside the sessions in which each console has a sign of its own."""

TRIES = 5
"""How often a sign is made anew at once where another console takes it for a dead one's."""

MOST = 200
"""Bytes of a sign that are read: the name of a console has fewer."""

_NEW = os.O_CREAT | os.O_EXCL | os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC
_READ = os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


def last_seen_path(path: Path) -> Path:
    """Where it is kept when a console was last at the session kept at `path`."""
    return path.with_name(f".{path.name}.seen")


class LastSeenFile:
    """When a console was last at the session kept at `path`.

    It helps, and nothing depends on it: where it can be neither written nor read, it is silent.
    """

    def __init__(self, path: Path) -> None:
        self._path = last_seen_path(path)

    def touch(self, now: datetime) -> None:
        """Leave the sign that a console is here at `now`."""
        with suppress(OSError):
            flags = os.O_CREAT | os.O_WRONLY | os.O_NOFOLLOW | os.O_CLOEXEC
            descriptor = os.open(self._path, flags, PRIVATE_FILE)
            try:
                os.fchmod(descriptor, PRIVATE_FILE)
                os.utime(descriptor, (now.timestamp(), now.timestamp()))
            finally:
                os.close(descriptor)

    def last_seen(self) -> datetime | None:
        """When a console was last here, UTC, or None where that is not known."""
        try:
            return time_of(self._path.lstat().st_mtime)
        except OSError:
            return None


class ConsolesAtSession:
    """The consoles at one session: each holds a lock on a file of its own as long as it lives.

    So one that died is known at once, and its file taken away, whatever the clocks say; one that
    was put aside still counts. It helps, and nothing depends on it: where files cannot be locked
    or written, nobody is seen.
    """

    def __init__(self, path: Path, console: str) -> None:
        self._path = path
        self._console = console
        self.token = os.urandom(4).hex()
        """What tells this console's files from those of the others here."""
        self._own = path.with_name(CONSOLES) / f"{path.name}-{self.token}"
        self._held: int | None = None
        self._gone = False
        self._one_at_a_time = threading.Lock()

    def announce(self) -> tuple[str, ...] | None:
        """Be seen from now on; the names of the other consoles here, sorted. None once it left."""
        with self._one_at_a_time, suppress(OSError):
            if self._gone:  # it was on its way here when the console left
                return None
            any(self._be_seen() for _ in range(TRIES))
        return self.others()

    def others(self) -> tuple[str, ...]:
        """The names of the other consoles here, sorted, without being seen by that."""
        return tuple(sorted(name for token, name in at_session(self._path) if token != self.token))

    def leave(self) -> None:
        """Be seen no more."""
        with self._one_at_a_time:
            self._gone = True
            self._let_go()

    def _let_go(self) -> None:
        if self._held is not None:
            with suppress(OSError):
                self._own.unlink()
            with suppress(OSError):  # one that fails has closed
                os.close(self._held)
            self._held = None

    def _be_seen(self) -> bool:
        if self._held is not None and os.path.lexists(self._own):
            return True
        self._let_go()
        with suppress(FileExistsError):
            self._own.parent.mkdir(mode=PRIVATE_FOLDER)
        if self._own.parent.is_symlink():
            return True
        sign = os.open(self._own, _NEW, PRIVATE_FILE)
        self._held = sign
        os.fchmod(sign, PRIVATE_FILE)
        # Who looks just now holds it for a moment, and takes it away: then another is made.
        if _is_held(sign):
            self._let_go()
            return False
        os.write(sign, self._console.encode(errors="replace"))
        return os.path.lexists(self._own)


def consoles_at(path: Path) -> tuple[str, ...]:
    """The names of the consoles at the session kept at `path`, sorted. Raises nothing."""
    return tuple(sorted(name for _, name in at_session(path)))


def at_session(path: Path) -> list[tuple[str, str]]:
    """The token and the name of each console at the session kept at `path`. Raises nothing."""
    signs: list[tuple[str, str]] = []
    with suppress(OSError), os.scandir(path.with_name(CONSOLES)) as found:
        for one in found:
            session, _, token = one.name.rpartition("-")
            if session == path.name:
                signs.append((token, one.path))
    return [(token, name) for token, sign in signs if (name := _behind(sign))]


def _behind(sign: str) -> str:
    """The name of the console that holds a sign; one that nobody holds is taken away."""
    with suppress(OSError):
        descriptor = os.open(sign, _READ)
        try:
            if _is_held(descriptor):
                said = os.read(descriptor, MOST).decode(errors="replace")
                return clean(said, limit=40) or "another console"
            os.unlink(sign)  # noqa: PTH108 - as scandir names it
        finally:
            os.close(descriptor)
    return ""


def _is_held(descriptor: int) -> bool:
    """Whether another console holds this file; if not, it is held by `descriptor` from now on."""
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    return False
