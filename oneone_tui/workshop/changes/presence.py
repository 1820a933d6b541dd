"""Changes of who is there: the absent, the late, those who leave, and the odd one's place."""

from typing import TYPE_CHECKING

from msgspec.structs import replace

from oneone_tui.workshop.changes.base import Change, Refused, Stamp, replaced, without_roles
from oneone_tui.workshop.changes.pairs import refuse_once_talking
from oneone_tui.workshop.places import (
    FACILITATOR_ID,
    odd_of,
    talking,
    with_latecomer,
    with_leaver,
    with_place,
    without_place,
)
from oneone_tui.workshop.records import Person
from oneone_tui.workshop.words import Odd, Presence

if TYPE_CHECKING:
    from oneone_tui.workshop.records import Team
    from oneone_tui.workshop.session import Session

FACILITATOR_NAME = "Facilitator"


class MarkedAbsent(Change, frozen=True):
    """Somebody on the roster has not come, before the pairs talk; their partner is placed."""

    person: str

    def apply_to(self, session: "Session", stamp: Stamp) -> "Session":
        person = _on_roster(session, self.person)
        if talking(session):
            raise Refused(f"the pairs are talking: say that {person.name} left")
        without = without_place(session, self.person, stamp.key)
        return without_roles(_being(without, self.person, Presence.ABSENT), self.person)

    def say(self, session: "Session") -> str:
        return f"{session.name(self.person)} is not there"


class MarkedPresent(Change, frozen=True):
    """Somebody who was away has come, and gets a place: whenever that is."""

    person: str

    def apply_to(self, session: "Session", stamp: Stamp) -> "Session":
        person = _on_roster(session, self.person)
        has_pair = person.presence is Presence.HERE and session.pair_of(self.person)
        if has_pair or any(self.person in pair.observers for pair in session.pairs):
            raise Refused(f"{person.name} has a place already")
        return with_latecomer(session, self.person, stamp.at, stamp.key)

    def say(self, session: "Session") -> str:
        return f"{session.name(self.person)} {'came late' if talking(session) else 'is there'}"


class PersonLeft(Change, frozen=True):
    """Somebody left while the pairs talk, or after; None where nobody said if they organized."""

    person: str
    organized: bool | None = None

    def apply_to(self, session: "Session", stamp: Stamp) -> "Session":
        person = _on_roster(session, self.person)
        if not talking(session):
            raise Refused(f"nobody talks yet: mark {person.name} as absent")
        if person.presence is Presence.LEFT:
            raise Refused(f"{person.name} has left already")
        left = with_leaver(session, self.person, stamp.at, stamp.key, organized=self.organized)
        return without_roles(left, self.person)

    def say(self, session: "Session") -> str:
        words = {True: ", having organized", False: " before organizing", None: ""}
        return f"{session.name(self.person)} left{words[self.organized]}"


class OddPlaced(Change, frozen=True):
    """Where the odd one of a team has their place: in a trio, with the facilitator, or apart."""

    team: str
    odd: Odd

    def apply_to(self, session: "Session", stamp: Stamp) -> "Session":
        refuse_once_talking(session)
        team = session.team(self.team)
        if team is None:
            raise Refused("there is no such team any more")
        usual = _as_trio(session, team, stamp.key)
        if self.odd is Odd.TRIO:
            return usual
        if len(usual.to_pair(team.id)) % 2 == 0:
            raise Refused("everybody has a partner: there is no odd one")
        if self.odd is Odd.FACILITATOR:
            return _with_facilitator(usual, team.id, stamp.key)
        if not any(person.id == team.timekeeper for person in usual.to_pair(team.id)):
            raise Refused("choose a timekeeper first, somebody who is there")
        out = without_place(usual, team.timekeeper, stamp.key)
        return _being(out, team.timekeeper, Presence.SITS_OUT)

    def say(self, session: "Session") -> str:
        team = session.team(self.team)
        return {
            Odd.TRIO: "the odd one makes a trio",
            Odd.FACILITATOR: "the facilitator joins the odd one",
            Odd.TIMEKEEPER: f"{session.name(team.timekeeper) if team else ''} sits out",
        }[self.odd]


def _as_trio(session: "Session", team: "Team", key: str) -> "Session":
    # The team as it is without the facilitator, and with everybody in a pair.
    back = session
    if odd_of(session, team.id) is Odd.FACILITATOR:
        without = without_place(session, FACILITATOR_ID, key)
        people = tuple(p for p in without.people if p.id != FACILITATOR_ID)
        wishes = tuple(w for w in without.wishes if FACILITATOR_ID not in w.people)
        back = without_roles(replace(without, people=people, wishes=wishes), FACILITATOR_ID)
    for person in session.team_members(team.id):
        if person.presence is Presence.SITS_OUT:
            back = with_place(_being(back, person.id, Presence.HERE), person.id, key)
    return back


def _with_facilitator(session: "Session", team: str, key: str) -> "Session":
    if session.person(FACILITATOR_ID):
        raise Refused("the facilitator has joined another team already")
    person = Person(id=FACILITATOR_ID, name=FACILITATOR_NAME, team=team)
    return with_place(replace(session, people=(*session.people, person)), person.id, key)


def _on_roster(session: "Session", person_id: str) -> Person:
    person = session.person(person_id)
    if person is None:
        raise Refused("there is no such person any more")
    return person


def _being(session: "Session", person: str, presence: Presence) -> "Session":
    return replace(
        session,
        people=replaced(session.people, person, lambda p: replace(p, presence=presence), "person"),
    )
