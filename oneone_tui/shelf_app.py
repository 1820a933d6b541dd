"""The part of the app that is about session files: found, begun, opened, handed on, put away."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from textual import events, work
from textual.reactive import var

from oneone_tui.across_app import AcrossApp, Leaving
from oneone_tui.exports.errors import NothingToExport
from oneone_tui.keymap import key_for
from oneone_tui.late_parts import OUT_OF_REACH
from oneone_tui.paths import show_path
from oneone_tui.screens.registry import stage_screen
from oneone_tui.services.off_loop import INCOMPLETE, do_off_loop
from oneone_tui.store.errors import StoreError
from oneone_tui.store.session_listing import SortOrder
from oneone_tui.workshop.agenda.guide_reader import GuideError
from oneone_tui.workshop.agenda.schedule import format_duration
from oneone_tui.workshop.model.changes import ChangeRejected

if TYPE_CHECKING:
    from textual.screen import Screen

    from oneone_tui.library_messages import (
        DuplicateSession,
        ExportSession,
        RenameSession,
        RestoreSession,
        ReviewSession,
        TrashSession,
    )
    from oneone_tui.messages import NewSession, OpenSession
    from oneone_tui.services.time_source import TimeSource
    from oneone_tui.store.library import Library
    from oneone_tui.store.session_file import SessionFile
    from oneone_tui.store.session_files import TrashedSession
    from oneone_tui.widgets.session_list import SessionRows

GOING = ("quit", "put_aside")
"""Actions that work also while something is being opened."""

AWAY_TOLD = 10.0
"""Seconds of absence from which on the console says how long it was away."""

T = TypeVar("T")


class ShelfApp(AcrossApp):
    """Knows the library. What waits for the disk is done one after the other, off the keys.

    While something is being opened, keys and clicks wait: they are for what opens.
    """

    shelf: var[SessionRows | None] = var(None, init=False, always_update=True)
    """What is in the library; None until it has been read for the first time."""
    reading: var[tuple[int, int] | None] = var(None, init=False)
    """How far the reading is, where it takes long."""
    in_trash: var[int] = var(0, init=False)
    """How many sessions can be taken back out of the trash."""

    def __init__(self, library: Library, wall: TimeSource | None = None) -> None:
        super().__init__(wall)
        self.library = library
        self._home: Screen[None] | None = None
        self._opening = False
        self._early: list[events.Event] = []
        """What somebody did while something was being opened."""
        self._held: Path | None = None
        """The file of the session that was opened last."""
        self._looking = self._look_again = False
        self._chosen: Path | None = None
        self._trashed: list[TrashedSession] = []
        self._one_by_one = asyncio.Lock()

    def look_again(self, chosen: Path | None = None) -> None:
        """Look what is in the library; the session at `chosen` is then the one that is on."""
        if chosen and self.shelf:
            # At once where it is there: what is chosen meanwhile is not taken back later.
            self.shelf = self.shelf._replace(chosen=chosen)
            known = any(one.path == chosen for one in self.shelf.orders[SortOrder.DATE])
            chosen = None if known else chosen
        self._chosen = chosen or self._chosen
        self._look_again = True
        if not self._looking:
            self._looking = True
            self._look()

    def library_screen(self) -> Screen[None]:
        """A new screen on which the library is shown."""
        from oneone_tui.screens.library import LibraryScreen

        self._home = LibraryScreen(show_path(self.library.folder))
        return self._home

    @property
    def at_library(self) -> bool:
        """Whether the library is what is shown."""
        return bool(self.screen_stack) and self.screen is self._home

    @property
    def file_name(self) -> str:
        """The name of the session's file; empty while none was opened."""
        return self._held.name if self._held else ""

    async def on_event(self, event: events.Event) -> None:
        """Keep what somebody does while something is being opened, except for leaving."""
        if self._opening and _comes_in(event) and not self._leaves(event):
            self._early.append(event)
            return
        if isinstance(event, events.InputEvent | events.Paste):
            await self._till_composed()  # the one before may have shown another screen
        await super().on_event(event)

    async def new_session(self, title: str) -> None:
        """Begin a new session and open it."""
        from oneone_tui.services.library_files import begin

        now, guide = self.wall.now(), self.settings.guide
        path = await self._done(lambda: begin(self.library, title, now, guide))
        if path:
            await self.open_session(path)

    async def open_session(self, path: Path, file: SessionFile | None = None) -> None:
        """Open a session file and show the stage it is at; `file` is it, where it is open."""
        from oneone_tui.widgets.note_line import UnfinishedNote

        keeper = await self.hold(path, file)
        if keeper:
            self._held = path
            draft = self.draft
            left = UnfinishedNote(draft.text, draft.kind, False, draft.team) if draft else None
            await self.push_screen(stage_screen(self.session.info.stage, left))
            # With others there it was never left, and by whose clock that would be nobody knows.
            self._welcome_back(None if keeper.others else keeper.left_at)

    def on_open_session(self, intent: OpenSession) -> None:
        """A person wants a session opened."""
        self._go_to(lambda: self.open_session(intent.path))

    def on_new_session(self, intent: NewSession) -> None:
        """A person wants to begin a session."""
        self._go_to(lambda: self.new_session(intent.title))

    def on_duplicate_session(self, intent: DuplicateSession) -> None:
        """A person wants a session with the people of an earlier one."""
        self._go_to(lambda: self._again(intent.path, intent.title))

    def on_review_session(self, intent: ReviewSession) -> None:
        """A person wants to look through a session."""
        self._go_to(lambda: self._review(intent.path))

    @work(group="files")
    async def on_rename_session(self, intent: RenameSession) -> None:
        """A person wants a session to be called otherwise."""
        now = self.wall.now()

        def rename_there() -> Path:
            from oneone_tui.services.library_files import rename

            return rename(self.library, intent.path, intent.title, now, self._console)

        async with self._one_by_one:
            if self.holding:
                return  # it was asked for while a session was being opened: perhaps this one
            path = await self._done(rename_there)
            self.look_again(path or intent.path)

    @work(group="files")
    async def on_trash_session(self, intent: TrashSession) -> None:
        """A person wants a session out of sight."""
        async with self._one_by_one:
            if self.holding:
                return
            trashed = await self._done(lambda: self.library.trash(intent.path))
            if trashed:
                self._trashed.append(trashed)
                self.in_trash = len(self._trashed)
                where = show_path(trashed.path.parent)
                key = key_for("library.undo")
                self.tell(f"{trashed.title or trashed.name} is in {where}: {key} takes it back")
            self.look_again()

    @work(group="files")
    async def on_restore_session(self, _: RestoreSession) -> None:
        """A person wants to have back what they put in the trash."""
        async with self._one_by_one:
            if not self._trashed:
                return
            last = self._trashed[-1]
            path = await self._done(lambda: self.library.restore(last))
            self._trashed.pop()
            self.in_trash = len(self._trashed)
            if path:
                self.tell(f"{last.title or last.name} is back")
            self.look_again(path)

    @work(group="files")
    async def on_export_session(self, intent: ExportSession) -> None:
        """A person wants a session in another form: as it is on the screen, or on disk."""
        path = intent.path or (self._held if self.holding else None)
        if path is None:
            return
        now, shown = self.wall.now(), None if intent.path else self.session

        def write() -> Path:
            from oneone_tui.services.library_files import export, read

            return export(shown or read(path), path, intent.form, intent.options, now)

        async with self._one_by_one:
            target = await self._done(write)
        if target:
            self.tell(f"written to {show_path(target)}")

    @work(group="network")
    async def warn_of_network(self, path: Path) -> None:
        """Say once where sessions lie on a disk on which a lock may not hold."""
        from oneone_tui.store.network_disk import network_disk_warning

        warning = await do_off_loop(network_disk_warning, path)
        if warning:
            self.insist(warning)

    @work(group="look")
    async def _look(self) -> None:
        from oneone_tui.services.library_files import shelve
        from oneone_tui.widgets.session_list import SessionRows

        try:
            while self._look_again:
                self._look_again = False
                with self.reading_on(self._show_reading) as so_far:
                    found = await self._done(lambda: shelve(self.library, so_far))
                if found is not None:
                    self.shelf, self._chosen = SessionRows(found, self._chosen), None
        except Leaving:
            pass
        finally:
            self._looking = False

    def _go_to(self, way: Callable[[], Awaitable[None]]) -> None:
        """Open something, unless something is open: at once there is no other, and keys wait."""
        if not self.holding and not self._opening:
            self._opening = True
            self._go(way)

    @work(group="files")
    async def _go(self, way: Callable[[], Awaitable[None]]) -> None:
        try:
            async with self._one_by_one:  # what is just renamed or put away is then at its place
                await way()
        except OUT_OF_REACH:
            self.tell(INCOMPLETE, wrong=True)
        finally:
            self._opening = False
            early, self._early = self._early, []
        for event in early:
            await self._till_composed()
            await super().on_event(event)

    async def _till_composed(self) -> None:
        """Wait till the screen that is on has its widgets; another may come on meanwhile."""
        while self.screen_stack and not self.screen.is_mounted:
            composed = asyncio.Event()
            if not self.screen.call_later(composed.set):
                break
            await composed.wait()

    async def _again(self, path: Path, title: str) -> None:
        from oneone_tui.services.library_files import begin_again

        now = self.wall.now()
        found = await self._done(lambda: begin_again(self.library, path, title, now))
        if found:
            await self.open_session(found)

    async def _review(self, path: Path) -> None:
        from oneone_tui.screens.review import ReviewScreen
        from oneone_tui.services.library_files import read

        session = await self._done(lambda: read(path))
        if session and self.at_library:
            await self.push_screen(ReviewScreen(session, path, self.wall.now()))

    def _leaves(self, event: events.Event) -> bool:
        """Whether it ends the program or puts it aside: that waits for no disk."""
        key = event.key if isinstance(event, events.Key) else ""
        bound = self.active_bindings.get(key)
        return bool(bound and bound.binding.action in GOING)

    def _show_reading(self, read: tuple[int, int] | None) -> None:
        self.reading = read

    async def _done(self, work: Callable[[], T]) -> T | None:
        """What `work` came to, off the event loop; None, and a line that says why, if it failed."""
        try:
            return await do_off_loop(work)
        except (StoreError, GuideError, ChangeRejected, NothingToExport) as error:
            self.tell(str(error), wrong=True)
            return None

    def _welcome_back(self, left_at: datetime | None) -> None:
        here = self.moment
        if left_at is None or here.segment is None:
            return
        away = (here.now - left_at).total_seconds()
        if away >= AWAY_TOLD:
            goes = "the clock went on" if here.running else "the clock stands still"
            self.tell(f"back after {format_duration(round(away))} away: {goes}")


def _comes_in(event: events.Event) -> bool:
    """Whether somebody did this, and no widget knows of it yet."""
    return isinstance(event, events.InputEvent | events.Paste) and not event.is_forwarded
