"""Describing in one line how an arrival or departure changed people's places."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING

from oneone_tui.workshop.agenda.length_changes import find_length_changes, format_length_changes
from oneone_tui.workshop.agenda.schedule import (
    format_duration,
    has_talking_begun,
    schedule_of,
    trio_switches,
)
from oneone_tui.workshop.model.changes import (
    MarkedAbsent,
    MarkedPresent,
    MovedToTeam,
    OddPersonPlaced,
    PeopleAdded,
    PersonLeft,
    PersonMoved,
    PersonRemoved,
    Redone,
    Undone,
)
from oneone_tui.workshop.model.presence import present_members
from oneone_tui.workshop.model.terms import PAIR, TRIO, Presence, Role
from oneone_tui.workshop.notes.people_lookup import short_name
from oneone_tui.workshop.text import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from oneone_tui.workshop.model.changes import AnyChange
    from oneone_tui.workshop.model.session import Session

ATTENDANCE = (
    MarkedAbsent,
    MarkedPresent,
    MovedToTeam,
    OddPersonPlaced,
    PeopleAdded,
    PersonLeft,
    PersonMoved,
    PersonRemoved,
)
"""The changes that move people; after them, the program places others too."""
MOST_NAMES = 4
"""The most people named in one clause."""
MOST_CLAUSES = 6
"""The most clauses about who talks or observes where; the description is one line."""

_COME = (Presence.HERE, Presence.LATE)
_GONE = {
    Presence.ABSENT: "{} {is} absent",
    Presence.LEFT: "{} {has} left",
    Presence.SITS_OUT: "{} {sits} out and {keeps} the time",
}
_SERVES = {
    Role.TIMEKEEPER: "{} keeps the time now",
    Role.NOTE_TAKER: "{} takes the notes now",
    Role.REPORTER: "{} reports to the larger group now",
}
_PLURAL = {"is": "are", "has": "have", "sits": "sit", "keeps": "keep"}


def describe_moves(before: Session, after: Session) -> str:
    """Describe who arrived, left, changed places or took over a role, and what is shorter now.

    Empty if nobody did.
    """
    return "; ".join(_Moves(before, after).clauses())


def is_attendance(change: AnyChange, session: Session) -> bool:
    """Return whether a change is one of `ATTENDANCE`, or undoes or redoes one."""
    if isinstance(change, Undone | Redone):
        taken_back = (entry.change for entry in session.history if entry.id == change.entry)
        return any(isinstance(one, ATTENDANCE) for one in taken_back)
    return isinstance(change, ATTENDANCE)


class _Moves:
    """The differences between two states of a session in people's places."""

    def __init__(self, before: Session, after: Session) -> None:
        self._before, self._after = before, after
        was = {person.id: person.presence for person in before.people}
        self._arrived = [
            p.id for p in after.people if p.presence in _COME and was.get(p.id) is not p.presence
        ]
        self._was = was

    def clauses(self) -> Iterator[str]:
        """Yield the clauses, beginning with the person who caused the change.

        While nobody has a partner there are no places to describe.
        """
        if not (self._before.pairs or self._after.pairs or [*self._describe_roles()]):
            return
        yield from self._describe_departures()
        places = sorted(
            chain(self._describe_pairs(), self._describe_observers(), self._describe_unplaced()),
            key=lambda row: row[0],
        )
        yield from (clause for _, clause in places[:MOST_CLAUSES])
        if len(places) > MOST_CLAUSES:
            yield f"{len(places) - MOST_CLAUSES} other pairs have changed"
        yield from self._describe_roles()
        yield from self._describe_team_notes()
        yield from self._describe_lengths()

    def _describe_departures(self) -> Iterator[str]:
        for presence, words in _GONE.items():
            people = [
                p.id
                for p in self._after.people
                if p.presence is presence and self._was.get(p.id) is not presence
            ]
            if people:
                verbs = _PLURAL if len(people) > 1 else dict(zip(_PLURAL, _PLURAL, strict=True))
                yield words.format(self._format_names(people), **verbs)
        there = {person.id for person in self._after.people}
        for person in self._before.people:
            if person.id not in there and _has_place(self._before, person.id):
                yield f"{short_name(self._before, person.id)} is off the roster"

    def _describe_pairs(self) -> Iterator[tuple[bool, str]]:
        numbers = self._after.pair_numbers()
        for pair in self._after.pairs:
            now = present_members(self._after, pair)
            old = self._before.pair(pair.id)
            was = present_members(self._before, old) if old else ()
            if len(now) < PAIR or set(now) == set(was):
                continue
            movers = self._arrived_first(person for person in now if person not in was)
            stay = [person for person in now if person in was]
            if not movers:
                words = f"{self._format_names(stay)} go on together"
            else:
                if not stay:
                    movers, stay = movers[:1], movers[1:]
                verb = "works" if len(movers) == 1 else "work"
                words = f"{self._format_names(movers)} {verb} with {self._format_names(stay)}"
            yield self._is_later(movers), f"{words} (pair {numbers[pair.id]})"

    def _describe_observers(self) -> Iterator[tuple[bool, str]]:
        numbers = self._after.pair_numbers()
        for pair in self._after.pairs:
            old = self._before.pair(pair.id)
            news = [one for one in pair.observers if not old or one not in old.observers]
            if news:
                who, whom = (
                    self._format_names(news),
                    self._format_names(present_members(self._after, pair)),
                )
                joins = "joins" if len(news) == 1 else "join"
                role = "observer" if len(news) == 1 else "observers"
                yield (
                    self._is_later(news),
                    f"{who} {joins} {whom} as {role} (pair {numbers[pair.id]})",
                )

    def _describe_unplaced(self) -> Iterator[tuple[bool, str]]:
        without = defaultdict[str, list[str]](list)
        for person in self._after.people:
            if person.presence not in _COME or _has_place(self._after, person.id):
                continue
            if person.id in self._arrived or _has_place(self._before, person.id):
                without[self._reason_unplaced(person.id)].append(person.id)
        for why, people in without.items():
            verb = "is" if len(people) == 1 else "are"
            yield self._is_later(people), f"{self._format_names(people)} {verb} {why}"

    def _reason_unplaced(self, person: str) -> str:
        pair = self._after.pair_of(person)
        if pair:
            return f"alone in pair {self._after.pair_number(pair.id)}"
        if has_talking_begun(self._after):
            return "here, in no pair"
        return "without a partner yet"

    def _describe_roles(self) -> Iterator[str]:
        several = len(self._after.teams) > 1
        for team in self._after.teams:
            old = self._before.team(team.id)
            for role, words in _SERVES.items():
                holder = team.person_in_role(role)
                if old and old.person_in_role(role) and old.person_in_role(role) != holder:
                    where = f" in {team.name}" if several else ""
                    who = short_name(self._after, holder) if holder else "nobody"
                    yield f"{words.format(who)}{where}"

    def _describe_team_notes(self) -> Iterator[str]:
        now = _pairs_by_entry(self._after)
        was = _pairs_by_entry(self._before)
        parted = {pair for said, pair in was.items() if pair and now.get(said) == ""}
        numbers = self._before.pair_numbers()
        for pair in self._before.pairs:
            if pair.id in parted:
                yield f"what pair {numbers[pair.id]} said stays with the team"

    def _describe_lengths(self) -> Iterator[str]:
        """Yield what is shorter now: the turns of new trios, and segments of the agenda."""
        was, now = schedule_of(self._before), schedule_of(self._after)
        turn = sum(s.seconds for s in now if s.turn == 1)
        in_trio = sum(s.seconds for s in trio_switches(self._after.guide) if s.turn == 1)
        grown = [
            str(self._after.pair_number(pair.id))
            for pair in self._after.pairs
            if len(present_members(self._after, pair)) == TRIO
            and (old := self._before.pair(pair.id))
            and len(present_members(self._before, old)) == PAIR
        ]
        if grown and in_trio < turn:
            pairs = f"pair{'s' if len(grown) > 1 else ''} {listed(grown)}"
            lengths = f"{format_duration(turn)}→{format_duration(in_trio)}"
            yield f"turns of {pairs} {lengths}"
        shorter = [one for one in find_length_changes(was, now) if one.after < one.before]
        if shorter:
            yield format_length_changes(shorter)

    def _is_later(self, people: Iterable[str]) -> bool:
        # For sorting: by whom it came stands before what else came of it.
        return not any(person in self._arrived for person in people)

    def _arrived_first(self, people: Iterable[str]) -> list[str]:
        return sorted(people, key=lambda person: person not in self._arrived)

    def _format_names(self, people: Sequence[str]) -> str:
        names = [short_name(self._after, person) for person in people]
        if len(names) > MOST_NAMES:
            names[MOST_NAMES - 1 :] = [f"{len(names) - MOST_NAMES + 1} others"]
        return listed(names)


def _pairs_by_entry(session: Session) -> dict[str, str]:
    notes = {note.id: note.pair for note in session.notes}
    return notes | {commitment.id: commitment.pair for commitment in session.commitments}


def _has_place(session: Session, person: str) -> bool:
    # Whether somebody talks with somebody, or listens to others.
    pair = session.pair_of(person)
    if pair and person in (there := present_members(session, pair)) and len(there) >= PAIR:
        return True
    return any(person in pair.observers for pair in session.pairs)
