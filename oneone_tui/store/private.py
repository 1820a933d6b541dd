"""Any file of ours on disk: whole or not at all, for its owner's eyes, over none by accident."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from typing import TYPE_CHECKING

from oneone_tui.store.errors import CannotWrite, cannot_write, shown
from oneone_tui.store.storage import PRIVATE_FILE

if TYPE_CHECKING:
    from pathlib import Path


def write_private(path: Path, content: bytes, *, force: bool = False) -> None:
    """Write `content` to `path`; over a file that is there only with `force`.

    Raises `AlreadyThere` where there is one and no `force`, else what the system said, as a
    `StoreError`; then nothing has changed on disk.
    """
    try:
        if path.exists() and not path.is_file():
            raise CannotWrite(f"{shown(path)} is there and is not a file: choose another name")
        _write(path, content, force=force)
    except OSError as error:
        raise cannot_write(error, path) from error
    except ValueError as error:  # a path that cannot be one
        raise CannotWrite(f"{shown(path)} could not be saved: it is no name of a file") from error


def _write(path: Path, content: bytes, *, force: bool) -> None:
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")
    try:
        with os.fdopen(_new_file(temporary), "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if force:
            temporary.replace(path)
        else:
            _take_name(temporary, path)
    finally:
        with suppress(OSError):
            temporary.unlink()


def _take_name(temporary: Path, path: Path) -> None:
    # Made empty first: that fails where the name is taken, in one step, so that nobody's file
    # is lost to a race.
    os.close(_new_file(path))
    try:
        temporary.replace(path)
    except OSError:
        path.unlink()
        raise


def _new_file(path: Path) -> int:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, PRIVATE_FILE)
    os.fchmod(descriptor, PRIVATE_FILE)  # whatever the umask took away
    return descriptor
