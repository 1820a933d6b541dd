"""What is mended of Textual's driver is still broken there: if not, the mend can go."""

from __future__ import annotations

import inspect
import os
from io import TextIOWrapper

from textual.drivers import _writer_thread
from textual.drivers.linux_driver import LinuxDriver

from oneone_tui.mended import PatientWriter


def test_textual_still_holds_few_writes_and_then_blocks() -> None:
    assert _writer_thread.MAX_QUEUED_WRITES > 0


def test_textual_still_reads_on_at_the_end_of_the_input() -> None:
    body = inspect.getsource(LinuxDriver.run_input_thread)
    assert "if not unicode_data:" in body
    assert "strict" not in body
    assert "return" not in body


def test_textual_still_takes_the_terminal_twice() -> None:
    body = inspect.getsource(LinuxDriver._sigcont_application)
    assert "_must_signal_resume" not in body


def test_textual_still_stops_itself_alone() -> None:
    body = inspect.getsource(LinuxDriver._sigtstp_application)
    assert "os.kill(os.getpid(), signal.SIGSTOP)" in body


def test_many_writes_to_a_line_that_stalls_and_drops_hold_nobody() -> None:
    read, write = os.pipe()
    with open(write, "w", encoding="utf-8") as line:  # noqa: PTH123 - a descriptor
        assert isinstance(line, TextIOWrapper)
        writer = PatientWriter(line)
        writer.start()
        for _ in range(200):
            writer.write("x" * 4096)  # more than the line takes, and nobody reads
        os.close(read)
        writer.stop()
        assert not writer.is_alive()
        os.dup2(os.open(os.devnull, os.O_WRONLY), write)  # what is left is dropped, too
