"""The lock file beside a session: one console saves at a time."""

from __future__ import annotations

import errno
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from oneone_tui.store.atomic_file import PRIVATE_FILE
from oneone_tui.store.errors import CannotWrite, SessionBusy, cannot_write, display_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

POLL = 0.005
"""How often to try again for the lock, in seconds."""

# What network disks and the like answer when they do not support locks.
_NO_LOCKS = {errno.ENOSYS, errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP}


def lock_path(path: Path) -> Path:
    """Return the path of the lock of the session at `path`."""
    return path.with_name(f".{path.name}.lock")


@contextmanager
def hold_lock(path: Path, wait: float) -> Iterator[None]:
    """Hold the lock of the session at `path`; wait for it up to `wait` seconds.

    The lock is on a file of its own, because every save replaces the session's file. It ends with
    its process, however that ends; the lock file stays.

    Raises:
        SessionBusy: Another console held the lock for too long.
        CannotWrite: The lock file could not be created or locked.
    """
    # Imported late: it takes as long as the rest of the store, and only saving needs it.
    from filelock import FileLock, Timeout  # noqa: PLC0415

    # No soft lock: that is a file's mere existence, and a killed console would hold it forever.
    lock = FileLock(
        lock_path(path),
        timeout=wait,
        mode=PRIVATE_FILE,
        poll_interval=POLL,
        fallback_to_soft=False,
    )
    try:
        lock.acquire()
    except Timeout as error:
        raise SessionBusy(
            f"{display_name(path)} could not be saved: another console has held it for {wait:g} s; "
            "try again, or close that one"
        ) from error
    except OSError as error:
        if error.errno in _NO_LOCKS:
            raise CannotWrite(
                f"{display_name(path)} could not be saved: its disk knows no locks; "
                "keep it on another"
            ) from error
        raise cannot_write(error, path) from error
    try:
        yield
    finally:
        # The save has succeeded, even if the system cannot release the lock.
        with suppress(OSError):
            lock.release()
