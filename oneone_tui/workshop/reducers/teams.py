"""Reducers and descriptions of the changes to the teams."""

from msgspec.structs import replace

from oneone_tui.workshop.model.changes.base import ChangeMeta, ChangeRejected
from oneone_tui.workshop.model.changes.teams import Group, MovedToTeam, TeamNamed, TeamsMade
from oneone_tui.workshop.model.records import Team
from oneone_tui.workshop.model.session import Session
from oneone_tui.workshop.model.terms import Presence, Role
from oneone_tui.workshop.pairing.placement import place_person, remove_from_pair, remove_pair
from oneone_tui.workshop.pairing.teams import MOST_TEAMS
from oneone_tui.workshop.reducers.pairs import reject_once_talking
from oneone_tui.workshop.reducers.registry import description, reducer
from oneone_tui.workshop.reducers.row_updates import with_replaced_row, without_roles
from oneone_tui.workshop.text import NAME_LIMIT, clean


@reducer(TeamsMade)
def reduce_teams_made(change: TeamsMade, session: Session, meta: ChangeMeta) -> Session:
    reject_once_talking(session)
    placed = [person for group in change.teams for person in group.people]
    if sorted(placed) != sorted(person.id for person in session.people):
        raise ChangeRejected("the roster has changed: make the teams again")
    if not change.teams or (len(change.teams) > 1 and not all(g.people for g in change.teams)):
        raise ChangeRejected("a team has people in it")
    if len(change.teams) > MOST_TEAMS:
        raise ChangeRejected(f"there are at most {MOST_TEAMS} teams")
    teams = tuple(_build_team(session, number, g) for number, g in enumerate(change.teams, 1))
    whose = {p: team.id for team, g in zip(teams, change.teams, strict=True) for p in g.people}
    alone = session
    for pair in session.pairs:
        alone = remove_pair(alone, pair.id)
    said_in = {team.id for team in teams}
    first = teams[0].id
    return replace(
        alone,
        people=tuple(
            replace(p, team=whose[p.id], presence=_presence_in_new_team(p.presence))
            for p in session.people
        ),
        teams=teams,
        notes=tuple(n if n.team in said_in else replace(n, team=first) for n in alone.notes),
        commitments=tuple(
            c if c.team in said_in else replace(c, team=first) for c in alone.commitments
        ),
    )


@description(TeamsMade)
def describe_teams_made(change: TeamsMade, session: Session) -> str:
    if len(change.teams) == 1:
        return "made one team of all"
    sizes = ", ".join(str(len(group.people)) for group in change.teams)
    return f"made {len(change.teams)} teams, of {sizes}"


@reducer(MovedToTeam)
def reduce_moved_to_team(change: MovedToTeam, session: Session, meta: ChangeMeta) -> Session:
    reject_once_talking(session)
    person = session.person(change.person)
    if person is None or session.team(change.team) is None:
        raise ChangeRejected("that person or team no longer exists")
    if person.team == change.team:
        raise ChangeRejected(f"{person.name} is in that team already")
    freed = remove_from_pair(session, change.person, meta.key)
    there = replace(person, team=change.team, presence=_presence_in_new_team(person.presence))
    people = with_replaced_row(freed.people, change.person, lambda _: there, "person")
    moved = without_roles(replace(freed, people=people), change.person)
    if there.presence is not Presence.HERE:
        return moved
    return place_person(moved, change.person, meta.key)


@description(MovedToTeam)
def describe_moved_to_team(change: MovedToTeam, session: Session) -> str:
    team = session.team(change.team)
    return f"{session.name_of(change.person)} goes to {team.name if team else 'another team'}"


@reducer(TeamNamed)
def reduce_team_named(change: TeamNamed, session: Session, meta: ChangeMeta) -> Session:
    name = clean(change.name, limit=NAME_LIMIT)
    if not name:
        raise ChangeRejected("a team needs a name")
    return replace(
        session,
        teams=with_replaced_row(
            session.teams, change.team, lambda t: replace(t, name=name), "team"
        ),
    )


@description(TeamNamed)
def describe_team_named(change: TeamNamed, session: Session) -> str:
    team = session.team(change.team)
    return f"{team.name if team else 'a team'} is now {clean(change.name, limit=NAME_LIMIT)}"


def _presence_in_new_team(presence: Presence) -> Presence:
    # Who sits out does so for one team; in another they talk again.
    return Presence.HERE if presence is Presence.SITS_OUT else presence


def _build_team(session: Session, number: int, group: Group) -> Team:
    # The same place has the same id, so that what was said stays with its team; a role stays
    # with whoever has it where they are in the team still.
    name = clean(group.name, limit=NAME_LIMIT) or f"Team {number}"
    there = set(group.people)
    held = {
        role.name.lower(): next(
            (t.person_in_role(role) for t in session.teams if t.person_in_role(role) in there), ""
        )
        for role in Role
    }
    return replace(Team(id=f"team-{number}", name=name), **held)
