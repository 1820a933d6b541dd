"""Textual's driver for Linux and macOS, patched for lost and stalled lines.

Each patch says what Textual 8.2.8 does otherwise; the tests of this module tell when one of them
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
"""Seconds after which the thread that reads the keys looks whether it is to stop."""
AT_ONCE = 4096
"""Bytes that are read at once."""
MOST_WAITING = 256
"""After so many keys nothing is read until the app has caught up."""
PATIENCE = 2.0
"""Seconds for a widget to catch up, which may have gone meanwhile."""


class ConnectionLost(Message):
    """Nobody is at the other end of the line any more: no key will come."""


class PutAside(Message):
    """The system was asked to stop the program, as ctrl+z does."""


class NonBlockingWriter(WriterThread):
    """Writes to the terminal, and never lets the app wait for it.

    Textual's holds 30 writes. Where the line stalls, the next one stops the event loop, and with
    it the clock, the saving and the handlers of signals. And where the line drops meanwhile, its
    thread dies with a traceback.
    """

    def __init__(self, file: IO[str]) -> None:
        super().__init__(file)
        self._queue: Queue[str | None] = Queue()

    def run(self) -> None:
        """Write until told to stop, or until the line drops."""
        with suppress(OSError, ValueError):
            super().run()


class PatchedDriver(LinuxDriver):
    """The terminal that the console is shown on."""

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
        """What was read last, while it is made into messages."""

    @property
    def _writer_thread(self) -> WriterThread | None:
        return self._writer

    @_writer_thread.setter
    def _writer_thread(self, writer: WriterThread | None) -> None:
        # Textual makes one of its own for each start, and starts what stands here then.
        self._writer = NonBlockingWriter(writer._file) if writer else None

    def put_aside(self) -> None:
        """Give the terminal back and stop, as ctrl+z does; once continued, take it again.

        To be called from the event loop. Textual stops in a handler that can interrupt a write,
        which then waits for itself; it stops this process alone, so that a shell that waits for
        a `make` above it never gets its prompt; and where no shell can continue it, it stops
        all the same, for ever.
        """
        self.suspend_application_mode()
        handler = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        try:
            os.killpg(0, signal.SIGTSTP)  # the system knows whether somebody can continue it
            while self._in_background():
                os.kill(os.getpid(), signal.SIGSTOP)
        finally:
            signal.signal(signal.SIGTSTP, handler)
        self._must_signal_resume = True
        self.resume_application_mode()

    def start_application_mode(self) -> None:
        """Take the terminal, and listen to its size.

        Textual hears of it from the terminal alone once that has told its size itself.
        """
        super().start_application_mode()  # type: ignore[no-untyped-call] # it says nothing of it
        signal.signal(signal.SIGWINCH, self._tell_size)

    def run_input_thread(self) -> None:
        """Read what the terminal sends until told to stop, or until the line drops.

        Textual goes on reading at the end of the input, as fast as it can, and letters that are
        not UTF-8 end it. It reads on, too, while more and more keys wait for the app.
        """
        linux = os.environ.get("TERM") == "linux"
        reader = TerminalInput(constants.ESCAPE_DELAY, shift_tab_is_escape=linux)
        made = InputEvents(self._tty_size)
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
            for message in made.of(reader.feed(data, now) if data else reader.tick(now)):
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

        Textual makes a task for each: a flood of keys then takes six times the memory. What was
        read at once is posted at once: nothing that a widget posts comes between.
        """
        if self._outgoing is not None and threading.current_thread() is self._key_thread:
            self._outgoing.append(message)
        else:
            self._loop.call_soon_threadsafe(self._post, [message])

    def _post(self, messages: list[Message]) -> None:
        for message in messages:
            self._app.post_message(message)

    def _let_app_catch_up(self) -> None:
        """Wait till the app, and then whatever has its keys, has done what was sent before."""
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
        except OSError:  # how Linux says that the terminal has gone
            return b""

    def _run_input_thread(self) -> None:
        # Textual's prints what went wrong, with what was typed, on the terminal.
        try:
            self.run_input_thread()
        except Exception as error:  # noqa: BLE001 - whatever it is, nobody can type any more
            with suppress(RuntimeError):  # it has ended meanwhile
                self._loop.call_soon_threadsafe(self._app._handle_exception, error)

    def _get_terminal_size(self) -> tuple[int, int]:
        """Columns and rows: the tty's own, since `COLUMNS` may be from before (textual#6153)."""
        size = self._tty_size()
        return (size.width, size.height) if size else super()._get_terminal_size()

    @staticmethod
    def _tty_size() -> Size | None:
        """Columns and rows that the system knows of; None where it does not."""
        for stream in filter(None, (sys.__stdin__, sys.__stderr__, sys.__stdout__)):
            with suppress(OSError, ValueError):  # it is closed, or no terminal
                columns, rows = os.get_terminal_size(stream.fileno())
                if columns and rows:
                    return Size(columns, rows)
        return None

    def _tell_size(self, *_: object) -> None:
        size = Size(*self._get_terminal_size())
        self.send_message(events.Resize(size, size))

    def _in_background(self) -> bool:
        try:
            return os.tcgetpgrp(self.fileno) != os.getpgrp()
        except OSError:
            return False

    def _sigtstp_application(self, *_: object) -> None:
        """Have the app stop, once what waits for the disk is there."""
        self.send_message(PutAside())

    def _sigcont_application(self, *_: object) -> None:
        """Nothing: `put_aside` goes on by itself.

        Textual takes the terminal a second time where it was stopped otherwise, and then leaves
        it raw at the end.
        """
