"""Suggestions about time: equal turns, and an end on time.

One key applies a suggestion, one undoes it; nothing happens without a person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from oneone_tui.workshop.agenda.catch_up import LATE_TOLD, plan_catch_up
from oneone_tui.workshop.agenda.length_changes import format_length_changes
from oneone_tui.workshop.agenda.schedule import format_duration
from oneone_tui.workshop.agenda.timer import seconds_spent
from oneone_tui.workshop.model.changes import AnyChange, SegmentsCut, TimeAdded

if TYPE_CHECKING:
    from oneone_tui.workshop.agenda.timer import TimerState
    from oneone_tui.workshop.model.session import Session

SAID_AGAIN = 60
"""Seconds by which the end must slip further before a dismissed suggestion returns."""


class Suggestion(msgspec.Struct, frozen=True):
    """A suggestion that a person accepts or dismisses.

    Attributes:
        id: The same for the same suggestion, so that a dismissal is remembered.
        text: The line that is shown.
        change: The change made when it is accepted.
        weight: How much it is about, mostly in seconds.
        step: A dismissed suggestion returns once `weight` has grown by this much.
        otherwise: The change made when it is dismissed, if a no is worth keeping.
    """

    id: str
    text: str
    change: AnyChange | None
    weight: float = 0
    step: float = SAID_AGAIN
    otherwise: AnyChange | None = None


def timing_suggestions(session: Session, here: TimerState) -> list[Suggestion]:
    """Return the suggestions about time, the most important first."""
    found = [_suggest_equal_turn(session, here), _suggest_catch_up(session, here)]
    return [proposal for proposal in found if proposal]


def _suggest_equal_turn(session: Session, here: TimerState) -> Suggestion | None:
    """Suggest for a later turn the time that the first turn had."""
    segment = here.segment
    if segment is None or segment.turn < 2:
        return None
    took = seconds_spent(session.clock, here.now)
    longest = max(
        (took.get(s.id, 0.0) for s in here.segments if s.step == segment.step and s.turn == 1),
        default=0.0,
    )
    more = round(longest) - segment.seconds
    if more < LATE_TOLD:
        return None
    return Suggestion(
        id=f"fair-{segment.id}",
        text=f"turn 1 had {format_duration(round(longest))}: give turn {segment.turn} the same?",
        change=TimeAdded(segment=segment.id, seconds=more),
        weight=longest,
    )


def _suggest_catch_up(session: Session, here: TimerState) -> Suggestion | None:
    """Suggest the cuts that end the workshop on time, or say how late it ends."""
    found = plan_catch_up(session, here)
    if found is None:
        return None
    if not found.cuts:
        text, change = f"ends {format_delay(here.slip)} late: nothing left to cut", None
    else:
        # What comes of it stands before the cuts, which may take several lines.
        late = f"{format_delay(found.late)} late" if found.late else "on time"
        text = f"{format_delay(here.slip)} late → {late}: {format_length_changes(found.cuts)}"
        change = SegmentsCut(cuts=tuple((cut.segment, cut.after) for cut in found.cuts))
    return Suggestion(id="late", text=text, change=change, weight=here.slip)


def format_delay(seconds: float) -> str:
    """Format a delay: ``40 s``, ``3 min``."""
    whole = round(seconds)
    return f"{whole} s" if whole < 60 else f"{round(whole / 60)} min"
