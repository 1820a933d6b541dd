"""What a service asks of the console around it, handed in as plain callables."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

Work = Callable[[], Coroutine[object, object, None]]
"""A coroutine function that runs beside everything else."""


class Notify(Protocol):
    """Shows a line that goes away by itself; `wrong` where something went wrong."""

    def __call__(self, line: str, *, wrong: bool = False) -> None:
        """Show the line."""
        ...


class Spawn(Protocol):
    """Runs work in the background, in a named group.

    With `exclusive`, other work of the group is cancelled first.
    """

    def __call__(self, work: Work, group: str, *, exclusive: bool = False) -> None:
        """Start the work."""
        ...


@dataclass(frozen=True)
class Outlet:
    """The way from the services to the person at the console, and to its event loop."""

    notify: Notify
    warn: Callable[[str], None]
    """Shows a line that stays until it has surely been read."""
    clear_notifications: Callable[[], None]
    key_for: Callable[[str], str]
    """The label of the key of a command, by the command's id."""
    spawn: Spawn
    cancel: Callable[[str], object]
    """Cancels the work of a group."""
    call_in: Callable[[float, Callable[[], None]], Callable[[], None]]
    """Calls back in so many seconds; returns what cancels that."""
    now: Callable[[], datetime]
    """The time, UTC."""
