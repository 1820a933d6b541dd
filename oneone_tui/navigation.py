"""What is shown: the library, the stage of the open session, and how one comes to the other."""

from __future__ import annotations

from functools import partial
from random import Random
from typing import TYPE_CHECKING

from oneone_tui.paths import show_path
from oneone_tui.preload import OUT_OF_REACH
from oneone_tui.screens.registry import stage_screen
from oneone_tui.services.off_loop import INCOMPLETE
from oneone_tui.services.shutdown import LEAVE

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from textual.app import App
    from textual.screen import Screen

    from oneone_tui.input_order import InputOrder
    from oneone_tui.services.cross_session import CrossSessionReader
    from oneone_tui.services.library_controller import LibraryController
    from oneone_tui.services.outlet import Outlet
    from oneone_tui.services.session_controller import SessionController
    from oneone_tui.services.shutdown import Shutdown
    from oneone_tui.store.session_file import SessionFile

REHEARSAL_TITLE = "Rehearsal"
LOWEST = 2
"""Screens there are while only one is shown: Textual's own, empty one lies below."""


class Navigation:
    """Opens and leaves sessions, and shows the screen that goes with each.

    Args:
        app: The app whose screens these are.
        session: The open session.
        library: The folder of sessions.
        cross_sessions: What is read across all sessions.
        shutdown: Asks before something is left that is not saved.
        order: Holds keys back while something opens.
        outlet: Where lines are shown, and how work is started.
        guide: Returns the name of the guide for new sessions.
    """

    def __init__(
        self,
        app: App[None],
        *,
        session: SessionController,
        library: LibraryController,
        cross_sessions: CrossSessionReader,
        shutdown: Shutdown,
        order: InputOrder,
        outlet: Outlet,
        guide: Callable[[], str],
    ) -> None:
        self._app = app
        self._guide = guide
        self._session = session
        self._library = library
        self._cross_sessions = cross_sessions
        self._shutdown = shutdown
        self._order = order
        self._outlet = outlet
        self._library_screen: Screen[None] | None = None

    @property
    def at_library(self) -> bool:
        """Whether the library is shown."""
        return bool(self._app.screen_stack) and self._app.screen is self._library_screen

    async def start(self, path: Path | None, file: SessionFile | None) -> None:
        """Show the session at `path`, or else the library; `file` is it, where it is open."""
        if path:
            await self.open_session(path, file)
        if not self._session.is_open:
            self._library.refresh()
            await self._app.push_screen(self._new_library_screen())

    async def open_session(self, path: Path, file: SessionFile | None = None) -> None:
        """Open a session file and show its stage; `file` is it, where it is open."""
        from oneone_tui.widgets.note_line import UnfinishedNote

        if await self._session.open(path, file):
            self._cross_sessions.open_folder(path.parent)
            draft = self._session.draft
            line = UnfinishedNote(draft.text, draft.kind, False, draft.team) if draft else None
            await self._app.push_screen(stage_screen(self._session.session.info.stage, line))
            self._session.report_absence()

    def show_stage(self) -> None:
        """Show the stage that the session is at, if the screen of another one is on."""
        if not self._session.is_open:
            return
        from oneone_tui.screens.stage import StageScreen

        # At the very end there is none any more.
        screen = self._app.screen if self._app.screen_stack else None
        stage = self._session.session.info.stage
        if isinstance(screen, StageScreen) and screen.stage is not stage:
            following = stage_screen(stage, screen.unfinished())
            screen.detach()
            self._app.switch_screen(following)

    def report_stage_shown(self) -> None:
        """Read what the session's first stage does not need, now that it is shown."""
        if self._session.load_attendance():
            self._cross_sessions.prefetch_commitments()

    def open(self, path: Path) -> None:
        """Open a session, unless one is open."""
        self._go(partial(self.open_session, path))

    def begin(self, title: str) -> None:
        """Begin a new session of that title."""
        self._go(partial(self._begin, title))

    def begin_next(self, path: Path, title: str) -> None:
        """Begin a new session of that title for the people of the one at `path`."""
        self._go(partial(self._begin_next, path, title))

    def review(self, path: Path) -> None:
        """Look through a session, and leave it as it is."""
        self._go(partial(self._review, path))

    def rehearse(self, guide: str) -> None:
        """Play a whole workshop, sped up, by a guide's name or file; without one, by the usual."""
        self._go(partial(self._rehearse, guide or self._guide()))

    async def leave(self) -> None:
        """Go back to the library once everything is on disk; until then, all goes on."""
        from oneone_tui.screens.base import TimedScreen

        self._session.stop_rehearsal()
        if not await self._shutdown.may_go(LEAVE, "leaves"):
            return
        self._session.stop_work()
        for screen in self._app.screen_stack:
            if isinstance(screen, TimedScreen):
                screen.detach()
        await self._session.sign_off()
        self._cross_sessions.close_folder()
        self._session.close()
        while self._app.screen_stack and not self.at_library:
            if len(self._app.screen_stack) > LOWEST:
                await self._app.pop_screen()
            else:
                await self._app.switch_screen(self._new_library_screen())
        self._library.refresh(self._session.path)

    def _new_library_screen(self) -> Screen[None]:
        from oneone_tui.screens.library import LibraryScreen

        self._library_screen = LibraryScreen(show_path(self._library.folder))
        return self._library_screen

    async def _begin(self, title: str) -> None:
        path = await self._library.create(title, self._guide())
        if path:
            await self.open_session(path)

    async def _begin_next(self, path: Path, title: str) -> None:
        found = await self._library.duplicate(path, title)
        if found:
            await self.open_session(found)

    async def _review(self, path: Path) -> None:
        from oneone_tui.screens.review import ReviewScreen

        session = await self._library.read(path)
        if session and self.at_library:
            await self._app.push_screen(ReviewScreen(session, path, self._outlet.now()))

    async def _rehearse(self, guide: str) -> None:
        self._session.speed_up_time()
        path = await self._library.create(REHEARSAL_TITLE, guide, rehearsal=True)
        if path:
            await self.open_session(path)
        if path and self._session.is_open:
            self._session.start_rehearsal(Random(self._session.session.info.seed))
            self._outlet.notify(
                f"a rehearsal, kept in {show_path(path.parent)}, apart from your sessions"
            )
        else:
            self._session.restore_time()

    def _go(self, way: Callable[[], Awaitable[None]]) -> None:
        """Open something, unless something is open; keys wait meanwhile."""
        if not self._session.is_open and not self._order.is_held:
            self._order.hold()
            self._outlet.spawn(partial(self._go_now, way), "files")

    async def _go_now(self, way: Callable[[], Awaitable[None]]) -> None:
        try:
            # What is just renamed or put away is then at its place.
            async with self._library.one_at_a_time:
                await way()
        except OUT_OF_REACH:
            self._outlet.notify(INCOMPLETE, wrong=True)
        finally:
            await self._order.release()
