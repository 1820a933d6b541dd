"""The part of the app that looks across sessions: what was promised, and who has met whom."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace
from textual import work
from textual.reactive import var

from oneone_tui.services.off_loop import do_off_loop
from oneone_tui.session_app import SessionApp
from oneone_tui.store.attendance_reader import read_attendance
from oneone_tui.store.cross_session import (
    CommitmentsRead,
    mark_commitment_done,
    read_commitments,
    read_trend_entries,
)
from oneone_tui.store.errors import StoreError
from oneone_tui.workshop.history.attendance import AttendanceHistory
from oneone_tui.workshop.history.commitments import TrackedCommitment, sort_by_urgency
from oneone_tui.workshop.history.trends import Trend, find_trends
from oneone_tui.workshop.model.changes import ChangeRejected

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from oneone_tui.messages import MarkDone
    from oneone_tui.services.session_sync import SessionSync
    from oneone_tui.services.time_source import TimeSource
    from oneone_tui.store.library import Library
    from oneone_tui.store.session_file import SessionFile
    from oneone_tui.store.summary_cache import Progress

    Shows = Callable[[tuple[int, int] | None], None]
    """Shows how many files are read, of how many; with None, that nothing is being read."""

T = TypeVar("T")

SOON = 0.2
"""Seconds after which it is told how far a reading is, and how often."""


class Leaving(Exception):
    """What a thread still reads is not needed any more."""


class AcrossApp(SessionApp):
    """Reads all sessions of the folder when somebody wants to see across them."""

    library: Library

    promises: var[tuple[TrackedCommitment, ...] | None] = var(None, init=False)
    """What was promised in all sessions, the most pressing first; None until that was read."""
    everybody: var[AttendanceHistory | None] = var(None, init=False)
    """What all sessions tell about the people; None until that has been read."""
    themes: var[tuple[Trend, ...] | None] = var(None, init=False)
    """What came up in several sessions; None until that has been read."""
    across_read: var[tuple[int, int] | None] = var(None, init=False)
    """How far the reading of all sessions is, where it takes long."""

    _folder: Path | None = None
    _read = CommitmentsRead()

    def __init__(self, wall: TimeSource | None = None) -> None:
        super().__init__(wall)
        self._one_at_a_time = asyncio.Lock()
        self._readings: dict[Progress, Shows] = {}
        """What is being read, and where it is shown how far that is."""
        self._ticked: dict[tuple[str, str], TrackedCommitment] = {}
        """Promises that were ticked since somebody began to read them, maybe just before."""

    async def hold(self, path: Path, file: SessionFile | None = None) -> SessionSync | None:
        """Open a session file; what is looked at across sessions is then in its folder."""
        keeper = await super().hold(path, file)
        if keeper:
            self._folder = path.parent
        return keeper

    def look_around(self, path: Path) -> None:
        """Look up what the people of the session promised before, too."""
        super().look_around(path)
        if self._show_across not in self._readings.values():  # else somebody asked for them
            self._look_for_promises(asked=False)

    def let_go(self) -> None:
        """Hold no session any more; it may have been of another folder."""
        self._folder, self._read = None, CommitmentsRead()
        self.promises = self.everybody = self.themes = None
        super().let_go()

    def action_followup(self) -> None:
        """Show what was promised."""
        from oneone_tui.screens.commitments import CommitmentsScreen

        self._look_for_promises(asked=True)
        self.push_screen(CommitmentsScreen(self._today))

    def action_people(self) -> None:
        """Show who has met whom."""
        from oneone_tui.screens.people import PeopleScreen

        self._look_at_everybody()
        self.push_screen(PeopleScreen())

    def action_trends(self) -> None:
        """Show what comes up again."""
        from oneone_tui.screens.trends import TrendsScreen

        self._look_for_themes()
        self.push_screen(TrendsScreen())

    @contextmanager
    def reading_on(self, show: Shows) -> Iterator[Progress]:
        """What a thread that reads tells how far it is; now and then that is shown.

        Once nobody waits for it any more it is not shown, and ends the reading.
        """
        due = monotonic() + SOON

        def tell(done: int, of: int) -> None:
            nonlocal due
            if tell not in self._readings:
                raise Leaving
            if monotonic() >= due:
                due = monotonic() + SOON
                self.call_later(shown, (done, of))

        def shown(read: tuple[int, int]) -> None:
            if tell in self._readings:
                show(read)

        self._readings[tell] = show
        try:
            yield tell
        finally:
            self._readings.pop(tell, None)
            if show not in self._readings.values():
                show(None)

    async def on_unmount(self) -> None:
        """What is still being read is not waited for."""
        self._readings.clear()

    @work(group="tick")
    async def on_mark_done(self, intent: MarkDone) -> None:
        """A person has kept a promise, or takes that back: it is on disk before it is shown."""
        promise, done = intent.promise, intent.done
        path = self._read.paths.get(promise.session)
        if path is None:
            intent.refused = True
            self.tell("its session can't be found any more: leave, and look again", wrong=True)
            return
        now = self.wall.now()
        try:
            async with self._one_at_a_time:
                await do_off_loop(
                    mark_commitment_done, path, promise, now, self._console, done=done
                )
        except (StoreError, ChangeRejected) as error:
            self.tell(str(error), wrong=True)
            intent.refused = True
            return
        self._ticked[promise.key] = replace(promise, done=done)
        if self.promises is not None:
            self.promises = self._with_ticks(self.promises)
        if intent.said:
            self.tell(intent.said)

    @work(exclusive=True, group="promises")
    async def _look_for_promises(self, *, asked: bool) -> None:
        today = self._today

        def look(
            folder: Path, progress: Progress
        ) -> tuple[CommitmentsRead, tuple[TrackedCommitment, ...]]:
            read = read_commitments(folder, progress)
            return read, sort_by_urgency(read.commitments, today)

        self._ticked.clear()
        found = await self._looked(look)
        if found:
            self._read, promises = found
            self.promises = self._with_ticks(promises)
            self._tell_unread(self._read.unread if asked else 0)

    @work(exclusive=True, group="everybody")
    async def _look_at_everybody(self) -> None:
        found = await self._looked(
            lambda folder, progress: read_attendance(folder, progress=progress)
        )
        if found:
            self.everybody = found.attendance
            self._tell_unread(found.unread)

    @work(exclusive=True, group="themes")
    async def _look_for_themes(self) -> None:
        def look(folder: Path, progress: Progress) -> tuple[int, tuple[Trend, ...]]:
            read = read_trend_entries(folder, progress)
            return read.unread, find_trends(read.entries)

        found = await self._looked(look)
        if found:
            unread, self.themes = found
            self._tell_unread(unread)

    async def _looked(self, look: Callable[[Path, Progress], T]) -> T | None:
        """What was found, off the event loop; None, and a line that says why, if it failed.

        What was found in a folder that was left meanwhile is nothing, too.
        """
        folder = self._looked_at
        try:
            with self.reading_on(self._show_across) as progress:
                found = await do_off_loop(look, folder, progress)
        except StoreError as error:
            self.tell(str(error), wrong=True)
        except Leaving:
            pass
        else:
            return found if folder == self._looked_at else None
        return None

    def _with_ticks(self, promises: Iterable[TrackedCommitment]) -> tuple[TrackedCommitment, ...]:
        return tuple(self._ticked.get(promise.key, promise) for promise in promises)

    def _show_across(self, read: tuple[int, int] | None) -> None:
        self.across_read = read

    def _tell_unread(self, unread: int) -> None:
        if unread:
            files = "1 file" if unread == 1 else f"{unread} files"
            self.tell(f"left out: {files} that cannot be read; the library says why")

    @property
    def _today(self) -> date:
        return self.wall.now().astimezone().date()

    @property
    def _looked_at(self) -> Path:
        return self._folder or self.library.folder
