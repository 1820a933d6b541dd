"""The session as shown and as saved: pending changes, retries, saved state."""

from __future__ import annotations

import asyncio
import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from oneone_tui.services.off_loop import do_off_loop
from oneone_tui.store.errors import StoreError
from oneone_tui.store.open_consoles import ConsolesAtSession, LastSeenFile, SessionTime
from oneone_tui.store.session_file import (
    ChangeToSave,
    RejectedChange,
    SaveResult,
    SessionFile,
    apply_made,
)
from oneone_tui.workshop.model.changes import (
    AnyChange,
    ChangeRejected,
    CommitmentAdded,
    CommitmentEdited,
    EntryReworded,
    NoteEdited,
    NotesWritten,
    ReportScriptWritten,
    SegmentEntered,
)

LEAVE_SECONDS = 1.0
"""How long a closing console waits for its marks to be removed from the disk."""


class UnsavedChange(NamedTuple):
    """Why a change was not made, and the text entered for it, which is nowhere else."""

    reason: str
    words: str

    def __str__(self) -> str:
        """Format both for display."""
        return f"{self.reason}: {self.words}" if self.words else self.reason


class SessionSync:
    """Applies changes at once, and saves them off the event loop.

    `view` is what is on disk with all pending changes applied: what the screens show.
    """

    def __init__(
        self, file: SessionFile, console: str, consoles: ConsolesAtSession | None = None
    ) -> None:
        self._file = file
        self.console = console
        """The name of this console in the history."""
        self._pending_changes: list[ChangeToSave] = []
        # Two consoles, or a restarted one, never give a change the same key.
        self._key_prefix = os.urandom(3).hex()
        self._count = 0
        # A session file may be used by one thread at a time.
        self._file_lock = asyncio.Lock()
        self.view = file.session
        self._presence = LastSeenFile(file.path)
        self._consoles = consoles or ConsolesAtSession(file.path, console)
        self.others = self._consoles.others()
        """The other consoles that had this session open at the last check."""
        self.left_at = self._presence.last_seen()
        """When a console last had this session open, before this one."""

    @classmethod
    def open(
        cls, path: Path, console: str, file: SessionFile | None = None, *, names_shown: bool = True
    ) -> SessionSync:
        """Open the session at `path` for this console. It blocks until the disk has answered.

        The other consoles see this one from then on, so that none renames a session about to be
        shown.

        Args:
            path: The session's file.
            console: This console's name.
            file: The file, if it is open already.
            names_shown: Whether this console shows who said what, which a wall follows.

        Raises:
            StoreError: The session cannot be read.
        """
        consoles = ConsolesAtSession(path, console)
        consoles.sign = consoles.sign._replace(names_shown=names_shown)
        consoles.announce()
        try:
            if file:
                file.refresh()  # it may have changed before this console announced itself
            return cls(file or SessionFile.open(path), console, consoles)
        except StoreError:
            consoles.leave()
            raise

    @property
    def token(self) -> str:
        """The part of the names that identifies this console's files beside the session."""
        return self._consoles.token

    @property
    def pending(self) -> bool:
        """Whether something shown is not on disk yet."""
        return bool(self._pending_changes)

    @property
    def unsaved(self) -> str:
        """How much of what is shown is not on disk yet, such as "3 notes", or empty."""
        changes = [made.change for made in self._pending_changes]
        notes = sum(len(c.notes) for c in changes if isinstance(c, NotesWritten))
        others = sum(not isinstance(c, NotesWritten) for c in changes)
        counts = ((notes, "note"), (others, "other change" if notes else "change"))
        return " and ".join(f"{n} {what}{'s' * (n != 1)}" for n, what in counts if n)

    def apply(self, change: AnyChange, at: datetime) -> None:
        """Apply a change made at `at` (UTC); it is on disk only after `save`.

        Raises:
            ChangeRejected: The session as shown does not allow it, or could not be saved with it.
        """
        self._count += 1
        made = ChangeToSave(change, at, self.console, key=f"{self._key_prefix}-{self._count}")
        try:
            self.view = apply_made(self.view, made)
        except ChangeRejected as rejection:
            raise ChangeRejected(str(_unsaved_change(change, str(rejection)))) from rejection
        self._pending_changes.append(made)

    async def save(self) -> tuple[UnsavedChange, ...]:
        """Save all pending changes in one write; return those that no longer apply.

        Raises:
            StoreError: They cannot be written; all of them remain pending.
        """
        async with self._file_lock:
            batch = tuple(self._pending_changes)
            kept = await do_off_loop(self._file.change, batch)
            del self._pending_changes[: len(batch)]
            self._rebase()
        return _unsaved_changes(kept)

    async def poll_remote(self) -> bool:
        """Take over what other consoles have saved; return whether there was anything."""
        async with self._file_lock:
            newer = await do_off_loop(self._file.refresh)
            if newer is not None:
                self._rebase()
        return newer is not None

    def save_last(self) -> tuple[UnsavedChange, ...]:
        """Save all pending changes after the event loop has ended; return those that fail.

        A change that was being saved meanwhile is not saved twice: it has the same key.

        Raises:
            StoreError: They cannot be written.
        """
        kept = self._file.change(tuple(self._pending_changes))
        self._pending_changes.clear()
        return _unsaved_changes(kept)

    @property
    def has_wall(self) -> bool:
        """Whether a wall showed this session at the last check."""
        return self._consoles.has_wall

    def tell_walls(self, *, names_shown: bool, time: SessionTime | None) -> None:
        """Set what walls follow of this console; `announce` then tells it."""
        self._consoles.sign = self._consoles.sign._replace(names_shown=names_shown, time=time)

    async def announce(self, now: datetime) -> tuple[str, ...] | None:
        """Mark that this console has the session open; return the names of the others.

        Returns:
            None if this console is leaving; that says nothing about the others.
        """
        found = await do_off_loop(self._write_marks, now)
        if found is not None:
            self.others = found
        return found

    async def leave(self, now: datetime) -> None:
        """Remove this console's marks; the time it was last here is kept.

        It waits only briefly: a mark that remains is recognized as stale.
        """
        with suppress(TimeoutError, StoreError):
            async with asyncio.timeout(LEAVE_SECONDS):
                await do_off_loop(self._remove_marks, now)

    def _write_marks(self, now: datetime) -> tuple[str, ...] | None:
        self._presence.touch(now)
        return self._consoles.announce()

    def _remove_marks(self, now: datetime) -> None:
        self._consoles.leave()
        self._presence.touch(now)

    def _rebase(self) -> None:
        session = self._file.session
        for made in self._pending_changes:
            try:
                session = apply_made(session, made)
            except ChangeRejected:
                continue  # `save` reports it
        self.view = session


def _unsaved_changes(kept: SaveResult) -> tuple[UnsavedChange, ...]:
    return tuple(_unsaved_change(r.made.change, r.reason) for r in kept.refused if _is_news(r))


def _is_news(rejection: RejectedChange) -> bool:
    # Of two consoles, one is always too late with an automatic move.
    change = rejection.made.change
    return not (isinstance(change, SegmentEntered) and change.by_itself)


def _unsaved_change(change: AnyChange, reason: str) -> UnsavedChange:
    return UnsavedChange(reason, "; ".join(filter(None, _entered_texts(change))))


def _entered_texts(change: AnyChange) -> tuple[str | None, ...]:
    match change:
        case NotesWritten(notes=notes):
            return tuple(note.text for note in notes)
        case (
            NoteEdited(text=text)
            | CommitmentAdded(text=text)
            | CommitmentEdited(text=text)
            | EntryReworded(text=text)
        ):
            return (text,)
        case ReportScriptWritten(lines=lines):
            return lines
        case _:
            return ()
