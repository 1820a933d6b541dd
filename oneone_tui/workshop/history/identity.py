"""Finding people whom earlier sessions know under another spelling."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import Struct

from oneone_tui.workshop.text import fold

if TYPE_CHECKING:
    from oneone_tui.workshop.history.attendance import AttendanceHistory
    from oneone_tui.workshop.model.session import Session

ALIKE = 70.0
"""Similarity out of 100 from which two names are compared word by word."""
LOOKED_AT = 25
SHORT_WORD = 4
SHORT_NAME = 7

_BETWEEN_WORDS = r"[\s.,;()/_-]+"


class LikelySamePerson(Struct, frozen=True):
    """A person of the session who may be the one known by the id `known`, as `name`."""

    person: str
    known: str
    name: str
    last: datetime


def find_likely_same_people(
    session: Session, past: AttendanceHistory
) -> tuple[LikelySamePerson, ...]:
    """Return people of the session who may be in the history under a similar name.

    Word order, case, accents, a middle name, an initial and one small misspelling do not count; a
    first name alone is not enough. The most likely come first. Nobody comes twice on either side,
    and nobody who is on the roster as themselves.
    """
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - most rosters have nobody to compare

    here = {person.identity for person in session.people}
    known = {i: " ".join(_words(k.name)) for i, k in past.people.items() if i not in here}
    found = []
    for person in session.people:
        if person.same or person.id in past.people:
            continue
        words = _words(person.name)
        near = process.extract(
            " ".join(words), known, scorer=fuzz.WRatio, score_cutoff=ALIKE, limit=LOOKED_AT
        )
        for name, score, known_id in near:
            unlike = _name_distance(words, name.split())
            if unlike is not None:
                found.append((unlike, -score, person.id, known_id))
    return _keep_one_each(sorted(found), past)


def _keep_one_each(
    found: Sequence[tuple[int, float, str, str]], past: AttendanceHistory
) -> tuple[LikelySamePerson, ...]:
    likely: dict[str, LikelySamePerson] = {}
    taken = set()
    for _, _, person, known_id in found:
        if person not in likely and known_id not in taken:
            taken.add(known_id)
            known = past.people[known_id]
            likely[person] = LikelySamePerson(person, known_id, known.name, known.last)
    return tuple(likely.values())


def _words(name: str) -> list[str]:
    return [word for word in re.split(_BETWEEN_WORDS, fold(name).replace("'", "")) if word]


def _name_distance(one: Sequence[str], other: Sequence[str]) -> int | None:
    """Return how much two names differ: 0 is least, None too much to be one person's."""
    if "".join(one) == "".join(other):
        return 0
    rest, others = list(one), list(other)
    for word in one:
        if word in others:
            rest.remove(word)
            others.remove(word)
    same = len(one) - len(rest)
    initials = _take_initials(rest, others) + _take_initials(others, rest) if same else 0
    if not rest and not others:
        return initials
    if len(rest) == len(others) == 1 and (same or min(map(len, rest + others)) >= SHORT_NAME):
        return 3 if _is_misspelled(rest[0], others[0]) else None
    # What one of them leaves out is a middle name: two other words are there in both.
    return 2 if same + initials > 1 and not (rest and others) else None


def _take_initials(words: list[str], others: list[str]) -> int:
    """Remove each initial among `words` and a word it can stand for; return how many."""
    taken = 0
    for letter in [word for word in words if len(word) == 1]:
        whole = next((other for other in others if other.startswith(letter)), None)
        if whole:
            words.remove(letter)
            others.remove(whole)
            taken += 1
    return taken


def _is_misspelled(one: str, other: str) -> bool:
    from rapidfuzz.distance import OSA  # noqa: PLC0415

    # Of two short words, one letter makes two names: Lam and Lim.
    return max(len(one), len(other)) >= SHORT_WORD and OSA.distance(one, other) <= 1
