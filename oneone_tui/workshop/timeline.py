"""The plan against what happened, drawn on one axis of time: a row a segment."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from oneone_tui.workshop.clock import stretches, timings

if TYPE_CHECKING:
    from oneone_tui.workshop.schedule import Segment
    from oneone_tui.workshop.session import Session

NEITHER, PLANNED, TOOK = " ", "░", "█"
"""The cells of a track: nothing, only planned, the clock ran or was paused here."""


class Track(NamedTuple):
    """A segment's row. `took` is in seconds, None before it began; `cells` are as wide as asked."""

    segment: Segment
    started: datetime | None
    took: float | None
    cells: str


def timeline(session: Session, now: datetime, width: int) -> tuple[Track, ...]:
    """A row of `width` cells for every segment, from the start to the later of both ends."""
    start = session.clock[0].at if session.clock else now
    stays = [(s.segment, s.start, s.end) for s in stretches(session.clock, now) if s.segment]
    rows = timings(session, now, start)
    planned = [(r.starts, r.starts + timedelta(seconds=r.segment.planned)) for r in rows]
    end = max([end for _, end in planned] + [end for _, _, end in stays], default=start)
    axis = _Axis(start, end, width)
    tracks = []
    for row, plan in zip(rows, planned, strict=True):
        mine = [(since, until) for segment, since, until in stays if segment == row.segment.id]
        took, only = axis.cells(mine), axis.cells([plan])
        drawn = "".join(
            TOOK if at in took else PLANNED if at in only else NEITHER for at in range(width)
        )
        tracks.append(Track(row.segment, row.started, row.actual, drawn))
    return tuple(tracks)


class _Axis(NamedTuple):
    start: datetime
    end: datetime
    width: int

    def cells(self, spans: Iterable[tuple[datetime, datetime]]) -> set[int]:
        """The cells that the spans fill; one that fills none by half gets the one it begins in."""
        filled: set[int] = set()
        for since, until in spans:
            low, high = self._at(since), self._at(until)
            if high > low:
                inside = set(range(math.floor(low + 0.5), math.floor(high + 0.5)))
                filled |= inside or {min(math.floor(low), self.width - 1)}
        return filled

    def _at(self, moment: datetime) -> float:
        whole = max((self.end - self.start).total_seconds(), 1.0)
        return (moment - self.start).total_seconds() / whole * self.width
