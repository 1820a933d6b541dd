"""Looking up people by what is typed, and finding the shortest names for them."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from oneone_tui.workshop.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oneone_tui.workshop.model.records import Person
    from oneone_tui.workshop.model.session import Session

EXACTLY = "="
"""The sign before a full name: exactly this person, whoever else is closer."""
_TOLD = 3  # names of those who can be meant

_folded = lru_cache(maxsize=2_000)(fold)  # the same names come with every key that is pressed


def find_people(word: str, people: tuple[Person, ...]) -> tuple[Person, ...]:
    """Return the people with a name, or part of one, that begins with `word`.

    If the whole name of one is `word`, only that one.
    """
    wanted = _folded(word)
    if not wanted:
        return ()
    exact = tuple(p for p in people if _folded(p.name) == wanted)
    if exact:
        return exact
    return tuple(p for p in people if f" {wanted}" in f" {_folded(p.name)}")


def find_people_near(word: str, session: Session, pair: str, team: str) -> tuple[Person, ...]:
    """Return who may be meant: people of the pair, else of the team, else of the room."""
    if word.startswith(EXACTLY):
        wanted = _folded(word.removeprefix(EXACTLY))
        exact = tuple(p for p in session.people if wanted and _folded(p.name) == wanted)
        if exact:
            return exact
    for circle in _nearest_first(session, pair, team):
        called = find_people(word, circle)
        if called:
            return called
    return ()


def unambiguous_name(person: Person, session: Session, pair: str, team: str) -> str:
    """Return the name by which the note line finds just this person.

    It is the full name, with the sign `EXACTLY` where a closer person also matches.
    """
    found = find_people_near(person.name, session, pair, team)
    return person.name if found == (person,) else EXACTLY + person.name


def format_choice_of_people(word: str, people: tuple[Person, ...]) -> str:
    """Format the question which of several people is meant."""
    names = [person.name for person in people]
    if len(names) > _TOLD:
        names[_TOLD - 1 :] = [f"{len(names) - _TOLD + 1} others"]
    return f"{word} can be {', '.join(names[:-1])} or {names[-1]}: write more"


def short_name(session: Session, person_id: str) -> str:
    """Return the first name, or the whole name where another person shares the first."""
    whole = session.name_of(person_id)
    first = whole.split(" ", 1)[0]
    same = sum(person.name.split(" ", 1)[0] == first for person in session.people)
    return first if same == 1 else whole


def _nearest_first(session: Session, pair_id: str, team: str) -> Iterator[tuple[Person, ...]]:
    pair = session.pair(pair_id)
    if pair:
        there = {*pair.members, *pair.observers}
        yield tuple(p for p in session.people if p.id in there)
        team = pair.team
    if team:
        yield session.team_members(team)
    yield session.people
