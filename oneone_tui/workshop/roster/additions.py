"""Putting the people of a roster into a session."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import UNSET

from oneone_tui.workshop.model.changes import PeopleAdded
from oneone_tui.workshop.model.changes.setup import NewPerson
from oneone_tui.workshop.roster.records import RosterPerson


def add_people(people: Iterable[RosterPerson], team: str) -> PeopleAdded:
    """Return the change that puts people on the roster of a team, with how to reach them."""
    return PeopleAdded(
        people=tuple(
            NewPerson(
                name=person.name,
                tags=person.tags,
                team=person.team,
                email=person.email or UNSET,
                phone=person.phone or UNSET,
            )
            for person in people
        ),
        team=team,
    )
