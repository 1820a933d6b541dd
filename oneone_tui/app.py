"""The console: the library, the stage that is on, and what lies over them."""

from __future__ import annotations

import asyncio
import gc
import os
from collections.abc import Iterable, Mapping, Sequence
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

from oneone_tui.config.settings import USUAL, Settings
from oneone_tui.keymap import bindings, key_for
from oneone_tui.keymap.commands import COMMANDS
from oneone_tui.late_parts import OUT_OF_REACH, load_late_parts
from oneone_tui.messages import Typing
from oneone_tui.screens.registry import stage_screen
from oneone_tui.services.crash_report import CRASHED
from oneone_tui.services.off_loop import INCOMPLETE, do_off_loop
from oneone_tui.services.outlet import Outlet, Work
from oneone_tui.services.shutdown import LEAVE, QUIT, Shutdown
from oneone_tui.services.time_source import AcceleratedTime, SystemTime, TimeSource
from oneone_tui.session_app import FOLLOW_SECONDS
from oneone_tui.shelf_app import ShelfApp
from oneone_tui.store.errors import StoreError
from oneone_tui.style_sheets import common_sheet
from oneone_tui.terminal.integration import restore_title
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
from oneone_tui.textual_patches.driver import ConnectionLost, PutAside
from oneone_tui.textual_patches.input_events import keys_of
from oneone_tui.textual_patches.late_loading import KeptStylesheet
from oneone_tui.widgets.entry_line import LineInput
from oneone_tui.workshop.model.changes import Undone
from oneone_tui.workshop.model.undo_stack import last_change_in_effect
from oneone_tui.workshop.text import clean

if TYPE_CHECKING:
    from datetime import datetime

    from rich.style import Style
    from textual.actions import ActionParseResult
    from textual.binding import Binding
    from textual.dom import DOMNode
    from textual.filter import LineFilter
    from textual.screen import Screen

    from oneone_tui.library_messages import RescueSession
    from oneone_tui.messages import MakeChanges, ShowMessage
    from oneone_tui.store.library import Library
    from oneone_tui.store.session_file import SessionFile

REHEARSAL_TITLE = "Rehearsal"
REHEARSAL_SPEED = 60.0
"""Fifty minutes in fifty seconds: slow enough to watch."""
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


class OneOneApp(ShelfApp, App[None]):
    """The `oneone` console. Screens post what a person wants; here it is done."""

    TITLE = "oneone"
    crash_status = CRASHED
    CSS_PATH = common_sheet()
    BINDINGS: ClassVar[list[BindingType]] = bindings("program")
    HORIZONTAL_BREAKPOINTS = WIDTH_CLASSES
    VERTICAL_BREAKPOINTS = HEIGHT_CLASSES

    def __init__(
        self,
        library: Library,
        session_path: Path | None = None,
        *,
        opened: SessionFile | None = None,
        wall: TimeSource | None = None,
        rehearsal: Random | None = None,
        look: Appearance | None = None,
        settings: Settings = USUAL,
        notices: Sequence[str] = (),
    ) -> None:
        super().__init__(library, wall)
        self.stylesheet = KeptStylesheet(variables=self.get_css_variables())
        self.use(settings)
        self._notices = notices
        self.look = look or Appearance()
        for theme in THEMES.values():
            self.register_theme(with_colors(theme, settings.colors))
        self._reversing = ReverseCursorFilter()
        self._for_terminal: list[LineFilter] = [] if self.look.colour else [NoColorFilter()]
        if self.look.ascii:
            self._for_terminal.append(AsciiFilter(self.look.encoding))
        # Without colours, the theme that marks the cursor by reverse.
        self.action_theme(self.look.theme if self.look.colour else "ansi")
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
        )
        self.shutdown = Shutdown(
            self,
            outlet,
            now=self._now,
            drain_input=self.drain_input,
            exit_app=self.exit,
            owns_process=lambda: not self.is_headless,
            restore_terminal=lambda out: restore_title(self.settings, os.environ, out),
        )

    def _now(self) -> datetime:
        return self.wall.now()  # a rehearsal has a clock of its own

    def _spawn(self, work: Work, group: str, *, exclusive: bool = False) -> None:
        self.run_worker(work, group=group, exclusive=exclusive)

    def get_line_filters(self) -> list[LineFilter]:
        """What every painted line goes through."""
        usual = [one for one in super().get_line_filters() if not isinstance(one, Monochrome)]
        return usual + self._shown_as

    def sent_as(self, style: Style) -> Style:
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
        else:
            await super().on_event(event)

    async def _type(self, text: str) -> None:
        """Characters that came at once: each is a key, until one of them opens a line."""
        for at, character in enumerate(text):
            if isinstance(self.focused, LineInput) and not self._opening:
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
        self.manners.show_title(self.session, self.moment)
        if self._first_path:
            file, self._first_file = self._first_file, None
            await self.open_session(self._first_path, file)
        if not self.holding:
            self.look_again()
            await self.push_screen(self.library_screen())
        for notice in self._notices:
            self.tell(notice, wrong=True)
        self.set_interval(FOLLOW_SECONDS, self.follow)
        self.warn_of_network(self._first_path or self.library.folder)
        if self._rehearsal and self.holding:
            self._rehearse(self._rehearsal)
        self.call_after_refresh(gc.enable)
        if not self.is_headless:  # then the process is not ours alone
            self.set_timer(LATER_SECONDS, self._load_late_parts)

    def on_make_changes(self, intent: MakeChanges) -> None:
        """A person wants changes."""
        if self.make(*intent.changes) and intent.said:
            self.tell(intent.said)

    def on_undo(self) -> None:
        """A person wants the last change taken back."""
        last = last_change_in_effect(self.session)
        if last is None:
            self.tell("there is nothing to take back")
        elif self.make(Undone(entry=last.id)):
            self.tell(f"took back: {last.said}")

    def on_draw(self) -> None:
        """A person wants the pairs drawn."""
        self.draw()

    def on_show_message(self, news: ShowMessage) -> None:
        """A screen has something to say."""
        self.tell(news.line, wrong=news.wrong)

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

    def on_stage_uncovered(self) -> None:
        """Show the stage that the room moved to while something lay over it."""
        self._show_stage()

    def watch_session(self) -> None:
        """Show the stage that the room has moved to."""
        try:
            self._show_stage()
        except OUT_OF_REACH:
            self.tell(INCOMPLETE, wrong=True)

    def action_rehearse(self) -> None:
        """Play a whole workshop through, sped up, in a session file of its own."""
        self._go_to(self._begin_rehearsal)

    async def _begin_rehearsal(self) -> None:
        self.wall = AcceleratedTime(self.wall.now(), REHEARSAL_SPEED)
        await self.new_session(REHEARSAL_TITLE)
        if self.holding:
            self._rehearse(Random(self.session.info.seed))
        else:
            self.wall = SystemTime()

    def action_theme(self, name: str) -> None:
        """Show everything in another of the themes."""
        self.theme = THEMES[name].name
        reversing = [self._reversing] if uses_reverse_cursor(self.current_theme) else []
        self._shown_as = [*reversing, *self._for_terminal]

    def action_agenda(self) -> None:
        """Show the agenda."""
        from oneone_tui.screens.agenda import AgendaScreen

        self.push_screen(AgendaScreen())

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
            if self.look.colour and theme.name != self.theme:
                theirs = partial(self.action_theme, name)
                yield SystemCommand(escape(f"Theme: {name}"), "", theirs)

    def _show_stage(self) -> None:
        if not self.holding:
            return
        from oneone_tui.screens.stage import StageScreen

        # At the very end there is none any more.
        on, stage = self.screen if self.screen_stack else None, self.session.info.stage
        if isinstance(on, StageScreen) and on.stage is not stage:
            following = stage_screen(stage, on.unfinished())
            on.detach()
            self.switch_screen(following)

    # ------------------------------------------------------------------ the end

    async def on_unmount(self) -> None:
        """Other consoles see that this one has gone."""
        if self._keeper:
            await self._keeper.leave(self.wall.now())

    def on_connection_lost(self, _: ConnectionLost) -> None:
        """Nobody is at the other end of the line any more."""
        self.shutdown.end()

    def on_put_aside(self, _: PutAside) -> None:
        """The system asks for the program to be stopped for a while."""
        self._put_aside()

    def on_rescue_session(self, intent: RescueSession) -> None:
        """A person wants all of the session written elsewhere."""
        if self.holding:
            self._spawn(partial(self.shutdown.rescue, intent.folder), "rescue", exclusive=True)

    def watch_trouble(self, trouble: str) -> None:
        """Nothing can be kept, or all is well again."""
        super().watch_trouble(trouble)
        self.shutdown.set_save_error(trouble)

    def watch_pending(self) -> None:
        """All is kept, or no longer."""
        self.shutdown.forget_question()

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
        if self.holding:
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

        self.workers.cancel_group(self, "rehearsal")
        if not await self.shutdown.may_go(LEAVE, "leaves"):
            return
        self.look_no_more()
        for group in ("save", "draft", "draw", "recall"):
            self.workers.cancel_group(self, group)
        for screen in self.screen_stack:
            if isinstance(screen, TimedScreen):
                screen.detach()
        if self._keeper:
            await self._keeper.leave(self.wall.now())
        self.let_go()
        if isinstance(self.wall, AcceleratedTime):
            self.wall = SystemTime()
        while self.screen_stack and not self.at_library:
            if len(self.screen_stack) > TOP:
                await self.pop_screen()
            else:
                await self.switch_screen(self.library_screen())
        self.look_again(self._held)

    @work(exclusive=True, group="aside")
    async def _put_aside(self) -> None:
        # Stopped while it saves, it would hold the session's lock for as long.
        with suppress(TimeoutError):
            async with asyncio.timeout(ASIDE_SECONDS):
                await self.shutdown.flush()
        if self.terminal:
            self.manners.step_aside()
            self.terminal.put_aside()
            self.manners.come_back()
            self.forget_painted()
            self.refresh(layout=True)
            self.tick()

    def conclude(self) -> tuple[str, ...]:
        """Save what a crash left. Returns the last words, after the run."""
        return self.shutdown.conclude(self.crash)

    @work(group="late")
    async def _load_late_parts(self) -> None:
        try:
            await do_off_loop(load_late_parts)
        except StoreError as error:
            self.tell(str(error), wrong=True)

    @work(group="rehearsal")
    async def _rehearse(self, chance: Random) -> None:
        from oneone_tui.services.rehearsal_player import play_live

        await play_live(lambda: self.session, self.make, self.wall, chance)
