"""Changes of the setup: what the workshop is called, who is there, who does what."""

from typing import TYPE_CHECKING, Literal

import msgspec
from msgspec.structs import replace

from oneone_tui.workshop.changes.base import Change, Refused, Stamp, replaced, without_roles
from oneone_tui.workshop.places import FACILITATOR_ID, with_latecomer, without_place
from oneone_tui.workshop.records import MAX_PEOPLE, Person
from oneone_tui.workshop.schedule import schedule_of
from oneone_tui.workshop.text import LINE_LIMIT, NAME_LIMIT, clean, fold
from oneone_tui.workshop.words import STAGE_TITLES, Role, Stage

if TYPE_CHECKING:
    from oneone_tui.workshop.session import Session

MAX_STEP_MINUTES = 240


class Listed(msgspec.Struct, frozen=True):
    """A person to be put on the roster; the id is given by the change.

    `team` is the name of a team that the roster gives, whether there is such a team or not.
    """

    name: str
    tags: tuple[str, ...] = ()
    team: str = ""


class DetailSet(Change, frozen=True):
    """The title, the campaign or the ask was written."""

    detail: Literal["title", "campaign", "ask"]
    text: str

    def apply_to(self, session: "Session", stamp: Stamp) -> "Session":  # noqa: ARG002
        text = clean(self.text, limit=LINE_LIMIT)
        if self.detail == "title" and not text:
            raise Refused("a workshop needs a title")
        return replace(session, info=replace(session.info, **{self.detail: text}))

    def say(self, session: "Session") -> str:  # noqa: ARG002
        return f"{self.detail}: {clean(self.text, limit=LINE_LIMIT)}"


class MadeRehearsal(Change, frozen=True):
    """The session is played by the script: nobody in it really met."""

    def apply_to(self, session: "Session", stamp: Stamp) -> "Session":  # noqa: ARG002
        return replace(session, info=replace(session.info, rehearsal=True))

    def say(self, session: "Session") -> str:  # noqa: ARG002
        return "a rehearsal"


class PeopleAdded(Change, frozen=True):
    """People were put on the roster of a team."""

    people: tuple[Listed, ...]
    team: str

    def apply_to(self, session: "Session", stamp: Stamp) -> "Session":
        if session.team(self.team) is None:
            raise Refused("there is no such team any more")
        if not self.people:
            raise Refused("there is nobody to add")
        people = list(session.people)
        folded = {fold(person.name): person.name for person in people}
        taken = {person.id for person in people} | {FACILITATOR_ID}
        teams = {fold(team.name): team.id for team in session.teams}
        for listed in self.people:
            name = clean(listed.name, limit=NAME_LIMIT)
            if not name:
                raise Refused("a person needs a name")
            _refuse_twin(folded, name)
            folded[fold(name)] = name
            taken.add(new_id := person_id(name, taken))
            people.append(
                Person(
                    id=new_id,
                    name=name,
                    team=teams.get(fold(listed.team), self.team) if listed.team else self.team,
                    tags=tuple(clean(tag, limit=NAME_LIMIT) for tag in listed.tags),
                    given_team=clean(listed.team, limit=NAME_LIMIT),
                )
            )
        if len(people) > MAX_PEOPLE:
            raise Refused(f"a workshop has at most {MAX_PEOPLE} people")
        after = replace(session, people=tuple(people))
        for person in people[len(session.people) :]:
            after = with_latecomer(after, person.id, stamp.at, stamp.key)
        return after

    def say(self, session: "Session") -> str:  # noqa: ARG002
        return "added " + ", ".join(clean(p.name, limit=NAME_LIMIT) for p in self.people)


class PersonRenamed(Change, frozen=True):
    """A name was mended; the person stays the same."""

    person: str
    name: str

    def apply_to(self, session: "Session", stamp: Stamp) -> "Session":  # noqa: ARG002
        name = clean(self.name, limit=NAME_LIMIT)
        if not name:
            raise Refused("a person needs a name")
        others = {fold(p.name): p.name for p in session.people if p.id != self.person}
        _refuse_twin(others, name)
        return replace(
            session,
            people=replaced(session.people, self.person, lambda p: replace(p, name=name), "person"),
        )

    def say(self, session: "Session") -> str:
        return f"{session.name(self.person)} is now {clean(self.name, limit=NAME_LIMIT)}"


class PersonRemoved(Change, frozen=True):
    """Somebody who is in no pair was taken off the roster, and all that was wished for them."""

    person: str

    def apply_to(self, session: "Session", stamp: Stamp) -> "Session":
        if session.person(self.person) is None:
            raise Refused("there is no such person any more")
        if any(self.person in pair.members for pair in session.pairs):
            raise Refused(f"{session.name(self.person)} is in a pair: mark them as absent instead")
        freed = without_place(without_roles(session, self.person), self.person, stamp.key)
        after = replace(
            freed,
            people=tuple(p for p in freed.people if p.id != self.person),
            wishes=tuple(w for w in freed.wishes if self.person not in w.people),
        )
        # With fewer people there are fewer report-backs: never one that the clock was in.
        if _clocked(session) - {segment.id for segment in schedule_of(after)}:
            raise Refused("the pairs are reporting back: the roster stays as it is")
        return after

    def say(self, session: "Session") -> str:
        return f"took {session.name(self.person)} off the roster"


class RoleGiven(Change, frozen=True):
    """A team's role was given to somebody, or to nobody (an empty id)."""

    team: str
    role: Role
    person: str

    def apply_to(self, session: "Session", stamp: Stamp) -> "Session":  # noqa: ARG002
        person = session.person(self.person)
        if self.person and person is None:
            raise Refused("there is no such person any more")
        if person and session.team(self.team) and person.team != self.team:
            raise Refused(f"{person.name} is in another team")
        field = self.role.name.lower()
        return replace(
            session,
            teams=replaced(
                session.teams, self.team, lambda t: replace(t, **{field: self.person}), "team"
            ),
        )

    def say(self, session: "Session") -> str:
        return f"{self.role}: {session.name(self.person) or 'nobody yet'}"


class MinutesSet(Change, frozen=True):
    """A step of the agenda was made longer or shorter, before it began."""

    step: str
    minutes: float

    def apply_to(self, session: "Session", stamp: Stamp) -> "Session":  # noqa: ARG002
        step = session.guide.step(self.step)
        if step is None:
            raise Refused("there is no such step in the agenda")
        if any(s.step == step.id and s.id in _clocked(session) for s in schedule_of(session)):
            raise Refused(f"{step.title} has begun: give it time with + and -")
        if not 0 < self.minutes <= MAX_STEP_MINUTES:
            raise Refused(f"a step takes more than 0 and up to {MAX_STEP_MINUTES} minutes")
        guide = session.guide.with_minutes(self.step, self.minutes)
        return replace(session, guide=guide)

    def say(self, session: "Session") -> str:
        step = session.guide.step(self.step)
        return f"{step.title if step else self.step}: {self.minutes:g} min"


class StageShown(Change, frozen=True):
    """The room moved to another stage; no clock changes."""

    stage: Stage

    def apply_to(self, session: "Session", stamp: Stamp) -> "Session":  # noqa: ARG002
        return replace(session, info=replace(session.info, stage=self.stage))

    def say(self, session: "Session") -> str:  # noqa: ARG002
        return f"to {STAGE_TITLES[self.stage]}"


def person_id(name: str, taken: set[str]) -> str:
    """An id for a person, the same for the same name: ``ana-ruiz``, or ``ana-ruiz-2`` if taken."""
    stem = "-".join(fold(name).split()) or "person"
    candidate, number = stem, 1
    while candidate in taken:
        number += 1
        candidate = f"{stem}-{number}"
    return candidate


def _clocked(session: "Session") -> set[str]:
    # The segments that the clock was ever in.
    return {anchor.segment for anchor in session.clock if anchor.segment}


def _refuse_twin(folded: dict[str, str], name: str) -> None:
    there = folded.get(fold(name))
    if there is not None:
        raise Refused(f"{there} is on the roster already: add an initial to tell apart")
