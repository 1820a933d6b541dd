"""One workshop as data: a session is its records, and the history of how they came to be.

A `Session` is replaced whole by every change; nothing in it is ever modified in place.
`apply` is the one door through which changes are made.
"""

from datetime import datetime
from itertools import count

import msgspec
from msgspec.structs import replace

from oneone_tui.workshop.before import Before, difference
from oneone_tui.workshop.changes import AnyChange, Refused, Stamp, Undone
from oneone_tui.workshop.cleaned import cleaned
from oneone_tui.workshop.guide import Guide
from oneone_tui.workshop.records import (
    Allotment,
    Anchor,
    Commitment,
    Info,
    Note,
    Pair,
    Person,
    Record,
    Team,
    Wish,
)
from oneone_tui.workshop.text import clean
from oneone_tui.workshop.words import Presence

TEAM_ONE = "team-1"
"""The id of the team that every session starts with."""


class Entry(Record, frozen=True, kw_only=True):
    """One line of the history: a change, when and at which console it was made."""

    at: datetime
    console: str
    said: str
    change: AnyChange
    before: Before


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """A whole workshop: the tables of its file, as tuples of records."""

    info: Info
    guide: Guide
    people: tuple[Person, ...] = ()
    teams: tuple[Team, ...] = ()
    wishes: tuple[Wish, ...] = ()
    pairs: tuple[Pair, ...] = ()
    notes: tuple[Note, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    agenda: tuple[Allotment, ...] = ()
    clock: tuple[Anchor, ...] = ()
    history: tuple[Entry, ...] = ()

    def person(self, person_id: str) -> Person | None:
        """The person of that id, or None."""
        return next((p for p in self.people if p.id == person_id), None)

    def name(self, person_id: str) -> str:
        """The name of the person of that id, or an empty text."""
        person = self.person(person_id)
        return person.name if person else ""

    def pair(self, pair_id: str) -> Pair | None:
        """The pair of that id, or None."""
        return next((p for p in self.pairs if p.id == pair_id), None)

    def pair_number(self, pair_id: str) -> int:
        """The number a pair goes by in the room, from 1; 0 where there is no such pair."""
        return next((i for i, p in enumerate(self.pairs, 1) if p.id == pair_id), 0)

    def team(self, team_id: str) -> Team | None:
        """The team of that id, or None."""
        return next((t for t in self.teams if t.id == team_id), None)

    def team_members(self, team_id: str) -> tuple[Person, ...]:
        """The people of a team, in the roster's order."""
        return tuple(p for p in self.people if p.team == team_id)

    def to_pair(self, team_id: str) -> tuple[Person, ...]:
        """The people of a team who are there to be paired, in the roster's order."""
        return tuple(p for p in self.team_members(team_id) if p.presence is Presence.HERE)

    def pair_of(self, person_id: str) -> Pair | None:
        """The pair that the person talks in, or None."""
        return next((p for p in self.pairs if person_id in p.members), None)


def new_session(session_id: str, title: str, guide: Guide, created: datetime, seed: int) -> Session:
    """A session with one team and nobody in it yet."""
    info = Info(id=session_id, created=created, title=clean(title), seed=seed)
    return Session(info=info, guide=guide, teams=(Team(id=TEAM_ONE, name="Team"),))


def apply(
    session: Session, change: AnyChange, at: datetime, console: str = "", key: str = ""
) -> Session:
    """The session after `change`, made at `at` (UTC), with its line in the history.

    What changes nothing leaves no line, so that every undo takes back something. `key` names the
    change for good: all ids come from it, so that they hold wherever and whenever it is applied,
    and a change whose key is in the history already is not made again.

    Raises `Refused` where the change makes no sense as things stand.
    """
    # The history keeps the change itself, so its texts are cleaned like those of the records.
    change = _cleaned(change)
    key = key or _free_key(session)
    for entry in reversed(session.history):
        if entry.id == f"entry-{key}":
            if entry.change != change:
                raise Refused("another change has been made under its key")
            return session
    said = clean(change.say(session))  # one line, however much was changed
    after = change.apply_to(session, Stamp(at=at, console=console, key=key))
    before = difference(session, after)
    if before == Before() and not isinstance(change, Undone):
        return session
    entry = Entry(
        id=f"entry-{key}",
        at=at,
        console=console,
        said=said,
        change=change,
        before=before,
    )
    return replace(after, history=(*session.history, entry))


def _free_key(session: Session) -> str:
    """The number of the next change; a higher one where an entry that was lost left a gap."""
    taken = {entry.id for entry in session.history}
    return next(str(n) for n in count(len(taken) + 1) if f"entry-{n}" not in taken)


def _cleaned(change: AnyChange) -> AnyChange:
    return msgspec.convert(cleaned(msgspec.to_builtins(change), clean), type(change))
