"""Textual's driver for Linux and macOS, patched for lost and stalled lines.

Each patch says what Textual 8.2.8 does otherwise; the tests of this module show when one of them
can go. What the terminal sends is read by `oneone_tui.terminal.input_parser`.
"""

from __future__ import annotations

import os
import select
import signal
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from queue import Queue
from typing import IO, TYPE_CHECKING

from textual import constants, events
from textual.drivers._writer_thread import WriterThread
from textual.drivers.linux_driver import LinuxDriver
from textual.geometry import Size
from textual.message import Message

from oneone_tui.messages import Typing
from oneone_tui.terminal.input_parser import TerminalInput
from oneone_tui.textual_patches.input_events import InputEvents

if TYPE_CHECKING:
    from textual.app import App

LOOK_EVERY = 0.1
"""Seconds between two checks of the input thread whether to stop."""
AT_ONCE = 4096
"""The most bytes that are read at once."""
MOST_WAITING = 256
"""Keys after which nothing more is read until the app has processed them."""
PATIENCE = 2.0
"""Seconds to wait for a widget, which may have been removed."""


class ConnectionLost(Message):
    """The connection to the terminal is lost: no key will come."""


class PutAside(Message):
    """The system asked the program to stop, as ctrl+z does (SIGTSTP)."""


class NonBlockingWriter(WriterThread):
    """Writes to the terminal without ever blocking the app.

    Textual's writer queues 30 writes. If the connection stalls, the next one blocks the event loop,
    and with it the clock, saving and signal handlers. If the connection drops, its thread dies with
    a traceback.
    """

    def __init__(self, file: IO[str]) -> None:
        super().__init__(file)
        self._queue: Queue[str | None] = Queue()

    def run(self) -> None:
        """Write until the app stops the thread, or the connection drops."""
        with suppress(OSError, ValueError):
            super().run()


class PatchedDriver(LinuxDriver):
    """The driver of the terminal on which the console is shown."""

    def __init__(
        self,
        app: App[object],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size or self._tty_size())
        self._outgoing: list[Message] | None = None
        """The messages from the last read, while they are collected; otherwise None."""

    @property
    def _writer_thread(self) -> WriterThread | None:
        return self._writer

    @_writer_thread.setter
    def _writer_thread(self, writer: WriterThread | None) -> None:
        # At each start Textual assigns a writer of its own here, and starts the one that it finds.
        self._writer = NonBlockingWriter(writer._file) if writer else None

    def put_aside(self) -> None:
        """Restore the terminal and stop the job, as ctrl+z does; when continued, go on.

        Call it from the event loop. Textual stops in a signal handler that can interrupt a write,
        which then deadlocks. It stops only this process, so a shell that runs it through `make`
        never shows its prompt. And it stops for ever if there is no shell to continue it.
        """
        self.suspend_application_mode()
        handler = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        try:
            os.killpg(0, signal.SIGTSTP)  # ignored by the system if no shell can continue the job
            while self._in_background():
                os.kill(os.getpid(), signal.SIGSTOP)
        finally:
            signal.signal(signal.SIGTSTP, handler)
        self._must_signal_resume = True
        self.resume_application_mode()

    def start_application_mode(self) -> None:
        """Set the terminal up, and listen for SIGWINCH.

        Textual ignores SIGWINCH once the terminal has reported its size in band.
        """
        super().start_application_mode()  # type: ignore[no-untyped-call] # Textual has no annotation here
        signal.signal(signal.SIGWINCH, self._report_size)

    def run_input_thread(self) -> None:
        """Read the terminal's input until the app stops the thread, or the connection drops.

        At the end of the input, Textual keeps reading at full speed; bytes that are not UTF-8 end
        its thread; and it keeps reading while more and more keys wait for the app.
        """
        linux = os.environ.get("TERM") == "linux"
        reader = TerminalInput(constants.ESCAPE_DELAY, shift_tab_is_escape=linux)
        input_events = InputEvents(self._tty_size)
        sent = 0
        while not self.exit_event.is_set():
            wait = LOOK_EVERY
            if reader.deadline is not None:
                wait = min(wait, max(reader.deadline - time.monotonic(), 0))
            ready, _, _ = select.select([self.fileno], [], [], wait)
            data = self._read() if ready else None
            if data == b"":
                self.send_message(ConnectionLost())
                return
            now = time.monotonic()
            self._outgoing = []
            for message in input_events.convert(
                reader.feed(data, now) if data else reader.tick(now)
            ):
                self.process_message(message)
                sent += len(message.text) if isinstance(message, Typing) else 1
            outgoing, self._outgoing = self._outgoing, None
            if outgoing:
                self._loop.call_soon_threadsafe(self._post, outgoing)
            if sent >= MOST_WAITING:
                self._let_app_catch_up()
                sent = 0

    def send_message(self, message: Message) -> None:
        """Post a message to the app, from any thread.

        Textual creates a task for each message, so a flood of keys takes six times the memory.
        Messages from one read are posted together, with no other message between them.
        """
        if self._outgoing is not None and threading.current_thread() is self._key_thread:
            self._outgoing.append(message)
        else:
            self._loop.call_soon_threadsafe(self._post, [message])

    def _post(self, messages: list[Message]) -> None:
        for message in messages:
            self._app.post_message(message)

    def _let_app_catch_up(self) -> None:
        """Wait until the app, then the focused widget, has processed all earlier messages."""
        passed_on, done = threading.Event(), threading.Event()

        def pass_on() -> None:
            target = (self._app.focused or self._app.screen) if self._app.screen_stack else None
            if not target or not target.call_later(done.set):
                done.set()
            passed_on.set()

        self._loop.call_soon_threadsafe(self._app.call_later, pass_on)
        self._wait_for(passed_on.wait)
        self._wait_for(done.wait, PATIENCE)

    def _wait_for(self, wait: Callable[[float], bool], patience: float = float("inf")) -> None:
        until = time.monotonic() + patience
        while not wait(LOOK_EVERY) and time.monotonic() < until and not self.exit_event.is_set():
            pass

    def _read(self) -> bytes:
        try:
            return os.read(self.fileno, AT_ONCE)
        except OSError:  # on Linux: the terminal is gone
            return b""

    def _run_input_thread(self) -> None:
        # Textual prints the error, with the typed text, on the terminal.
        try:
            self.run_input_thread()
        except Exception as error:  # noqa: BLE001 - whatever it is, no key can be read any more
            with suppress(RuntimeError):  # the event loop has ended
                self._loop.call_soon_threadsafe(self._app._handle_exception, error)

    def _get_terminal_size(self) -> tuple[int, int]:
        """Return columns and rows of the tty: `COLUMNS` may be outdated (textual#6153)."""
        size = self._tty_size()
        return (size.width, size.height) if size else super()._get_terminal_size()

    @staticmethod
    def _tty_size() -> Size | None:
        """Return the columns and rows of the tty; None if they are unknown."""
        for stream in filter(None, (sys.__stdin__, sys.__stderr__, sys.__stdout__)):
            with suppress(OSError, ValueError):  # closed, or not a terminal
                columns, rows = os.get_terminal_size(stream.fileno())
                if columns and rows:
                    return Size(columns, rows)
        return None

    def _report_size(self, *_: object) -> None:
        size = Size(*self._get_terminal_size())
        self.send_message(events.Resize(size, size))

    def _in_background(self) -> bool:
        try:
            return os.tcgetpgrp(self.fileno) != os.getpgrp()
        except OSError:
            return False

    def _sigtstp_application(self, *_: object) -> None:
        """Ask the app to stop the job once everything is saved."""
        self.send_message(PutAside())

    def _sigcont_application(self, *_: object) -> None:
        """Do nothing: `put_aside` sets the terminal up again.

        Textual would set it up a second time if another program stopped it, and leave it in raw
        mode at the end.
        """
