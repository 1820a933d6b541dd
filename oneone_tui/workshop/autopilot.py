"""What goes on by itself: a segment whose step says so, a short grace after its end.

The moment at which the room moves on follows from the anchors alone. A console that was away
makes up for it when it comes back, and lands where every other console is.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from oneone_tui.workshop.changes import MovedOn
from oneone_tui.workshop.changes.clock import goes_on_in
from oneone_tui.workshop.clock import moment

if TYPE_CHECKING:
    from datetime import datetime

    from oneone_tui.workshop.session import Session

__all__ = ["Due", "due", "goes_on_in"]


class Due(NamedTuple):
    """A move that is due: when it was, and the change to make."""

    at: datetime
    change: MovedOn


def due(session: Session, now: datetime) -> Due | None:
    """The move that is due at `now`, or None."""
    here = moment(session, now)
    if here.left + session.guide.grace > 0:
        return None
    wait = goes_on_in(session, here)
    if wait is None or wait > 0 or here.segment is None or here.upcoming is None:
        return None
    change = MovedOn(left=here.segment.id, to=here.upcoming.id, by_itself=True)
    return Due(here.now + timedelta(seconds=wait), change)
