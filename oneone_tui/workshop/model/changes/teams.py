"""Changes to the teams: how many there are, and who is in which."""

import msgspec

from oneone_tui.workshop.model.changes.base import Change


class Group(msgspec.Struct, frozen=True):
    """A team to be made: its name and the ids of its people."""

    name: str
    people: tuple[str, ...]


class TeamsMade(Change, frozen=True):
    """Everybody on the roster was given a team; pairs are drawn anew afterwards."""

    teams: tuple[Group, ...]


class MovedToTeam(Change, frozen=True):
    """Somebody was given to another team, before the pairs talk."""

    person: str
    team: str


class TeamNamed(Change, frozen=True):
    """A team was given another name."""

    team: str
    name: str
