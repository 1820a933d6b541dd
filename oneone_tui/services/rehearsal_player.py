"""The rehearsal: a workshop's script, played on a file or live on a console.

Guide, schedule, changes and store are those of any workshop; only the clock is another one.
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
"""How many times as fast as real: the 50 minutes in 10 seconds."""
MIN_SPEED, MAX_SPEED = 0.1, 100_000.0

LOOK_EVERY = 0.1
"""Seconds of real time between two looks whether somebody has paused a rehearsal."""

CONSOLE = "rehearsal"
"""The console whose name stands in the history."""


class SteppedTime:
    """A clock that goes on only while `wait` is called, and then exactly as far as asked.

    However fast the rehearsal and however slow the disk, everything happens at its time. `wait`
    takes as long as it says in real time, less what was lost since the one before.
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
        """The time, UTC, to the millisecond."""
        at = self._start + timedelta(milliseconds=round(self._waited * self.speed * 1000))
        return at.astimezone(UTC)

    def monotonic(self) -> float:
        """Seconds, as `now` counts them."""
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
    """Play a whole workshop on `file`, waiting on `wall` until each act is due.

    `wait` is given seconds of real time. Returns why acts were refused, for those that were:
    it can only be that somebody else had a hand in the session.
    """
    start = wall.now()
    refused: list[str] = []
    for act in _acts(lambda: file.session, chance):
        early = act.after - (wall.now() - start).total_seconds()
        if early > 0:
            wait(early / wall.speed)
        changes = act.changes(file.session)
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
    """Play a whole workshop on a console: `make` is given the changes of each act as it is due.

    Who pauses the clock stops the rehearsal, to look at something, until they let it go on.
    """
    start = wall.now()
    for act in _acts(session, chance):
        while True:
            since = wall.now()
            early = act.after - (since - start).total_seconds()
            if _paused(session()):
                await asyncio.sleep(LOOK_EVERY)
                start += wall.now() - since
            elif early > 0:
                await asyncio.sleep(min(early / wall.speed, LOOK_EVERY))
            else:
                break
        try:
            changes = act.changes(session())
        except NotEnoughPeople:
            return  # somebody has taken the people away
        make(*changes)


def _paused(session: Session) -> bool:
    last = session.clock[-1] if session.clock else None
    return bool(last and last.segment and not last.running)


def _acts(session: Callable[[], Session], chance: Random) -> Iterator[ScriptedAction]:
    # The script is written for the people who are there once the preparation is done.
    yield ScriptedAction(0, lambda now: tuple(prepare_rehearsal(now, chance)))
    yield from rehearsal_script(session(), chance)
