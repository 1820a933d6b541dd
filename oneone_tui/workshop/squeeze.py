"""What a late start does to the rest: how the remaining segments can still end on time.

The guide says which steps may become shorter and how far. Those that come first give first; the
segments of one step give alike, so that no pair has less time than another.
"""

from __future__ import annotations

import math
from itertools import groupby
from typing import TYPE_CHECKING

import msgspec

from oneone_tui.workshop.clock import spent
from oneone_tui.workshop.places import has_trio
from oneone_tui.workshop.schedule import LEAST_TO_COMMIT, trio_switches
from oneone_tui.workshop.words import Stage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from oneone_tui.workshop.clock import Moment
    from oneone_tui.workshop.schedule import Segment
    from oneone_tui.workshop.session import Session

SLIP_TOLD = 15
"""Seconds by which the end may slip before anything is proposed."""


class Cut(msgspec.Struct, frozen=True):
    """A segment that would become shorter, in seconds."""

    segment: str
    title: str
    before: int
    after: int


class Squeeze(msgspec.Struct, frozen=True):
    """How the rest would end on time, or `late` seconds after it, if it cannot be helped."""

    cuts: tuple[Cut, ...]
    late: int


def squeeze(session: Session, here: Moment) -> Squeeze | None:
    """What would have to become shorter at this moment; None where the plan holds well enough."""
    if here.segment is None or here.slip <= SLIP_TOLD:
        return None
    need = round(here.slip)
    took = spent(session.clock, here.now)
    cuts: list[Cut] = []
    for _, group in groupby(here.segments[here.index :], key=lambda s: s.step):
        segments = [s for s in group if s.gives]
        floors = [floor(s, took) for s in segments]
        most = min(need, spare_of_trio(session, here, segments, took))
        for segment, after in zip(segments, levelled(segments, floors, most), strict=True):
            if after < segment.seconds:
                cuts.append(Cut(segment.id, segment.title, segment.seconds, after))
                need -= segment.seconds - after
    return Squeeze(cuts=tuple(cuts), late=max(0, need))


def spare_of_trio(
    session: Session, here: Moment, segments: Sequence[Segment], took: Mapping[str, float]
) -> int:
    """What the rounds can give, in seconds, so that a trio still has its turns and can commit."""
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


def floor(segment: Segment, took: Mapping[str, float]) -> int:
    """How far a segment can be cut: not below its shortest, and not into what it took already."""
    return max(segment.shortest or 0, math.ceil(took.get(segment.id, 0.0)))


def levelled(segments: Sequence[Segment], floors: Sequence[int], need: int) -> list[int]:
    """The segments' lengths when they give `need` seconds together, the longest giving first.

    None goes below its floor; where they cannot give it all, each ends at its floor.
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
