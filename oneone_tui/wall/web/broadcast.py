"""What is sent to the browsers: always the newest view, once for all of them."""

from __future__ import annotations

import asyncio
import json
import math
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from oneone_tui.wall.view import Part, SegmentClock, View
from oneone_tui.wall.view_builder import ViewBuilder
from oneone_tui.workshop.model.terms import STAGES

if TYPE_CHECKING:
    from oneone_tui.wall.session_follower import SessionFollower

SHORTEST_TICK, LONGEST_TICK = 0.1, 1.0
"""Seconds between two looks at the clock."""


class Broadcast:
    """The views for the wall and for participants; those who wait hear of each new version.

    There is no queue: whoever is slow gets the newest view next, and misses those between.
    """

    def __init__(self, follower: SessionFollower) -> None:
        self._follower = follower
        self._builders = {"wall": ViewBuilder(), "me": ViewBuilder()}
        self._changed = asyncio.Event()
        self._views: dict[str, bytes] = {}
        self._versions = {"wall": 0, "me": 0}
        self._stage = 0
        self._clock: SegmentClock | None = None
        self._notice = ""
        self.update()

    async def run(self) -> None:
        """Follow the session and its clock for ever."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._follower.follow(self.update))
            tasks.create_task(self._tick())

    async def _tick(self) -> None:
        while True:
            self.update()
            await asyncio.sleep(min(max(self._next_second(), SHORTEST_TICK), LONGEST_TICK))

    def _next_second(self) -> float:
        now = self._follower.time.now()
        left = self._clock.countdown.seconds_left(now) if self._clock else 0.0
        return (left - math.floor(left) or 1.0) / self._follower.time.speed

    def update(self) -> None:
        """Build the views anew, and tell of those that differ."""
        follower, now = self._follower, self._follower.time.now()
        wall, me = self._builders["wall"], self._builders["me"]
        views = {
            "wall": wall.build(follower.session, now, names_shown=follower.names_shown),
            "me": me.build(follower.session, now, names_shown=False, held=Part.ROUNDS),
        }
        notice_changed = follower.trouble != self._notice
        self._notice = follower.trouble
        frame = views["wall"].frame
        self._stage, self._clock = STAGES.index(frame.stage), frame.clock
        changed = [kind for kind, view in views.items() if self._keep(kind, view)]
        if changed or notice_changed:
            for kind in self._versions:
                self._versions[kind] += kind in changed or notice_changed
            before, self._changed = self._changed, asyncio.Event()
            before.set()

    def _keep(self, kind: str, view: View) -> bool:
        content = msgspec.json.encode(view)
        if self._views.get(kind) == content:
            return False
        self._views[kind] = content
        return True

    def version(self, kind: str) -> int:
        """Return the number of the newest view."""
        return self._versions[kind]

    async def wait_for_newer(self, kind: str, version: int, seconds: float) -> bool:
        """Wait until there is a newer view, at most so many seconds; return whether there is."""
        loop = asyncio.get_running_loop()
        until = loop.time() + seconds
        while self._versions[kind] == version:
            try:
                async with asyncio.timeout_at(until):
                    await self._changed.wait()
            except TimeoutError:
                return False
        return True

    def view_event(self, kind: str) -> bytes:
        """Return the newest view as an event, with the time as it is now."""
        return b"event: view\ndata: %s,%s}\n\n" % (
            self._envelope(),
            b'"view":' + self._views[kind],
        )

    def time_event(self) -> bytes:
        """Return the time as an event, which also shows that the wall is there."""
        return b"event: time\ndata: %s}\n\n" % self._envelope()

    def _envelope(self) -> bytes:
        now = self._follower.time.now()
        fields = {
            "now": round(now.timestamp() * 1000),
            "speed": self._follower.time.speed,
            "utc_offset": _utc_offset(now),
            "stage": self._stage,
            "notice": self._notice,
        }
        return json.dumps(fields, separators=(",", ":")).encode()[:-1]


def _utc_offset(now: datetime) -> int:
    offset = now.astimezone().utcoffset()
    return round(offset.total_seconds()) if offset else 0
