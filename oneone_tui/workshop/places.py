"""Everybody's place: in a pair of two or three, or beside one, whoever comes and goes.

Before the pairs talk, whoever comes or goes moves as few others as can be. Once they talk, no
running pair is taken apart: who comes in the first minutes makes a trio, later they observe.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from oneone_tui.workshop.clock import spent
from oneone_tui.workshop.records import Pair
from oneone_tui.workshop.schedule import find_segment, schedule_of
from oneone_tui.workshop.words import PAIR, TRIO, Odd, Presence, Stage

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from oneone_tui.workshop.records import Person
    from oneone_tui.workshop.session import Session

FACILITATOR_ID = "facilitator"
"""The id under which a facilitator who joins an odd team stands on the roster."""
FIRST_MINUTES = 180
"""Seconds of the rounds' own time in which a trio can still be made: all three get their turn."""


def talking(session: Session) -> bool:
    """Whether the pairs have begun to talk: from then on a pair is a fact and no plan."""
    before = {s.id for s in schedule_of(session) if s.stage in (Stage.SETUP, Stage.PAIRING)}
    return any(anchor.segment not in before for anchor in session.clock)


def odd_of(session: Session, team: str) -> Odd:
    """How a team has solved, or would solve, an odd number."""
    members = session.team_members(team)
    if any(person.id == FACILITATOR_ID for person in members):
        return Odd.FACILITATOR
    if any(person.presence is Presence.SITS_OUT for person in members):
        return Odd.TIMEKEEPER
    return Odd.TRIO


def waiting(session: Session, team: str) -> tuple[str, ...]:
    """The people of a team who are there and have no place yet, once others have one."""
    if not any(pair.team == team for pair in session.pairs):
        return ()
    return tuple(p.id for p in session.to_pair(team) if session.pair_of(p.id) is None)


def with_place(session: Session, person: str, key: str, but: str = "") -> Session:
    """`session` with `person`, who has no place, in a pair of their team, before they talk.

    With somebody else who waits they are a new pair; else with the third of a trio; else a pair
    becomes a trio. `but` is somebody who is about to go and no company. Where the team has no
    pairs yet, nothing changes.
    """
    found = session.person(person)
    if found is None or session.pair_of(person):
        return session
    others = [one for one in waiting(session, found.team) if one not in {person, but}]
    if others:
        return _with_pair(session, (others[0], person), found.team, key)
    for size in (TRIO, PAIR):
        pair = _loosest(session, found.team, size)
        if pair and size == TRIO and not pair.locked:
            *stay, third = pair.members
            split = _with(session, replace(pair, members=tuple(stay)))
            return _with_pair(split, (third, person), found.team, key)
        if pair and size == PAIR:
            return joining(session, pair.id, person)
    return session


def without_place(session: Session, person: str, key: str) -> Session:
    """`session` with `person` out of their pair, and a partner who is left alone placed anew."""
    pair = session.pair_of(person)
    if pair is None:
        return _without_observer(session, person)
    stay = tuple(member for member in pair.members if member != person)
    if len(stay) >= PAIR:
        return _with(session, replace(pair, members=stay))
    alone = without_pair(session, pair.id)
    return with_place(alone, stay[0], key, but=person) if stay else alone


def with_latecomer(session: Session, person: str, at: datetime, key: str) -> Session:
    """`session` with somebody who comes at `at`, placed as the hour allows."""
    if not talking(session):
        return with_place(_being(session, person, Presence.HERE), person, key)
    found, pair = session.person(person), session.pair_of(person)
    if found is None:
        return session
    if pair:  # somebody who left is back, and so is the partner where they are there
        back = _being(session, person, Presence.HERE)
        if len(talkers(back, pair)) < PAIR and _in_rounds(session, at):
            return _observing(back, person)
        for member in pair.members:
            back = _without_observer(back, member)
        return back
    if first_minutes(session, at):
        pair = _loosest(session, found.team, PAIR)
        if pair:
            here = _being(session, person, Presence.HERE)
            return joining(here, pair.id, person)
    late = _being(session, person, Presence.LATE)
    return _observing(late, person) if _in_rounds(session, at) else late


def with_leaver(
    session: Session, person: str, at: datetime, key: str, *, organized: bool | None
) -> Session:
    """`session` with somebody gone at `at`: what was said stays, and the partner has a place.

    In the first minutes the pair is no more and the partner makes a trio elsewhere. Later the
    pair stays what it was; a latecomer who listens in the team takes the place that is free,
    else the partner listens to another pair.
    """
    pair = session.pair_of(person)
    gone = _being(_without_observer(session, person), person, Presence.LEFT, organized=organized)
    if pair is None:
        return gone
    stay = [m for m in pair.members if m != person and is_there(gone, m)]
    listen = [one for one in pair.observers if one != person]
    if first_minutes(session, at):
        if len(stay) >= PAIR:
            return _with(gone, replace(pair, members=tuple(stay)))
        if len(stay) == 1 and _loosest(gone, pair.team, PAIR, but=pair.id):
            parted = with_place(without_pair(gone, pair.id), stay[0], key)
            return _observing(parted, *listen)
    if len(stay) >= PAIR or not _in_rounds(session, at):
        return gone
    latecomer = next((p.id for p in gone.team_members(pair.team) if _listens(gone, p.id)), None)
    if stay and latecomer and len(pair.members) < TRIO:
        return joining(
            _being(_without_observer(gone, latecomer), latecomer, Presence.HERE), pair.id, latecomer
        )
    return _observing(gone, *stay, *listen)


def first_minutes(session: Session, at: datetime) -> bool:
    """Whether turn one has just begun, so that a third can still have a whole turn."""
    rounds = [s for s in schedule_of(session) if s.stage is Stage.ROUNDS]
    if not session.clock or not rounds or session.clock[-1].segment != rounds[0].id:
        return False
    return spent(session.clock, at).get(rounds[0].id, 0.0) <= FIRST_MINUTES


def is_there(session: Session, person: str) -> bool:
    """Whether somebody on the roster talks: came, and has not left."""
    found = session.person(person)
    return found is not None and found.presence is Presence.HERE


def talkers(session: Session, pair: Pair) -> tuple[str, ...]:
    """The members of a pair who are there, in their order."""
    return tuple(member for member in pair.members if is_there(session, member))


def joining(session: Session, pair_id: str, person: str) -> Session:
    """`session` with `person` as one more member of a pair; they stay where else they are."""
    pairs = tuple(
        replace(p, members=(*p.members, person)) if p.id == pair_id else p for p in session.pairs
    )
    return replace(session, pairs=pairs)


def without_pair(session: Session, pair_id: str) -> Session:
    """`session` without a pair; what was said in it stays, as the team's."""
    return replace(
        session,
        pairs=tuple(p for p in session.pairs if p.id != pair_id),
        notes=tuple(replace(n, pair="") if n.pair == pair_id else n for n in session.notes),
        commitments=tuple(
            replace(c, pair="") if c.pair == pair_id else c for c in session.commitments
        ),
    )


def has_trio(session: Session) -> bool:
    """Whether three people talk with each other anywhere."""
    return any(len(p.members) >= TRIO and len(talkers(session, p)) >= TRIO for p in session.pairs)


def _in_rounds(session: Session, at: datetime) -> bool:
    here = session.clock[-1].segment if session.clock and session.clock[-1].at <= at else ""
    segment = find_segment(schedule_of(session), here)
    return segment is not None and segment.stage is Stage.ROUNDS


def _listens(session: Session, person: str) -> bool:
    # Somebody who came late and has no pair of their own.
    return session.pair_of(person) is None and any(person in p.observers for p in session.pairs)


def _observing(session: Session, *people: str) -> Session:
    # Each listens to a pair of their team, and to no other one, where any pair talks there.
    for person in people:
        team = next((p.team for p in session.people if p.id == person), "")
        free = _without_observer(session, person)
        open_to = [
            pair
            for pair in free.pairs
            if pair.team == team and person not in pair.members and len(talkers(free, pair)) >= PAIR
        ]
        if open_to:
            pair = min(open_to, key=lambda p: len(p.members) + len(p.observers))
            session = _with(free, replace(pair, observers=(*pair.observers, person)))
    return session


def _loosest(session: Session, team: str, size: int, but: str = "") -> Pair | None:
    # The last pair of that size, and one that is not locked before one that is.
    fits = [
        pair
        for pair in session.pairs
        if pair.team == team
        and pair.id != but
        and len(pair.members) == size
        and len(talkers(session, pair)) == size
    ]
    return min(reversed(fits), key=lambda pair: pair.locked, default=None)


def _being(
    session: Session, person: str, presence: Presence, *, organized: bool | None = None
) -> Session:
    people: Iterable[Person] = (
        replace(p, presence=presence, organized=organized) if p.id == person else p
        for p in session.people
    )
    return replace(session, people=tuple(people))


def _with(session: Session, pair: Pair) -> Session:
    return replace(session, pairs=tuple(pair if p.id == pair.id else p for p in session.pairs))


def _with_pair(session: Session, members: tuple[str, ...], team: str, key: str) -> Session:
    pair = Pair(id=f"pair-{key}-{members[-1]}", team=team, members=members)
    # Beside the others of its team: pairs are numbered through, team by team.
    at = max((i for i, p in enumerate(session.pairs, 1) if p.team == team), default=0)
    at = at or len(session.pairs)
    return replace(session, pairs=(*session.pairs[:at], pair, *session.pairs[at:]))


def _without_observer(session: Session, person: str) -> Session:
    pairs = tuple(
        replace(pair, observers=tuple(o for o in pair.observers if o != person))
        if person in pair.observers
        else pair
        for pair in session.pairs
    )
    return replace(session, pairs=pairs)
