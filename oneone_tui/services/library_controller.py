"""The library: finding, creating, renaming, trashing and exporting sessions."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from oneone_tui.exports.errors import NothingToExport
from oneone_tui.paths import show_path
from oneone_tui.services.off_loop import do_off_loop
from oneone_tui.services.reading_progress import ReadingCancelled, ReadingProgress
from oneone_tui.state import LibraryState, SessionRows
from oneone_tui.store.errors import StoreError
from oneone_tui.store.session_search import SortOrder
from oneone_tui.workshop.agenda.guide_reader import GuideError
from oneone_tui.workshop.model.changes import ChangeRejected

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from oneone_tui.exports.formats import ExportOptions
    from oneone_tui.services.outlet import Outlet, Work
    from oneone_tui.store.library import Library
    from oneone_tui.store.session_files import TrashedSession
    from oneone_tui.workshop.model.session import Session

T = TypeVar("T")
UNDO = "library.undo"
"""Id of the command that takes a session out of the trash."""


class LibraryController:
    """Works with the session files of the library off the event loop, one after the other.

    Args:
        library: The folder of sessions.
        outlet: Where lines are shown, and how work is started.
        publish: Takes each new state.
        console: What this console is called in a session's history.
        is_session_open: Whether a session is open: then no file is renamed or put away.
    """

    def __init__(
        self,
        library: Library,
        outlet: Outlet,
        publish: Callable[[LibraryState], None],
        *,
        console: str,
        is_session_open: Callable[[], bool],
    ) -> None:
        self._library = library
        self._outlet = outlet
        self._publish = publish
        self._console = console
        self._is_session_open = is_session_open
        self.state = LibraryState()
        self.progress = ReadingProgress(self._show_progress)
        self.one_at_a_time = asyncio.Lock()
        """Held while a file is renamed, put away or opened."""
        self._is_refreshing = self._is_outdated = False
        self._chosen: Path | None = None
        self._trashed: list[TrashedSession] = []

    @property
    def folder(self) -> Path:
        """The folder of sessions."""
        return self._library.folder

    def refresh(self, chosen: Path | None = None) -> None:
        """Read what is in the library; the session at `chosen` is then the highlighted one."""
        rows = self.state.rows
        if chosen and rows:
            # At once where it is there: what is chosen meanwhile is not taken back later.
            self._set(replace(self.state, rows=replace(rows, chosen=chosen)))
            known = any(one.path == chosen for one in rows.orders[SortOrder.DATE])
            chosen = None if known else chosen
        self._chosen = chosen or self._chosen
        self._is_outdated = True
        if not self._is_refreshing:
            self._is_refreshing = True
            self._outlet.spawn(self._refresh, "refresh")

    async def create(self, title: str, guide: str, *, rehearsal: bool = False) -> Path | None:
        """Create a session file, by the guide of that name or path; None if that failed."""
        from oneone_tui.services.library_files import begin

        now = self._outlet.now()
        library = self._library.rehearsals if rehearsal else self._library
        return await self._do(lambda: begin(library, title, now, guide))

    async def duplicate(self, path: Path, title: str) -> Path | None:
        """Create a session file for the people of an earlier session; None if that failed."""
        from oneone_tui.services.library_files import begin_again

        now = self._outlet.now()
        return await self._do(lambda: begin_again(self._library, path, title, now))

    async def read(self, path: Path) -> Session | None:
        """The session at `path`; None, and a line that says why, if it cannot be read."""
        from oneone_tui.services.library_files import read

        return await self._do(lambda: read(path))

    def rename(self, path: Path, title: str) -> None:
        """Give a session another title, and its file the name that goes with it."""
        self._spawn(partial(self._rename, path, title))

    def trash(self, path: Path) -> None:
        """Put a session's file in the trash."""
        self._spawn(partial(self._trash, path))

    def restore(self) -> None:
        """Put back what was put in the trash last."""
        self._spawn(self._restore)

    def export(
        self, session: Session | None, path: Path, form: str, options: ExportOptions
    ) -> None:
        """Write the session of the file at `path` in a form: `session`, or else what is on disk."""
        self._spawn(partial(self._export, session, path, form, options))

    def warn_of_network_disk(self, path: Path) -> None:
        """Say once where sessions lie on a disk on which a lock may not hold."""
        self._outlet.spawn(partial(self._warn_of_network_disk, path), "network")

    def _spawn(self, work: Work) -> None:
        self._outlet.spawn(work, "files")

    async def _rename(self, path: Path, title: str) -> None:
        now = self._outlet.now()

        def rename_there() -> Path:
            from oneone_tui.services.library_files import rename

            return rename(self._library, path, title, now, self._console)

        async with self.one_at_a_time:
            if self._is_session_open():
                return  # it was asked for while a session was being opened: perhaps this one
            self.refresh(await self._do(rename_there) or path)

    async def _trash(self, path: Path) -> None:
        async with self.one_at_a_time:
            if self._is_session_open():
                return
            trashed = await self._do(lambda: self._library.trash(path))
            if trashed:
                self._trashed.append(trashed)
                self._count_trash()
                where, key = show_path(trashed.path.parent), self._outlet.key_for(UNDO)
                self._outlet.notify(
                    f"{trashed.title or trashed.name} is in {where}: {key} restores it"
                )
            self.refresh()

    async def _restore(self) -> None:
        async with self.one_at_a_time:
            if not self._trashed:
                return
            last = self._trashed[-1]
            path = await self._do(lambda: self._library.restore(last))
            self._trashed.pop()
            self._count_trash()
            if path:
                self._outlet.notify(f"{last.title or last.name} is back")
            self.refresh(path)

    async def _export(
        self, session: Session | None, path: Path, form: str, options: ExportOptions
    ) -> None:
        now = self._outlet.now()

        def write() -> tuple[Path, str]:
            from oneone_tui.exports.formats import FORMS
            from oneone_tui.services.library_files import export, read

            exported = session or read(path)
            target = export(exported, path, form, options, now)
            return target, FORMS[form].format_left_out(exported)

        async with self.one_at_a_time:
            written = await self._do(write)
        if written:
            target, left_out = written
            told = f"written to {show_path(target)}"
            self._outlet.notify(f"{told}; {left_out}" if left_out else told)

    async def _refresh(self) -> None:
        from oneone_tui.services.library_files import shelve

        try:
            while self._is_outdated:
                self._is_outdated = False
                with self.progress.reading() as so_far:
                    found = await self._do(lambda: shelve(self._library, so_far))
                if found is not None:
                    rows, self._chosen = SessionRows(found, self._chosen), None
                    self._set(replace(self.state, rows=rows))
        except ReadingCancelled:
            pass
        finally:
            self._is_refreshing = False

    async def _warn_of_network_disk(self, path: Path) -> None:
        from oneone_tui.store.network_disk import network_disk_warning

        warning = await do_off_loop(network_disk_warning, path)
        if warning:
            self._outlet.warn(warning)

    async def _do(self, work: Callable[[], T]) -> T | None:
        """The result of `work`, off the event loop; None, and a line why, if it failed."""
        try:
            return await do_off_loop(work)
        except (StoreError, GuideError, ChangeRejected, NothingToExport) as error:
            self._outlet.notify(str(error), wrong=True)
            return None

    def _count_trash(self) -> None:
        self._set(replace(self.state, trash_count=len(self._trashed)))

    def _show_progress(self, progress: tuple[int, int] | None) -> None:
        self._set(replace(self.state, progress=progress))

    def _set(self, state: LibraryState) -> None:
        self.state = state
        self._publish(state)
