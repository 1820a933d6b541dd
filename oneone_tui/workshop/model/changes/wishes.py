"""Changes to the wishes for the pairing, and to who a person is across sessions."""

from oneone_tui.workshop.model.changes.base import Change
from oneone_tui.workshop.model.terms import WishKind


class WishMade(Change, frozen=True):
    """Two people are to be paired with each other, or not, when the pairs are drawn."""

    kind: WishKind
    one: str
    other: str


class WishDropped(Change, frozen=True):
    """A wish was taken back."""

    one: str
    other: str


class UnlikePreferred(Change, frozen=True):
    """Pairs of people with different tags are preferred, or tags do not count."""

    on: bool


class PersonSame(Change, frozen=True):
    """Somebody is who earlier sessions know as `same`; or, by their own id, somebody new."""

    person: str
    same: str
