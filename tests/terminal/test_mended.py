"""What is mended of Textual's driver is still broken there: if not, the mend can go."""

from __future__ import annotations

import inspect
import os
from io import TextIOWrapper

import pytest
from textual import events
from textual._xterm_parser import XTermParser
from textual.app import App, ComposeResult
from textual.drivers import _writer_thread
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message
from textual.widgets import Input

from oneone_tui.textual_patches.driver import NonBlockingWriter


def parsed(sent: str) -> list[Message]:
    """What Textual makes of what a terminal sends."""
    return list(XTermParser().feed(sent))


@pytest.mark.parametrize("answer", ["\x1b[0n", "\x1b[?997;1n", "\x1bP>|xterm(379)\x1b\\"])
def test_textual_still_takes_answers_for_keys(answer: str) -> None:
    assert any(isinstance(one, events.Key) for one in parsed(answer + "\x1b[I"))


def test_textual_still_leaves_a_paste_at_an_escape() -> None:
    keys = [one for one in parsed("\x1b[200~a\x1b[0nb\x1b[201~") if isinstance(one, events.Key)]
    assert keys


@pytest.mark.parametrize("key", ["\x1b[97;1:3u", "\x1b[97:65;2u", "\x1b[1114112u"])
def test_textual_still_raises_at_keys_of_kitty(key: str) -> None:
    with pytest.raises((ValueError, OverflowError)):
        parsed(key)


def test_textual_still_takes_escape_and_a_digit_for_another_letter() -> None:
    (key,) = parsed("\x1b3")
    assert isinstance(key, events.Key)
    assert key.character == "£"


def test_textual_still_believes_a_size_that_nobody_asked_for() -> None:
    assert any(isinstance(one, events.Resize) for one in parsed("\x1b[48;9;9;90;90t"))


def test_textual_still_believes_columns_before_the_tty() -> None:
    assert "shutil.get_terminal_size" in inspect.getsource(LinuxDriver._get_terminal_size)


async def test_textual_still_drops_joiners_that_are_typed() -> None:
    class Typed(App[None]):
        def compose(self) -> ComposeResult:
            yield Input()

    app = Typed()
    async with app.run_test() as pilot:
        for character in "a\u200db":
            app.post_message(events.Key(character, character))
        await pilot.pause()
        assert app.query_one(Input).value == "ab"


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
        writer = NonBlockingWriter(line)
        writer.start()
        for _ in range(200):
            writer.write("x" * 4096)  # more than the line takes, and nobody reads
        os.close(read)
        writer.stop()
        assert not writer.is_alive()
        os.dup2(os.open(os.devnull, os.O_WRONLY), write)  # what is left is dropped, too
