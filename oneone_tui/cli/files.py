"""A report on disk: whole or not at all, for its owner's eyes, never over a file by accident."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from pathlib import Path

from oneone_tui.cli.options import Problem
from oneone_tui.workshop.text import clean


def write_private(path: Path, text: str, *, force: bool = False) -> None:
    """Write `text` to `path`; over a file that is there only with `force`. Raises `Problem`."""
    shown = clean(str(path))
    try:
        if path.exists() and not path.is_file():
            raise Problem(f"{shown} is there and is not a file: choose another name")
        _write(path, text.encode("utf-8", "replace"), force=force)
    except FileExistsError:
        raise Problem(f"{shown} is there already: --force writes over it") from None
    except OSError as error:
        raise Problem(f"cannot write {shown}: {error.strerror or error}") from error
    except ValueError as error:  # a path that cannot be one
        raise Problem(f"cannot write {shown}: {error}") from error


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
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
