"""Changes to the agenda while it runs: time added, cut, pinned, held."""

from oneone_tui.workshop.model.changes.base import Change


class TimeAdded(Change, frozen=True):
    """Seconds were added to a segment, or taken from it; it never gets shorter than nothing."""

    segment: str
    seconds: int


class SegmentsCut(Change, frozen=True):
    """Segments were made shorter, so that the rest ends on time: ids, and seconds each."""

    cuts: tuple[tuple[str, int], ...]


class SegmentPinned(Change, frozen=True):
    """A segment is to keep its length whatever happens, or no longer."""

    segment: str
    pinned: bool


class HoldSet(Change, frozen=True):
    """A step is to wait at its end for the facilitator, or to go on by itself."""

    step: str
    holds: bool
