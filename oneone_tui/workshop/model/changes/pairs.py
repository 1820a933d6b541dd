"""Changes to the pairs: who works with whom, and who organizes first."""

from oneone_tui.workshop.model.changes.base import Change
from oneone_tui.workshop.model.terms import PAIR, TRIO

PAIR_SIZES = (PAIR, TRIO)


class PairsDrawn(Change, frozen=True):
    """All pairs were drawn anew, by the chance that `seed` gives; a locked pair stays."""

    pairs: tuple[tuple[str, ...], ...]
    seed: int


class PeopleSwapped(Change, frozen=True):
    """Two people changed places."""

    one: str
    other: str


class OrganizerFirst(Change, frozen=True):
    """Somebody is to organize in the first turn of their pair."""

    person: str


class PairLocked(Change, frozen=True):
    """A pair is to stay when the others are drawn anew, or may go again."""

    pair: str
    locked: bool


class PersonMoved(Change, frozen=True):
    """Somebody joined another pair, which is a trio then; a partner left alone was placed anew."""

    person: str
    pair: str
