"""Reducers and descriptions of the changes to the wishes and to who a person is."""

from msgspec.structs import replace

from oneone_tui.workshop.model.changes.base import ChangeMeta, ChangeRejected
from oneone_tui.workshop.model.changes.wishes import (
    PersonSame,
    UnlikePreferred,
    WishDropped,
    WishMade,
)
from oneone_tui.workshop.model.records import Wish
from oneone_tui.workshop.model.session import Session
from oneone_tui.workshop.model.terms import WishKind
from oneone_tui.workshop.reducers.registry import description, reducer
from oneone_tui.workshop.reducers.row_updates import with_replaced_row


@reducer(WishMade)
def reduce_wish_made(change: WishMade, session: Session, meta: ChangeMeta) -> Session:
    if change.one == change.other or not (
        session.person(change.one) and session.person(change.other)
    ):
        raise ChangeRejected("a wish is about two people of the roster")
    wish = Wish(id=f"wish-{meta.key}", kind=change.kind, people=(change.one, change.other))
    return replace(session, wishes=(*_without_wish(session, change.one, change.other), wish))


@description(WishMade)
def describe_wish_made(change: WishMade, session: Session) -> str:
    how = "together" if change.kind is WishKind.TOGETHER else "apart"
    return f"{session.name_of(change.one)} and {session.name_of(change.other)} {how}, if possible"


@reducer(WishDropped)
def reduce_wish_dropped(change: WishDropped, session: Session, meta: ChangeMeta) -> Session:
    return replace(session, wishes=_without_wish(session, change.one, change.other))


@description(WishDropped)
def describe_wish_dropped(change: WishDropped, session: Session) -> str:
    return f"no wish for {session.name_of(change.one)} and {session.name_of(change.other)} any more"


@reducer(UnlikePreferred)
def reduce_unlike_preferred(change: UnlikePreferred, session: Session, meta: ChangeMeta) -> Session:
    return replace(session, info=replace(session.info, unlike=change.on))


@description(UnlikePreferred)
def describe_unlike_preferred(change: UnlikePreferred, session: Session) -> str:
    return "people with other tags first" if change.on else "tags do not count"


@reducer(PersonSame)
def reduce_person_same(change: PersonSame, session: Session, meta: ChangeMeta) -> Session:
    if not change.same:
        raise ChangeRejected("that is nobody")
    if any(p.identity == change.same for p in session.people if p.id != change.person):
        raise ChangeRejected("somebody else on the roster is that person")
    return replace(
        session,
        people=with_replaced_row(
            session.people, change.person, lambda p: replace(p, same=change.same), "person"
        ),
    )


@description(PersonSame)
def describe_person_same(change: PersonSame, session: Session) -> str:
    name = session.name_of(change.person)
    return f"{name} is new" if change.same == change.person else f"{name} was here before"


def _without_wish(session: Session, one: str, other: str) -> tuple[Wish, ...]:
    return tuple(wish for wish in session.wishes if set(wish.people) != {one, other})
