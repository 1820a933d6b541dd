"""The console: the library, the stage that is on, and what lies over them."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import App, SystemCommand
from textual.binding import BindingType
from textual.markup import escape
from textual.reactive import var

from oneone_tui.appearance import Painter
from oneone_tui.closed_screens import ClosedScreens
from oneone_tui.config.settings import DEFAULT_SETTINGS, Settings
from oneone_tui.console_services import build_services
from oneone_tui.console_terminal import ConsoleTerminal
from oneone_tui.input_order import InputOrder
from oneone_tui.keymap import bindings, key_for, set_user_keys
from oneone_tui.keymap.commands import COMMANDS
from oneone_tui.preload import OUT_OF_REACH, load_late_parts
from oneone_tui.screens.registry import covering_screen
from oneone_tui.services.crash_report import CRASHED
from oneone_tui.services.off_loop import INCOMPLETE, do_off_loop
from oneone_tui.services.outlet import Outlet, Work
from oneone_tui.services.shutdown import QUIT
from oneone_tui.state import CrossSessionState, LibraryState, SessionState
from oneone_tui.store.errors import StoreError
from oneone_tui.style_sheets import common_sheet
from oneone_tui.terminal.numbered_colors import with_numbered_colors
from oneone_tui.terminal.themes import (
    HEIGHT_CLASSES,
    THEMES,
    WIDTH_CLASSES,
    Appearance,
)
from oneone_tui.textual_patches.app import PatchedApp
from oneone_tui.textual_patches.driver import ConnectionLost, PutAside
from oneone_tui.textual_patches.preload import PreloadedStylesheet
from oneone_tui.widgets.entry_line import LineInput

if TYPE_CHECKING:
    from datetime import datetime

    from rich.style import Style
    from textual.actions import ActionParseResult
    from textual.binding import Binding
    from textual.dom import DOMNode
    from textual.filter import LineFilter
    from textual.notifications import SeverityLevel
    from textual.screen import Screen

    from oneone_tui.console import Console
    from oneone_tui.exports.formats import ExportOptions
    from oneone_tui.services.time_source import TimeSource
    from oneone_tui.store.library import Library
    from oneone_tui.store.session_file import SessionFile

ALWAYS = frozenset(command.action for command in COMMANDS["program"])
"""Actions of the app that also work while a line is typed."""
LATE_SECONDS = 1.0
"""Seconds from the start until what is needed later is loaded: a tenth of a second's work."""
NOTICE_SECONDS, WARNING_SECONDS = 5.0, 60.0
"""How long a line is shown, and one that a person has to act on."""
POLL_SECONDS = 1.0
"""How often to look whether another console has written."""


class OneOneApp(PatchedApp, App[None]):
    """The `oneone` console: it owns the services, and shows the screens that ask them."""

    TITLE = "oneone"
    crash_status = CRASHED
    CSS_PATH = common_sheet()
    BINDINGS: ClassVar[list[BindingType]] = bindings("program")
    HORIZONTAL_BREAKPOINTS = WIDTH_CLASSES
    VERTICAL_BREAKPOINTS = HEIGHT_CLASSES

    state: var[SessionState] = var(SessionState(), init=False)
    library_state: var[LibraryState] = var(LibraryState(), init=False)
    cross_session_state: var[CrossSessionState] = var(CrossSessionState(), init=False)

    def __init__(
        self,
        library: Library,
        session_path: Path | None = None,
        *,
        opened: SessionFile | None = None,
        wall: TimeSource | None = None,
        rehearsal: Random | None = None,
        look: Appearance | None = None,
        settings: Settings = DEFAULT_SETTINGS,
        notices: Sequence[str] = (),
        console: str | None = None,
    ) -> None:
        super().__init__()
        self.stylesheet = PreloadedStylesheet(variables=self.get_css_variables())
        self._terminal = ConsoleTerminal(self, self.bell, self.notify_line, settings)
        self.apply_settings(settings)
        self._notices = notices
        self.look = look or Appearance()
        self._painter = Painter(self.look, settings.colors)
        for theme in self._painter.themes():
            self.register_theme(theme)
        self.action_theme(self._painter.first_theme)
        self._first_path, self._first_file = session_path, opened
        self._rehearsal = rehearsal
        self._closed_screens = ClosedScreens()
        self._order = InputOrder(self, super().on_event, self.notify_line)
        outlet = Outlet(
            notify=self.notify_line,
            warn=self.warn,
            clear_notifications=self.clear_notifications,
            key_for=key_for,
            spawn=self._spawn,
            cancel=partial(self.workers.cancel_group, self),
            call_in=lambda seconds, callback: self.set_timer(seconds, callback).stop,
            now=self._now,
        )
        services = build_services(
            self,
            library,
            outlet,
            self._order,
            publish=partial(setattr, self),
            ring=self._terminal.ring,
            settings=lambda: self.settings,
            time=wall,
            console=console,
        )
        self.session, self.library = services.session, services.library
        self.cross_sessions, self.shutdown = services.cross_sessions, services.shutdown
        self.navigation = services.navigation

    def apply_settings(self, settings: Settings) -> None:
        """Take what a person has set."""
        self.settings = settings
        self._terminal.apply_settings(settings)
        self.set_keymap(settings.keys)
        set_user_keys(settings.keys)

    def _spawn(self, work: Work, group: str, *, exclusive: bool = False) -> None:
        self.run_worker(work, group=group, exclusive=exclusive)

    def _now(self) -> datetime:
        return self.session.time.now()  # a rehearsal has a time of its own

    def notify_line(self, line: str, *, wrong: bool = False) -> None:
        """Say something in one line that goes away by itself."""
        severity: SeverityLevel = "error" if wrong else "information"
        self.notify(line, severity=severity, timeout=NOTICE_SECONDS, markup=False)

    def warn(self, line: str) -> None:
        """Say something in one line that stands till it has surely been read."""
        self.clear_notifications()
        self.notify(line, severity="warning", timeout=WARNING_SECONDS, markup=False)

    def copy_text(self, text: str, what: str) -> None:
        """Put a text in the clipboard of the machine that the person sits at."""
        self._terminal.copy(text, what)

    def get_line_filters(self) -> list[LineFilter]:
        """What every painted line goes through."""
        return self._painter.line_filters(super().get_line_filters(), self.current_theme)

    def terminal_style(self, style: Style) -> Style:
        """Colours are sent by their numbers."""
        return with_numbered_colors(style)

    async def on_event(self, event: events.Event) -> None:
        """Handle an event after all that came before it."""
        await self._order.take(event)

    def get_key_display(self, binding: Binding) -> str:
        """How a key reads; enter by its name, which every font has."""
        return super().get_key_display(binding).replace("⏎", "enter")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """No letter commands while a person types; only a terminal can be put aside."""
        if action == "put_aside":
            return self.terminal is not None
        if action not in ALWAYS and isinstance(self.focused, LineInput):
            return False
        return super().check_action(action, parameters)

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Do what a key is for; where a part of the program is out of reach for it, say so."""
        try:
            return await super().run_action(action, default_namespace, namespaces)
        except OUT_OF_REACH:
            self.notify_line(INCOMPLETE, wrong=True)
            return True

    def on_load(self) -> None:
        """Listen to the system's signals, before the terminal is taken."""
        self.shutdown.listen_to_signals()

    async def on_mount(self) -> None:
        """Open the session asked for, or the library."""
        if not gc.isenabled():
            gc.freeze()  # what a start makes stays, but for the screen that comes on now
        self._terminal.show_title(self.state)
        file, self._first_file = self._first_file, None
        await self.navigation.start(self._first_path, file)
        for notice in self._notices:
            self.notify_line(notice, wrong=True)
        self.set_interval(POLL_SECONDS, self.session.poll_remote)
        self.library.warn_of_network_disk(self._first_path or self.library.folder)
        if self._rehearsal and self.session.is_open:
            self.session.start_rehearsal(self._rehearsal)
        self.call_after_refresh(gc.enable)
        if not self.is_headless:  # then the process is not ours alone
            self.set_timer(LATE_SECONDS, partial(self._spawn, self._load_late_parts, "late"))

    def on_screen_closed(self) -> None:
        """Clear away what is left of a closed screen."""
        if not self.is_headless:  # then the process is not ours alone
            self._closed_screens.clear_soon()

    def watch_state(self, before: SessionState, state: SessionState) -> None:
        """Show the stage that the room has moved to, and the terminal's title."""
        if state.session is not before.session:
            try:
                self.navigation.show_stage()
            except OUT_OF_REACH:
                self.notify_line(INCOMPLETE, wrong=True)
        if state.timer is not before.timer:
            self._terminal.show_title(state)
        if state.save_error != before.save_error:
            self.shutdown.set_save_error(state.save_error)
        if state.pending != before.pending:
            self.shutdown.forget_question()

    def action_names(self) -> None:
        """Hide who said what, or show it again."""
        self.session.toggle_names()

    def action_quiet(self) -> None:
        """Turn the bell on or off again."""
        self._terminal.toggle_bell()

    def rehearse(self, guide: str) -> None:
        """Play a whole workshop through, sped up, in a session file of its own."""
        self.navigation.rehearse(guide)

    def action_theme(self, name: str) -> None:
        """Show everything in another of the themes."""
        self.theme = THEMES[name].name

    def action_show(self, name: str) -> None:
        """Show the screen of that name over the one that is on."""
        self.push_screen(covering_screen(name))

    def action_wall(self) -> None:
        """Say with which command a second terminal shows this session to the room."""
        if self.session.path:
            self.warn(self._terminal.wall_notice(self.session.path))

    def action_command_palette(self) -> None:
        """Show every command there is."""
        from oneone_tui.textual_patches.command_palette import Commands

        if not isinstance(self.screen, Commands):
            self.push_screen(Commands())

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette: every command of the screen below it, from its own keys."""
        from oneone_tui.textual_patches.command_palette import screen_commands

        yield from screen_commands(self, screen)
        for name in self._painter.other_themes(self.theme):
            yield SystemCommand(escape(f"Theme: {name}"), "", partial(self.action_theme, name))

    def export_session(self, form: str, options: ExportOptions, path: Path | None = None) -> None:
        """Write a session in a form; without a path it is the open one, as it is shown."""
        if path:
            self.library.export(None, path, form, options)
        elif self.session.is_open and self.session.path:
            self.library.export(self.state.session, self.session.path, form, options)

    def rescue_session(self, folder: str) -> None:
        """Write all of the open session to a folder; without one, where there is room."""
        if self.session.is_open:
            self._spawn(partial(self.shutdown.rescue, folder), "rescue", exclusive=True)

    async def on_unmount(self) -> None:
        """Other consoles see that this one has gone; what is being read is not waited for."""
        self.library.progress.cancel()
        self.cross_sessions.progress.cancel()
        await self.session.sign_off()

    def on_connection_lost(self, _: ConnectionLost) -> None:
        """Nobody is at the other end of the line any more."""
        self.shutdown.end()

    def on_put_aside(self, _: PutAside) -> None:
        """The system asks for the program to be stopped for a while."""
        self.action_put_aside()

    async def action_quit(self) -> None:
        """End the program once everything is on disk, or where a person says it twice."""
        self._spawn(self._quit, "leave", exclusive=True)

    def action_help_quit(self) -> None:
        """Say how to go, where somebody tries the way that others have."""
        self.notify_line(f"{key_for(QUIT)} quits")

    def action_ask_anew(self) -> None:
        """A person does not go after all: the next time they are asked again."""
        self.shutdown.withdraw_question()

    def action_leave_session(self) -> None:
        """Go back to the library once everything is on disk; until then, all goes on."""
        if self.session.is_open:
            self._spawn(self.navigation.leave, "leave", exclusive=True)

    def action_put_aside(self) -> None:
        """Stop, as a shell's other jobs do, with the terminal as it was."""
        self._spawn(self._suspend, "aside", exclusive=True)

    async def _quit(self) -> None:
        if await self.shutdown.may_go(QUIT, "quits"):
            self.shutdown.start_backstop()
            self.exit()

    async def _suspend(self) -> None:
        await self._terminal.suspend(self.shutdown.flush)
        self.refresh(layout=True)
        self.session.tick()

    def conclude(self) -> tuple[str, ...]:
        """Save what a crash left. Returns the last words, after the run."""
        return self.shutdown.conclude(self.crash)

    async def _load_late_parts(self) -> None:
        try:
            await do_off_loop(load_late_parts)
        except StoreError as error:
            self.notify_line(str(error), wrong=True)


if TYPE_CHECKING:

    def _as_console(app: OneOneApp) -> Console:
        return app  # a type checker holds the app to what its screens know of it
