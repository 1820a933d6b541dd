"""Changes to the clock: each sets an anchor; nothing counts ticks."""

from datetime import datetime

from oneone_tui.workshop.model.changes.base import Change


class Started(Change, frozen=True):
    """The workshop's clock was started, at `segment`."""

    segment: str


class Paused(Change, frozen=True):
    """The clock was paused."""


class Resumed(Change, frozen=True):
    """The clock went on after a pause."""


class SegmentEntered(Change, frozen=True, tag="MovedOn"):
    """The room went to another segment; the screen follows where its stage is another one.

    `left` is the segment that was on, empty where the workshop was over: somebody else may have
    moved on in the same second. `by_itself` tells that nobody pressed a key.
    """

    left: str
    to: str
    by_itself: bool = False


class StartedEarlier(Change, frozen=True):
    """The segment that is on began `seconds` ago, whatever the clock says.

    What it takes from the segment before, or gives back to it, keeps the sum as it is.
    """

    seconds: int


class JumpDiscounted(Change, frozen=True):
    """The wall clock went from `before` to `after`, and no time of the workshop passed.

    Forward, the gap becomes a pause; backward, everything so far moves along.
    """

    before: datetime
    after: datetime


class Finished(Change, frozen=True):
    """The last segment was closed: the workshop is over. `left` is the segment that was on."""

    left: str
