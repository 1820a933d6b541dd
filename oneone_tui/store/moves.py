"""Renaming of session files that neither a kill nor a power cut can undo halfway.

Where hard links work, the file has both names until the new one, and what goes with it, is on disk;
only then is the old name removed. An interrupted move leaves two names of one file, and whoever
lists the folder next removes one of them.
"""

from __future__ import annotations

import os
from contextlib import ExitStack, contextmanager, suppress
from itertools import combinations
from typing import TYPE_CHECKING

from oneone_tui.paths import show_path
from oneone_tui.store.atomic_file import (
    give_second_name,
    previous_copy_path,
    remove_stale_files,
    rename_without_overwriting,
    sync_names,
    temporary_path,
)
from oneone_tui.store.consoles import consoles_at, last_seen_path
from oneone_tui.store.drafts import drafts_beside
from oneone_tui.store.errors import (
    CannotWrite,
    SessionBusy,
    StoreError,
    cannot_move,
    display_name,
)
from oneone_tui.store.lock import hold_lock, lock_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

WAIT = 2.0
"""How long to wait for a console that is saving, in seconds."""

_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


def move(path: Path, fresh: Callable[[], Path]) -> Path:
    """Give the session's file at `path` a name that `fresh` makes, and tell which.

    Not a byte of it changes. What a console left beside it goes along. When this returns, all of
    that is on disk. Raises `SessionBusy` where a console has the session
    open, or `CannotWrite`: then all
    is as it was.
    """
    with _alone(path):
        while True:
            target = fresh()
            going = _Going(path, target)
            try:
                rename_without_overwriting(path, target, going.bring)
            except FileExistsError:  # somebody was quicker, and nothing has been brought
                continue
            except StoreError:
                going.take_back()
                raise
            except OSError as error:
                going.take_back()
                raise cannot_move(error, path) from error
            else:
                going.end()
                return target


def settle(paths: Iterable[Path]) -> dict[Path, Path]:
    """Of names that one file has, as a move that was cut short leaves them, keep one.

    `paths` are the names of sessions' files; of two that are alike, the first one goes. Returns
    which are names too many, and of which others; where one is in use they may still be there.
    Raises nothing.
    """
    known = [(path, found) for path in sorted(paths, key=_stays) if (found := _inode(path))]
    over: dict[Path, Path] = {}
    for (one, its), (other, others) in combinations(known, 2):
        if its == others and one not in over and other not in over:
            lose, keep = _settled(one, other)
            over[lose] = keep
    return over


class _Going:
    """What lies beside a session that goes from `path` to `target`: brought, then ended."""

    def __init__(self, path: Path, target: Path) -> None:
        self._path = path
        self._target = target
        self._brought: list[tuple[Path, Path]] = []

    def bring(self) -> None:
        """Have all that the new name needs on disk. Raises OSError or `StoreError`."""
        _sync_content(self._path)
        for draft in drafts_beside(self._path):
            with suppress(FileNotFoundError):
                self._bring(draft)
        with suppress(OSError, StoreError):  # a help for a bad day, and no reason to stay
            self._bring(previous_copy_path(self._path))
        sync_names(self._target.parent)
        _expect_nobody(self._path)  # somebody may have come since

    def _bring(self, beside: Path) -> None:
        end = beside.name.removeprefix(f".{self._path.name}")
        other = self._target.with_name(f".{self._target.name}{end}")
        give_second_name(beside, other, temporary_path(self._path))
        if os.path.lexists(other):
            self._brought.append((beside, other))

    def take_back(self) -> None:
        """Nothing goes: what was brought is no more beside the new name."""
        for beside, other in self._brought:
            with suppress(OSError):
                if os.path.lexists(beside):
                    other.unlink()

    def end(self) -> None:
        """The old name has gone, and nothing is left beside it. The lock must still be held."""
        with suppress(OSError):
            sync_names(self._target.parent)  # where the file was renamed in one step
        with suppress(OSError):
            sync_names(self._path.parent)
        for beside, _ in self._brought:
            with suppress(OSError):
                beside.unlink()
        with suppress(OSError):
            last_seen_path(self._path).replace(last_seen_path(self._target))
        remove_stale_files(self._path)
        # Who waits for it finds no session there.
        with suppress(OSError):
            lock_path(self._path).unlink()


def _settled(one: Path, other: Path) -> tuple[Path, Path]:
    """Take the name `one` away, or else `other`, if nobody uses it; which is one too many."""
    with suppress(StoreError, OSError), ExitStack() as held:
        # Both: whoever is moving it just now holds the one that it goes from.
        for path in (one, other):
            held.enter_context(hold_lock(path, 0))
        for lose, keep in ((one, other), (other, one)):
            with suppress(SessionBusy):
                if _inode(lose) == _inode(keep):
                    going = _Going(lose, keep)
                    going.bring()
                    lose.unlink()
                    going.end()
                return lose, keep
    return one, other


def _stays(path: Path) -> bool:
    # A lock lies beside the name that the file had before: all is as it was. A power cut may have
    # taken the lock.
    return os.path.lexists(lock_path(path))


def _inode(path: Path) -> tuple[int, int] | None:
    try:
        found = path.lstat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Hold the session at `path`, which no console has open."""
    if not os.access(path.parent, os.W_OK):
        where = show_path(path.parent)
        raise CannotWrite(f"{display_name(path)} can't be moved: you may not write in {where}")
    with ExitStack() as held:
        try:
            held.enter_context(hold_lock(path, WAIT))
        except SessionBusy as error:
            raise _in_use(path) from error
        _expect_nobody(path)
        yield


def _expect_nobody(path: Path) -> None:
    if consoles_at(path):
        raise _in_use(path)


def _in_use(path: Path) -> SessionBusy:
    return SessionBusy(f"{display_name(path)} is open at a console: leave it there, and try again")


def _sync_content(path: Path) -> None:
    """Get what is in a file on disk: another program may have put it there just now."""
    try:
        fd = os.open(path, _READ)
    except OSError:  # what nobody may read can be moved all the same
        return
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
