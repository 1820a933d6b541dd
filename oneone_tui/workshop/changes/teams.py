"""Changes of the teams: into how many the people part, and who is in which."""

from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from oneone_tui.workshop.changes.base import Change, Refused, Stamp, replaced, without_roles
from oneone_tui.workshop.changes.pairs import refuse_once_talking
from oneone_tui.workshop.grouping import MOST_TEAMS
from oneone_tui.workshop.places import with_place, without_pair, without_place
from oneone_tui.workshop.records import Team
from oneone_tui.workshop.text import NAME_LIMIT, clean
from oneone_tui.workshop.words import Presence, Role

if TYPE_CHECKING:
    from oneone_tui.workshop.session import Session


class Group(msgspec.Struct, frozen=True):
    """A team to be made: its name and the ids of its people."""

    name: str
    people: tuple[str, ...]


class TeamsMade(Change, frozen=True):
    """Everybody on the roster was given a team; pairs are drawn anew afterwards."""

    teams: tuple[Group, ...]

    def apply_to(self, session: "Session", stamp: Stamp) -> "Session":  # noqa: ARG002
        refuse_once_talking(session)
        placed = [person for group in self.teams for person in group.people]
        if sorted(placed) != sorted(person.id for person in session.people):
            raise Refused("the roster has changed: make the teams again")
        if not self.teams or (len(self.teams) > 1 and not all(g.people for g in self.teams)):
            raise Refused("a team has people in it")
        if len(self.teams) > MOST_TEAMS:
            raise Refused(f"there are at most {MOST_TEAMS} teams")
        teams = tuple(_team(session, number, g) for number, g in enumerate(self.teams, 1))
        whose = {p: team.id for team, g in zip(teams, self.teams, strict=True) for p in g.people}
        alone = session
        for pair in session.pairs:
            alone = without_pair(alone, pair.id)
        said_in = {team.id for team in teams}
        first = teams[0].id
        return replace(
            alone,
            people=tuple(
                replace(p, team=whose[p.id], presence=_back(p.presence)) for p in session.people
            ),
            teams=teams,
            notes=tuple(n if n.team in said_in else replace(n, team=first) for n in alone.notes),
            commitments=tuple(
                c if c.team in said_in else replace(c, team=first) for c in alone.commitments
            ),
        )

    def say(self, session: "Session") -> str:  # noqa: ARG002
        if len(self.teams) == 1:
            return "made one team of all"
        sizes = ", ".join(str(len(group.people)) for group in self.teams)
        return f"made {len(self.teams)} teams, of {sizes}"


class MovedToTeam(Change, frozen=True):
    """Somebody was given to another team, before the pairs talk."""

    person: str
    team: str

    def apply_to(self, session: "Session", stamp: Stamp) -> "Session":
        refuse_once_talking(session)
        person = session.person(self.person)
        if person is None or session.team(self.team) is None:
            raise Refused("there is no such person or team any more")
        if person.team == self.team:
            raise Refused(f"{person.name} is in that team already")
        freed = without_place(session, self.person, stamp.key)
        there = replace(person, team=self.team, presence=_back(person.presence))
        people = replaced(freed.people, self.person, lambda _: there, "person")
        moved = without_roles(replace(freed, people=people), self.person)
        if there.presence is not Presence.HERE:
            return moved
        return with_place(moved, self.person, stamp.key)

    def say(self, session: "Session") -> str:
        team = session.team(self.team)
        return f"{session.name(self.person)} goes to {team.name if team else 'another team'}"


class TeamNamed(Change, frozen=True):
    """A team was given another name."""

    team: str
    name: str

    def apply_to(self, session: "Session", stamp: Stamp) -> "Session":  # noqa: ARG002
        name = clean(self.name, limit=NAME_LIMIT)
        if not name:
            raise Refused("a team needs a name")
        return replace(
            session,
            teams=replaced(session.teams, self.team, lambda t: replace(t, name=name), "team"),
        )

    def say(self, session: "Session") -> str:
        team = session.team(self.team)
        return f"{team.name if team else 'a team'} is now {clean(self.name, limit=NAME_LIMIT)}"


def _back(presence: Presence) -> Presence:
    # Who sits out does so for one team; in another they talk again.
    return Presence.HERE if presence is Presence.SITS_OUT else presence


def _team(session: "Session", number: int, group: Group) -> Team:
    # The same place has the same id, so that what was said stays with its team; a role stays
    # with whoever has it where they are in the team still.
    name = clean(group.name, limit=NAME_LIMIT) or f"Team {number}"
    there = set(group.people)
    held = {
        role.name.lower(): next(
            (t.holder(role) for t in session.teams if t.holder(role) in there), ""
        )
        for role in Role
    }
    return replace(Team(id=f"team-{number}", name=name), **held)
