"""Catching up: shorten the remaining segments so that the workshop ends on time.

The guide says which steps may become shorter, and by how much. Earlier steps are cut first. The
segments of one step are cut evenly, so that no pair gets less time than another.
"""

from __future__ import annotations

import math
from itertools import groupby
from typing import TYPE_CHECKING

import msgspec

from oneone_tui.workshop.agenda.schedule import LEAST_TO_COMMIT, trio_switches
from oneone_tui.workshop.agenda.timer import seconds_spent
from oneone_tui.workshop.model.presence import has_trio
from oneone_tui.workshop.model.terms import Stage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from oneone_tui.workshop.agenda.schedule import Segment
    from oneone_tui.workshop.agenda.timer import TimerState
    from oneone_tui.workshop.model.session import Session

SLIP_TOLD = 15
"""Seconds by which the end may slip before a suggestion is made."""


class SegmentCut(msgspec.Struct, frozen=True):
    """A segment to shorten; lengths in seconds."""

    segment: str
    title: str
    before: int
    after: int


class CatchUpPlan(msgspec.Struct, frozen=True):
    """The cuts to make; `late` seconds by which the workshop still ends late."""

    cuts: tuple[SegmentCut, ...]
    late: int


def plan_catch_up(session: Session, here: TimerState) -> CatchUpPlan | None:
    """Return the cuts needed now; None while the workshop is close to its plan."""
    if here.segment is None or here.slip <= SLIP_TOLD:
        return None
    need = round(here.slip)
    took = seconds_spent(session.clock, here.now)
    cuts: list[SegmentCut] = []
    for _, group in groupby(here.segments[here.index :], key=lambda s: s.step):
        segments = [s for s in group if s.is_shrinkable]
        floors = [shortest_length(s, took) for s in segments]
        most = min(need, spare_seconds_for_trio(session, here, segments, took))
        for segment, after in zip(segments, cut_evenly(segments, floors, most), strict=True):
            if after < segment.seconds:
                cuts.append(SegmentCut(segment.id, segment.title, segment.seconds, after))
                need -= segment.seconds - after
    return CatchUpPlan(cuts=tuple(cuts), late=max(0, need))


def spare_seconds_for_trio(
    session: Session, here: TimerState, segments: Sequence[Segment], took: Mapping[str, float]
) -> int:
    """Return the seconds that `segments` can give up without costing a trio a turn.

    Args:
        session: The session, which tells whether there is a trio.
        here: The state of the timer.
        segments: The segments of one step that could be cut.
        took: Seconds spent so far, by segment id.
    """
    if not has_trio(session) or not segments or segments[0].stage is not Stage.ROUNDS:
        return sum(s.seconds for s in segments)
    # Its clock has run with the room's: what the rounds so far took over is its time, too.
    rounds = [(i, s) for i, s in enumerate(here.segments) if s.stage is Stage.ROUNDS]
    run = sum(max(took.get(s.id, 0.0), s.seconds if i >= here.index else 0.0) for i, s in rounds)
    kept = sum(
        part.seconds if part.turn else min(part.seconds, LEAST_TO_COMMIT)
        for part in trio_switches(session.guide)
    )
    return max(0, math.floor(run) - kept)


def shortest_length(segment: Segment, took: Mapping[str, float]) -> int:
    """Return a segment's least length in seconds: its minimum, or the time it took."""
    return max(segment.shortest or 0, math.ceil(took.get(segment.id, 0.0)))


def cut_evenly(segments: Sequence[Segment], floors: Sequence[int], need: int) -> list[int]:
    """Return the lengths of `segments` after cutting `need` seconds, longest first.

    Args:
        segments: The segments to cut.
        floors: The least length of each, in seconds.
        need: Seconds to save together. Where the floors do not allow it, each segment is cut to
            its floor.
    """
    lengths = [segment.seconds for segment in segments]
    lowest = [min(floor, length) for floor, length in zip(floors, lengths, strict=True)]
    low, high = 0, max(lengths, default=0)

    def given(level: int) -> int:
        return sum(
            length - max(floor, min(length, level))
            for length, floor in zip(lengths, lowest, strict=True)
        )

    # The highest level to which all can be cut down so that together they give enough.
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if given(middle) >= need else (low, middle - 1)
    after = [max(f, min(n, low)) for n, f in zip(lengths, lowest, strict=True)]
    # A level is a whole second for all; what that gives too much goes back, a second each.
    spare = given(low) - need
    for index, length in enumerate(lengths):
        if spare > 0 and after[index] == low < length:
            after[index] += 1
            spare -= 1
    return after
