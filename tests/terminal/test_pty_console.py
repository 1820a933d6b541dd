"""The terminal that the other tests use, tried on programs small enough to know by heart."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest

from tests.support.pty_console import PtyConsole, key_bytes
from tests.support.terminal_emulator import Emulator

pytestmark = pytest.mark.terminal

APP = """
from textual.app import App
from textual.widgets import Static

class Small(App):
    ENABLE_COMMAND_PALETTE = False

    def compose(self):
        yield Static("hello", id="said", markup=False)

    def on_resize(self, event):
        self.query_one("#said").update(f"{event.size.width} by {event.size.height}")

    def on_key(self, event):
        if event.key == "q":
            self.exit(return_code=3)
        else:
            self.query_one("#said").update(f"key {event.key}")

    def on_paste(self, event):
        self.query_one("#said").update(f"pasted {event.text}")

app = Small()
app.run()
print("gone")
raise SystemExit(app.return_code)
"""


@pytest.fixture
def app(tmp_path: Path) -> list[str]:
    script = tmp_path / "small.py"
    script.write_text(APP, encoding="utf-8")
    return [sys.executable, str(script)]


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def test_app_is_seen_hears_keys_and_leaves_the_terminal_as_it_was(app: list[str]) -> None:
    with PtyConsole(app, size=(60, 18)) as console:
        console.wait_for("60 by 18")
        assert {1049, 2004} <= console.terminal.modes
        assert 25 not in console.terminal.modes
        for key in ("a", "ctrl+c", "enter", "escape", "shift+tab", "up", "f1"):
            console.press(key)
            console.wait_for(f"key {key}")
        console.paste("two words")
        console.wait_for("pasted two words")
        console.press("q")
        assert console.wait_exit() == 3
        assert console.lines[0] == "gone"
        assert console.leftovers == []
        assert console.restored
        assert console.usage is not None


def test_resize_reaches_the_app(app: list[str]) -> None:
    with PtyConsole(app) as console:
        console.wait_for("80 by 24")
        console.resize(100, 30)
        console.wait_for("100 by 30")


def test_killed_app_leftovers_are_reported(app: list[str]) -> None:
    with PtyConsole(app) as console:
        console.wait_for("80 by 24")
        console.kill(signal.SIGKILL)
        assert console.wait_exit() == -signal.SIGKILL
        assert not console.restored
        assert {"alternate screen", "cursor hidden", "bracketed paste", "tty settings"} <= set(
            console.leftovers
        )


def test_bytes_and_frames_are_counted_from_the_mark(app: list[str]) -> None:
    with PtyConsole(app) as console:
        console.wait_for("80 by 24")
        console.wait_quiet()
        console.mark()
        total, frames = console.received, console.frames
        console.press("a")
        console.wait_for("key a")
        console.wait_quiet()
        assert console.frames == frames + 1
        assert console.bytes_since_mark == console.received - total == len(console.since_mark)
        assert console.since_mark.startswith(b"\x1b[?2026h")
        assert console.since_mark.endswith(b"\x1b[?2026l")


def test_terminal_without_synchronized_updates_gets_none(app: list[str]) -> None:
    with PtyConsole(app, synchronized=False) as console:
        console.wait_for("80 by 24")
        console.mark()
        console.press("a")
        console.wait_for("key a")
        console.wait_quiet()
        assert b"2026" not in console.since_mark


def test_stalled_line_holds_the_writer_until_it_is_read_again() -> None:
    code = "import sys; print('on'); sys.stdin.readline(); print('x' * 200_000); print('end')"
    with PtyConsole(python(code)) as console:
        console.wait_for("on")
        console.stop_reading()
        console.press("enter")
        with pytest.raises(TimeoutError, match="still running"):
            console.wait_exit(0.5)
        console.resume_reading()
        assert console.wait_exit() == 0
        assert console.lines[-2] == "end"


def test_closed_line_hangs_up() -> None:
    with PtyConsole(python("print('on'); input()")) as console:
        console.wait_for("on")
        console.close_line()
        assert console.wait_exit() == -signal.SIGHUP


def test_wait_that_fails_shows_the_screen() -> None:
    with PtyConsole(python("print('this'); input()")) as console:
        console.wait_for("this")
        with pytest.raises(TimeoutError, match=r"(?s)'that' not met.*this"):
            console.wait_for("that", timeout=0.05)


def test_command_that_is_not_there_is_an_error_at_once() -> None:
    with pytest.raises(FileNotFoundError), PtyConsole(["/no/such/program"]):
        pytest.fail("it cannot have started")


def test_wait_ends_with_the_command() -> None:
    ended = pytest.raises(TimeoutError, match=r"(?s)ended with 0.*bye")
    with PtyConsole(python("print('bye')")) as console, ended:
        console.wait_for("that", timeout=60)


def test_pty_console_uses_the_given_folder_and_environment(tmp_path: Path) -> None:
    code = "import os; print(os.getcwd()); print(os.environ['NOW'], 'TERM' in os.environ)"
    with PtyConsole(
        python(code), size=(200, 5), cwd=tmp_path, env={"NOW": "then", "TERM": None}
    ) as console:
        assert console.wait_exit() == 0
        assert console.lines[:2] == [str(tmp_path.resolve()), "then False"]


@pytest.mark.parametrize(
    "query,answer",
    [
        ("\x1b[c", "\x1b[?64;1;2;6;9;15;16;17;18;21;22;28c"),
        ("\x1b[>0q", "\x1bP>|XTerm(388)\x1b\\"),
        ("ab\x1b[6n", "\x1b[1;3R"),
        ("\x1b[?2026$p", "\x1b[?2026;2$y"),
        ("\x1b[?2048$p", "\x1b[?2048;0$y"),
        ("\x1b[?1004h\x1b[?1004$p", "\x1b[?1004;1$y"),
        ("\x1b[18t", "\x1b[8;5;20t"),
        ("\x1b]11;?\x07", "\x1b]11;rgb:0000/0000/0000\x1b\\"),
        ("\x1bP$qm\x1b\\", "\x1bP0$r\x1b\\"),
        ("\x1b[?u", ""),
    ],
)
def test_queries_are_answered_as_xterm_does(query: str, answer: str) -> None:
    assert Emulator(20, 5, synchronized=True).feed(query.encode()) == answer


def test_sequences_cut_anywhere_and_unknown_ones_leave_the_same_screen() -> None:
    stream = (
        "\x1b]0;a title\x07\x1b[?1049h\x1b[>25u\x1b[2;3Hä—┏\x1b[38;2;1;2;3m!\x1b[0m\x1b[4:3m"
        "\x1bPq junk\x1b\\\x1b_G junk\x1b\\\x1b[1;2;3;4H\x1b[\x1b[=5u\x1b(B\x1b[?9999h\x1b[3;1Hend"
    ).encode()
    for step in (1, 2, 3, 7, len(stream)):
        emulator = Emulator(12, 4, synchronized=True)
        for at in range(0, len(stream), step):
            emulator.feed(stream[at : at + step])
        assert emulator.lines == ["", "  ä—┏!", "end", ""]
        assert emulator.title == "a title"
        assert emulator.alternate == 1


@pytest.mark.parametrize("key", ["", "hyper+x", "ctrl+", "ctrl+ä"])
def test_key_that_no_terminal_has_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match="no such key"):
        key_bytes(key)
