"""The console, with an eye on what its event loop waits for: ``watched.py SESSION LOG``.

Into the log go, at the end, when each save of the session was durable (as `time.perf_counter` has
it), what of it was done on the event loop's own thread, and how long the loop ever stood still.
"""

from __future__ import annotations

import asyncio
import os
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from oneone_tui.app import OneOneApp
from oneone_tui.store.library import Library

if TYPE_CHECKING:
    from _typeshed import HasFileno

BEAT = 0.002
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Log(msgspec.Struct):
    """What was seen."""

    durable: list[float] = []
    on_loop: list[str] = []
    stood: list[tuple[float, float]] = []
    """When the loop stood still for longer than it should, and for how many seconds."""


class Eye:
    """Sees renames, files opened to be written, and syncs, and in which thread."""

    def __init__(self, path: Path, log: Log) -> None:
        self._path, self._log = path, log
        self._main = threading.main_thread()
        self._renamed = threading.local()
        self._fsync = os.fsync
        sys.addaudithook(self._hear)
        os.fsync = self.fsync

    def fsync(self, fd: int | HasFileno) -> None:
        """Sync, and note it: after the session was renamed into place, it is durable."""
        self._fsync(fd)
        self._note("fsync")
        if getattr(self._renamed, "yes", False):
            self._renamed.yes = False
            self._log.durable.append(time.perf_counter())

    def _hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if event == "os.rename" and str(arguments[1]) == str(self._path):
            self._renamed.yes = True
            self._note("rename")
        elif event == "open" and self._is_written(*arguments):
            self._note(f"open {arguments[0]}")

    def _is_written(self, path: object, _: object, flags: object) -> bool:
        near = str(path).startswith(str(self._path.parent))
        return near and isinstance(flags, int) and bool(flags & WRITES)

    def _note(self, what: str) -> None:
        if threading.current_thread() is self._main:
            self._log.on_loop.append(what)


class Watched(OneOneApp):
    """The console, whose event loop's longest pause is known."""

    log_of_loop: Log

    async def on_mount(self) -> None:
        """Begin to watch."""
        self.run_worker(self._beat(), group="beat")

    async def _beat(self) -> None:
        while True:
            before = time.perf_counter()
            await asyncio.sleep(BEAT)
            late = time.perf_counter() - before - BEAT
            self.log_of_loop.stood.append((before, late))


def main() -> None:
    """Run the console until it is left."""
    path, log = Path(sys.argv[1]), Log()
    app = Watched(Library(path.parent), path)
    app.log_of_loop = log
    Eye(path, log)
    app.run()
    Path(sys.argv[2]).write_bytes(msgspec.json.encode(log))


if __name__ == "__main__":
    main()
