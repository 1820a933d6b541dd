"""Changes of what is wished for the pairing, and of who is who over several sessions."""

from typing import TYPE_CHECKING

from msgspec.structs import replace

from oneone_tui.workshop.changes.base import Change, Refused, Stamp, replaced
from oneone_tui.workshop.records import Wish
from oneone_tui.workshop.words import Wished

if TYPE_CHECKING:
    from oneone_tui.workshop.session import Session


class WishMade(Change, frozen=True):
    """Two people are to be paired with each other, or not, when the pairs are drawn."""

    kind: Wished
    one: str
    other: str

    def apply_to(self, session: "Session", stamp: Stamp) -> "Session":
        if self.one == self.other or not (session.person(self.one) and session.person(self.other)):
            raise Refused("a wish is about two people of the roster")
        wish = Wish(id=f"wish-{stamp.key}", kind=self.kind, people=(self.one, self.other))
        return replace(session, wishes=(*_without(session, self.one, self.other), wish))

    def say(self, session: "Session") -> str:
        how = "together" if self.kind is Wished.TOGETHER else "apart"
        return f"{session.name(self.one)} and {session.name(self.other)} {how}, if it can be"


class WishDropped(Change, frozen=True):
    """A wish was taken back."""

    one: str
    other: str

    def apply_to(self, session: "Session", stamp: Stamp) -> "Session":  # noqa: ARG002
        return replace(session, wishes=_without(session, self.one, self.other))

    def say(self, session: "Session") -> str:
        return f"no wish for {session.name(self.one)} and {session.name(self.other)} any more"


class UnlikePreferred(Change, frozen=True):
    """Pairs of people with different tags are preferred, or tags do not count."""

    on: bool

    def apply_to(self, session: "Session", stamp: Stamp) -> "Session":  # noqa: ARG002
        return replace(session, info=replace(session.info, unlike=self.on))

    def say(self, session: "Session") -> str:  # noqa: ARG002
        return "people with other tags first" if self.on else "tags do not count"


class PersonSame(Change, frozen=True):
    """Somebody is who earlier sessions know as `same`; or, by their own id, somebody new."""

    person: str
    same: str

    def apply_to(self, session: "Session", stamp: Stamp) -> "Session":  # noqa: ARG002
        if not self.same:
            raise Refused("that is nobody")
        if any(p.lasting_id == self.same for p in session.people if p.id != self.person):
            raise Refused("somebody else on the roster is that person")
        return replace(
            session,
            people=replaced(
                session.people, self.person, lambda p: replace(p, same=self.same), "person"
            ),
        )

    def say(self, session: "Session") -> str:
        name = session.name(self.person)
        return f"{name} is new" if self.same == self.person else f"{name} was here before"


def _without(session: "Session", one: str, other: str) -> tuple[Wish, ...]:
    return tuple(wish for wish in session.wishes if set(wish.people) != {one, other})
