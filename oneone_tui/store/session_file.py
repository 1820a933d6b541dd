"""One session on disk: opened, changed and followed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Self

import msgspec

from oneone_tui.store.errors import MissingFile, shown
from oneone_tui.store.files import TablesFile, private_folder, remove_stale
from oneone_tui.store.lock import locked
from oneone_tui.store.schema import Loaded, Unkeepable, clean_change, load, to_tables
from oneone_tui.store.soundness import Unsound, check
from oneone_tui.workshop.changes import AnyChange, Refused, Undone
from oneone_tui.workshop.session import Session, apply
from oneone_tui.workshop.text import clean

if TYPE_CHECKING:
    from oneone_tui.store.files import FileStamp, Tables

    Save = Callable[[Path, Loaded, Session], tuple[Tables, FileStamp | None]]

LOCK_WAIT = 10.0
"""How long to wait for another console that is saving, in seconds."""


class Made(msgspec.Struct, frozen=True):
    """A change that somebody made: what, when (with a time zone), and at which console.

    Where `key` is given, it names the change for good: given again, it is not made again.
    """

    change: AnyChange
    at: datetime
    console: str = ""
    key: str = ""


class Refusal(msgspec.Struct, frozen=True):
    """A change that did not fit the session as it stood on disk, and why, in one line."""

    made: Made
    reason: str


class Kept(msgspec.Struct, frozen=True):
    """What came of a call of `SessionFile.change`: the state on disk, and what is not in it."""

    session: Session
    refused: tuple[Refusal, ...] = ()


class SessionFile:
    """A session's file, and the last state of it that is known to be on disk.

    Other processes may change the file meanwhile: each change is applied to its newest state,
    under a lock beside it. It may be used from any thread, but by one at a time.
    """

    def __init__(self, path: Path, file: TablesFile, kept: Loaded, wait: float) -> None:
        """Take what `file` is known to hold; `open` and `create` are the ways in."""
        self._path = path
        self._file = file
        self._wait = wait
        self._tidy = False
        self._kept = kept
        self._seen = file.stamp

    @classmethod
    def open(cls, path: Path, *, wait: float = LOCK_WAIT) -> Self:
        """The session kept at `path`; `wait` is how long a change waits for others, in seconds.

        Raises `StoreError`: `MissingFile`, `CannotRead`, `TooLarge`, `DamagedFile`, `NewerFile`.
        """
        file = TablesFile(path)
        return cls(path, file, _read(file), wait)

    @classmethod
    def create(cls, path: Path, session: Session, *, wait: float = LOCK_WAIT) -> Self:
        """Keep `session` in a new file; its folder is made where it is missing.

        Raises `StoreError`: `AlreadyThere` where `path` is taken by anything, `CannotWrite`,
        or `DamagedFile` where the session does not hold together.
        """
        sound = load(to_tables(session), shown(path))
        private_folder(path.parent)
        file = TablesFile(path)
        file.create(sound.tables)
        return cls(path, file, sound, wait)  # not read again: once it is there, it is there

    @property
    def path(self) -> Path:
        """Where the session is kept."""
        return self._path

    @property
    def session(self) -> Session:
        """The last state known to be on disk."""
        return self._kept.session

    def change(self, made: Sequence[Made]) -> Kept:
        """Apply `made`, in order, to the newest state, and keep the outcome in one write.

        A change that does not fit any more is left out and told in the answer; where none
        fits, nothing is written. When this returns, what it returns is on disk. Raises
        `StoreError` where it could not be kept: then the file is as it was, and all of `made`
        can be given again. Raises ValueError for a time without a zone.
        """
        if any(one.at.tzinfo is None for one in made):
            raise ValueError("a change's time needs a time zone")
        from oneone_tui.store.rows import save  # noqa: PLC0415 - TinyDB: not before it is used

        self._file.now()  # a lock would make a folder that is gone anew
        with locked(self._path, self._wait):
            self.refresh()
            after, refused = _applied(self.session, made)
            if after is not self.session:
                self._save(after, save)
        return Kept(self.session, refused)

    def change_once(self, made: Made) -> Session:
        """Make one change, and return the session that has it. Raises `Refused`, or like `change`.

        So nobody takes one that was left out for one that was made.
        """
        kept = self.change([made])
        for refusal in kept.refused:
            raise Refused(refusal.reason)
        return kept.session

    def refresh(self) -> Session | None:
        """The state on disk where another process has changed it, or None.

        Raises `StoreError` like `open`; the last good state stays in `session`.
        """
        if self._file.now() == self._seen:
            return None
        self._kept = _read(self._file, self._kept)
        self._seen = self._file.stamp
        return self.session

    def _save(self, after: Session, save: Save) -> None:
        if not self._tidy:
            remove_stale(self._path)  # of a console that was killed, or of a save that failed
        self._tidy = False
        tables, self._seen = save(self._path, self._kept, after)
        self._kept = Loaded(after, tables)
        self._tidy = True


def _read(file: TablesFile, known: Loaded | None = None) -> Loaded:
    data, name = file.read(), shown(file.path)
    if data is None:
        raise MissingFile(f"{name} is not there: was it moved, renamed or deleted?")
    return load(data, name, known)


def apply_made(session: Session, made: Made) -> Session:
    """The session after `made`, which can be kept and read again.

    Raises `Refused` where the session does not allow the change, or could not be read after it.
    """
    try:
        change = clean_change(made.change)
        at = made.at.astimezone(UTC)
        after = apply(session, change, at, clean(made.console), clean(made.key))
        check(after)
    except (Unkeepable, Unsound) as error:
        done = "taken back" if isinstance(made.change, Undone) else "kept"
        raise Refused(f"that can't be {done}: {error}") from error
    return after


def _applied(session: Session, made: Sequence[Made]) -> tuple[Session, tuple[Refusal, ...]]:
    refused = []
    for one in made:
        try:
            session = apply_made(session, one)
        except Refused as error:
            refused.append(Refusal(one, str(error)))
    return session, tuple(refused)
