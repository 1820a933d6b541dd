"""Who serves their team today: whoever served least, and longest ago."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from oneone_tui.workshop.words import IN_THE_ROOM, Presence, Role

if TYPE_CHECKING:
    from random import Random

    from oneone_tui.workshop.past import Past
    from oneone_tui.workshop.records import Person
    from oneone_tui.workshop.session import Session

LONG_AGO = datetime.min.replace(tzinfo=UTC)


def suggest(session: Session, past: Past, team_id: str, chance: Random) -> dict[Role, str]:
    """Somebody for each role of the team that nobody has, as long as there are people for it.

    Nobody gets two; ties are left to chance. Whoever sits out is the first to keep the time.
    """
    team = session.team(team_id)
    if team is None:
        return {}
    held = {role: team.holder(role) for role in Role}
    free = [p for p in session.team_members(team_id) if p.presence in IN_THE_ROOM]
    free = [p for p in free if p.id not in held.values()]
    chance.shuffle(free)
    suggested: dict[Role, str] = {}
    for role in Role:
        if held[role] or not free:
            continue

        def served(person: Person, role: Role = role) -> tuple[bool, int, datetime, int]:
            known = past.people.get(person.lasting_id)
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
