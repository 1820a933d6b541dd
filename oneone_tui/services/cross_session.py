"""Commitments, attendance and trends, read across the sessions of a folder."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace as replace_fields

from oneone_tui.services.off_loop import do_off_loop
from oneone_tui.services.reading_progress import ReadingCancelled, ReadingProgress
from oneone_tui.state import CrossSessionState
from oneone_tui.store.attendance_reader import read_attendance
from oneone_tui.store.cross_session import (
    CommitmentsRead,
    mark_commitment_done,
    read_commitments,
    read_trend_entries,
)
from oneone_tui.store.errors import StoreError
from oneone_tui.workshop.history.commitments import TrackedCommitment, sort_by_urgency
from oneone_tui.workshop.history.trends import Trend, find_trends
from oneone_tui.workshop.model.changes import ChangeRejected

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date
    from pathlib import Path

    from oneone_tui.services.outlet import Outlet
    from oneone_tui.store.summary_cache import Progress

T = TypeVar("T")


class CrossSessionReader:
    """Reads all sessions of the folder when a person wants to see across them.

    Args:
        folder: The folder of the library.
        outlet: Where lines are shown, and how work is started.
        publish: Takes each new state.
        console: What this console is called in a session's history.
    """

    def __init__(
        self,
        folder: Path,
        outlet: Outlet,
        publish: Callable[[CrossSessionState], None],
        console: str,
    ) -> None:
        self._library_folder = folder
        self._outlet = outlet
        self._publish = publish
        self._console = console
        self.state = CrossSessionState()
        self.progress = ReadingProgress(self._show_progress)
        self._session_folder: Path | None = None
        self._read = CommitmentsRead()
        self._marked: dict[tuple[str, str], TrackedCommitment] = {}
        """Commitments that were marked since a reading began, maybe just before."""
        self._one_at_a_time = asyncio.Lock()

    @property
    def folder(self) -> Path:
        """The folder that is looked at: that of the open session, else that of the library."""
        return self._session_folder or self._library_folder

    @property
    def today(self) -> date:
        """The day in the room."""
        return self._outlet.now().astimezone().date()

    def open_folder(self, folder: Path) -> None:
        """Look at `folder` from now on: a session of it is open."""
        self._session_folder = folder

    def close_folder(self) -> None:
        """Look at the library's folder again, and forget what another one told."""
        self._session_folder, self._read = None, CommitmentsRead()
        self._set(replace(self.state, commitments=None, attendance=None, trends=None))

    def prefetch_commitments(self) -> None:
        """Read the commitments before anybody asks, unless somebody just has."""
        if not self.progress.is_reading:
            self.load_commitments(report=False)

    def load_commitments(self, *, report: bool = True) -> None:
        """Read the commitments; `report` says how many files could not be read."""
        self._outlet.spawn(
            partial(self._load_commitments, report=report), "commitments", exclusive=True
        )

    def load_attendance(self) -> None:
        """Read who met whom."""
        self._outlet.spawn(self._load_attendance, "attendance", exclusive=True)

    def load_trends(self) -> None:
        """Read what came up in several sessions."""
        self._outlet.spawn(self._load_trends, "trends", exclusive=True)

    def mark_done(
        self,
        commitment: TrackedCommitment,
        *,
        done: bool,
        note: str = "",
        on_refused: Callable[[], None],
    ) -> None:
        """Mark a commitment as done, or as open again; on disk before it is shown.

        Args:
            commitment: The commitment.
            done: Whether it is done.
            note: A line that is shown once that is saved.
            on_refused: Called if it cannot be saved; a line has said why.
        """

        async def mark() -> None:
            if not await self._mark_done(commitment, done=done):
                on_refused()
            elif note:
                self._outlet.notify(note)

        self._outlet.spawn(mark, "tick")

    async def _mark_done(self, commitment: TrackedCommitment, *, done: bool) -> bool:
        path = self._read.paths.get(commitment.session)
        if path is None:
            self._outlet.notify(
                "its session can't be found any more: leave, and look again", wrong=True
            )
            return False
        now = self._outlet.now()
        try:
            async with self._one_at_a_time:
                await do_off_loop(
                    mark_commitment_done, path, commitment, now, self._console, done=done
                )
        except (StoreError, ChangeRejected) as error:
            self._outlet.notify(str(error), wrong=True)
            return False
        self._marked[commitment.key] = replace_fields(commitment, done=done)
        if self.state.commitments is not None:
            self._set(replace(self.state, commitments=self._with_marks(self.state.commitments)))
        return True

    async def _load_commitments(self, *, report: bool) -> None:
        today = self.today

        def read(
            folder: Path, progress: Progress
        ) -> tuple[CommitmentsRead, tuple[TrackedCommitment, ...]]:
            found = read_commitments(folder, progress)
            return found, sort_by_urgency(found.commitments, today)

        self._marked.clear()
        found = await self._read_folder(read)
        if found:
            self._read, commitments = found
            self._set(replace(self.state, commitments=self._with_marks(commitments)))
            self._report_unread(self._read.unread if report else 0)

    async def _load_attendance(self) -> None:
        found = await self._read_folder(
            lambda folder, progress: read_attendance(folder, progress=progress)
        )
        if found:
            self._set(replace(self.state, attendance=found.attendance))
            self._report_unread(found.unread)

    async def _load_trends(self) -> None:
        def read(folder: Path, progress: Progress) -> tuple[int, tuple[Trend, ...]]:
            found = read_trend_entries(folder, progress)
            return found.unread, find_trends(found.entries)

        found = await self._read_folder(read)
        if found:
            unread, trends = found
            self._set(replace(self.state, trends=trends))
            self._report_unread(unread)

    async def _read_folder(self, read: Callable[[Path, Progress], T]) -> T | None:
        """What was found, off the event loop; None, and a line that says why, if it failed.

        What was found in a folder that was left meanwhile is nothing, too.
        """
        folder = self.folder
        try:
            with self.progress.reading() as progress:
                found = await do_off_loop(read, folder, progress)
        except StoreError as error:
            self._outlet.notify(str(error), wrong=True)
        except ReadingCancelled:
            pass
        else:
            return found if folder == self.folder else None
        return None

    def _with_marks(self, found: Iterable[TrackedCommitment]) -> tuple[TrackedCommitment, ...]:
        return tuple(self._marked.get(one.key, one) for one in found)

    def _report_unread(self, unread: int) -> None:
        if unread:
            files = "1 file" if unread == 1 else f"{unread} files"
            self._outlet.notify(f"left out: {files} that cannot be read; the library says why")

    def _show_progress(self, progress: tuple[int, int] | None) -> None:
        self._set(replace(self.state, progress=progress))

    def _set(self, state: CrossSessionState) -> None:
        self.state = state
        self._publish(state)
