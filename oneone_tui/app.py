"""The console: the library, the stage that is on, and what lies over them."""

from __future__ import annotations

import asyncio
import gc
import os
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from contextvars import Context
from functools import partial
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, ClassVar

from textual import events, work
from textual.app import App, SystemCommand
from textual.binding import BindingType
from textual.filter import Monochrome
from textual.markup import escape
from textual.notifications import Notify
from textual.reactive import var

from oneone_tui.config.settings import DEFAULT_SETTINGS, Settings
from oneone_tui.keymap import bindings, key_for, set_user_keys
from oneone_tui.keymap.commands import COMMANDS
from oneone_tui.messages import Typing
from oneone_tui.paths import quote_path, show_path
from oneone_tui.preload import OUT_OF_REACH, load_late_parts
from oneone_tui.screens.registry import stage_screen
from oneone_tui.services.crash_report import CRASHED
from oneone_tui.services.cross_session import CrossSessionReader
from oneone_tui.services.input_gate import InputGate
from oneone_tui.services.library_controller import LibraryController
from oneone_tui.services.off_loop import INCOMPLETE, do_off_loop
from oneone_tui.services.outlet import Outlet, Work
from oneone_tui.services.session_controller import SessionController
from oneone_tui.services.shutdown import LEAVE, QUIT, Shutdown
from oneone_tui.state import CrossSessionState, LibraryState, SessionState
from oneone_tui.store.errors import StoreError
from oneone_tui.style_sheets import common_sheet
from oneone_tui.terminal.line_filters import AsciiFilter, NoColorFilter, ReverseCursorFilter
from oneone_tui.terminal.numbered_colors import with_numbered_colors
from oneone_tui.terminal.themes import (
    HEIGHT_CLASSES,
    THEMES,
    WIDTH_CLASSES,
    Appearance,
    uses_reverse_cursor,
    with_colors,
)
from oneone_tui.terminal.title_clipboard_notification import TerminalIntegration, restore_title
from oneone_tui.textual_patches.app import PatchedApp
from oneone_tui.textual_patches.driver import ConnectionLost, PutAside
from oneone_tui.textual_patches.input_events import keys_of
from oneone_tui.textual_patches.notification import SafeNotification
from oneone_tui.textual_patches.preload import PreloadedStylesheet
from oneone_tui.widgets.entry_line import LineInput
from oneone_tui.workshop.text import clean

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
    from oneone_tui.workshop.agenda.timer import TimerState
    from oneone_tui.workshop.history.commitments import TrackedCommitment
    from oneone_tui.workshop.roster.records import Roster, RosterPerson

REHEARSAL_TITLE = "Rehearsal"
ALWAYS = frozenset(command.action for command in COMMANDS["program"])
"""Actions of the app that work while somebody types, too."""
CLEAR_SECONDS = 0.15
"""After so long what closed screens leave is cleared away: ten milliseconds for a few screens."""
LATER_SECONDS = 1.0
"""So long after the start what is needed later is read: a tenth of a second's work."""
PASTE_LIMIT = 200_000
"""Characters that can be pasted at once: 500 people, with all that is told of them."""
TOP = 2
"""Screens there are while only one is shown: Textual's own, empty one lies below."""
ASIDE_SECONDS = 1.0
"""How long the disk has before the console is put aside."""
GOING = ("quit", "put_aside")
"""Actions that work also while something is being opened."""
TOLD_SECONDS = 5.0
"""How long a line of news stays on the screen."""
INSIST_SECONDS = 60.0
"""How long a line stands that a person has to act on."""
FOLLOW_SECONDS = 1.0
"""How often to look whether another console has written."""
QUIET_PASSES = 2
"""After so many passes in which nobody was sent anything, all that was typed is shown."""


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
        self.apply_settings(settings)
        self._notices = notices
        self.look = look or Appearance()
        for theme in THEMES.values():
            self.register_theme(with_colors(theme, settings.colors))
        self._reversing = ReverseCursorFilter()
        self._for_terminal: list[LineFilter] = [] if self.look.color else [NoColorFilter()]
        if self.look.ascii:
            self._for_terminal.append(AsciiFilter(self.look.encoding))
        # Without colors, the theme that marks the cursor by reverse.
        self.action_theme(self.look.theme if self.look.color else "ansi")
        self._first_path, self._first_file = session_path, opened
        self._rehearsal = rehearsal
        self._clearing: asyncio.TimerHandle | None = None
        """What will clear away what closed screens have left."""
        outlet = Outlet(
            notify=self.tell,
            warn=self.insist,
            clear_notifications=self.clear_notifications,
            key_for=key_for,
            spawn=self._spawn,
            cancel=self._cancel,
            call_in=lambda seconds, callback: self.set_timer(seconds, callback).stop,
            now=self._now,
        )
        self.session = SessionController(
            outlet, partial(setattr, self, "state"), ring=self._ring, time=wall, console=console
        )
        console = self.session.console
        self.library = LibraryController(
            library,
            outlet,
            partial(setattr, self, "library_state"),
            console=console,
            is_session_open=lambda: self.session.is_open,
        )
        self.cross_sessions = CrossSessionReader(
            library.folder, outlet, partial(setattr, self, "cross_session_state"), console
        )
        self.shutdown = Shutdown(
            self.session,
            outlet,
            drain_input=self.drain_input,
            exit_app=self.exit,
            owns_process=lambda: not self.is_headless,
            restore_terminal=lambda out: restore_title(self.settings, os.environ, out),
        )
        self._gate = InputGate[events.Event]()
        """What a person does waits here while something is being opened."""
        self._home: Screen[None] | None = None

    def apply_settings(self, settings: Settings) -> None:
        """Take what a person has set."""
        self.settings = settings
        self.manners = TerminalIntegration(self.write_to_terminal, os.environ, settings)
        self.quiet = not settings.bell
        self.set_keymap(settings.keys)
        set_user_keys(settings.keys)

    def _spawn(self, work: Work, group: str, *, exclusive: bool = False) -> None:
        self.run_worker(work, group=group, exclusive=exclusive)

    def _cancel(self, group: str) -> None:
        self.workers.cancel_group(self, group)

    def _now(self) -> datetime:
        return self.session.time.now()  # a rehearsal has a time of its own

    def _ring(self, timer: TimerState) -> None:
        if not self.quiet:
            self.bell()
            self.manners.notify(timer)

    # ------------------------------------------------------------------ lines that are shown

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,  # noqa: ARG002 - never: it may hold what somebody typed
    ) -> None:
        """Show something for a while, as Textual does, but for what may go wrong there."""
        seconds = self.NOTIFICATION_TIMEOUT if timeout is None else timeout
        self.post_message(Notify(SafeNotification(message, title, severity, seconds, markup=False)))

    def tell(self, line: str, *, wrong: bool = False) -> None:
        """Say something in one line that goes away by itself."""
        severity: SeverityLevel = "error" if wrong else "information"
        self.notify(line, severity=severity, timeout=TOLD_SECONDS, markup=False)

    def insist(self, line: str) -> None:
        """Say something in one line that stands till it has surely been read."""
        self.clear_notifications()
        self.notify(line, severity="warning", timeout=INSIST_SECONDS, markup=False)

    def copy_text(self, text: str, what: str) -> None:
        """Put a text in the clipboard of the machine that the person sits at."""
        if self.manners.copy(text):
            self.tell(f"sent to your terminal's clipboard: {what}")
        else:
            self.tell(f"{what}: too long for a terminal's clipboard, export it to a file")

    # ------------------------------------------------------------------ what is shown, and typed

    def get_line_filters(self) -> list[LineFilter]:
        """What every painted line goes through."""
        usual = [one for one in super().get_line_filters() if not isinstance(one, Monochrome)]
        return usual + self._shown_as

    def terminal_style(self, style: Style) -> Style:
        """Colours are sent by their numbers."""
        return with_numbered_colors(style)

    async def on_event(self, event: events.Event) -> None:
        """What is pasted is cleaned before any widget has it."""
        if isinstance(event, events.Paste) and not event.is_forwarded:
            whole = clean(event.text, limit=PASTE_LIMIT + 1, lines=True)
            event.text = clean(whole, limit=PASTE_LIMIT, lines=True)
            if event.text != whole:
                self.tell(f"too long: the first {PASTE_LIMIT:,} characters were pasted", wrong=True)
        if isinstance(event, Typing) and not event.is_forwarded:
            await self._type(event.text)
        elif self._gate.is_closed and _comes_in(event) and not self._leaves(event):
            self._gate.hold(event)
        else:
            await self._do_event(event)

    async def _do_event(self, event: events.Event) -> None:
        if isinstance(event, events.InputEvent | events.Paste):
            await self._till_composed()  # the one before may have shown another screen
        await super().on_event(event)

    async def _type(self, text: str) -> None:
        """Characters that came at once: each is a key, until one of them opens a line."""
        for at, character in enumerate(text):
            if isinstance(self.focused, LineInput) and not self._gate.is_closed:
                self.focused.post_message(Typing(text[at:]))
                return
            for key in keys_of(character):
                await self.on_event(key.event())

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
            self.tell(INCOMPLETE, wrong=True)
            return True

    def on_load(self) -> None:
        """Listen to the system's signals, before the terminal is taken."""
        self.shutdown.listen_to_signals()

    async def on_mount(self) -> None:
        """Open the session asked for, or the library."""
        if not gc.isenabled():
            gc.freeze()  # what a start makes stays, but for the screen that comes on now
        self.manners.show_title(self.state.session, self.state.timer)
        if self._first_path:
            file, self._first_file = self._first_file, None
            await self.open_session(self._first_path, file)
        if not self.session.is_open:
            self.library.refresh()
            await self.push_screen(self.library_screen())
        for notice in self._notices:
            self.tell(notice, wrong=True)
        self.set_interval(FOLLOW_SECONDS, self.session.poll_remote)
        self.library.warn_of_network_disk(self._first_path or self.library.folder)
        if self._rehearsal and self.session.is_open:
            self.session.start_rehearsal(self._rehearsal)
        self.call_after_refresh(gc.enable)
        if not self.is_headless:  # then the process is not ours alone
            self.set_timer(LATER_SECONDS, self._load_late_parts)

    def report_stage_shown(self) -> None:
        """Read what is not needed for the session's first stage, now that it is shown."""
        if self.session.load_attendance():
            self.cross_sessions.prefetch_commitments()

    def on_screen_closed(self) -> None:
        """Clear away what is left of a screen, once nobody waits for the next one any more.

        Python by itself would do so after two hundred screens, and hold the keys up meanwhile.
        """
        if self.is_headless:  # then the process is not ours alone
            return
        if self._clearing:  # there is the one before, too: more than two never lie about
            self._clearing.cancel()
            self._clear()
        # Not in the context of now, which is one more thing that holds the screen.
        loop = asyncio.get_running_loop()
        self._clearing = loop.call_later(CLEAR_SECONDS, self._clear, context=Context())

    def _clear(self) -> None:
        self._clearing = None
        gc.collect()

    def watch_state(self, before: SessionState, state: SessionState) -> None:
        """Show the stage that the room has moved to, and the terminal's title."""
        if state.session is not before.session:
            try:
                self.show_stage()
            except OUT_OF_REACH:
                self.tell(INCOMPLETE, wrong=True)
        if state.timer is not before.timer:
            self.manners.show_title(state.session, state.timer)
        if state.save_error != before.save_error:
            self.shutdown.set_save_error(state.save_error)
        if state.pending != before.pending:
            self.shutdown.forget_question()

    def action_accept(self) -> None:
        """Agree to what is proposed."""
        self.session.accept_suggestion()

    def action_dismiss_proposal(self) -> None:
        """Send what is proposed away."""
        self.session.dismiss_suggestion()

    def action_names(self) -> None:
        """Hide who said what, or show it again."""
        self.session.toggle_names()

    def action_quiet(self) -> None:
        """Turn the bell on or off again."""
        self.quiet = not self.quiet
        self.tell("the bell is off" if self.quiet else "the bell is on")

    def rehearse(self, guide: str) -> None:
        """Play a whole workshop through, sped up, in a session file of its own."""
        self._go_to(partial(self._begin_rehearsal, guide or self.settings.guide))

    async def _begin_rehearsal(self, guide: str) -> None:
        self.session.speed_up_time()
        path = await self.library.create(REHEARSAL_TITLE, guide, rehearsal=True)
        if path:
            await self.open_session(path)
        if path and self.session.is_open:
            self.session.start_rehearsal(Random(self.state.session.info.seed))
            self.tell(f"a rehearsal, kept in {show_path(path.parent)}, apart from your sessions")
        else:
            self.session.restore_time()

    def action_theme(self, name: str) -> None:
        """Show everything in another of the themes."""
        self.theme = THEMES[name].name
        reversing = [self._reversing] if uses_reverse_cursor(self.current_theme) else []
        self._shown_as = [*reversing, *self._for_terminal]

    def action_wall(self) -> None:
        """Say with which command a second terminal shows this session to the room."""
        if self.session.path:
            command = f"oneone wall {quote_path(self.session.path.absolute())}"
            copied = " (sent to your clipboard)" if self.manners.copy(command) else ""
            self.insist(f"for the room, in a second terminal{copied}: {command}")

    def action_agenda(self) -> None:
        """Show the agenda."""
        from oneone_tui.screens.agenda import AgendaScreen

        self.push_screen(AgendaScreen())

    def preview_roster(
        self, roster: Roster, known: Sequence[str], add: Callable[[tuple[RosterPerson, ...]], bool]
    ) -> None:
        """Show what a list of people was read as; `add` is called with whoever is taken."""
        from oneone_tui.screens.roster_preview import RosterPreviewScreen

        self.push_screen(RosterPreviewScreen(roster, known, add))

    def action_face(self) -> None:
        """Show the clock alone."""
        from oneone_tui.screens.clock_only import ClockOnlyScreen

        self.push_screen(ClockOnlyScreen())

    def action_larger_group(self) -> None:
        """Show the larger group's order and its board."""
        from oneone_tui.screens.larger_group import LargerGroupScreen

        self.push_screen(LargerGroupScreen())

    def action_command_palette(self) -> None:
        """Show every command there is."""
        from oneone_tui.textual_patches.command_palette import Commands

        if not isinstance(self.screen, Commands):
            self.push_screen(Commands())

    def action_help(self) -> None:
        """Show the keys that work here."""
        from oneone_tui.screens.help import HelpScreen

        self.push_screen(HelpScreen(self.screen))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette: every command of the screen below it, from its own keys."""
        seen = {"palette.open"}
        for node, binding, enabled, _ in screen.active_bindings.values():
            if enabled and binding.id and binding.id not in seen:
                seen.add(binding.id)
                key = self.get_key_display(binding)
                run = partial(self.run_action, binding.action, node)
                what = binding.description.capitalize()
                yield SystemCommand(escape(what), escape(f"key {key}"), run)
        for name, theme in THEMES.items():
            if self.look.color and theme.name != self.theme:
                theirs = partial(self.action_theme, name)
                yield SystemCommand(escape(f"Theme: {name}"), "", theirs)

    def show_stage(self) -> None:
        """Show the stage that the room has moved to, if another one is on."""
        if not self.session.is_open:
            return
        from oneone_tui.screens.stage import StageScreen

        # At the very end there is none any more.
        on, stage = self.screen if self.screen_stack else None, self.state.session.info.stage
        if isinstance(on, StageScreen) and on.stage is not stage:
            following = stage_screen(stage, on.unfinished())
            on.detach()
            self.switch_screen(following)

    # ------------------------------------------------------------------ sessions

    @property
    def at_library(self) -> bool:
        """Whether the library is what is shown."""
        return bool(self.screen_stack) and self.screen is self._home

    def library_screen(self) -> Screen[None]:
        """A new screen on which the library is shown."""
        from oneone_tui.screens.library import LibraryScreen

        self._home = LibraryScreen(show_path(self.library.folder))
        return self._home

    async def open_session(self, path: Path, file: SessionFile | None = None) -> None:
        """Open a session file and show the stage it is at; `file` is it, where it is open."""
        from oneone_tui.widgets.note_line import UnfinishedNote

        if await self.session.open(path, file):
            self.cross_sessions.open_folder(path.parent)
            draft = self.session.draft
            left = UnfinishedNote(draft.text, draft.kind, False, draft.team) if draft else None
            await self.push_screen(stage_screen(self.state.session.info.stage, left))
            self.session.report_absence()

    def go_to_session(self, path: Path) -> None:
        """Open a session, unless one is open."""
        self._go_to(lambda: self.open_session(path))

    def begin_session(self, title: str) -> None:
        """Begin a new session of that title."""
        self._go_to(lambda: self._create(title))

    def begin_next_session(self, path: Path, title: str) -> None:
        """Begin a new session of that title for the people of the one at `path`."""
        self._go_to(lambda: self._duplicate(path, title))

    def review_session(self, path: Path) -> None:
        """Look through a session, and leave it as it is."""
        self._go_to(lambda: self._review(path))

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

    def mark_done(
        self,
        commitment: TrackedCommitment,
        *,
        done: bool,
        note: str = "",
        on_refused: Callable[[], None],
    ) -> None:
        """Mark a commitment as done, or as open again; it is on disk before it is shown."""

        async def mark() -> None:
            if not await self.cross_sessions.mark_done(commitment, done=done):
                on_refused()
            elif note:
                self.tell(note)

        self._spawn(mark, "tick")

    def action_followup(self) -> None:
        """Show what was promised."""
        from oneone_tui.screens.commitments import CommitmentsScreen

        self.cross_sessions.load_commitments()
        self.push_screen(CommitmentsScreen(self.cross_sessions.today))

    def action_people(self) -> None:
        """Show who has met whom."""
        from oneone_tui.screens.people import PeopleScreen

        self.cross_sessions.load_attendance()
        self.push_screen(PeopleScreen())

    def action_trends(self) -> None:
        """Show recurring themes."""
        from oneone_tui.screens.trends import TrendsScreen

        self.cross_sessions.load_trends()
        self.push_screen(TrendsScreen())

    async def _create(self, title: str) -> None:
        path = await self.library.create(title, self.settings.guide)
        if path:
            await self.open_session(path)

    async def _duplicate(self, path: Path, title: str) -> None:
        found = await self.library.duplicate(path, title)
        if found:
            await self.open_session(found)

    async def _review(self, path: Path) -> None:
        from oneone_tui.screens.review import ReviewScreen

        session = await self.library.read(path)
        if session and self.at_library:
            await self.push_screen(ReviewScreen(session, path, self.session.time.now()))

    def _go_to(self, way: Callable[[], Awaitable[None]]) -> None:
        """Open something, unless something is open: at once there is no other, and keys wait."""
        if not self.session.is_open and not self._gate.is_closed:
            self._gate.close()
            self._go(way)

    @work(group="files")
    async def _go(self, way: Callable[[], Awaitable[None]]) -> None:
        try:
            # What is just renamed or put away is then at its place.
            async with self.library.one_at_a_time:
                await way()
        except OUT_OF_REACH:
            self.tell(INCOMPLETE, wrong=True)
        finally:
            waited = self._gate.open()
        for event in waited:
            await self._do_event(event)

    async def _till_composed(self) -> None:
        """Wait till the screen that is on has its widgets; another may come on meanwhile."""
        while self.screen_stack and not self.screen.is_mounted:
            composed = asyncio.Event()
            if not self.screen.call_later(composed.set):
                break
            await composed.wait()

    def _leaves(self, event: events.Event) -> bool:
        """Whether it ends the program or puts it aside: that waits for no disk."""
        key = event.key if isinstance(event, events.Key) else ""
        bound = self.active_bindings.get(key)
        return bool(bound and bound.binding.action in GOING)

    # ------------------------------------------------------------------ the end

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
        self._put_aside()

    async def action_quit(self) -> None:
        """End the program once everything is on disk, or where a person says it twice."""
        self._quit()

    def action_help_quit(self) -> None:
        """Say how to go, where somebody tries the way that others have."""
        self.tell(f"{key_for(QUIT)} quits")

    def action_ask_anew(self) -> None:
        """A person does not go after all: the next time they are asked again."""
        self.shutdown.withdraw_question()

    def action_leave_session(self) -> None:
        """Go back to the library once everything is on disk; until then, all goes on."""
        if self.session.is_open:
            self._leave()

    def action_put_aside(self) -> None:
        """Stop, as a shell's other jobs do, with the terminal as it was."""
        self._put_aside()

    @work(exclusive=True, group="leave")
    async def _quit(self) -> None:
        if await self.shutdown.may_go(QUIT, "quits"):
            self.shutdown.start_backstop()
            self.exit()

    @work(exclusive=True, group="leave")
    async def _leave(self) -> None:
        from oneone_tui.screens.base import TimedScreen

        self.session.stop_rehearsal()
        if not await self.shutdown.may_go(LEAVE, "leaves"):
            return
        self.session.stop_work()
        for screen in self.screen_stack:
            if isinstance(screen, TimedScreen):
                screen.detach()
        await self.session.sign_off()
        self.cross_sessions.close_folder()
        self.session.close()
        while self.screen_stack and not self.at_library:
            if len(self.screen_stack) > TOP:
                await self.pop_screen()
            else:
                await self.switch_screen(self.library_screen())
        self.library.refresh(self.session.path)

    @work(exclusive=True, group="aside")
    async def _put_aside(self) -> None:
        # Stopped while it saves, it would hold the session's lock for as long.
        with suppress(TimeoutError):
            async with asyncio.timeout(ASIDE_SECONDS):
                await self.shutdown.flush()
        if self.terminal:
            self.manners.suspend()
            self.terminal.put_aside()
            self.manners.resume()
            self.forget_painted()
            self.refresh(layout=True)
            self.session.tick()

    def conclude(self) -> tuple[str, ...]:
        """Save what a crash left. Returns the last words, after the run."""
        return self.shutdown.conclude(self.crash)

    @work(group="late")
    async def _load_late_parts(self) -> None:
        try:
            await do_off_loop(load_late_parts)
        except StoreError as error:
            self.tell(str(error), wrong=True)

    async def drain_input(self) -> None:
        """Wait until everything typed so far is shown."""
        quiet = 0
        while quiet < QUIET_PASSES:
            # A key goes from the app to the widget with the focus; what it sets off goes up from
            # there. Each has then done all that it was sent before.
            nodes = [self, *(self.focused or self.screen).ancestors_with_self]
            for node in nodes:
                arrived = asyncio.Event()
                if node.call_later(arrived.set):
                    await arrived.wait()
            quiet = 0 if any(node.message_queue_size for node in nodes) else quiet + 1


if TYPE_CHECKING:

    def _as_console(app: OneOneApp) -> Console:
        return app  # a type checker holds the app to what its screens know of it


def _comes_in(event: events.Event) -> bool:
    """Whether a person did this, and no widget knows of it yet."""
    return isinstance(event, events.InputEvent | events.Paste) and not event.is_forwarded
