"""The trio's own clock: three turns in the time that the pairs have for two.

It runs on the time that the rounds have run, so that a pause holds it, and an early or late
switch of the room does not touch it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from oneone_tui.workshop.clock import spent
from oneone_tui.workshop.places import has_trio
from oneone_tui.workshop.schedule import TrioSwitch, schedule_of, trio_switches
from oneone_tui.workshop.words import TRIO, Stage

if TYPE_CHECKING:
    from datetime import datetime

    from oneone_tui.workshop.session import Session

SWITCH_SHOWN = 20
"""Seconds for which the sign to switch stands."""


class TrioMoment(msgspec.Struct, frozen=True):
    """Where the trios stand. `left` is in seconds; `switch` says that they change over now."""

    part: TrioSwitch
    left: float
    following: TrioSwitch | None
    switch: bool

    @property
    def turn(self) -> int:
        """The turn of their three, from 1; the last while they write."""
        return self.part.turn or TRIO


def trio_moment(session: Session, now: datetime) -> TrioMoment | None:
    """Where the trios stand at `now`; None where there is no trio, and outside of the rounds."""
    if not has_trio(session):
        return None
    rounds = {s.id for s in schedule_of(session) if s.stage is Stage.ROUNDS}
    if not session.clock or session.clock[-1].segment not in rounds:
        return None
    took = spent(session.clock, now)
    run = sum(seconds for segment, seconds in took.items() if segment in rounds)
    parts = trio_switches(session.guide)
    index = max(i for i, part in enumerate(parts) if part.after <= run)
    part = parts[index]
    return TrioMoment(
        part=part,
        left=part.after + part.seconds - run,
        following=parts[index + 1] if index + 1 < len(parts) else None,
        switch=index > 0 and run - part.after < SWITCH_SHOWN,
    )
