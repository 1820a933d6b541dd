"""Run a command in a real pty with an emulated terminal, for tests.

Nothing here sleeps: a reader thread receives the output and wakes those who wait.
"""

from __future__ import annotations

import contextlib
import os
import pty
import resource
import select
import signal
import termios
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.support.environment import clean_environment
from tests.support.terminal_emulator import Emulator

KEYS = {
    "enter": "\r",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "escape": "\x1b",
    "space": " ",
    "backspace": "\x7f",
    "delete": "\x1b[3~",
    "insert": "\x1b[2~",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "end": "\x1b[F",
    "home": "\x1b[H",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "f3": "\x1bOR",
    "f4": "\x1bOS",
    "f5": "\x1b[15~",
}
DEFAULT_ENV = {
    "COLORTERM": "truecolor",
    "TEXTUAL_ANIMATIONS": "none",
    "ONEONE_CONFIG": os.devnull,  # no settings of the user's own
}


def key_bytes(key: str) -> str:
    """What a terminal sends for a key such as `a`, `enter`, `ctrl+c`, `alt+x`."""
    if key in KEYS:
        return KEYS[key]
    if len(key) == 1:
        return key
    modifier, _, rest = key.partition("+")
    if modifier == "ctrl" and len(rest) == 1 and "@" <= rest.upper() <= "_":
        return chr(ord(rest.upper()) & 0x1F)
    if modifier == "alt" and rest:
        return "\x1b" + key_bytes(rest)
    raise ValueError(f"no such key: {key!r}")


class PtyConsole:
    """A command in a pty of its own, as its controlling terminal; use it as a context manager.

    Args:
        command: The program and its arguments.
        size: Columns and rows.
        env: Variables to set over a clean environment and `DEFAULT_ENV`; None takes one away.
        cwd: Where to run.
        synchronized: Whether the terminal says that it knows synchronized updates.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        size: tuple[int, int] = (80, 24),
        env: Mapping[str, str | None] | None = None,
        cwd: Path | None = None,
        synchronized: bool = True,
    ) -> None:
        self._command = list(command)
        if cwd is not None:
            change = 'cd -- "$1" && shift && exec "$@"'
            self._command = ["/bin/sh", "-c", change, "sh", str(cwd), *command]
        wanted = clean_environment(os.environ) | DEFAULT_ENV | dict(env or {})
        self._env = {name: value for name, value in wanted.items() if value is not None}
        self._size = size
        self.terminal = Emulator(*size, synchronized=synchronized)
        self.received = 0
        """Bytes received since the start."""
        self.returncode: int | None = None
        """The exit status once the command has ended; minus the signal if one ended it."""
        self.usage: resource.struct_rusage | None = None
        """What the command used, once it has ended."""
        self.pid = 0
        self._since_mark = bytearray()
        self._last_byte = 0.0
        self._line_ended = False
        self._reading = True
        self._changed = threading.Condition()
        self._closing = False
        self._reader = threading.Thread(target=self._read, name="pty reader", daemon=True)
        self._reaper = threading.Thread(target=self._reap, name="pty reaper", daemon=True)

    def __enter__(self) -> Self:
        self._master, slave = pty.openpty()
        self._wake_read, self._wake_write = os.pipe()
        columns, rows = self._size
        termios.tcsetwinsize(slave, (rows, columns))
        self._settings = termios.tcgetattr(slave)
        try:
            self.pid = self._spawn(os.ttyname(slave))
        except OSError:
            for descriptor in (self._master, self._wake_read, self._wake_write):
                os.close(descriptor)
            raise
        finally:
            os.close(slave)
        self._last_byte = time.monotonic()
        self._reader.start()
        self._reaper.start()
        return self

    def _spawn(self, terminal: str) -> int:
        # The leader of a new session that opens a terminal gets it as its controlling one. Done
        # so, and not by code run after a fork, it is safe beside the threads of other consoles.
        return os.posix_spawnp(
            self._command[0],
            self._command,
            self._env,
            file_actions=[
                (os.POSIX_SPAWN_OPEN, 0, terminal, os.O_RDWR, 0),
                (os.POSIX_SPAWN_DUP2, 0, 1),
                (os.POSIX_SPAWN_DUP2, 0, 2),
            ],
            setsid=True,
            setsigdef=[signal.SIGPIPE, signal.SIGXFSZ, signal.SIGHUP],
        )

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.kill(signal.SIGKILL)
        self._reaper.join()
        self.close_line()
        os.close(self._wake_read)
        os.close(self._wake_write)

    # ------------------------------------------------------------------ what is to be seen

    @property
    def lines(self) -> list[str]:
        """The screen's rows, trailing blanks cut off."""
        with self._changed:
            return self.terminal.lines

    @property
    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(self.lines)

    @property
    def frames(self) -> int:
        """Finished synchronized updates since the start."""
        with self._changed:
            return self.terminal.frames

    @property
    def since_mark(self) -> bytes:
        """The raw bytes received since the last `mark` (or the start)."""
        with self._changed:
            return bytes(self._since_mark)

    @property
    def bytes_since_mark(self) -> int:
        """The number of bytes received since the last `mark` (or the start)."""
        with self._changed:
            return len(self._since_mark)

    @property
    def leftovers(self) -> list[str]:
        """Modes and tty settings that differ from those before the command ran."""
        with self._changed:
            left = self.terminal.leftovers
        if termios.tcgetattr(self._master) != self._settings:
            left.append("tty settings")
        return left

    @property
    def restored(self) -> bool:
        """Whether the terminal is as it was before the command ran."""
        return not self.leftovers

    # ------------------------------------------------------------------ what one can do

    def mark(self) -> None:
        """Start counting received bytes from here."""
        with self._changed:
            self._since_mark.clear()

    def send(self, text: str) -> None:
        """Send characters as they are."""
        self._write(text.encode())

    def press(self, *keys: str) -> None:
        """Press keys by name, one after the other: `a`, `enter`, `ctrl+c`, `alt+x`."""
        self.send("".join(key_bytes(key) for key in keys))

    def pause(self, seconds: float) -> None:
        """Wait between two keys, as a typist does."""
        if seconds > 0:
            threading.Event().wait(seconds)

    def paste(self, text: str) -> None:
        """Paste, between brackets if the command asked for them."""
        bracketed = 2004 in self.terminal.modes
        self.send(f"\x1b[200~{text}\x1b[201~" if bracketed else text)

    def resize(self, columns: int, rows: int) -> None:
        """Change the size, in cells; the command gets SIGWINCH."""
        with self._changed:
            self.terminal.resize(columns, rows)
        termios.tcsetwinsize(self._master, (rows, columns))

    def kill(self, signum: int = signal.SIGTERM) -> None:
        """Send a signal to the command, unless it has ended."""
        with self._changed:
            if self.returncode is None:
                os.kill(self.pid, signum)

    def stop_reading(self) -> None:
        """Stop reading: the command's output piles up until it blocks."""
        self._reading = False
        os.write(self._wake_write, b".")

    def resume_reading(self) -> None:
        """Read again after `stop_reading`."""
        self._reading = True
        os.write(self._wake_write, b".")

    def close_line(self) -> None:
        """Close the terminal; the command gets SIGHUP."""
        if self._master < 0:
            return
        self._closing = True
        os.write(self._wake_write, b".")
        self._reader.join()
        os.close(self._master)
        self._master = -1

    # ------------------------------------------------------------------ waiting

    def wait_for(self, what: str | Callable[[], bool], timeout: float = 10.0) -> None:
        """Wait until a text is on the screen, or until something is true, at most `timeout` s.

        Raises:
            TimeoutError: If it did not come about, or cannot any more: the command has ended.
        """
        condition = what if callable(what) else lambda: what in self.text
        with self._changed:
            self._changed.wait_for(lambda: condition() or self._over, timeout)
            if not condition():
                wanted = "a condition" if callable(what) else repr(what)
                state = f"ended with {self.returncode}" if self._over else "running"
                raise TimeoutError(
                    f"{wanted} not met in {timeout} s; {state}; the screen:\n{self.text}"
                )

    def wait_frames(self, count: int, timeout: float = 10.0) -> None:
        """Wait until `count` updates of the screen have come to their end since the start."""
        self.wait_for(lambda: self.frames >= count, timeout)

    def wait_quiet(self, seconds: float = 0.1, timeout: float = 10.0) -> None:
        """Wait until nothing has come for `seconds`, counted from now, at most `timeout` s."""
        start = time.monotonic()
        with self._changed:
            while (left := max(start, self._last_byte) + seconds - time.monotonic()) > 0:
                if time.monotonic() > start + timeout:
                    raise TimeoutError(f"never quiet for {seconds} s in {timeout} s")
                self._changed.wait(left)

    def wait_exit(self, timeout: float = 10.0) -> int:
        """Wait until the command has ended and all it wrote is read; its exit status."""
        with self._changed:
            if not self._changed.wait_for(lambda: self.returncode is not None, timeout):
                raise TimeoutError(f"still running after {timeout} s; the screen:\n{self.text}")
            if self._reading and self._master >= 0:
                # A child that outlives the command keeps the line open: do not wait for it long.
                self._changed.wait_for(lambda: self._line_ended, min(timeout, 2.0))
            assert self.returncode is not None
            return self.returncode

    # ------------------------------------------------------------------ the threads

    @property
    def _over(self) -> bool:
        """Whether the command has ended and everything it wrote has been read."""
        return self.returncode is not None and self._line_ended

    def _write(self, data: bytes) -> None:
        while data:
            data = data[os.write(self._master, data) :]

    def _read(self) -> None:
        """Take what comes, until the line ends or is closed; the reader thread."""
        while not self._closing:
            watched = [self._wake_read, self._master] if self._reading else [self._wake_read]
            ready, _, _ = select.select(watched, [], [])
            if self._wake_read in ready:
                os.read(self._wake_read, 64)
            elif self._master in ready and not self._take():
                return

    def _take(self) -> bool:
        """Read once; False at the end of the line."""
        try:
            data = os.read(self._master, 65536)
        except OSError:  # how Linux says that nobody holds the other end
            data = b""
        with self._changed:
            self._line_ended = not data
            self._last_byte = time.monotonic()
            self.received += len(data)
            self._since_mark += data
            answer = self.terminal.feed(data)
            self._changed.notify_all()
        # Outside the lock: if the command does not read, only this thread waits for it.
        with contextlib.suppress(OSError):
            self._write(answer.encode())
        return bool(data)

    def _reap(self) -> None:
        """Wait for the command's end; the reaper thread."""
        _, status, usage = os.wait4(self.pid, 0)
        with self._changed:
            self.usage = usage
            self.returncode = os.waitstatus_to_exitcode(status)
            self._changed.notify_all()
