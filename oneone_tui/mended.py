"""Textual's driver for Linux and macOS, mended where a line drops, stalls or is put aside.

Each mend says what Textual 8.2.8 does otherwise; `tests/terminal/test_mended.py` tells when one
of them is not needed any more.
"""

from __future__ import annotations

import os
import select
import signal
from codecs import getincrementaldecoder
from contextlib import suppress
from queue import Queue
from typing import IO, TYPE_CHECKING

from textual._xterm_parser import XTermParser
from textual.drivers import linux_driver
from textual.drivers._writer_thread import WriterThread
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

if TYPE_CHECKING:
    from textual.app import App

LOOK_EVERY = 0.1
"""Seconds after which the thread that reads the keys looks whether it is to stop."""
AT_ONCE = 4096
"""Bytes that are read at once."""


class LineGone(Message):
    """Nobody is at the other end of the line any more: no key will come."""


class PutAside(Message):
    """The system was asked to stop the program, as ctrl+z does."""


class PatientWriter(WriterThread):
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


class MendedDriver(LinuxDriver):
    """The terminal that the console is shown on."""

    def __init__(
        self,
        app: App[object],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        vars(linux_driver)["WriterThread"] = PatientWriter

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

    def run_input_thread(self) -> None:
        """Read keys until told to stop, or until the line drops.

        Textual goes on reading at the end of the input, as fast as it can; and letters that are
        not UTF-8 end it.
        """
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        while not self.exit_event.is_set():
            ready, _, _ = select.select([self.fileno], [], [], LOOK_EVERY)
            data = self._read() if ready else None
            if data == b"":
                self.send_message(LineGone())
                return
            text = decode(data) if data else ""
            for message in (*(parser.feed(text) if text else ()), *parser.tick()):
                self.process_message(message)

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
