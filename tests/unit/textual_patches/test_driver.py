"""The patched driver, and what Textual's does otherwise: where it no longer does, a patch can go.

On a whole terminal they are tried in `tests/terminal/`: `test_shutdown`, `test_terminal_bytes`.
"""

from __future__ import annotations

import io
import os
import signal
from io import TextIOWrapper
from threading import Event

import pytest
from textual.drivers import linux_driver
from textual.drivers._writer_thread import WriterThread
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from oneone_tui.messages import Typing
from oneone_tui.textual_patches.driver import (
    ConnectionLost,
    NonBlockingWriter,
    PatchedDriver,
    PutAside,
)

END = b""
MANY = 1000


class Recorded:
    """A driver without a terminal, that keeps what it would send to the app."""

    def __init__(self) -> None:
        self.sent: list[Message] = []
        self.resumed = 0
        self.exit_event = Event()
        self.fileno = 0
        self._debug = False
        self._auto_restart = True

    def process_message(self, message: Message) -> None:
        self.sent.append(message)

    send_message = process_message

    def suspend_application_mode(self) -> None:
        """Nothing: there is no terminal to give back."""

    def resume_application_mode(self) -> None:
        self.resumed += 1


class Stock(Recorded, LinuxDriver):
    """As Textual has it."""


class Ours(Recorded, PatchedDriver):
    """As it is patched."""

    def __init__(self) -> None:
        super().__init__()
        self._outgoing = None


def read_all(driver: Recorded, monkeypatch: pytest.MonkeyPatch, *parts: bytes) -> int:
    """Have a driver read these bytes and then, for ever, their end; how often it read that."""
    assert isinstance(driver, LinuxDriver)
    left, ends = list(parts), 0
    driver.fileno, write = os.pipe()
    os.close(write)  # so it can always be read from

    def read(_: int, __: int) -> bytes:
        nonlocal ends
        if left:
            return left.pop(0)
        ends += 1
        if ends == 3:
            driver.exit_event.set()
        return END

    with monkeypatch.context() as patched:
        patched.setattr(os, "read", read)
        try:
            driver.run_input_thread()
        finally:
            os.close(driver.fileno)
    return ends


def test_textual_reads_on_at_the_end_of_the_input(monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_all(Stock(), monkeypatch) >= 3


def test_driver_tells_the_app_of_the_end_of_the_input(monkeypatch: pytest.MonkeyPatch) -> None:
    driver = Ours()
    assert read_all(driver, monkeypatch) == 1
    assert [type(message) for message in driver.sent] == [ConnectionLost]


def test_textual_ends_at_letters_that_are_not_utf_8(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnicodeDecodeError):
        read_all(Stock(), monkeypatch, b"a\xff", b"b")


def test_driver_reads_on_after_letters_that_are_not_utf_8(monkeypatch: pytest.MonkeyPatch) -> None:
    driver = Ours()
    taken: list[Message] = []
    monkeypatch.setattr(driver, "process_message", taken.append)
    read_all(driver, monkeypatch, b"\xff", b"bc")
    assert any(isinstance(one, Typing) and one.text == "bc" for one in taken)


def test_textual_believes_columns_before_the_tty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "7")
    monkeypatch.setenv("LINES", "3")
    monkeypatch.setattr(os, "get_terminal_size", lambda *_: os.terminal_size((90, 30)))
    assert Stock()._get_terminal_size() == (7, 3)
    assert Ours()._get_terminal_size() == (90, 30)


def test_textual_stops_its_own_process_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    stopped: list[tuple[int, int]] = []
    monkeypatch.setattr(os, "kill", lambda pid, sign: stopped.append((pid, sign)))
    Stock()._sigtstp_application()
    assert stopped == [(os.getpid(), signal.SIGSTOP)]


def test_driver_leaves_it_to_the_app_when_to_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    stopped: list[tuple[int, int]] = []
    monkeypatch.setattr(os, "kill", lambda pid, sign: stopped.append((pid, sign)))
    driver = Ours()
    driver._sigtstp_application()
    assert [type(message) for message in driver.sent] == [PutAside]
    assert stopped == []


def test_textual_takes_a_terminal_that_it_has_already() -> None:
    stock, ours = Stock(), Ours()
    for driver in (stock, ours):
        driver._sigcont_application()
    assert (stock.resumed, ours.resumed) == (1, 0)


def test_textual_holds_few_writes_and_then_blocks() -> None:
    stock, ours = WriterThread(io.StringIO()), NonBlockingWriter(io.StringIO())
    while not stock._queue.full():
        stock.write("x")
    assert stock._queue.qsize() < MANY
    for _ in range(MANY):
        ours.write("x")
    assert not ours._queue.full()


def test_driver_writes_without_blocking_and_patches_no_other() -> None:
    driver = Ours()
    # As Textual does when it takes the terminal.
    driver._writer_thread = vars(linux_driver)["WriterThread"](io.StringIO())
    assert type(driver._writer_thread) is NonBlockingWriter
    assert vars(linux_driver)["WriterThread"] is WriterThread
    driver._writer_thread = None
    assert driver._writer_thread is None


def test_many_writes_to_a_line_that_stalls_and_drops_hold_nobody() -> None:
    read, write = os.pipe()
    with open(write, "w", encoding="utf-8") as line:  # noqa: PTH123 - a descriptor
        assert isinstance(line, TextIOWrapper)
        writer = NonBlockingWriter(line)
        writer.start()
        for _ in range(200):
            writer.write("x" * 4096)  # more than the line takes, and nobody reads
        os.close(read)
        writer.stop()
        assert not writer.is_alive()
        os.dup2(os.open(os.devnull, os.O_WRONLY), write)  # what is left is dropped, too
