"""Small rosters with what is to be read from them."""

from __future__ import annotations

import msgspec

from oneone_tui.workshop.roster.reader import read_roster


class RosterCase(msgspec.Struct, frozen=True):
    """A roster, the names of its people in order, and the teams and tags of some of them."""

    name: str
    text: str
    people: list[str]
    teams: dict[str, str] = {}
    tags: dict[str, tuple[str, ...]] = {}


def assert_reads(case: RosterCase) -> None:
    """Assert that the case's people are read; every other row must be told with its reason."""
    roster = read_roster(case.text)
    people = {person.name: person for person in roster.people}
    assert list(people) == case.people
    assert {name: people[name].team for name in case.teams} == case.teams
    assert {name: people[name].tags for name in case.tags} == case.tags
    assert all(row.reason for row in roster.left_out)
