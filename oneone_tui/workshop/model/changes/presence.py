"""Changes to who is there: absent, late or leaving people, and the odd person."""

from oneone_tui.workshop.model.changes.base import Change
from oneone_tui.workshop.model.terms import OddPersonPlacement


class MarkedAbsent(Change, frozen=True):
    """Somebody on the roster has not come, before the pairs talk; their partner is placed."""

    person: str


class MarkedPresent(Change, frozen=True):
    """Somebody who was away has come, and gets a place: whenever that is."""

    person: str


class PersonLeft(Change, frozen=True):
    """Somebody left while the pairs talk, or after; None where nobody said if they organized."""

    person: str
    organized: bool | None = None


class OddPersonPlaced(Change, frozen=True, tag="OddPlaced"):
    """Where the odd one of a team has their place: in a trio, with the facilitator, or apart."""

    team: str
    odd: OddPersonPlacement
