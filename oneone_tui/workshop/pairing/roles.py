"""Suggesting roles: whoever had one least often, and longest ago."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from oneone_tui.workshop.model.terms import IN_THE_ROOM, Presence, Role

if TYPE_CHECKING:
    from random import Random

    from oneone_tui.workshop.history.attendance import AttendanceHistory
    from oneone_tui.workshop.model.records import Person
    from oneone_tui.workshop.model.session import Session

LONG_AGO = datetime.min.replace(tzinfo=UTC)


def suggest_roles(
    session: Session, past: AttendanceHistory, team_id: str, chance: Random
) -> dict[Role, str]:
    """Suggest a person for each open role of the team, while there are people left.

    Nobody gets two roles; ties are left to chance. A person who sits out is the first choice as
    timekeeper.
    """
    team = session.team(team_id)
    if team is None:
        return {}
    held = {role: team.person_in_role(role) for role in Role}
    free = [p for p in session.team_members(team_id) if p.presence in IN_THE_ROOM]
    free = [p for p in free if p.id not in held.values()]
    chance.shuffle(free)
    suggested: dict[Role, str] = {}
    for role in Role:
        if held[role] or not free:
            continue

        def served(person: Person, role: Role = role) -> tuple[bool, int, datetime, int]:
            known = past.people.get(person.identity)
            roles = known.roles if known else {}
            met = roles.get(role)
            return (
                not (role is Role.TIMEKEEPER and person.presence is Presence.SITS_OUT),
                met.times if met else 0,
                met.last if met else LONG_AGO,
                sum(any_role.times for any_role in roles.values()),
            )

        chosen = min(free, key=served)
        free.remove(chosen)
        suggested[role] = chosen.id
    return suggested
