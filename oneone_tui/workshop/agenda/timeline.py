"""The plan and the actual times, drawn on one time axis: one row a segment."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from oneone_tui.workshop.agenda.timer import segment_timings, time_spans

if TYPE_CHECKING:
    from oneone_tui.workshop.agenda.schedule import Segment
    from oneone_tui.workshop.model.session import Session

NEITHER, PLANNED, TOOK = " ", "░", "█"
"""The cells of a row: empty, planned only, or spent in the segment."""


class TimelineRow(NamedTuple):
    """The row of one segment. `took` is in seconds, None before the segment began."""

    segment: Segment
    started: datetime | None
    took: float | None
    cells: str


def draw_timeline(session: Session, now: datetime, width: int) -> tuple[TimelineRow, ...]:
    """Return a row of `width` cells for every segment, up to the later of both ends."""
    start = session.clock[0].at if session.clock else now
    stays = [(s.segment, s.start, s.end) for s in time_spans(session.clock, now) if s.segment]
    rows = segment_timings(session, now, start)
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
        tracks.append(TimelineRow(row.segment, row.started, row.actual, drawn))
    return tuple(tracks)


class _Axis(NamedTuple):
    start: datetime
    end: datetime
    width: int

    def cells(self, spans: Iterable[tuple[datetime, datetime]]) -> set[int]:
        """Return the cells that `spans` fill by half or more.

        A span that fills no cell by half gets the cell in which it begins.
        """
        filled: set[int] = set()
        for since, until in spans:
            low, high = self._to_cells(since), self._to_cells(until)
            if high > low:
                inside = set(range(math.floor(low + 0.5), math.floor(high + 0.5)))
                filled |= inside or {min(math.floor(low), self.width - 1)}
        return filled

    def _to_cells(self, moment: datetime) -> float:
        whole = max((self.end - self.start).total_seconds(), 1.0)
        return (moment - self.start).total_seconds() / whole * self.width
