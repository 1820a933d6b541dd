"""Placement: everybody's place in a pair or beside one, whoever arrives or leaves.

Before the pairs talk, an arrival or departure moves as few others as possible. Once they talk, no
running pair is split: a latecomer of the first minutes makes a trio, a later one observes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from oneone_tui.workshop.agenda.schedule import find_segment, has_talking_begun, schedule_of
from oneone_tui.workshop.agenda.timer import seconds_spent
from oneone_tui.workshop.model.presence import is_present, present_members
from oneone_tui.workshop.model.records import Pair
from oneone_tui.workshop.model.terms import PAIR, TRIO, OddPersonPlacement, Presence, Stage

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from oneone_tui.workshop.model.records import Person
    from oneone_tui.workshop.model.session import Session

FACILITATOR_ID = "facilitator"
"""The person id of a facilitator who joins a team with an odd number."""
FIRST_MINUTES = 180
"""Seconds of the rounds in which a trio can still be made and get its three turns."""


def odd_person_placement(session: Session, team: str) -> OddPersonPlacement:
    """Return how a team solves an odd number of people, or would."""
    members = session.team_members(team)
    if any(person.id == FACILITATOR_ID for person in members):
        return OddPersonPlacement.FACILITATOR
    if any(person.presence is Presence.SITS_OUT for person in members):
        return OddPersonPlacement.TIMEKEEPER
    return OddPersonPlacement.TRIO


def people_without_place(session: Session, team: str) -> tuple[str, ...]:
    """Return the present people of a team without a pair, once others have one."""
    if not any(pair.team == team for pair in session.pairs):
        return ()
    return tuple(p.id for p in session.people_to_pair(team) if session.pair_of(p.id) is None)


def place_person(session: Session, person: str, key: str, but: str = "") -> Session:
    """Place a person without a pair in one of their team, before the pairs talk.

    They make a new pair with another person who waits, else with the third of a trio; else they
    make a pair a trio. Where the team has no pairs yet, nothing changes.

    Args:
        session: The session before.
        person: The id of the person.
        key: The key of the change, which makes the ids of new pairs.
        but: The id of somebody who is about to leave and gets no partner.
    """
    found = session.person(person)
    if found is None or session.pair_of(person):
        return session
    others = [one for one in people_without_place(session, found.team) if one not in {person, but}]
    if others:
        return _with_new_pair(session, (others[0], person), found.team, key)
    for size in (TRIO, PAIR):
        pair = _find_pair_of_size(session, found.team, size)
        if pair and size == TRIO and not pair.locked:
            *stay, third = pair.members
            split = _with_replaced_pair(session, replace(pair, members=tuple(stay)))
            return _with_new_pair(split, (third, person), found.team, key)
        if pair and size == PAIR:
            return add_to_pair(session, pair.id, person)
    return session


def remove_from_pair(session: Session, person: str, key: str) -> Session:
    """Take a person out of their pair, and place a partner who is left alone."""
    pair = session.pair_of(person)
    if pair is None:
        return _without_observer(session, person)
    stay = tuple(member for member in pair.members if member != person)
    if len(stay) >= PAIR:
        return _with_replaced_pair(session, replace(pair, members=stay))
    alone = remove_pair(session, pair.id)
    return place_person(alone, stay[0], key, but=person) if stay else alone


def place_latecomer(session: Session, person: str, at: datetime, key: str) -> Session:
    """Place a person who arrives at `at` (UTC): in a pair, a trio, or as an observer."""
    if not has_talking_begun(session):
        return place_person(_with_presence(session, person, Presence.HERE), person, key)
    found, pair = session.person(person), session.pair_of(person)
    if found is None:
        return session
    if pair:  # somebody who left is back, and so is the partner where they are there
        back = _with_presence(session, person, Presence.HERE)
        if len(present_members(back, pair)) < PAIR and _is_in_rounds(session, at):
            return _add_observers(back, person)
        for member in pair.members:
            back = _without_observer(back, member)
        return back
    if is_turn_one_young(session, at):
        pair = _find_pair_of_size(session, found.team, PAIR)
        if pair:
            here = _with_presence(session, person, Presence.HERE)
            return add_to_pair(here, pair.id, person)
    late = _with_presence(session, person, Presence.LATE)
    return _add_observers(late, person) if _is_in_rounds(session, at) else late


def remove_leaver(
    session: Session, person: str, at: datetime, key: str, *, organized: bool | None
) -> Session:
    """Record that a person left at `at` (UTC), and place their partner.

    In the first minutes the pair is dissolved and the partner makes a trio elsewhere. Later the
    pair keeps its number and notes: a latecomer who observes in the team takes the free place,
    else the partner observes another pair. `organized` is whether the person had organized, if
    known.
    """
    pair = session.pair_of(person)
    gone = _with_presence(
        _without_observer(session, person), person, Presence.LEFT, organized=organized
    )
    if pair is None:
        return gone
    stay = [m for m in pair.members if m != person and is_present(gone, m)]
    listen = [one for one in pair.observers if one != person]
    if is_turn_one_young(session, at):
        if len(stay) >= PAIR:
            return _with_replaced_pair(gone, replace(pair, members=tuple(stay)))
        if len(stay) == 1 and _find_pair_of_size(gone, pair.team, PAIR, but=pair.id):
            parted = place_person(remove_pair(gone, pair.id), stay[0], key)
            return _add_observers(parted, *listen)
    if len(stay) >= PAIR or not _is_in_rounds(session, at):
        return gone
    latecomer = next(
        (p.id for p in gone.team_members(pair.team) if _is_unpaired_observer(gone, p.id)), None
    )
    if stay and latecomer and len(pair.members) < TRIO:
        return add_to_pair(
            _with_presence(_without_observer(gone, latecomer), latecomer, Presence.HERE),
            pair.id,
            latecomer,
        )
    return _add_observers(gone, *stay, *listen)


def is_turn_one_young(session: Session, at: datetime) -> bool:
    """Return whether turn one has just begun, so that a trio still gets its turns."""
    rounds = [s for s in schedule_of(session) if s.stage is Stage.ROUNDS]
    if not session.clock or not rounds or session.clock[-1].segment != rounds[0].id:
        return False
    return seconds_spent(session.clock, at).get(rounds[0].id, 0.0) <= FIRST_MINUTES


def add_to_pair(session: Session, pair_id: str, person: str) -> Session:
    """Add a person to a pair, without taking them out of any other place."""
    pairs = tuple(
        replace(p, members=(*p.members, person)) if p.id == pair_id else p for p in session.pairs
    )
    return replace(session, pairs=pairs)


def remove_pair(session: Session, pair_id: str) -> Session:
    """Remove a pair; its notes and commitments stay with the team, and its number a gap."""
    return replace(
        session,
        pairs=tuple(p for p in numbered_pairs(session) if p.id != pair_id),
        notes=tuple(replace(n, pair="") if n.pair == pair_id else n for n in session.notes),
        commitments=tuple(
            replace(c, pair="") if c.pair == pair_id else c for c in session.commitments
        ),
    )


def numbered_pairs(session: Session) -> tuple[Pair, ...]:
    """Return the pairs, each with its number, also where the file had none."""
    numbers = session.pair_numbers()
    return tuple(replace(pair, number=numbers[pair.id]) for pair in session.pairs)


def _is_in_rounds(session: Session, at: datetime) -> bool:
    here = session.clock[-1].segment if session.clock and session.clock[-1].at <= at else ""
    segment = find_segment(schedule_of(session), here)
    return segment is not None and segment.stage is Stage.ROUNDS


def _is_unpaired_observer(session: Session, person: str) -> bool:
    # Somebody who came late and has no pair of their own.
    return session.pair_of(person) is None and any(person in p.observers for p in session.pairs)


def _add_observers(session: Session, *people: str) -> Session:
    # Each listens to a pair of their team, and to no other one, where any pair talks there.
    for person in people:
        team = next((p.team for p in session.people if p.id == person), "")
        free = _without_observer(session, person)
        open_to = [
            pair
            for pair in free.pairs
            if pair.team == team
            and person not in pair.members
            and len(present_members(free, pair)) >= PAIR
        ]
        if open_to:
            pair = min(open_to, key=lambda p: len(p.members) + len(p.observers))
            session = _with_replaced_pair(free, replace(pair, observers=(*pair.observers, person)))
    return session


def _find_pair_of_size(session: Session, team: str, size: int, but: str = "") -> Pair | None:
    # The last pair of that size, and one that is not locked before one that is.
    fits = [
        pair
        for pair in session.pairs
        if pair.team == team
        and pair.id != but
        and len(pair.members) == size
        and len(present_members(session, pair)) == size
    ]
    return min(reversed(fits), key=lambda pair: pair.locked, default=None)


def _with_presence(
    session: Session, person: str, presence: Presence, *, organized: bool | None = None
) -> Session:
    people: Iterable[Person] = (
        replace(p, presence=presence, organized=organized) if p.id == person else p
        for p in session.people
    )
    return replace(session, people=tuple(people))


def _with_replaced_pair(session: Session, pair: Pair) -> Session:
    return replace(session, pairs=tuple(pair if p.id == pair.id else p for p in session.pairs))


def _with_new_pair(session: Session, members: tuple[str, ...], team: str, key: str) -> Session:
    pairs = numbered_pairs(session)
    number = max((pair.number for pair in pairs), default=0) + 1
    pair = Pair(id=f"pair-{key}-{members[-1]}", team=team, members=members, number=number)
    # Beside the others of its team, whatever its number.
    at = max((i for i, p in enumerate(pairs, 1) if p.team == team), default=0) or len(pairs)
    return replace(session, pairs=(*pairs[:at], pair, *pairs[at:]))


def _without_observer(session: Session, person: str) -> Session:
    pairs = tuple(
        replace(pair, observers=tuple(o for o in pair.observers if o != person))
        if person in pair.observers
        else pair
        for pair in session.pairs
    )
    return replace(session, pairs=pairs)
