"""Who works with whom: everyone on the roster in a pair, an odd one in a trio."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from oneone_tui.workshop.session import Session

MIN_PEOPLE = 2


class TooFew(ValueError):
    """There are not enough people to talk with each other; the message says so."""


def draw(people: Sequence[str], chance: Random) -> tuple[tuple[str, ...], ...]:
    """Pairs of ids at random; the last of an odd number joins the last pair.

    Raises `TooFew` for fewer than two people.
    """
    if len(people) < MIN_PEOPLE:
        raise TooFew("a 1:1 takes two: add at least one more person")
    mixed = list(people)
    chance.shuffle(mixed)
    pairs = [tuple(mixed[i : i + 2]) for i in range(0, len(mixed) - 1, 2)]
    if len(mixed) % 2:
        pairs[-1] = (*pairs[-1], mixed[-1])
    return tuple(pairs)


def draw_teams(session: Session, chance: Random) -> tuple[tuple[str, ...], ...]:
    """Pairs within each team of the session.

    Raises `TooFew` where a team that has anybody has fewer than two people.
    """
    drawn: list[tuple[str, ...]] = []
    for team in session.teams:
        members = [p.id for p in session.team_members(team.id)]
        if members:
            drawn.extend(draw(members, chance))
    if not drawn:
        raise TooFew("nobody is on the roster yet: add people first")
    return tuple(drawn)


def roles_in_turn(members: Sequence[str], turn: int) -> tuple[str, str, str]:
    """Organizer, organizee and observer (or an empty text) of a pair in `turn`, from 1."""
    at = (turn - 1) % len(members)
    circle = [*members[at:], *members[:at]]
    return circle[0], circle[1], circle[2] if len(circle) > MIN_PEOPLE else ""
