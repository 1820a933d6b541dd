"""Catching up: shorten the remaining segments so that the workshop ends on time.

The guide says which steps may become shorter, and by how much. Earlier steps are cut first, and
writing down and committing last. The segments of one step are cut evenly, so that no pair gets
less time than another. What people gave by hand stays.
"""

from __future__ import annotations

import math
from itertools import groupby
from typing import TYPE_CHECKING

import msgspec

from oneone_tui.workshop.agenda.length_changes import LengthChange, change_length
from oneone_tui.workshop.agenda.schedule import LEAST_TO_COMMIT, trio_switches
from oneone_tui.workshop.agenda.timer import seconds_spent
from oneone_tui.workshop.model.presence import has_trio
from oneone_tui.workshop.model.terms import Stage, StepKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from oneone_tui.workshop.agenda.schedule import Segment
    from oneone_tui.workshop.agenda.timer import TimerState
    from oneone_tui.workshop.model.session import Session

LATE_TOLD = 60
"""Seconds by which the end slips before anything is suggested."""


class CatchUpPlan(msgspec.Struct, frozen=True):
    """The cuts to make; `late` seconds by which the workshop still ends late."""

    cuts: tuple[LengthChange, ...]
    late: int


def plan_catch_up(session: Session, here: TimerState) -> CatchUpPlan | None:
    """Return the cuts needed now; None while it is less than a minute late."""
    if here.segment is None or here.slip < LATE_TOLD:
        return None
    need = round(here.slip)
    took = seconds_spent(session.clock, here.now)
    steps = [list(group) for _, group in groupby(here.segments[here.index :], key=lambda s: s.step)]
    cuts: dict[str, LengthChange] = {}
    for group in sorted(steps, key=lambda group: group[0].kind is StepKind.COMMIT):
        segments = [s for s in group if s.is_shrinkable]
        floors = [shortest_length(s, took) for s in segments]
        most = min(need, spare_seconds_for_trio(session, here, segments, took))
        for segment, after in zip(segments, cut_evenly(segments, floors, most), strict=True):
            if after < segment.seconds:
                cuts[segment.id] = change_length(segment, after)
                need -= segment.seconds - after
    in_order = tuple(cuts[s.id] for s in here.segments if s.id in cuts)
    return CatchUpPlan(cuts=in_order, late=max(0, need))


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

    Where the seconds do not divide, a few more are cut, so that equal lengths stay equal.

    Args:
        segments: The segments to cut.
        floors: The least length of each, in seconds.
        need: Seconds to save together. Where the floors do not allow it, each segment is cut to
            its floor.
    """
    lengths = [segment.seconds for segment in segments]
    lowest = [min(floor, length) for floor, length in zip(floors, lengths, strict=True)]
    low, high = 0, max(lengths, default=0)

    def cut_to(level: int) -> list[int]:
        return [max(f, min(n, level)) for n, f in zip(lengths, lowest, strict=True)]

    # The highest level to which all can be cut down so that together they give enough.
    while low < high:
        middle = (low + high + 1) // 2
        enough = sum(lengths) - sum(cut_to(middle)) >= need
        low, high = (middle, high) if enough else (low, middle - 1)
    return cut_to(low)
