"""A terminal that takes the time of what reaches it, and the least that could have reached it."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping, Sequence
from itertools import zip_longest

from tests.support.pty_console import PtyConsole
from tests.support.terminal_emulator import Emulator

FRAME_END = b"\x1b[?2026l"
KNOWS_SYNCHRONIZED = re.compile(rb"\x1b\[\?2026\$p")
GAP = 6
"""So many unchanged cells between two changed ones are sent along: moving over them costs more."""


class Wire(Emulator):
    """Notes when each piece came and each frame ended; while `light`, it draws nothing.

    Drawing takes this process longer than painting takes the program that is measured.
    """

    def __init__(self, columns: int, rows: int) -> None:
        super().__init__(columns, rows, synchronized=True)
        self.light = False
        self.arrivals: list[tuple[float, int]] = []
        """When a piece was there, and how many bytes there were then since the start."""
        self.ends: list[float] = []
        """When each frame had come to its end."""
        self._total = 0
        self._tail = b""

    def feed(self, data: bytes) -> str:
        """Take bytes that came over the line; what is returned is the answer to them."""
        now = time.perf_counter()
        self._total += len(data)
        self.arrivals.append((now, self._total))
        held = self._tail + data
        self._tail = held[-len(FRAME_END) + 1 :]
        found = held.count(FRAME_END)
        self.ends += [now] * found
        if not self.light:
            return super().feed(data)
        self.frames += found
        return "\x1b[?2026;2$y" if KNOWS_SYNCHRONIZED.search(held) else ""

    def arrived(self, position: int) -> float:
        """When the byte at that position since the start had come."""
        return next(at for at, total in self.arrivals if total > position)


class Bench(PtyConsole):
    """A console whose line can be timed."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        size: tuple[int, int] = (80, 24),
        env: Mapping[str, str | None] | None = None,
    ) -> None:
        super().__init__(command, size=size, env=env)
        self.terminal = self.wire = Wire(*size)

    def key(self, key: str) -> float:
        """Press a key; milliseconds to the end of the frame that it brings."""
        frames, start = len(self.wire.ends), time.perf_counter()
        self.press(key)
        self.wait_for(lambda: len(self.wire.ends) > frames)
        return (self.wire.ends[frames] - start) * 1000

    def burst(self, act: Callable[[], None], quiet: float) -> tuple[float, list[int], list[float]]:
        """Do something and wait for quiet: when it began, bytes a frame, and when each ended."""
        self.mark()
        frames, start = len(self.wire.ends), time.perf_counter()
        act()
        self.wait_quiet(quiet)
        return start, frame_sizes(self.since_mark), self.wire.ends[frames:]

    def wait_any(self) -> None:
        """Wait until anything has come since the mark."""
        self.wait_for(lambda: self.bytes_since_mark > 0)

    def first_with(self, signs: Sequence[str], timeout: float = 30.0) -> float:
        """When all of these texts had come, as `time.perf_counter` tells it."""
        wanted = [sign.encode() for sign in signs]
        self.wait_for(lambda: all(sign in self.since_mark for sign in wanted), timeout)
        came = self.since_mark
        return self.wire.arrived(max(came.index(sign) for sign in wanted))


def frame_sizes(came: bytes) -> list[int]:
    """How many bytes each frame had, and what came after the last one if anything did."""
    pieces = came.split(FRAME_END)
    sizes = [len(piece) + len(FRAME_END) for piece in pieces[:-1]]
    return [*sizes, len(pieces[-1])] if pieces[-1] else sizes


def least(before: Sequence[str], after: Sequence[str]) -> int:
    """Bytes that turn one screen into the other by changed cells alone, without any color."""
    total = 0
    for row, (old, new) in enumerate(zip_longest(before, after, fillvalue=""), 1):
        width = max(len(old), len(new))
        a, b = old.ljust(width), new.ljust(width)
        changed = [at for at in range(width) if a[at] != b[at]]
        while changed:
            end = start = changed.pop(0)
            while changed and changed[0] - end <= GAP:
                end = changed.pop(0)
            total += len(f"\x1b[{row};{start + 1}H") + len(b[start : end + 1].encode())
    return total
