"""Teams as text: which one a screen shows, and how many there are."""

from __future__ import annotations

from oneone_tui.workshop.model.records import Team
from oneone_tui.workshop.model.session import Session


def shown_teams(session: Session) -> tuple[Team, ...]:
    """Return the teams with people in them, or the first team if all are empty."""
    filled = {person.team for person in session.people}
    return tuple(team for team in session.teams if team.id in filled) or session.teams[:1]


def several(session: Session) -> bool:
    """Return whether there are several teams, so that screens have to name them."""
    return len(session.teams) > 1 and len(shown_teams(session)) > 1


def team_name(session: Session, team_id: str) -> str:
    """Return a team's name if there are several teams, otherwise an empty text."""
    team = session.team(team_id) if several(session) else None
    return team.name if team else ""
