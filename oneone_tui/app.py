"""The console: holds the session, turns intents into changes, shows the stage that is on."""

from __future__ import annotations

import asyncio
import math
import os
import socket
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import App
from textual.reactive import reactive

from oneone_tui.keeper import Keeper
from oneone_tui.look import ACROSS, DOWN, THEMES, stylesheets
from oneone_tui.screens.help import HelpScreen
from oneone_tui.screens.library import LibraryScreen, Shelved
from oneone_tui.screens.routes import stage_screen
from oneone_tui.screens.stage import StageScreen
from oneone_tui.shelving import begin, shelve
from oneone_tui.store.errors import StoreError
from oneone_tui.store.session_file import SessionFile
from oneone_tui.wall import SpedWall, SystemWall, Wall
from oneone_tui.workshop.changes import AnyChange, Refused
from oneone_tui.workshop.clock import Moment, moment
from oneone_tui.workshop.nothing import NO_MOMENT, NO_SESSION
from oneone_tui.workshop.rehearsal import preparation, script
from oneone_tui.workshop.session import Session
from oneone_tui.workshop.text import clean

if TYPE_CHECKING:
    from textual.timer import Timer

    from oneone_tui.store.library import Library
    from oneone_tui.widgets.intent import Make, NewSession, OpenSession, Tell

REHEARSAL_TITLE = "Rehearsal"
REHEARSAL_SPEED = 60.0
"""Fifty minutes in fifty seconds: slow enough to watch."""
RETRY_SECONDS = 2.0
"""How long to wait before trying the disk again after it said no."""
TOLD_SECONDS = 5.0
"""How long a line of news stays on the screen."""
FOLLOW_SECONDS = 1.0
"""How often to look whether another console has written."""
SHORTEST_TICK = 0.05
"""Seconds of real time: even a clock that is sped up repaints no more often."""
SLOWEST_TICK = 15.0
"""Seconds of real time: with the clock standing still, only the time of day moves."""


class OneOneApp(App[None]):
    """The console. `session` and `moment` are replaced whole; every screen shows them."""

    TITLE = "oneone"
    CSS_PATH = stylesheets()
    HORIZONTAL_BREAKPOINTS = ACROSS
    VERTICAL_BREAKPOINTS = DOWN
    ENABLE_COMMAND_PALETTE: ClassVar[bool] = True

    session: reactive[Session] = reactive(NO_SESSION, init=False)
    moment: reactive[Moment] = reactive(NO_MOMENT, init=False)
    pending: reactive[bool] = reactive(default=False, init=False)
    session_path: reactive[str] = reactive("", init=False)
    shelf: reactive[tuple[Shelved, ...]] = reactive((), init=False)

    def __init__(
        self,
        library: Library,
        session_path: Path | None = None,
        *,
        wall: Wall | None = None,
        rehearsal: Random | None = None,
    ) -> None:
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name
        self.library = library
        self.wall = wall or SystemWall()
        self._first_path = session_path
        self._rehearsal = rehearsal
        self._keeper: Keeper | None = None
        self._console = f"{socket.gethostname()[:20]}-{os.getpid()}"
        self._tick_timer: Timer | None = None

    async def on_mount(self) -> None:
        """Open the session asked for, or the library."""
        await self.push_screen(LibraryScreen(clean(str(self.library.folder))))
        await self.look_again()
        self.set_interval(FOLLOW_SECONDS, self._follow)
        if self._first_path:
            await self.open_session(self._first_path)
        if self._rehearsal:
            self._rehearse(self._rehearsal)

    async def look_again(self) -> None:
        """Look what is in the library."""
        try:
            self.shelf = await asyncio.to_thread(shelve, self.library)
        except StoreError as error:
            self.tell(str(error), wrong=True)

    async def new_session(self, title: str) -> None:
        """Begin a new session and open it."""
        try:
            path = await asyncio.to_thread(begin, self.library, title, self.wall.now())
        except StoreError as error:
            self.tell(str(error), wrong=True)
            return
        await self.open_session(path)

    async def open_session(self, path: Path) -> None:
        """Open a session file and show the stage it is at."""
        try:
            file = await asyncio.to_thread(SessionFile.open, path)
        except StoreError as error:
            self.tell(str(error), wrong=True)
            return
        self._keeper = Keeper(file, self._console)
        self.session_path = clean(str(path))
        self._show()
        await self.push_screen(stage_screen(self.session.info.stage))

    def make(self, *changes: AnyChange) -> None:
        """Make changes now; they are on disk a moment later, and marked until then."""
        if self._keeper is None:
            return
        try:
            for change in changes:
                self._keeper.put(change, self.wall.now())
        except Refused as refusal:
            self.tell(str(refusal))
        self._show()
        self._save()

    def on_make(self, intent: Make) -> None:
        """A person wants changes."""
        self.make(*intent.changes)

    def on_tell(self, news: Tell) -> None:
        """A screen has something to say."""
        self.tell(news.line, wrong=news.wrong)

    async def on_open_session(self, intent: OpenSession) -> None:
        """A person wants a session opened."""
        await self.open_session(intent.path)

    async def on_new_session(self, intent: NewSession) -> None:
        """A person wants to begin a session."""
        await self.new_session(intent.title)

    def watch_session(self, now: Session) -> None:
        """Show the stage that the room has moved to."""
        on = self.screen
        if isinstance(on, StageScreen) and self._keeper and on.stage is not now.info.stage:
            self.switch_screen(stage_screen(now.info.stage))

    def tell(self, line: str, *, wrong: bool = False) -> None:
        """Say something in one line that goes away by itself."""
        self.notify(
            line,
            severity="error" if wrong else "information",
            timeout=TOLD_SECONDS,
            markup=False,
        )

    async def action_rehearse(self) -> None:
        """Play a whole workshop through, sped up, in a session file of its own."""
        await self.new_session(REHEARSAL_TITLE)
        self.wall = SpedWall(self.wall.now(), REHEARSAL_SPEED)
        self._rehearse(Random(self.session.info.seed))

    def action_help(self) -> None:
        """Show the keys that work here."""
        self.push_screen(HelpScreen(self.screen))

    async def action_leave_session(self) -> None:
        """Go back to the library once everything is on disk."""
        if self._keeper is None:
            return
        await self.saved()
        self.workers.cancel_group(self, "rehearsal")
        self._keeper = None
        self.wall = SystemWall()
        self._show()
        await self.pop_screen()
        await self.look_again()

    async def action_quit(self) -> None:
        """End the program once everything is on disk."""
        await self.saved()
        self.exit()

    async def saved(self) -> None:
        """Wait until everything shown is on disk."""
        await self.workers.wait_for_complete([w for w in self.workers if w.group == "save"])

    @work(group="save")
    async def _save(self) -> None:
        keeper = self._keeper
        if keeper is None or keeper.saving:
            return
        while keeper.pending:
            try:
                refused = await keeper.save()
            except StoreError as error:
                self.tell(str(error), wrong=True)
                await asyncio.sleep(RETRY_SECONDS)
                continue
            for why in refused:
                self.tell(why)
            self._show()

    async def _follow(self) -> None:
        keeper = self._keeper
        if keeper is None or keeper.pending:
            return
        try:
            if await keeper.follow():
                self._show()
        except StoreError as error:
            self.tell(str(error), wrong=True)

    def _show(self) -> None:
        self.session = self._keeper.view if self._keeper else NO_SESSION
        self.pending = self._keeper.pending if self._keeper else False
        self._tick()

    def _tick(self) -> None:
        now = moment(self.session, self.wall.now()) if self._keeper else NO_MOMENT
        self.moment = now
        if self._tick_timer:
            self._tick_timer.stop()
        if self._keeper:
            self._tick_timer = self.set_timer(self._until_next_second(now), self._tick)

    def _until_next_second(self, now: Moment) -> float:
        if not now.running:
            return SLOWEST_TICK
        rest = now.left - math.floor(now.left)
        return max((rest or 1.0) / self.wall.speed, SHORTEST_TICK)

    @work(group="rehearsal")
    async def _rehearse(self, chance: Random) -> None:
        self.make(*preparation(self.session, chance))
        start = self.wall.now()
        for act in script(self.session, chance):
            due = start + timedelta(seconds=act.after)
            await asyncio.sleep(max(0, (due - self.wall.now()).total_seconds()) / self.wall.speed)
            self.make(*act.changes(self.session))
