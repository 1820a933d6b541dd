"""One workshop as data: its records, and the history of its changes.

A `Session` is immutable: every change makes a new one. `reducers.apply` makes changes.
"""

from datetime import UTC, datetime
from itertools import count

import msgspec

from oneone_tui.workshop.model.changes import AnyChange
from oneone_tui.workshop.model.guide import FORMAT, Guide, GuideStage, TrioTimes
from oneone_tui.workshop.model.overwritten_values import OverwrittenValues
from oneone_tui.workshop.model.records import (
    Allotment,
    Anchor,
    Commitment,
    Note,
    Pair,
    Person,
    Record,
    SessionInfo,
    Team,
    Wish,
)
from oneone_tui.workshop.model.terms import STAGES, Presence
from oneone_tui.workshop.text import clean

TEAM_ONE = "team-1"
"""The id of the team that every session starts with."""


class HistoryEntry(Record, frozen=True, kw_only=True):
    """One line of the history: a change, when and at which console it was made."""

    at: datetime
    console: str
    said: str
    change: AnyChange
    before: OverwrittenValues


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """A whole workshop: the tables of its file, as tuples of records."""

    info: SessionInfo
    guide: Guide
    people: tuple[Person, ...] = ()
    teams: tuple[Team, ...] = ()
    wishes: tuple[Wish, ...] = ()
    pairs: tuple[Pair, ...] = ()
    notes: tuple[Note, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    agenda: tuple[Allotment, ...] = ()
    clock: tuple[Anchor, ...] = ()
    history: tuple[HistoryEntry, ...] = ()

    def person(self, person_id: str) -> Person | None:
        """Return the person with that id, or None."""
        return next((p for p in self.people if p.id == person_id), None)

    def name_of(self, person_id: str) -> str:
        """Return the name of the person with that id, or an empty string."""
        person = self.person(person_id)
        return person.name if person else ""

    def pair(self, pair_id: str) -> Pair | None:
        """Return the pair with that id, or None."""
        return next((p for p in self.pairs if p.id == pair_id), None)

    def pair_number(self, pair_id: str) -> int:
        """Return the pair's number in the room, from 1; 0 if there is no such pair."""
        return self.pair_numbers().get(pair_id, 0)

    def pair_numbers(self) -> dict[str, int]:
        """Return the numbers of all pairs by their ids; there may be gaps."""
        taken = {pair.number for pair in self.pairs}
        free = (number for number in count(1) if number not in taken)
        return {pair.id: pair.number or next(free) for pair in self.pairs}

    def pair_with_number(self, number: int) -> Pair | None:
        """Return the pair with that number, or None."""
        numbers = self.pair_numbers()
        return next((pair for pair in self.pairs if numbers[pair.id] == number), None)

    def team(self, team_id: str) -> Team | None:
        """Return the team with that id, or None."""
        return next((t for t in self.teams if t.id == team_id), None)

    def team_members(self, team_id: str) -> tuple[Person, ...]:
        """Return the people of a team, in the order of the roster."""
        return tuple(p for p in self.people if p.team == team_id)

    def people_to_pair(self, team_id: str) -> tuple[Person, ...]:
        """Return the present people of a team, in the order of the roster."""
        return tuple(p for p in self.team_members(team_id) if p.presence is Presence.HERE)

    def pair_of(self, person_id: str) -> Pair | None:
        """Return the pair that the person is a member of, or None."""
        return next((p for p in self.pairs if person_id in p.members), None)


def new_session(session_id: str, title: str, guide: Guide, created: datetime, seed: int) -> Session:
    """Return a session with one team and no people. `seed` drives the draw of pairs."""
    info = SessionInfo(id=session_id, created=created, title=clean(title), seed=seed)
    return Session(info=info, guide=guide, teams=(Team(id=TEAM_ONE, name="Team"),))


EMPTY_SESSION = new_session(
    "",
    "",
    Guide(
        format=FORMAT,
        name="",
        title="",
        minutes=0,
        trio=TrioTimes(conversation=1, feedback=1, write=1),
        stages=tuple(GuideStage(stage=stage) for stage in STAGES),
    ),
    datetime(2000, 1, 1, tzinfo=UTC),
    0,
)
"""What screens show before a session is open."""
