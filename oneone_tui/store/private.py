"""Any file of ours on disk: whole or not at all, for its owner's eyes, over none by accident."""

from __future__ import annotations

from pathlib import Path

from oneone_tui.store.errors import CannotWrite, cannot_write, shown
from oneone_tui.store.files import take_name, write_file


def write_private(path: Path, content: bytes, *, force: bool = False) -> None:
    """Write `content` to `path`; over a file that is there only with `force`.

    Raises `AlreadyThere` where there is one and no `force`, else what the system said, as a
    `StoreError`; then nothing has changed on disk.
    """
    try:
        if path.exists() and not path.is_file():
            raise CannotWrite(f"{shown(path)} is there and is not a file: choose another name")
        write_file(path, content, Path.replace if force else take_name)
    except OSError as error:
        raise cannot_write(error, path) from error
    except ValueError as error:  # a path that cannot be one
        raise CannotWrite(f"{shown(path)} could not be saved: it is no name of a file") from error
