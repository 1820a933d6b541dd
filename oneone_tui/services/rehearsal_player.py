"""The rehearsal: a workshop's script, played on a file or live on a console.

Guide, schedule, changes and store are those of any workshop; only the clock differs.
"""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from oneone_tui.store.session_file import ChangeToSave
from oneone_tui.workshop.pairing.draw import NotEnoughPeople
from oneone_tui.workshop.rehearsal import ScriptedAction, prepare_rehearsal, rehearsal_script

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random

    from oneone_tui.services.time_source import TimeSource
    from oneone_tui.store.session_file import SessionFile
    from oneone_tui.workshop.model.session import Session

SPEED = 300.0
"""The speed as a multiple of real time: 50 minutes take 10 seconds."""
MIN_SPEED, MAX_SPEED = 0.1, 100_000.0
"""The limits of the speed, as multiples of real time."""

CHECK_EVERY = 0.1
"""Seconds of real time between two checks whether the rehearsal was paused."""

CONSOLE = "rehearsal"
"""The name of the console in the session's history."""


class SteppedTime:
    """A clock that runs only during `wait`, and then exactly as far as asked.

    So everything happens at its time, however fast the rehearsal and however slow the disk. `wait`
    takes as long as asked in real time, less the delay since the last call.
    """

    def __init__(
        self, start: datetime, speed: float, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self.speed = speed
        self._start = start
        self._waited = 0.0
        self._since = time.monotonic()
        self._sleep = sleep

    def now(self) -> datetime:
        """Return the time in UTC, to the millisecond."""
        at = self._start + timedelta(milliseconds=round(self._waited * self.speed * 1000))
        return at.astimezone(UTC)

    def monotonic(self) -> float:
        """Return the seconds that have passed on this clock."""
        return self._waited * self.speed

    def wait(self, seconds: float) -> None:
        """Let so many seconds of real time pass."""
        self._waited += seconds
        left = self._since + self._waited - time.monotonic()
        if left > 0:
            self._sleep(left)


def play(
    file: SessionFile, wall: TimeSource, chance: Random, wait: Callable[[float], None]
) -> tuple[str, ...]:
    """Play a whole workshop on `file`.

    Args:
        file: The session's file.
        wall: The clock that tells when an action is due.
        chance: The source of the script's randomness.
        wait: Waits for so many seconds of real time.

    Returns:
        Why actions were refused. That happens only if another console changes the session.
    """
    start = wall.now()
    refused: list[str] = []
    for action in _actions(lambda: file.session, chance):
        early = action.after - (wall.now() - start).total_seconds()
        if early > 0:
            wait(early / wall.speed)
        changes = action.changes(file.session)
        if changes:
            at = wall.now()
            kept = file.change([ChangeToSave(change=c, at=at, console=CONSOLE) for c in changes])
            refused.extend(refusal.reason for refusal in kept.refused)
    return tuple(refused)


async def play_live(
    session: Callable[[], Session],
    make: Callable[..., object],
    wall: TimeSource,
    chance: Random,
) -> None:
    """Play a whole workshop on a console. Pausing the clock pauses the rehearsal.

    Args:
        session: Returns the session as shown.
        make: Called with the changes of each action when it is due.
        wall: The clock that tells when an action is due.
        chance: The source of the script's randomness.
    """
    start = wall.now()
    for action in _actions(session, chance):
        while True:
            since = wall.now()
            early = action.after - (since - start).total_seconds()
            if _is_paused(session()):
                await asyncio.sleep(CHECK_EVERY)
                start += wall.now() - since
            elif early > 0:
                await asyncio.sleep(min(early / wall.speed, CHECK_EVERY))
            else:
                break
        try:
            changes = action.changes(session())
        except NotEnoughPeople:
            return  # the people were removed
        make(*changes)


def _is_paused(session: Session) -> bool:
    last = session.clock[-1] if session.clock else None
    return bool(last and last.segment and not last.running)


def _actions(session: Callable[[], Session], chance: Random) -> Iterator[ScriptedAction]:
    # The script depends on the people, who are there only after the preparation.
    yield ScriptedAction(0, lambda now: tuple(prepare_rehearsal(now, chance)))
    yield from rehearsal_script(session(), chance)
