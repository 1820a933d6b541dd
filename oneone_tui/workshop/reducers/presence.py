"""Reducers and descriptions of the changes to who is there."""

from msgspec.structs import replace

from oneone_tui.workshop.agenda.schedule import has_talking_begun
from oneone_tui.workshop.model.changes.base import ChangeMeta, ChangeRejected
from oneone_tui.workshop.model.changes.presence import (
    MarkedAbsent,
    MarkedPresent,
    OddPersonPlaced,
    PersonLeft,
)
from oneone_tui.workshop.model.records import Person, Team
from oneone_tui.workshop.model.session import Session
from oneone_tui.workshop.model.terms import OddPersonPlacement, Presence
from oneone_tui.workshop.pairing.placement import (
    FACILITATOR_ID,
    odd_person_placement,
    place_latecomer,
    place_person,
    remove_from_pair,
    remove_leaver,
)
from oneone_tui.workshop.reducers.pairs import reject_once_talking
from oneone_tui.workshop.reducers.registry import description, reducer
from oneone_tui.workshop.reducers.row_updates import with_replaced_row, without_roles

FACILITATOR_NAME = "Facilitator"


@reducer(MarkedAbsent)
def reduce_marked_absent(change: MarkedAbsent, session: Session, meta: ChangeMeta) -> Session:
    person = _require_person(session, change.person)
    if has_talking_begun(session):
        raise ChangeRejected(f"the pairs are talking: say that {person.name} left")
    without = remove_from_pair(session, change.person, meta.key)
    return without_roles(_with_presence(without, change.person, Presence.ABSENT), change.person)


@description(MarkedAbsent)
def describe_marked_absent(change: MarkedAbsent, session: Session) -> str:
    return f"{session.name_of(change.person)} is not there"


@reducer(MarkedPresent)
def reduce_marked_present(change: MarkedPresent, session: Session, meta: ChangeMeta) -> Session:
    person = _require_person(session, change.person)
    has_pair = person.presence is Presence.HERE and session.pair_of(change.person)
    if has_pair or any(change.person in pair.observers for pair in session.pairs):
        raise ChangeRejected(f"{person.name} has a place already")
    return place_latecomer(session, change.person, meta.at, meta.key)


@description(MarkedPresent)
def describe_marked_present(change: MarkedPresent, session: Session) -> str:
    came = "came late" if has_talking_begun(session) else "is there"
    return f"{session.name_of(change.person)} {came}"


@reducer(PersonLeft)
def reduce_person_left(change: PersonLeft, session: Session, meta: ChangeMeta) -> Session:
    person = _require_person(session, change.person)
    if not has_talking_begun(session):
        raise ChangeRejected(f"nobody talks yet: mark {person.name} as absent")
    if person.presence is Presence.LEFT:
        raise ChangeRejected(f"{person.name} has left already")
    left = remove_leaver(session, change.person, meta.at, meta.key, organized=change.organized)
    return without_roles(left, change.person)


@description(PersonLeft)
def describe_person_left(change: PersonLeft, session: Session) -> str:
    words = {True: ", having organized", False: " before organizing", None: ""}
    return f"{session.name_of(change.person)} left{words[change.organized]}"


@reducer(OddPersonPlaced)
def reduce_odd_person_placed(
    change: OddPersonPlaced, session: Session, meta: ChangeMeta
) -> Session:
    reject_once_talking(session)
    team = session.team(change.team)
    if team is None:
        raise ChangeRejected("that team no longer exists")
    usual = _without_odd_placement(session, team, meta.key)
    if change.odd is OddPersonPlacement.TRIO:
        return usual
    if len(usual.people_to_pair(team.id)) % 2 == 0:
        raise ChangeRejected("everybody has a partner: there is no odd one")
    if change.odd is OddPersonPlacement.FACILITATOR:
        return _with_facilitator(usual, team.id, meta.key)
    if not any(person.id == team.timekeeper for person in usual.people_to_pair(team.id)):
        raise ChangeRejected("choose a timekeeper first, somebody who is there")
    out = remove_from_pair(usual, team.timekeeper, meta.key)
    return _with_presence(out, team.timekeeper, Presence.SITS_OUT)


@description(OddPersonPlaced)
def describe_odd_person_placed(change: OddPersonPlaced, session: Session) -> str:
    team = session.team(change.team)
    timekeeper = session.name_of(team.timekeeper) if team else ""
    return {
        OddPersonPlacement.TRIO: "the odd one makes a trio",
        OddPersonPlacement.FACILITATOR: "the facilitator joins the odd one",
        OddPersonPlacement.TIMEKEEPER: f"{timekeeper} sits out",
    }[change.odd]


def _without_odd_placement(session: Session, team: Team, key: str) -> Session:
    # The team as it is without the facilitator, and with everybody in a pair.
    back = session
    if odd_person_placement(session, team.id) is OddPersonPlacement.FACILITATOR:
        without = remove_from_pair(session, FACILITATOR_ID, key)
        people = tuple(p for p in without.people if p.id != FACILITATOR_ID)
        wishes = tuple(w for w in without.wishes if FACILITATOR_ID not in w.people)
        back = without_roles(replace(without, people=people, wishes=wishes), FACILITATOR_ID)
    for person in session.team_members(team.id):
        if person.presence is Presence.SITS_OUT:
            back = place_person(_with_presence(back, person.id, Presence.HERE), person.id, key)
    return back


def _with_facilitator(session: Session, team: str, key: str) -> Session:
    if session.person(FACILITATOR_ID):
        raise ChangeRejected("the facilitator has joined another team already")
    person = Person(id=FACILITATOR_ID, name=FACILITATOR_NAME, team=team)
    return place_person(replace(session, people=(*session.people, person)), person.id, key)


def _require_person(session: Session, person_id: str) -> Person:
    person = session.person(person_id)
    if person is None:
        raise ChangeRejected("that person no longer exists")
    return person


def _with_presence(session: Session, person: str, presence: Presence) -> Session:
    return replace(
        session,
        people=with_replaced_row(
            session.people, person, lambda p: replace(p, presence=presence), "person"
        ),
    )
