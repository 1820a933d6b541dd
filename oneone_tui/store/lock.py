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
"""How often to look whether another console has finished, in seconds."""

# What network disks and the like say of a file that is to be hold_lock.
_NO_LOCKS = {errno.ENOSYS, errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP}


def lock_path(path: Path) -> Path:
    """Where the lock of the session kept at `path` is."""
    return path.with_name(f".{path.name}.lock")


@contextmanager
def hold_lock(path: Path, wait: float) -> Iterator[None]:
    """Hold the lock of the session at `path`; wait for it up to `wait` seconds.

    The lock is on a file of its own, since the session's is replaced with every save. It goes
    with its process, however that ends; the file stays. Raises `SessionBusy` or `CannotWrite`.
    """
    # As much work as all of the rest of the store, and nobody needs it before the first save.
    from filelock import FileLock, Timeout  # noqa: PLC0415

    # Never by a file's mere existence: a console that was killed would hold it for good.
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
        # What was saved is saved, also where the system balks at letting go of the lock.
        with suppress(OSError):
            lock.release()
