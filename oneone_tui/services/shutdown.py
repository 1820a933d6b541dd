"""How the console ends without losing a note: asked to, told to, or in a crash."""

from __future__ import annotations

import asyncio
import os
import select
import signal
import sys
import threading
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Protocol, TextIO

from oneone_tui.paths import show_path
from oneone_tui.services.crash_report import log_crash
from oneone_tui.services.off_loop import INCOMPLETE, do_off_loop
from oneone_tui.store.errors import StoreError, refused_by_system
from oneone_tui.workshop.model.session import EMPTY_SESSION

if TYPE_CHECKING:
    from oneone_tui.services.outlet import Outlet
    from oneone_tui.services.session_sync import UnsavedChange
    from oneone_tui.store.draft_file import Draft
    from oneone_tui.workshop.model.session import Session

END_SECONDS = 5.0
"""After a signal to end, how long there is to save and to leave the terminal in order."""
SAVE_SECONDS = 2.0
"""How much of that the keys have, and then the disk, before what is not saved is put elsewhere."""
PATIENCE = 5.0
"""Seconds after which a disk that does not answer counts as one that refuses."""
QUIT, LEAVE, RESCUE = "program.quit", "session.leave", "session.rescue"
"""Ids of the commands that the questions name by their keys."""
SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)


class OpenWork(Protocol):
    """What there is to lose: the open session, and the line that is being typed."""

    @property
    def session(self) -> Session:
        """The session as it is shown."""
        ...

    @property
    def file_name(self) -> str:
        """The name of the session's file; empty while none is open."""
        ...

    @property
    def draft_in_line(self) -> Draft | None:
        """The line that is being typed."""
        ...

    @property
    def is_draft_pending(self) -> bool:
        """Whether that line is not on disk yet."""
        ...

    @property
    def is_pending(self) -> bool:
        """Whether something of the session is not on disk yet."""
        ...

    @property
    def unsaved(self) -> str:
        """How much of the session is not on disk yet, such as "3 notes"; empty if all is."""
        ...

    async def wait_until_written(self) -> None:
        """Wait until everything shown is on disk."""
        ...

    def save_last(self) -> tuple[UnsavedChange, ...]:
        """Save once more after the event loop has ended; returns what could not be applied."""
        ...


class Shutdown:
    """Sees to it that nothing is lost at the end, whichever way it comes.

    Args:
        work: The open session and its unfinished line.
        outlet: Where questions are shown, and how work is started.
        drain_input: Waits until everything typed so far is shown.
        exit_app: Ends the program in the usual way.
        owns_process: Whether the process is the console's own, so that it may be killed.
        restore_terminal: Gives the terminal its title back, where nothing else can any more.
    """

    def __init__(
        self,
        work: OpenWork,
        outlet: Outlet,
        *,
        drain_input: Callable[[], Awaitable[None]],
        exit_app: Callable[[], None],
        owns_process: Callable[[], bool],
        restore_terminal: Callable[[TextIO], None],
    ) -> None:
        self._work = work
        self._outlet = outlet
        self._drain_input = drain_input
        self._exit_app = exit_app
        self._owns_process = owns_process
        self._restore_terminal = restore_terminal
        self._save_error = ""
        self._has_save_error = asyncio.Event()
        self._question = ""
        """The last question to a person who wanted to go while not all was saved."""
        self._rescued = EMPTY_SESSION
        """The session as it was last written elsewhere."""
        self._is_ending = False
        self._last_words: list[str] = []

    def set_save_error(self, error: str) -> None:
        """Take why nothing can be saved; empty when all is well and nothing needs asking."""
        self._save_error = error
        if error:
            self._has_save_error.set()
        else:
            self._has_save_error.clear()
            self._question = ""

    def forget_question(self) -> None:
        """Ask anew next time: the last question was about something else."""
        self._question = ""

    def withdraw_question(self) -> None:
        """Take the question off the screen: the person stays after all."""
        if self._question:
            self._question = ""
            self._outlet.clear_notifications()

    # ------------------------------------------------------------------ asked to

    async def may_go(self, command: str, effect: str) -> bool:
        """Whether all is saved or copied, or the person has asked twice to go without.

        Args:
            command: The id of the command that was given.
            effect: What that command does, such as "quits".
        """
        saving = asyncio.create_task(self.flush())
        failing = asyncio.create_task(self._has_save_error.wait())
        await asyncio.wait((saving, failing), timeout=PATIENCE, return_when=asyncio.FIRST_COMPLETED)
        for task in (saving, failing):
            task.cancel()
        is_saved = saving.done() and not self._save_error
        before, self._question = self._question, ""
        question = self._ask(command, effect)
        if is_saved or question == before or self._work.session is self._rescued:
            return True
        self._question = question
        self._outlet.warn(question)
        return False

    async def flush(self) -> None:
        """Wait until everything typed so far is shown, and everything shown is on disk."""
        await self._drain_input()
        await self._work.wait_until_written()

    def _ask(self, command: str, effect: str) -> str:
        unsaved = self._work.unsaved
        key, copy = self._outlet.key_for(command), self._outlet.key_for(RESCUE)
        if not unsaved:
            return f"the file is out of reach: {copy} saves a copy elsewhere, {key} again {effect}"
        one = unsaved.startswith("1 ") and " and " not in unsaved
        verb, them = ("is", "it") if one else ("are", "them")
        return (
            f"{unsaved} {verb} not saved: {copy} saves {them} elsewhere, "
            f"{key} again {effect} without {them}"
        )

    # ------------------------------------------------------------------ written elsewhere

    async def rescue(self, folder: str) -> None:
        """Write a copy of the session to `folder`, or where there is room, and say where."""
        self._outlet.warn(await do_off_loop(self._write_elsewhere, folder))

    def _write_elsewhere(self, folder: str = "") -> str:
        """Write everything elsewhere; returns one line: where it is, or why it is nowhere."""
        session = self._work.session
        try:
            from oneone_tui.services.rescue_copy import write_rescue_copy

            path = write_rescue_copy(
                session, self._work.file_name, self._outlet.now(), folder, self._work.draft_in_line
            )
        except StoreError as error:
            return str(error)
        except OSError as error:
            return str(refused_by_system(error))
        except ImportError:
            return INCOMPLETE
        self._rescued = session
        return f"everything is in {show_path(path)}: open that file to go on"

    # ------------------------------------------------------------------ told to

    def listen_to_signals(self) -> None:
        """End when the system asks for it. To be called from the event loop."""
        loop = asyncio.get_running_loop()
        for number in SIGNALS:
            loop.add_signal_handler(number, self.end)

    def end(self) -> None:
        """Keep what there is, and leave the terminal in order: a signal, or a dropped line."""
        if self._is_ending:  # a line that drops is reported more than once
            return
        self._is_ending = True
        # Where the line is stalled for good, Textual waits for it for ever.
        self.start_backstop()
        self._outlet.spawn(self._end, "leave", exclusive=True)

    async def _end(self) -> None:
        # Each by itself: a busy machine that is slow to show a key takes no time from the disk.
        for step in (self._drain_input, self._work.wait_until_written):
            with suppress(TimeoutError):
                async with asyncio.timeout(SAVE_SECONDS):
                    await step()
        if self._work.is_pending or self._work.is_draft_pending:
            self._last_words.append(await do_off_loop(self._write_elsewhere))
        self._exit_app()

    def start_backstop(self) -> None:
        """Kill the process in a few seconds: a thread at a hanging disk would hold it up."""
        if not self._owns_process():
            return
        backstop = threading.Timer(END_SECONDS, self._give_up)
        backstop.daemon = True
        backstop.start()

    def _give_up(self) -> None:
        # Where it is the line that hangs, a word to it would hang as well.
        terminal = sys.__stderr__
        if terminal and select.select([], [terminal], [], 0)[1]:
            self._restore_terminal(terminal)
        os._exit(1)

    # ------------------------------------------------------------------ in a crash

    def conclude(self, crash: Exception | None) -> tuple[str, ...]:
        """Save what a crash left. Returns the last words, after the run, whatever became of it.

        Args:
            crash: The error that ended the program, if one did.
        """
        lines = list(self._last_words)
        if crash:
            lines.append(log_crash(crash, self._outlet.now()))
            if self._work.is_pending:
                try:
                    lines += map(str, self._work.save_last())
                except (StoreError, OSError):
                    lines.append(self._write_elsewhere())
        return tuple(lines)
