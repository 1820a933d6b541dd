"""The trio's own clock: three turns in the time that the pairs have for two.

It counts the running time of the rounds: a pause stops it, and it does not matter when the room
moves to the next segment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from oneone_tui.workshop.agenda.schedule import TrioSwitch, schedule_of, trio_switches
from oneone_tui.workshop.agenda.timer import seconds_spent
from oneone_tui.workshop.model.presence import has_trio
from oneone_tui.workshop.model.terms import TRIO, Stage

if TYPE_CHECKING:
    from datetime import datetime

    from oneone_tui.workshop.model.session import Session

SWITCH_SHOWN = 20
"""Seconds for which the sign to switch roles is shown."""


class TrioTimerState(msgspec.Struct, frozen=True):
    """What the trios do now. `left` is in seconds; `switch` says to switch roles now."""

    part: TrioSwitch
    left: float
    following: TrioSwitch | None
    switch: bool

    @property
    def turn(self) -> int:
        """The current one of their three turns, from 1; the last one while they write."""
        return self.part.turn or TRIO


def trio_timer_state(session: Session, now: datetime) -> TrioTimerState | None:
    """Return what the trios do at `now`; None outside the rounds and without a trio."""
    if not has_trio(session):
        return None
    rounds = {s.id for s in schedule_of(session) if s.stage is Stage.ROUNDS}
    if not session.clock or session.clock[-1].segment not in rounds:
        return None
    took = seconds_spent(session.clock, now)
    run = sum(seconds for segment, seconds in took.items() if segment in rounds)
    parts = trio_switches(session.guide)
    index = max(i for i, part in enumerate(parts) if part.after <= run)
    part = parts[index]
    return TrioTimerState(
        part=part,
        left=part.after + part.seconds - run,
        following=parts[index + 1] if index + 1 < len(parts) else None,
        switch=index > 0 and run - part.after < SWITCH_SHOWN,
    )
