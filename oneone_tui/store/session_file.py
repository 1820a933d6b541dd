"""One session on disk: opened, changed, and followed as others change it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self

import msgspec

from oneone_tui.store.atomic_file import TablesFile, make_private_folder, remove_stale_files
from oneone_tui.store.errors import MissingFile, display_name
from oneone_tui.store.integrity import InvalidSession, check_integrity
from oneone_tui.store.lock import hold_lock
from oneone_tui.store.serialization import (
    LoadedSession,
    NotSerializable,
    clean_change,
    from_tables,
    to_tables,
)
from oneone_tui.workshop.model.changes import AnyChange, ChangeRejected, Redone, Undone
from oneone_tui.workshop.model.session import Session
from oneone_tui.workshop.text import clean

if TYPE_CHECKING:
    from oneone_tui.store.atomic_file import FileStamp, Tables

    Save = Callable[[Path, LoadedSession, Session], tuple[Tables, FileStamp | None]]

LOCK_WAIT = 10.0
"""How long to wait for another console that is saving, in seconds."""


class ChangeToSave(msgspec.Struct, frozen=True):
    """A change to be saved: what, when (with a time zone), and at which console.

    If `key` is given, it identifies the change: a second change with the same key is ignored.
    """

    change: AnyChange
    at: datetime
    console: str = ""
    key: str = ""


class RejectedChange(msgspec.Struct, frozen=True):
    """A change that did not fit the session on disk, and the reason in one line."""

    made: ChangeToSave
    reason: str


class SaveResult(msgspec.Struct, frozen=True):
    """The result of `SessionFile.change`: the state on disk, and the changes not in it."""

    session: Session
    refused: tuple[RejectedChange, ...] = ()


class SessionFile:
    """A session's file, and the last state of it that is known to be on disk.

    Other processes may change the file: each change is applied to its newest state, under a lock.
    Any thread can use it, but only one at a time.
    """

    def __init__(self, path: Path, file: TablesFile, kept: LoadedSession, wait: float) -> None:
        """Create it from what `file` is known to hold. Callers use `open` or `create`."""
        self._path = path
        self._file = file
        self._wait = wait
        self._tidy = False
        self._kept = kept
        self._seen = file.stamp

    @classmethod
    def open(cls, path: Path, *, wait: float = LOCK_WAIT) -> Self:
        """Open the session at `path`.

        Args:
            path: The session's file.
            wait: How long a change waits for other consoles, in seconds.

        Raises:
            StoreError: `MissingFile`, `CannotRead`, `TooLarge`, `DamagedFile` or `NewerFile`.
        """
        file = TablesFile(path)
        return cls(path, file, _read(file), wait)

    @classmethod
    def create(cls, path: Path, session: Session, *, wait: float = LOCK_WAIT) -> Self:
        """Save `session` in a new file; create its folder if that is missing.

        Raises:
            FileExists: `path` is taken by anything.
            CannotWrite: The system does not allow it.
            DamagedFile: The session is not valid.
        """
        sound = from_tables(to_tables(session), display_name(path))
        make_private_folder(path.parent)
        file = TablesFile(path)
        file.create(sound.tables)
        return cls(path, file, sound, wait)  # what was written need not be read again

    @property
    def path(self) -> Path:
        """The session's file."""
        return self._path

    @property
    def session(self) -> Session:
        """The last state known to be on disk."""
        return self._kept.session

    def change(self, made: Sequence[ChangeToSave]) -> SaveResult:
        """Apply `made` to the newest state on disk, and save the result in one write.

        A change that no longer fits is left out and returned as refused; if none fits, nothing is
        written. When this returns, the result is on disk.

        Raises:
            StoreError: It could not be saved. The file is unchanged, and `made` can be tried
                again.
            ValueError: A time has no time zone.
        """
        if any(one.at.tzinfo is None for one in made):
            raise ValueError("a change's time needs a time zone")
        from oneone_tui.store.table_rows import save_tables  # noqa: PLC0415 - TinyDB: not before it is used

        self._file.current_stamp()  # raises if the folder is gone: the lock would create it again
        with hold_lock(self._path, self._wait):
            self.refresh()
            after, refused = _apply_all(self.session, made)
            if after is not self.session:
                self._save(after, save_tables)
        return SaveResult(self.session, refused)

    def change_once(self, made: ChangeToSave) -> Session:
        """Make one change and return the session that has it.

        Raises:
            ChangeRejected: The change does not fit the session, and nothing was written.
            StoreError: See `change`.
        """
        kept = self.change([made])
        for refusal in kept.refused:
            raise ChangeRejected(refusal.reason)
        return kept.session

    def refresh(self) -> Session | None:
        """Read the state on disk if another process has changed it, else return None.

        Raises:
            StoreError: See `open`. `session` is still the last good state.
        """
        if self._file.current_stamp() == self._seen:
            return None
        self._kept = _read(self._file, self._kept)
        self._seen = self._file.stamp
        return self.session

    def _save(self, after: Session, save: Save) -> None:
        if not self._tidy:
            remove_stale_files(self._path)  # left by a killed console or a failed save
        self._tidy = False
        tables, self._seen = save(self._path, self._kept, after)
        self._kept = LoadedSession(after, tables)
        self._tidy = True


def _read(file: TablesFile, known: LoadedSession | None = None) -> LoadedSession:
    data, name = file.read(), display_name(file.path)
    if data is None:
        raise MissingFile(f"{name} is not there: was it moved, renamed or deleted?")
    return from_tables(data, name, known)


def apply_made(session: Session, made: ChangeToSave) -> Session:
    """Return the session after `made`, which can be stored and read again.

    Raises:
        ChangeRejected: The session does not allow the change, or could not be read after it.
    """
    # Imported late: the library lists sessions and changes none, and starts faster without these.
    from oneone_tui.workshop.reducers.apply import apply  # noqa: PLC0415

    try:
        change = clean_change(made.change)
        at = made.at.astimezone(UTC)
        after = apply(session, change, at, clean(made.console), clean(made.key))
        check_integrity(after)
    except (NotSerializable, InvalidSession) as error:
        done = {Undone: "undone", Redone: "redone"}.get(type(made.change), "kept")
        raise ChangeRejected(f"that can't be {done}: {error}") from error
    return after


def _apply_all(
    session: Session, made: Sequence[ChangeToSave]
) -> tuple[Session, tuple[RejectedChange, ...]]:
    refused = []
    for one in made:
        try:
            session = apply_made(session, one)
        except ChangeRejected as error:
            refused.append(RejectedChange(one, str(error)))
    return session, tuple(refused)
