"""What the console does with the terminal besides painting: bell, title, clipboard, suspension."""

from __future__ import annotations

import asyncio
import os
from contextlib import suppress
from typing import TYPE_CHECKING

from oneone_tui.paths import quote_path
from oneone_tui.terminal.title_clipboard_notification import TerminalIntegration

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from oneone_tui.config.settings import Settings
    from oneone_tui.services.outlet import Notify
    from oneone_tui.state import SessionState
    from oneone_tui.textual_patches.app import PatchedApp
    from oneone_tui.workshop.agenda.timer import TimerState

SUSPEND_SECONDS = 1.0
"""Seconds that the disk has before the console is suspended."""


class ConsoleTerminal:
    """The terminal of an app.

    Args:
        app: The app that is shown on it.
        ring: Rings the terminal's bell.
        notify: Shows a line.
        settings: What the person has set.
    """

    def __init__(
        self,
        app: PatchedApp,
        ring: Callable[[], None],
        notify: Notify,
        settings: Settings,
    ) -> None:
        self._app = app
        self._ring_bell = ring
        self._notify = notify
        self.apply_settings(settings)

    def apply_settings(self, settings: Settings) -> None:
        """Take what a person has set."""
        self._integration = TerminalIntegration(self._app.write_to_terminal, os.environ, settings)
        self.is_quiet = not settings.bell

    def show_title(self, state: SessionState) -> None:
        """Show the workshop and its clock in the terminal's title."""
        self._integration.show_title(state.session, state.timer)

    def ring(self, timer: TimerState) -> None:
        """Ring for a cue of the clock, unless the bell is off."""
        if not self.is_quiet:
            self._ring_bell()
            self._integration.notify(timer)

    def toggle_bell(self) -> None:
        """Turn the bell on or off."""
        self.is_quiet = not self.is_quiet
        self._notify("the bell is off" if self.is_quiet else "the bell is on")

    def copy(self, text: str, what: str) -> None:
        """Put a text in the clipboard of the machine that the person sits at."""
        if self._integration.copy(text):
            self._notify(f"sent to your terminal's clipboard: {what}")
        else:
            self._notify(f"{what}: too long for a terminal's clipboard, export it to a file")

    def wall_notice(self, path: Path) -> str:
        """Return the command for a wall of the session at `path`; it is copied, too."""
        command = f"oneone wall {quote_path(path.absolute())}"
        copied = " (sent to your clipboard)" if self._integration.copy(command) else ""
        return f"for the room, in a second terminal{copied}: {command}"

    async def suspend(self, flush: Callable[[], Awaitable[object]]) -> None:
        """Stop, as a shell's other jobs do, with the terminal as it was; save with `flush` first.

        Stopped while it saves, the process would hold the session's lock for as long.
        """
        with suppress(TimeoutError):
            async with asyncio.timeout(SUSPEND_SECONDS):
                await flush()
        if self._app.terminal:
            self._integration.suspend()
            self._app.terminal.put_aside()
            self._integration.resume()
            self._app.forget_painted()
