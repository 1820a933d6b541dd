"""Who is meant by a name in the note line, and how people are called."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from oneone_tui.workshop.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oneone_tui.workshop.records import Person
    from oneone_tui.workshop.session import Session

EXACTLY = "="
"""Before a name: the whole name of somebody, whoever else is nearer."""
_TOLD = 3  # names of those who can be meant

_folded = lru_cache(maxsize=2_000)(fold)  # the same names come with every key that is pressed


def people_called(word: str, people: tuple[Person, ...]) -> tuple[Person, ...]:
    """The people whose name, or a part of it, begins with `word`; an exact name alone wins."""
    wanted = _folded(word)
    if not wanted:
        return ()
    exact = tuple(p for p in people if _folded(p.name) == wanted)
    if exact:
        return exact
    return tuple(p for p in people if f" {wanted}" in f" {_folded(p.name)}")


def meant(word: str, session: Session, pair: str, team: str) -> tuple[Person, ...]:
    """Who can be meant: somebody of the pair, else of the team, else of the room."""
    if word.startswith(EXACTLY):
        wanted = _folded(word.removeprefix(EXACTLY))
        exact = tuple(p for p in session.people if wanted and _folded(p.name) == wanted)
        if exact:
            return exact
    for circle in _circles(session, pair, team):
        called = people_called(word, circle)
        if called:
            return called
    return ()


def name_for(person: Person, session: Session, pair: str, team: str) -> str:
    """The name by which `meant` finds just this person."""
    found = meant(person.name, session, pair, team)
    return person.name if found == (person,) else EXACTLY + person.name


def can_be(word: str, people: tuple[Person, ...]) -> str:
    """The line that asks who of several is meant."""
    names = [person.name for person in people]
    if len(names) > _TOLD:
        names[_TOLD - 1 :] = [f"{len(names) - _TOLD + 1} others"]
    return f"{word} can be {', '.join(names[:-1])} or {names[-1]}: write more"


def short_name(session: Session, person_id: str) -> str:
    """A person's first name, or the whole one where somebody else has the same first name."""
    whole = session.name(person_id)
    first = whole.split(" ", 1)[0]
    same = sum(person.name.split(" ", 1)[0] == first for person in session.people)
    return first if same == 1 else whole


def _circles(session: Session, pair_id: str, team: str) -> Iterator[tuple[Person, ...]]:
    pair = session.pair(pair_id)
    if pair:
        there = {*pair.members, *pair.observers}
        yield tuple(p for p in session.people if p.id in there)
        team = pair.team
    if team:
        yield session.team_members(team)
    yield session.people
