"""Attendance in earlier sessions: who met whom, and who had which role when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import combinations
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct

from oneone_tui.workshop.agenda.schedule import schedule_of
from oneone_tui.workshop.model.terms import TRIO, Presence, Role, Stage
from oneone_tui.workshop.text import fold

if TYPE_CHECKING:
    from oneone_tui.workshop.model.records import Person
    from oneone_tui.workshop.model.session import Session


class TimesAndLast(Struct, frozen=True):
    """How often, and when last, two people met or a person had a role."""

    times: int
    last: datetime

    def again(self, when: datetime) -> TimesAndLast:
        """Return the record with one more time, at `when`."""
        return TimesAndLast(times=self.times + 1, last=max(self.last, when))


class KnownPerson(Struct, frozen=True):
    """A person of earlier sessions, under the name that they had last.

    Attributes:
        id: The person's id in all sessions.
        sessions: How many sessions they came to.
        last: When the last of these was created.
        roles: How often and when they had each role.
        organized_first: Whether they organized in turn one of their last session.
        waits: Whether they had no full turn in their last session: they came too late, left before
            it, or had no partner.
        organized: In how many sessions they had their turn to organize.
        trios: In how many sessions they talked in a trio.
        watched_first: In how many of these they observed turn one.
        last_in_trio: Whether they talked in a trio in their last session.
    """

    id: str
    name: str
    sessions: int
    last: datetime
    roles: Mapping[Role, TimesAndLast]
    organized_first: bool
    waits: bool
    organized: int = 0
    trios: int = 0
    watched_first: int = 0
    last_in_trio: bool = False


class AttendanceHistory(Struct, frozen=True):
    """Attendance in all earlier sessions; people by their ids in all sessions.

    The keys of `met` are two of these ids, sorted.
    """

    people: Mapping[str, KnownPerson]
    met: Mapping[tuple[str, str], TimesAndLast]

    def meeting(self, one: str, other: str) -> TimesAndLast | None:
        """Return how often and when two people met; None if never."""
        return self.met.get((one, other) if one < other else (other, one))

    def by_name(self) -> tuple[KnownPerson, ...]:
        """Return all people, sorted by name."""
        return tuple(sorted(self.people.values(), key=lambda one: (fold(one.name), one.id)))


NO_ATTENDANCE = AttendanceHistory(people=MappingProxyType({}), met=MappingProxyType({}))
"""The history before the first session."""


def format_times(times: int) -> str:
    """Format a count in at most two characters: ``·`` for none, ``9+`` above nine."""
    return str(times) if 0 < times <= 9 else "9+" if times else "·"


def attendance_history(sessions: Iterable[Session]) -> AttendanceHistory:
    """Return the attendance in `sessions`, given in any order.

    Only sessions whose pairs began to talk count, and no rehearsals. All three of a trio met; an
    observer met nobody.
    """
    people: dict[str, KnownPerson] = {}
    met: dict[tuple[str, str], TimesAndLast] = {}
    for session in sessions:
        if not _has_rounds_begun(session):
            continue
        when = session.info.created
        for known in _people_of_session(session):
            people[known.id] = (
                _merge_people(people[known.id], known) if known.id in people else known
            )
        lasting = {person.id: person.identity for person in session.people}
        for pair in session.pairs:
            ids = sorted({lasting[m] for m in pair.members if m in lasting})
            for two in combinations(ids, 2):
                met[two] = met[two].again(when) if two in met else TimesAndLast(times=1, last=when)
    return AttendanceHistory(people=people, met=met)


def _has_rounds_begun(session: Session) -> bool:
    if session.info.rehearsal or not session.pairs or not session.clock:
        return False
    rounds = {segment.id for segment in schedule_of(session) if segment.stage is Stage.ROUNDS}
    return any(anchor.segment in rounds for anchor in session.clock)


def _people_of_session(session: Session) -> Iterator[KnownPerson]:
    when = session.info.created
    firsts = {pair.members[0] for pair in session.pairs}
    talked = {member for pair in session.pairs for member in pair.members}
    organizers = _find_organizers(session)
    trios = [pair.members for pair in session.pairs if len(pair.members) == TRIO]
    in_trios = {member for trio in trios for member in trio}
    watching = {trio[-1] for trio in trios}
    served: dict[str, dict[Role, TimesAndLast]] = {}
    for team in session.teams:
        for role in Role:
            served.setdefault(team.person_in_role(role), {})[role] = TimesAndLast(
                times=1, last=when
            )
    for person in session.people:
        if person.presence is not Presence.ABSENT:
            yield KnownPerson(
                id=person.identity,
                name=person.name,
                sessions=1,
                last=when,
                roles=served.get(person.id, {}),
                organized_first=person.id in firsts,
                waits=_missed_turn(person, talked),
                organized=_count_organized(person, organizers),
                trios=int(person.id in in_trios),
                watched_first=int(person.id in watching),
                last_in_trio=person.id in in_trios,
            )


def _missed_turn(person: Person, talked: set[str]) -> bool:
    if person.presence is Presence.LATE or person.id not in talked:
        return True
    return person.presence is Presence.LEFT and person.organized is False


def _find_organizers(session: Session) -> set[str]:
    """Return those whose turn to organize has begun; a trio has three in the time."""
    on = {anchor.segment for anchor in session.clock}
    begun = max((s.turn for s in schedule_of(session) if s.id in on), default=0)
    ends = begun == session.guide.turns
    return {
        member
        for pair in session.pairs
        for member in pair.members[: TRIO if ends and len(pair.members) == TRIO else begun]
    }


def _count_organized(person: Person, organizers: set[str]) -> int:
    if person.presence is Presence.LEFT and person.organized is not None:
        return int(person.organized)
    return int(person.id in organizers)


def _merge_people(one: KnownPerson, other: KnownPerson) -> KnownPerson:
    roles = dict(one.roles)
    for role, served in other.roles.items():
        roles[role] = roles[role].again(served.last) if role in roles else served
    late = other if other.last >= one.last else one
    return KnownPerson(
        id=late.id,
        name=late.name,
        sessions=one.sessions + 1,
        last=late.last,
        roles=roles,
        organized_first=late.organized_first,
        waits=late.waits,
        organized=one.organized + other.organized,
        trios=one.trios + other.trios,
        watched_first=one.watched_first + other.watched_first,
        last_in_trio=late.last_in_trio,
    )
