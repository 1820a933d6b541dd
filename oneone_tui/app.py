"""The console: the library, the stage that is on, and what lies over them."""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from textual import work
from textual.app import SystemCommand

from oneone_tui.look import ACROSS, DOWN, THEMES, stylesheets
from oneone_tui.palette import ByNumber
from oneone_tui.rehearse import play_live
from oneone_tui.screens.agenda import AgendaScreen
from oneone_tui.screens.clocked import ClockedScreen
from oneone_tui.screens.face import FaceScreen
from oneone_tui.screens.help import HelpScreen
from oneone_tui.screens.larger_group import LargerGroupScreen
from oneone_tui.screens.library import LibraryScreen
from oneone_tui.screens.routes import stage_screen
from oneone_tui.screens.stage import StageScreen
from oneone_tui.session_app import FOLLOW_SECONDS
from oneone_tui.shelf_app import ShelfApp
from oneone_tui.wall import SpedWall, SystemWall, Wall
from oneone_tui.widgets.entry_line import LineInput
from oneone_tui.workshop.text import clean

if TYPE_CHECKING:
    from textual.filter import LineFilter
    from textual.screen import Screen

    from oneone_tui.store.library import Library
    from oneone_tui.widgets.intent import Make, Tell

REHEARSAL_TITLE = "Rehearsal"
REHEARSAL_SPEED = 60.0
"""Fifty minutes in fifty seconds: slow enough to watch."""
LETTERED = {
    "accept",
    "agenda",
    "dismiss_proposal",
    "face",
    "followup",
    "help",
    "larger_group",
    "leave_session",
    "names",
    "people",
    "quiet",
    "rehearse",
}
"""Actions of the app that screens bind to letters."""
END_SECONDS = 5.0
"""After a signal to end, how long there is to save and to leave the terminal in order."""
QUIT_KEY = "ctrl+q"


class OneOneApp(ShelfApp):
    """The `oneone` console. Screens post what a person wants; here it is done."""

    TITLE = "oneone"
    CSS_PATH = stylesheets()
    HORIZONTAL_BREAKPOINTS = ACROSS
    VERTICAL_BREAKPOINTS = DOWN

    def __init__(
        self,
        library: Library,
        session_path: Path | None = None,
        *,
        wall: Wall | None = None,
        rehearsal: Random | None = None,
    ) -> None:
        super().__init__(library, wall)
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = THEMES[0].name
        self._first_path = session_path
        self._rehearsal = rehearsal
        self._wants_to_quit = False

    def get_line_filters(self) -> list[LineFilter]:
        """What every painted line goes through."""
        return [*super().get_line_filters(), ByNumber()]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """No command of a letter while somebody types."""
        if action in LETTERED and isinstance(self.focused, LineInput):
            return False
        return super().check_action(action, parameters)

    async def on_mount(self) -> None:
        """Open the session asked for, or the library."""
        await self.push_screen(LibraryScreen(clean(str(self.library.folder))))
        for sign in (signal.SIGTERM, signal.SIGHUP):
            asyncio.get_running_loop().add_signal_handler(sign, self._end)
        self.set_interval(FOLLOW_SECONDS, self.follow)
        if self._first_path:
            await self.open_session(self._first_path)
        self.look_again()
        if self._rehearsal and self.holding:
            self._rehearse(self._rehearsal)

    def on_make(self, intent: Make) -> None:
        """A person wants changes."""
        self.make(*intent.changes)

    def on_draw(self) -> None:
        """A person wants the pairs drawn."""
        self.draw()

    def on_tell(self, news: Tell) -> None:
        """A screen has something to say."""
        self.tell(news.line, wrong=news.wrong)

    def came_back(self) -> None:
        """The room may have moved on while something lay over its stage."""
        self._show_stage()

    def watch_session(self) -> None:
        """Show the stage that the room has moved to."""
        self._show_stage()

    async def action_rehearse(self) -> None:
        """Play a whole workshop through, sped up, in a session file of its own."""
        self.wall = SpedWall(self.wall.now(), REHEARSAL_SPEED)
        await self.new_session(REHEARSAL_TITLE)
        if self.holding:
            self._rehearse(Random(self.session.info.seed))
        else:
            self.wall = SystemWall()

    def action_agenda(self) -> None:
        """Show the agenda."""
        self.push_screen(AgendaScreen(), lambda _: self._show_stage())

    def action_face(self) -> None:
        """Show the clock alone."""
        self.push_screen(FaceScreen(), lambda _: self._show_stage())

    def action_larger_group(self) -> None:
        """Show the larger group's order and its board."""
        self.push_screen(LargerGroupScreen(), lambda _: self._show_stage())

    def action_help(self) -> None:
        """Show the keys that work here."""
        self.push_screen(HelpScreen(self.screen), lambda _: self._show_stage())

    def action_leave_session(self) -> None:
        """Go back to the library once everything is on disk; until then, all goes on."""
        if self.holding:
            self._leave()

    async def action_quit(self) -> None:
        """End the program once everything is on disk; asked twice, without what can't be kept."""
        if self.trouble and self._wants_to_quit:
            self.exit()
            return
        self._wants_to_quit = True
        if self.trouble:
            self.tell(f"not all is saved: {QUIT_KEY} again quits without it", wrong=True)
        self._quit()

    @work(exclusive=True, group="leave")
    async def _quit(self) -> None:
        await self.saved()
        self.exit()

    @work(exclusive=True, group="leave")
    async def _leave(self) -> None:
        self.workers.cancel_group(self, "rehearsal")
        await self.saved()
        for screen in self.screen_stack:
            if isinstance(screen, ClockedScreen):
                screen.retire()
        if self._keeper:
            await self._keeper.leave(self.wall.now())
        self.let_go()
        if isinstance(self.wall, SpedWall):
            self.wall = SystemWall()
        while not isinstance(self.screen, LibraryScreen):
            await self.pop_screen()
        self.look_again(self._held)

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette: every command of the screen below it, from its own keys."""
        seen = set()
        for _, binding, enabled, _ in screen.active_bindings.values():
            if enabled and binding.id and binding.action not in seen:
                seen.add(binding.action)
                key = self.get_key_display(binding)
                run = partial(screen.run_action, binding.action)
                yield SystemCommand(binding.description.capitalize(), f"key {key}", run)
        yield SystemCommand("Quit", f"key {QUIT_KEY}", self.action_quit)

    def _end(self) -> None:
        # A line that drops, or a machine that shuts down: keep what there is, and put the
        # terminal back as it was. Where it is gone for good, Textual waits for it for ever.
        backstop = threading.Timer(END_SECONDS, os._exit, (1,))
        backstop.daemon = True
        backstop.start()
        self._quit()

    def _show_stage(self) -> None:
        on, stage = self.screen, self.session.info.stage
        if isinstance(on, StageScreen) and self.holding and on.stage is not stage:
            following = stage_screen(stage, on.unfinished())
            on.retire()
            self.switch_screen(following)

    @work(group="rehearsal")
    async def _rehearse(self, chance: Random) -> None:
        await play_live(lambda: self.session, self.make, self.wall, chance)
