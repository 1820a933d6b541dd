"""Renaming of session files that neither a kill nor a power cut can undo halfway.

Where hard links work, the file has both names until the new one, and what goes with it, is on disk;
only then is the old name removed. An interrupted move leaves two names of one file. The next
process that lists the folder removes one of them.
"""

from __future__ import annotations

import os
from contextlib import ExitStack, contextmanager, suppress
from itertools import combinations
from typing import TYPE_CHECKING

from oneone_tui.paths import show_path
from oneone_tui.store.atomic_file import (
    READ_FILE,
    give_second_name,
    previous_copy_path,
    remove_stale_files,
    rename_without_overwriting,
    sync_names,
    temporary_path,
)
from oneone_tui.store.draft_file import drafts_beside
from oneone_tui.store.errors import (
    CannotWrite,
    SessionBusy,
    StoreError,
    cannot_move,
    display_name,
)
from oneone_tui.store.lock import hold_lock, lock_path
from oneone_tui.store.open_consoles import consoles_at, last_seen_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

WAIT = 2.0
"""How long to wait for a console that is saving, in seconds."""


def move(path: Path, fresh: Callable[[], Path]) -> Path:
    """Rename the session's file at `path`, with the files that belong to it.

    The content does not change. When this returns, all of it is on disk.

    Args:
        path: The session's file.
        fresh: Makes a new name. It is called again if that name is taken meanwhile.

    Returns:
        The new path.

    Raises:
        SessionBusy: A console has the session open.
        CannotWrite: The file could not be renamed; nothing has changed.
    """
    with _hold_unused(path):
        while True:
            target = fresh()
            companions = _Companions(path, target)
            try:
                rename_without_overwriting(path, target, companions.copy)
            except FileExistsError:  # another process took the name first; nothing has been copied
                continue
            except StoreError:
                companions.remove_copies()
                raise
            except OSError as error:
                companions.remove_copies()
                raise cannot_move(error, path) from error
            else:
                companions.remove_originals()
                return target


def settle(paths: Iterable[Path]) -> dict[Path, Path]:
    """Remove extra names of one file, which an interrupted move leaves behind.

    Raises nothing. An extra name that is in use stays on disk.

    Args:
        paths: The names of session files. A name beside which no lock file lies is removed
            first; of two alike, the first one.

    Returns:
        For each extra name, the name that the file keeps.
    """
    known = [(path, found) for path in sorted(paths, key=_is_original) if (found := _inode(path))]
    extra: dict[Path, Path] = {}
    for (one, first), (other, second) in combinations(known, 2):
        if first == second and one not in extra and other not in extra:
            extra_name, kept = _remove_extra_name(one, other)
            extra[extra_name] = kept
    return extra


class _Companions:
    """The files that belong to a session, on its move from `path` to `target`."""

    def __init__(self, path: Path, target: Path) -> None:
        self._path = path
        self._target = target
        self._copied: list[tuple[Path, Path]] = []

    def copy(self) -> None:
        """Copy all that the new name needs to disk. Raises OSError or `StoreError`."""
        _sync_content(self._path)
        for draft in drafts_beside(self._path):
            with suppress(FileNotFoundError):
                self._copy(draft)
        with suppress(OSError, StoreError):  # a missing backup is no reason not to move
            self._copy(previous_copy_path(self._path))
        sync_names(self._target.parent)
        _check_unused(self._path)  # a console may have opened it since

    def _copy(self, beside: Path) -> None:
        end = beside.name.removeprefix(f".{self._path.name}")
        other = self._target.with_name(f".{self._target.name}{end}")
        give_second_name(beside, other, temporary_path(self._path))
        if os.path.lexists(other):
            self._copied.append((beside, other))

    def remove_copies(self) -> None:
        """Remove what was copied, because the move failed."""
        for beside, other in self._copied:
            with suppress(OSError):
                if os.path.lexists(beside):
                    other.unlink()

    def remove_originals(self) -> None:
        """Remove what is left beside the old name. The lock must still be held."""
        with suppress(OSError):
            sync_names(self._target.parent)  # needed if the file was renamed in one step
        with suppress(OSError):
            sync_names(self._path.parent)
        for beside, _ in self._copied:
            with suppress(OSError):
                beside.unlink()
        with suppress(OSError):
            last_seen_path(self._path).replace(last_seen_path(self._target))
        remove_stale_files(self._path)
        # A console that waits for the lock finds no session there afterwards.
        with suppress(OSError):
            lock_path(self._path).unlink()


def _remove_extra_name(one: Path, other: Path) -> tuple[Path, Path]:
    """Remove one of two names of a file, unless both are in use.

    Returns:
        The extra name, which may still be there, and the kept one.
    """
    with suppress(StoreError, OSError), ExitStack() as held:
        # Lock both: a process that is moving the file just now holds the lock of the old name.
        for path in (one, other):
            held.enter_context(hold_lock(path, 0))
        for extra_name, kept in ((one, other), (other, one)):
            with suppress(SessionBusy):
                if _inode(extra_name) == _inode(kept):
                    companions = _Companions(extra_name, kept)
                    companions.copy()
                    extra_name.unlink()
                    companions.remove_originals()
                return extra_name, kept
    return one, other


def _is_original(path: Path) -> bool:
    # The lock lies beside the old name, under which everything is complete. After a power cut it
    # may be missing.
    return os.path.lexists(lock_path(path))


def _inode(path: Path) -> tuple[int, int] | None:
    try:
        found = path.lstat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


@contextmanager
def _hold_unused(path: Path) -> Iterator[None]:
    """Hold the lock of the session at `path`, which no console may have open."""
    if not os.access(path.parent, os.W_OK):
        where = show_path(path.parent)
        raise CannotWrite(f"{display_name(path)} can't be moved: you may not write in {where}")
    with ExitStack() as held:
        try:
            held.enter_context(hold_lock(path, WAIT))
        except SessionBusy as error:
            raise _in_use(path) from error
        _check_unused(path)
        yield


def _check_unused(path: Path) -> None:
    if consoles_at(path):
        raise _in_use(path)


def _in_use(path: Path) -> SessionBusy:
    return SessionBusy(f"{display_name(path)} is open at a console: leave it there, and try again")


def _sync_content(path: Path) -> None:
    """Get a file's content on disk: another program may have written it just now."""
    try:
        fd = os.open(path, READ_FILE)
    except OSError:  # a file without read permission can still be moved
        return
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
