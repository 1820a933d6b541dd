"""Reducers and descriptions of the changes to the pairs."""

from itertools import count

from msgspec.structs import replace

from oneone_tui.workshop.agenda.schedule import has_talking_begun
from oneone_tui.workshop.model.changes.base import ChangeMeta, ChangeRejected
from oneone_tui.workshop.model.changes.pairs import (
    PAIR_SIZES,
    OrganizerFirst,
    PairLocked,
    PairsDrawn,
    PeopleSwapped,
    PersonMoved,
)
from oneone_tui.workshop.model.records import Pair
from oneone_tui.workshop.model.session import Session
from oneone_tui.workshop.model.terms import PAIR
from oneone_tui.workshop.pairing.placement import add_to_pair, numbered_pairs, remove_pair
from oneone_tui.workshop.reducers.registry import description, reducer
from oneone_tui.workshop.reducers.row_updates import with_replaced_row
from oneone_tui.workshop.text import format_count

ONE_TEAM = "the people of a pair are of one team"


@reducer(PairsDrawn)
def reduce_pairs_drawn(change: PairsDrawn, session: Session, meta: ChangeMeta) -> Session:
    reject_once_talking(session)
    placed = [person for members in change.pairs for person in members]
    if len(set(placed)) != len(placed) or any(
        len(members) not in PAIR_SIZES for members in change.pairs
    ):
        raise ChangeRejected("each person has one place, in a pair of two or three")
    locked = {pair.members: pair for pair in numbered_pairs(session) if pair.locked}
    taken = {locked[members].number for members in change.pairs if members in locked}
    free = (number for number in count(1) if number not in taken)
    drawn = [
        locked.get(members) or _build_pair(session, members, f"pair-{meta.key}-{index}", next(free))
        for index, members in enumerate(change.pairs, 1)
    ]
    teams = list(dict.fromkeys(pair.team for pair in drawn))
    pairs = tuple(sorted(drawn, key=lambda pair: (teams.index(pair.team), pair.number)))
    kept = {pair.id for pair in pairs} | {""}
    # What was said in a pair that is no more stays, as the team's.
    return replace(
        session,
        info=replace(session.info, seed=change.seed),
        pairs=pairs,
        notes=tuple(n if n.pair in kept else replace(n, pair="") for n in session.notes),
        commitments=tuple(
            c if c.pair in kept else replace(c, pair="") for c in session.commitments
        ),
    )


@description(PairsDrawn)
def describe_pairs_drawn(change: PairsDrawn, session: Session) -> str:
    return f"drew {format_count(len(change.pairs), 'pair')}"


@reducer(PeopleSwapped)
def reduce_people_swapped(change: PeopleSwapped, session: Session, meta: ChangeMeta) -> Session:
    reject_once_talking(session)
    if _require_pair_of(session, change.one).team != _require_pair_of(session, change.other).team:
        raise ChangeRejected(ONE_TEAM)
    if change.one == change.other:
        raise ChangeRejected("a swap takes two people")
    places = {change.one: change.other, change.other: change.one}
    pairs = tuple(
        replace(pair, members=tuple(places.get(m, m) for m in pair.members))
        if places.keys() & set(pair.members)
        else pair
        for pair in session.pairs
    )
    return replace(session, pairs=pairs)


@description(PeopleSwapped)
def describe_people_swapped(change: PeopleSwapped, session: Session) -> str:
    return f"swapped {session.name_of(change.one)} and {session.name_of(change.other)}"


@reducer(OrganizerFirst)
def reduce_organizer_first(change: OrganizerFirst, session: Session, meta: ChangeMeta) -> Session:
    reject_once_talking(session)
    pair = _require_pair_of(session, change.person)
    at = pair.members.index(change.person)
    members = pair.members[at:] + pair.members[:at]
    return replace(
        session,
        pairs=with_replaced_row(
            session.pairs, pair.id, lambda p: replace(p, members=members), "pair"
        ),
    )


@description(OrganizerFirst)
def describe_organizer_first(change: OrganizerFirst, session: Session) -> str:
    return f"{session.name_of(change.person)} organizes first"


@reducer(PairLocked)
def reduce_pair_locked(change: PairLocked, session: Session, meta: ChangeMeta) -> Session:
    return replace(
        session,
        pairs=with_replaced_row(
            session.pairs, change.pair, lambda p: replace(p, locked=change.locked), "pair"
        ),
    )


@description(PairLocked)
def describe_pair_locked(change: PairLocked, session: Session) -> str:
    what = "locked" if change.locked else "unlocked"
    return f"{what} pair {session.pair_number(change.pair)}"


@reducer(PersonMoved)
def reduce_person_moved(change: PersonMoved, session: Session, meta: ChangeMeta) -> Session:
    reject_once_talking(session)
    person, target = session.person(change.person), session.pair(change.pair)
    if person is None or target is None:
        raise ChangeRejected("that person or pair no longer exists")
    if person.team != target.team:
        raise ChangeRejected(ONE_TEAM)
    if change.person in target.members:
        raise ChangeRejected(f"{person.name} is in that pair already")
    if len(target.members) != PAIR:
        raise ChangeRejected("that pair is a trio already: swap two instead")
    joined = add_to_pair(session, target.id, change.person)
    before = session.pair_of(change.person)
    if before is None:
        return joined
    left = tuple(member for member in before.members if member != change.person)
    if len(left) >= PAIR:
        return replace(
            joined,
            pairs=with_replaced_row(
                joined.pairs, before.id, lambda p: replace(p, members=left), "pair"
            ),
        )
    others = (p for p in reversed(session.pairs) if p.team == target.team)
    third = next(
        (p for p in others if len(p.members) == PAIR and p.id not in {before.id, target.id}),
        None,
    )
    if third is None:
        raise ChangeRejected(f"{session.name_of(left[0])} would be left alone: swap two instead")
    return add_to_pair(remove_pair(joined, before.id), third.id, left[0])


@description(PersonMoved)
def describe_person_moved(change: PersonMoved, session: Session) -> str:
    return f"moved {session.name_of(change.person)} to pair {session.pair_number(change.pair)}"


def reject_once_talking(session: Session) -> None:
    """Check that the pairs do not talk yet: after that they stay as they are.

    Raises:
        ChangeRejected: They have begun to talk.
    """
    if has_talking_begun(session):
        raise ChangeRejected("the pairs are talking: they stay as they are")


def _build_pair(session: Session, members: tuple[str, ...], pair_id: str, number: int) -> Pair:
    people = [session.person(member) for member in members]
    teams = {person.team for person in people if person}
    if None in people:
        raise ChangeRejected("the roster has changed: draw the pairs again")
    if len(teams) > 1:
        raise ChangeRejected(ONE_TEAM)
    return Pair(id=pair_id, team=teams.pop(), members=members, number=number)


def _require_pair_of(session: Session, person: str) -> Pair:
    pair = session.pair_of(person)
    if pair is None:
        raise ChangeRejected(f"{session.name_of(person) or 'that person'} is in no pair")
    return pair
