"""Owner-only files of any kind, written whole and never over another by accident."""

from __future__ import annotations

from pathlib import Path

from oneone_tui.store.atomic_file import rename_without_overwriting, write_file
from oneone_tui.store.errors import CannotWrite, cannot_write, display_name


def write_private(path: Path, content: bytes, *, force: bool = False) -> None:
    """Write `content` to `path`; replace an existing file only with `force`.

    Raises:
        FileExists: There is a file, and `force` is not set.
        StoreError: The file could not be written; nothing has changed on disk.
    """
    try:
        if path.exists() and not path.is_file():
            raise CannotWrite(
                f"{display_name(path)} is there and is not a file: choose another name"
            )
        write_file(path, content, Path.replace if force else rename_without_overwriting)
    except OSError as error:
        raise cannot_write(error, path) from error
    except ValueError as error:  # not a valid path, for example with a null character
        raise CannotWrite(
            f"{display_name(path)} could not be saved: it is no name of a file"
        ) from error
