"""What the program proposes; one key applies it, one takes it back, and nothing happens alone."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import msgspec

from oneone_tui.workshop.changes import AnyChange, SegmentsCut, TimeAdded
from oneone_tui.workshop.clock import spent
from oneone_tui.workshop.schedule import spoken_length
from oneone_tui.workshop.squeeze import SLIP_TOLD, Cut, squeeze

if TYPE_CHECKING:
    from oneone_tui.workshop.clock import Moment
    from oneone_tui.workshop.session import Session

SAID_AGAIN = 60
"""Seconds by which the end must slip further before a dismissed proposal is made again."""


class Proposal(msgspec.Struct, frozen=True):
    """Something to agree to. The same proposal has the same `id`, so that it can be dismissed.

    `change` is made on a yes; `otherwise`, where a no is worth keeping, is made on a no.
    `weight` is how much it is about, mostly in seconds: dismissed, it comes again when that has
    grown by `step`.
    """

    id: str
    text: str
    change: AnyChange | None
    weight: float = 0
    step: float = SAID_AGAIN
    otherwise: AnyChange | None = None


def proposals(session: Session, here: Moment) -> list[Proposal]:
    """What there is to propose at this moment, the most pressing first."""
    found = [_same_time(session, here), _on_time(session, here)]
    return [proposal for proposal in found if proposal]


def _same_time(session: Session, here: Moment) -> Proposal | None:
    """The time that the first turn had, for a later turn: fair is fair."""
    segment = here.segment
    if segment is None or segment.turn < 2:
        return None
    took = spent(session.clock, here.now)
    longest = max(
        (took.get(s.id, 0.0) for s in here.segments if s.step == segment.step and s.turn == 1),
        default=0.0,
    )
    more = round(longest) - segment.seconds
    if more <= SLIP_TOLD:
        return None
    return Proposal(
        id=f"fair-{segment.id}",
        text=f"turn 1 had {spoken_length(round(longest))}: give turn {segment.turn} the same?",
        change=TimeAdded(segment=segment.id, seconds=more),
        weight=longest,
    )


def _on_time(session: Session, here: Moment) -> Proposal | None:
    """How the rest still ends on time, or how late it ends if it cannot."""
    found = squeeze(session, here)
    if found is None:
        return None
    if not found.cuts:
        text, change = f"ends {minutes_late(here.slip)} late: nothing left to cut", None
    else:
        # What comes of it stands before the cuts: a narrow screen has no room for all of these.
        late = f"{minutes_late(found.late)} late" if found.late > SLIP_TOLD else "on time"
        text = f"{minutes_late(here.slip)} late → {late}: {', '.join(_said(found.cuts))}"
        change = SegmentsCut(cuts=tuple((cut.segment, cut.after) for cut in found.cuts))
    return Proposal(id="late", text=text, change=change, weight=here.slip)


def _said(cuts: tuple[Cut, ...]) -> list[str]:
    lines = []
    for title, group in groupby(cuts, key=lambda cut: cut.title):
        alike = list(group)
        several = f" ×{len(alike)}" if len(alike) > 1 else ""
        before, after = spoken_length(alike[0].before), spoken_length(alike[-1].after)
        lines.append(f"{title}{several} {before}→{after}")
    return lines


def minutes_late(seconds: float) -> str:
    """A delay in words: ``40 s``, ``3 min``."""
    whole = round(seconds)
    return f"{whole} s" if whole < 60 else f"{round(whole / 60)} min"
