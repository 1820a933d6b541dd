"""Validation of session files, of the files beside them, and of the folder."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from oneone_tui.paths import show_path
from oneone_tui.store.atomic_file import (
    PRIVATE_FILE,
    PRIVATE_FOLDER,
    is_temporary,
    previous_copy_path,
)
from oneone_tui.store.draft_file import session_of_draft
from oneone_tui.store.errors import CannotRead, DamagedFile, StoreError, cannot_read, display_name
from oneone_tui.store.session_file import SessionFile
from oneone_tui.store.session_files import SUFFIX
from oneone_tui.workshop.text import format_count

STALE = 60.0
"""The age in seconds from which a temporary file cannot belong to a save in progress."""

_PREVIOUS = previous_copy_path(Path("/x")).name.removeprefix(".x")


class FileFinding(NamedTuple):
    """One line about a file.

    Attributes:
        path: The file.
        line: What is wrong with it, or what it contains.
        wrong: Whether something is wrong.
        repairable: Whether `repair` may recover something.
    """

    path: Path
    line: str
    wrong: bool = True
    repairable: bool = False


def check_session(path: Path) -> Iterator[FileFinding]:
    """Yield the findings about one session's file. Raises nothing."""
    name = display_name(path)
    try:
        session = SessionFile.open(path).session
    except StoreError as error:
        yield FileFinding(path, str(error), repairable=isinstance(error, DamagedFile))
    else:
        counts = (
            (len(session.people), "person", "people"),
            (len(session.notes), "note", ""),
            (len(session.commitments), "commitment", ""),
        )
        held = ", ".join(format_count(*count) for count in counts)
        yield FileFinding(path, f"{name}: ok, {held}", wrong=False)
    yield from _check_permissions(path, PRIVATE_FILE)
    previous = previous_copy_path(path)
    if os.path.lexists(previous):
        yield from _check_permissions(previous, PRIVATE_FILE)
        try:
            SessionFile.open(previous)
        except StoreError:
            yield FileFinding(
                previous, f"{display_name(previous)} is no good copy: the next save mends that"
            )


def check_folder(folder: Path) -> Iterator[FileFinding]:
    """Yield the findings about a folder of sessions and all files in it, by name.

    A missing folder has no findings. Raises `CannotRead`.
    """
    try:
        paths = sorted(folder.iterdir())
    except FileNotFoundError:
        return
    except NotADirectoryError as error:
        raise CannotRead(f"{show_path(folder)} is not a folder: choose another") from error
    except OSError as error:
        raise cannot_read(error, folder) from error
    yield from _check_permissions(folder, PRIVATE_FOLDER)
    for path in paths:
        name = path.name
        if name.endswith(SUFFIX) and not name.startswith("."):
            yield from check_session(path)
        elif is_temporary(name) and abs(_age(path)) > STALE:
            yield FileFinding(path, f"{display_name(path)} was left by {_describe_origin(path)}")
        elif name.startswith(".") and name.endswith(_PREVIOUS):
            yield from _check_orphan(path)
        elif (session := session_of_draft(path)) and not os.path.lexists(session):
            yield FileFinding(
                path,
                f"{display_name(session)} is gone, and {display_name(path)} still has "
                "an unfinished line of it: delete it",
            )


def _describe_origin(temporary: Path) -> str:
    name, _, _ = temporary.name.removeprefix(".").rsplit(".", 2)
    if name.endswith(SUFFIX) and os.path.lexists(temporary.with_name(name)):
        return "a save that was cut short: the next save of its session removes it, or you can"
    return "a program that was cut short, and can have notes in it: delete it"


def _check_orphan(previous: Path) -> Iterator[FileFinding]:
    session = previous.with_name(previous.name.removeprefix(".").removesuffix(_PREVIOUS))
    if not os.path.lexists(session):
        yield FileFinding(
            previous,
            f"{display_name(session)} is gone, "
            f"and {display_name(previous)} still has what was in it: "
            "recover it, or delete that copy",
            repairable=True,
        )


def _check_permissions(path: Path, private: int) -> Iterator[FileFinding]:
    try:
        found = path.stat() if private == PRIVATE_FOLDER else path.lstat()
    except OSError:
        return
    if stat.S_ISLNK(found.st_mode):
        return
    if stat.S_IMODE(found.st_mode) & ~private & 0o077:
        where = show_path(path) if private == PRIVATE_FOLDER else display_name(path)
        yield FileFinding(path, f"{where} is open to others on this machine: chmod {private:o} it")


def _age(path: Path) -> float:
    try:
        return time.time() - path.lstat().st_mtime
    except OSError:
        return 0.0
