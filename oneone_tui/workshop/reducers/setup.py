"""Reducers and descriptions of the changes to the setup."""

from msgspec import UNSET
from msgspec.structs import replace

from oneone_tui.workshop.agenda.schedule import schedule_of
from oneone_tui.workshop.model.changes.base import ChangeMeta, ChangeRejected
from oneone_tui.workshop.model.changes.setup import (
    DetailSet,
    MinutesSet,
    PeopleAdded,
    PersonRemoved,
    PersonRenamed,
    RehearsalMarked,
    RoleGiven,
    StageShown,
)
from oneone_tui.workshop.model.records import MAX_PEOPLE, Person
from oneone_tui.workshop.model.session import Session
from oneone_tui.workshop.model.terms import STAGE_TITLES
from oneone_tui.workshop.pairing.placement import FACILITATOR_ID, place_latecomer, remove_from_pair
from oneone_tui.workshop.reducers.registry import description, reducer
from oneone_tui.workshop.reducers.row_updates import with_replaced_row, without_roles
from oneone_tui.workshop.text import LINE_LIMIT, NAME_LIMIT, clean, fold

MAX_STEP_MINUTES = 240


@reducer(DetailSet)
def reduce_detail_set(change: DetailSet, session: Session, meta: ChangeMeta) -> Session:
    text = clean(change.text, limit=LINE_LIMIT)
    if change.detail == "title" and not text:
        raise ChangeRejected("a workshop needs a title")
    return replace(session, info=replace(session.info, **{change.detail: text}))


@description(DetailSet)
def describe_detail_set(change: DetailSet, session: Session) -> str:
    return f"{change.detail}: {clean(change.text, limit=LINE_LIMIT)}"


@reducer(RehearsalMarked)
def reduce_rehearsal_marked(change: RehearsalMarked, session: Session, meta: ChangeMeta) -> Session:
    return replace(session, info=replace(session.info, rehearsal=True))


@description(RehearsalMarked)
def describe_rehearsal_marked(change: RehearsalMarked, session: Session) -> str:
    return "a rehearsal"


@reducer(PeopleAdded)
def reduce_people_added(change: PeopleAdded, session: Session, meta: ChangeMeta) -> Session:
    if session.team(change.team) is None:
        raise ChangeRejected("that team no longer exists")
    if not change.people:
        raise ChangeRejected("there is nobody to add")
    people = list(session.people)
    folded = {fold(person.name): person.name for person in people}
    taken = {person.id for person in people} | {FACILITATOR_ID}
    teams = {fold(team.name): team.id for team in session.teams}
    for listed in change.people:
        name = clean(listed.name, limit=NAME_LIMIT)
        if not name:
            raise ChangeRejected("a person needs a name")
        _reject_same_name(folded, name)
        folded[fold(name)] = name
        taken.add(new_id := new_person_id(name, taken))
        people.append(
            Person(
                id=new_id,
                name=name,
                team=teams.get(fold(listed.team), change.team) if listed.team else change.team,
                tags=tuple(clean(tag, limit=NAME_LIMIT) for tag in listed.tags),
                given_team=clean(listed.team, limit=NAME_LIMIT),
                email=clean(listed.email or "") or UNSET,
                phone=clean(listed.phone or "") or UNSET,
            )
        )
    if len(people) > MAX_PEOPLE:
        raise ChangeRejected(f"a workshop has at most {MAX_PEOPLE} people")
    after = replace(session, people=tuple(people))
    for person in people[len(session.people) :]:
        after = place_latecomer(after, person.id, meta.at, meta.key)
    return after


@description(PeopleAdded)
def describe_people_added(change: PeopleAdded, session: Session) -> str:
    return "added " + ", ".join(clean(p.name, limit=NAME_LIMIT) for p in change.people)


@reducer(PersonRenamed)
def reduce_person_renamed(change: PersonRenamed, session: Session, meta: ChangeMeta) -> Session:
    name = clean(change.name, limit=NAME_LIMIT)
    if not name:
        raise ChangeRejected("a person needs a name")
    others = {fold(p.name): p.name for p in session.people if p.id != change.person}
    _reject_same_name(others, name)
    return replace(
        session,
        people=with_replaced_row(
            session.people, change.person, lambda p: replace(p, name=name), "person"
        ),
    )


@description(PersonRenamed)
def describe_person_renamed(change: PersonRenamed, session: Session) -> str:
    return f"{session.name_of(change.person)} is now {clean(change.name, limit=NAME_LIMIT)}"


@reducer(PersonRemoved)
def reduce_person_removed(change: PersonRemoved, session: Session, meta: ChangeMeta) -> Session:
    if session.person(change.person) is None:
        raise ChangeRejected("that person no longer exists")
    if any(change.person in pair.members for pair in session.pairs):
        raise ChangeRejected(
            f"{session.name_of(change.person)} is in a pair: mark them as absent instead"
        )
    freed = remove_from_pair(without_roles(session, change.person), change.person, meta.key)
    after = replace(
        freed,
        people=tuple(p for p in freed.people if p.id != change.person),
        wishes=tuple(w for w in freed.wishes if change.person not in w.people),
    )
    # With fewer people there are fewer report-backs: never one that the clock was in.
    if _segments_entered(session) - {segment.id for segment in schedule_of(after)}:
        raise ChangeRejected("the pairs are reporting back: the roster stays as it is")
    return after


@description(PersonRemoved)
def describe_person_removed(change: PersonRemoved, session: Session) -> str:
    return f"removed {session.name_of(change.person)} from the roster"


@reducer(RoleGiven)
def reduce_role_given(change: RoleGiven, session: Session, meta: ChangeMeta) -> Session:
    person = session.person(change.person)
    if change.person and person is None:
        raise ChangeRejected("that person no longer exists")
    if person and session.team(change.team) and person.team != change.team:
        raise ChangeRejected(f"{person.name} is in another team")
    field = change.role.name.lower()
    return replace(
        session,
        teams=with_replaced_row(
            session.teams, change.team, lambda t: replace(t, **{field: change.person}), "team"
        ),
    )


@description(RoleGiven)
def describe_role_given(change: RoleGiven, session: Session) -> str:
    return f"{change.role}: {session.name_of(change.person) or 'nobody yet'}"


@reducer(MinutesSet)
def reduce_minutes_set(change: MinutesSet, session: Session, meta: ChangeMeta) -> Session:
    step = session.guide.step(change.step)
    if step is None:
        raise ChangeRejected("there is no such step in the agenda")
    if any(s.step == step.id and s.id in _segments_entered(session) for s in schedule_of(session)):
        raise ChangeRejected(f"{step.title} has begun: give it time with + and -")
    if not 0 < change.minutes <= MAX_STEP_MINUTES:
        raise ChangeRejected(f"a step takes more than 0 and up to {MAX_STEP_MINUTES} minutes")
    guide = session.guide.with_minutes(change.step, change.minutes)
    return replace(session, guide=guide)


@description(MinutesSet)
def describe_minutes_set(change: MinutesSet, session: Session) -> str:
    step = session.guide.step(change.step)
    return f"{step.title if step else change.step}: {change.minutes:g} min"


@reducer(StageShown)
def reduce_stage_shown(change: StageShown, session: Session, meta: ChangeMeta) -> Session:
    return replace(session, info=replace(session.info, stage=change.stage))


@description(StageShown)
def describe_stage_shown(change: StageShown, session: Session) -> str:
    return f"to {STAGE_TITLES[change.stage]}"


def new_person_id(name: str, taken: set[str]) -> str:
    """Return an id made of the name: ``ana-ruiz``, or ``ana-ruiz-2`` if that is taken."""
    stem = "-".join(fold(name).split()) or "person"
    candidate, number = stem, 1
    while candidate in taken:
        number += 1
        candidate = f"{stem}-{number}"
    return candidate


def _segments_entered(session: Session) -> set[str]:
    # The segments that the clock was ever in.
    return {anchor.segment for anchor in session.clock if anchor.segment}


def _reject_same_name(folded: dict[str, str], name: str) -> None:
    there = folded.get(fold(name))
    if there is not None:
        raise ChangeRejected(f"{there} is on the roster already: add an initial to tell apart")
