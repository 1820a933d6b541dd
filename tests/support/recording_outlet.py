"""The console around a service, without a terminal: it remembers what it was asked to show."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from oneone_tui.services.outlet import Outlet
from tests.support.sessions import START

if TYPE_CHECKING:
    from collections.abc import Callable

    from oneone_tui.services.outlet import Work


class RecordingOutlet:
    """Lines that were shown, and the work that was started."""

    def __init__(self) -> None:
        self.notified: list[str] = []
        self.errors: list[str] = []
        self.warned: list[str] = []
        self.cleared = 0
        self._tasks: dict[str, set[asyncio.Task[None]]] = {}

    @property
    def outlet(self) -> Outlet:
        """What is handed to a service."""
        return Outlet(
            notify=self._notify,
            warn=self.warned.append,
            clear_notifications=self._clear,
            key_for=lambda command: f"<{command}>",
            spawn=self._spawn,
            cancel=self._cancel,
            call_in=self._call_in,
            now=lambda: START,
        )

    async def finish(self) -> None:
        """Wait until all work that was started has ended."""
        while tasks := {task for group in self._tasks.values() for task in group}:
            await asyncio.gather(*tasks, return_exceptions=False)

    def _notify(self, line: str, *, wrong: bool = False) -> None:
        (self.errors if wrong else self.notified).append(line)

    def _clear(self) -> None:
        self.cleared += 1

    def _spawn(self, work: Work, group: str, *, exclusive: bool = False) -> None:
        if exclusive:
            self._cancel(group)
        running = self._tasks.setdefault(group, set())
        task = asyncio.get_running_loop().create_task(work())
        running.add(task)
        task.add_done_callback(running.discard)

    def _cancel(self, group: str) -> None:
        for task in self._tasks.pop(group, set()):
            task.cancel()

    def _call_in(self, seconds: float, callback: Callable[[], None]) -> Callable[[], None]:
        return asyncio.get_running_loop().call_later(seconds, callback).cancel
