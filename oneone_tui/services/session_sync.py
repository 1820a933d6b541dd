"""The session as shown and as saved: pending changes, retries, saved state."""

from __future__ import annotations

import asyncio
import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from oneone_tui.services.off_loop import do_off_loop
from oneone_tui.store.consoles import ConsolesAtSession, LastSeenFile
from oneone_tui.store.errors import StoreError
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

SIGN_SECONDS = 1.0
"""How long a disk has to take away the signs of a console that leaves."""


class UnsavedChange(NamedTuple):
    """Why a change is not made, and what somebody wrote for it, which is nowhere else."""

    reason: str
    words: str

    def __str__(self) -> str:
        """Both, for people."""
        return f"{self.reason}: {self.words}" if self.words else self.reason


class SessionSync:
    """Takes changes at once, and brings them to disk off the event loop.

    `view` is what is on disk with everything that waits applied to it: what a screen shows.
    """

    def __init__(
        self, file: SessionFile, console: str, company: ConsolesAtSession | None = None
    ) -> None:
        self._file = file
        self.console = console
        """What this console is called in the history."""
        self._waiting: list[ChangeToSave] = []
        # Two consoles, or one that comes back, never give a change the same key.
        self._sitting = os.urandom(3).hex()
        self._count = 0
        # A session file is for one thread at a time.
        self._one_at_a_time = asyncio.Lock()
        self.view = file.session
        self._presence = LastSeenFile(file.path)
        self._company = company or ConsolesAtSession(file.path, console)
        self.others = self._company.others()
        """The other consoles that were at this session when somebody last looked."""
        self.left_at = self._presence.last_seen()
        """When a console was last at this session, before this one."""

    @classmethod
    def open(cls, path: Path, console: str, file: SessionFile | None = None) -> SessionSync:
        """Open the session at `path`, which waits for the disk; or take it, opened as `file`.

        The others see it from then on: nobody renames a session that is about to be shown.
        Raises `StoreError`.
        """
        company = ConsolesAtSession(path, console)
        company.announce()
        try:
            if file:
                file.refresh()  # what became of it before anybody could see that it is in use
            return cls(file or SessionFile.open(path), console, company)
        except StoreError:
            company.leave()
            raise

    @property
    def token(self) -> str:
        """What tells this console's files beside the session from those of the others."""
        return self._company.token

    @property
    def pending(self) -> bool:
        """Whether something shown is not on disk yet."""
        return bool(self._waiting)

    @property
    def unsaved(self) -> str:
        """How much of what is shown is not on disk yet, such as "3 notes"; empty if all is."""
        said = [made.change for made in self._waiting]
        notes = sum(len(c.notes) for c in said if isinstance(c, NotesWritten))
        others = sum(not isinstance(c, NotesWritten) for c in said)
        counts = ((notes, "note"), (others, "other change" if notes else "change"))
        return " and ".join(f"{n} {what}{'s' * (n != 1)}" for n, what in counts if n)

    def apply(self, change: AnyChange, at: datetime) -> None:
        """Take a change made at `at` (UTC); it is on disk only after `save`.

        Raises `ChangeRejected` where the session as shown does not allow it, or could not be kept
        with it.
        """
        self._count += 1
        made = ChangeToSave(change, at, self.console, key=f"{self._sitting}-{self._count}")
        try:
            self.view = apply_made(self.view, made)
        except ChangeRejected as refusal:
            raise ChangeRejected(str(_unmade(change, str(refusal)))) from refusal
        self._waiting.append(made)

    async def save(self) -> tuple[UnsavedChange, ...]:
        """Bring all that waits to disk in one write; what could not be applied any more is told.

        Raises `StoreError` where the disk says no; everything then goes on waiting.
        """
        async with self._one_at_a_time:
            batch = tuple(self._waiting)
            kept = await do_off_loop(self._file.change, batch)
            del self._waiting[: len(batch)]
            self._rebase()
        return _told(kept)

    async def poll_remote(self) -> bool:
        """Take in what another console has written; whether there was anything."""
        async with self._one_at_a_time:
            newer = await do_off_loop(self._file.refresh)
            if newer is not None:
                self._rebase()
        return newer is not None

    def save_last(self) -> tuple[UnsavedChange, ...]:
        """Bring all that waits to disk when the event loop has ended; what could not be applied.

        What was on its way there meanwhile is not kept twice: it has the same keys. Raises
        `StoreError`.
        """
        kept = self._file.change(tuple(self._waiting))
        self._waiting.clear()
        return _told(kept)

    async def announce(self, now: datetime) -> tuple[str, ...] | None:
        """Leave the sign that a console is at this session at `now`; which others there are.

        None where it is on its way out: then the others have not gone, it has.
        """
        found = await do_off_loop(self._show_signs, now)
        if found is not None:
            self.others = found
        return found

    async def leave(self, now: datetime) -> None:
        """Be seen no more by the others; when somebody was last here is still known.

        Nobody waits long for it: a sign that stays is found to be nobody's.
        """
        with suppress(TimeoutError, StoreError):
            async with asyncio.timeout(SIGN_SECONDS):
                await do_off_loop(self._take_signs_away, now)

    def _show_signs(self, now: datetime) -> tuple[str, ...] | None:
        self._presence.touch(now)
        return self._company.announce()

    def _take_signs_away(self, now: datetime) -> None:
        self._company.leave()
        self._presence.touch(now)

    def _rebase(self) -> None:
        session = self._file.session
        for made in self._waiting:
            try:
                session = apply_made(session, made)
            except ChangeRejected:
                continue  # it is told when it is saved
        self.view = session


def _told(kept: SaveResult) -> tuple[UnsavedChange, ...]:
    return tuple(_unmade(r.made.change, r.reason) for r in kept.refused if _is_news(r))


def _is_news(refusal: RejectedChange) -> bool:
    # Of two consoles, one is always too late with what goes on by itself.
    change = refusal.made.change
    return not (isinstance(change, SegmentEntered) and change.by_itself)


def _unmade(change: AnyChange, reason: str) -> UnsavedChange:
    return UnsavedChange(reason, "; ".join(filter(None, _words(change))))


def _words(change: AnyChange) -> tuple[str | None, ...]:
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
