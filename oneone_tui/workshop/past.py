"""What earlier sessions tell: who met whom, who served in which role, and when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import combinations
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct

from oneone_tui.workshop.schedule import schedule_of
from oneone_tui.workshop.text import fold
from oneone_tui.workshop.words import TRIO, Presence, Role, Stage

if TYPE_CHECKING:
    from oneone_tui.workshop.records import Person
    from oneone_tui.workshop.session import Session


class Met(Struct, frozen=True):
    """How often, and when last, two people met, or somebody had a role."""

    times: int
    last: datetime

    def again(self, when: datetime) -> Met:
        """The same with one more time."""
        return Met(times=self.times + 1, last=max(self.last, when))


class Known(Struct, frozen=True):
    """Somebody who came to earlier sessions; the name is the one they had last.

    `organized` is in how many sessions they had their turn to organize. `organized_first` and
    `waits` are about their last session: whether they organized in turn one, and whether they
    came too late to have a turn, left before it, or talked with nobody.
    """

    id: str
    name: str
    sessions: int
    last: datetime
    roles: Mapping[Role, Met]
    organized_first: bool
    waits: bool
    organized: int = 0


class Past(Struct, frozen=True):
    """All that is remembered of earlier sessions. People go by the ids that last.

    The keys of `met` are two of these ids, sorted.
    """

    people: Mapping[str, Known]
    met: Mapping[tuple[str, str], Met]

    def meeting(self, one: str, other: str) -> Met | None:
        """How often two people met, or None where they never did."""
        return self.met.get((one, other) if one < other else (other, one))

    def by_name(self) -> tuple[Known, ...]:
        """Everybody, in the order of their names."""
        return tuple(sorted(self.people.values(), key=lambda one: (fold(one.name), one.id)))


NO_PAST = Past(people=MappingProxyType({}), met=MappingProxyType({}))
"""The past of a first session."""


def times_sign(times: int) -> str:
    """How often something was, in at most two signs: a dot for never, ``9+`` for more than nine."""
    return str(times) if 0 < times <= 9 else "9+" if times else "·"


def past_of(sessions: Iterable[Session]) -> Past:
    """What `sessions`, in any order, tell: those in which the pairs got to talk; no rehearsal.

    The three of a trio all met; whoever observed a pair met nobody.
    """
    people: dict[str, Known] = {}
    met: dict[tuple[str, str], Met] = {}
    for session in sessions:
        if not _talked(session):
            continue
        when = session.info.created
        for known in _those_who_came(session):
            people[known.id] = _merged(people[known.id], known) if known.id in people else known
        lasting = {person.id: person.lasting_id for person in session.people}
        for pair in session.pairs:
            ids = sorted({lasting[m] for m in pair.members if m in lasting})
            for two in combinations(ids, 2):
                met[two] = met[two].again(when) if two in met else Met(times=1, last=when)
    return Past(people=people, met=met)


def _talked(session: Session) -> bool:
    if session.info.rehearsal or not session.pairs or not session.clock:
        return False
    rounds = {segment.id for segment in schedule_of(session) if segment.stage is Stage.ROUNDS}
    return any(anchor.segment in rounds for anchor in session.clock)


def _those_who_came(session: Session) -> Iterator[Known]:
    when = session.info.created
    firsts = {pair.members[0] for pair in session.pairs}
    talked = {member for pair in session.pairs for member in pair.members}
    organizers = _organizers(session)
    served: dict[str, dict[Role, Met]] = {}
    for team in session.teams:
        for role in Role:
            served.setdefault(team.holder(role), {})[role] = Met(times=1, last=when)
    for person in session.people:
        if person.presence is not Presence.ABSENT:
            yield Known(
                id=person.lasting_id,
                name=person.name,
                sessions=1,
                last=when,
                roles=served.get(person.id, {}),
                organized_first=person.id in firsts,
                waits=_waits(person, talked),
                organized=_organized(person, organizers),
            )


def _waits(person: Person, talked: set[str]) -> bool:
    if person.presence is Presence.LATE or person.id not in talked:
        return True
    return person.presence is Presence.LEFT and person.organized is False


def _organizers(session: Session) -> set[str]:
    """Those whose turn to organize has begun; a trio has its three in the time of all turns."""
    on = {anchor.segment for anchor in session.clock}
    begun = max((s.turn for s in schedule_of(session) if s.id in on), default=0)
    ends = begun == session.guide.turns
    return {
        member
        for pair in session.pairs
        for member in pair.members[: TRIO if ends and len(pair.members) == TRIO else begun]
    }


def _organized(person: Person, organizers: set[str]) -> int:
    if person.presence is Presence.LEFT and person.organized is not None:
        return int(person.organized)
    return int(person.id in organizers)


def _merged(one: Known, other: Known) -> Known:
    roles = dict(one.roles)
    for role, served in other.roles.items():
        roles[role] = roles[role].again(served.last) if role in roles else served
    late = other if other.last >= one.last else one
    return Known(
        id=late.id,
        name=late.name,
        sessions=one.sessions + 1,
        last=late.last,
        roles=roles,
        organized_first=late.organized_first,
        waits=late.waits,
        organized=one.organized + other.organized,
    )
