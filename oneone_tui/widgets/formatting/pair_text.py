"""A pair as one line: who talks with whom, who observes, who is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from rich.cells import cell_len, chop_cells

from oneone_tui.widgets.formatting.time_text import AWAY
from oneone_tui.workshop.model.records import Pair
from oneone_tui.workshop.model.session import Session
from oneone_tui.workshop.model.terms import Presence
from oneone_tui.workshop.pairing.rotation import roles_in_turn

LEAST = 3
"""Cells that are left of a name, however narrow the place."""


class PairText:
    """The lines of all pairs of a session. What they need of the whole room is worked out once."""

    def __init__(self, session: Session) -> None:
        self._presence = {person.id: person.presence for person in session.people}
        self._whole = {person.id: person.name for person in session.people}
        first = _unless_shared(self._whole, _first_name)
        self._namings = (self._whole, first, _unless_shared(first, _with_initial))
        self._listens_at = {
            person: number
            for number, pair in enumerate(session.pairs, 1)
            for person in pair.observers
        }

    def is_trio(self, pair: Pair) -> bool:
        """Whether three people talk with each other in the pair."""
        return len(self._talkers(pair)) > 2

    def lines(self, pair: Pair, turn: int, width: int) -> tuple[str, ...]:
        """Who talks with whom in `turn`: ``Ana Ruiz → Ben Okafor``, shorter names where need be.

        Where not even they fit, who listens in and who is not there come on a second line; and
        the longest names are cut before anybody is left out.
        """
        said = [self._said(pair, turn, names) for names in self._namings]
        for parts in said:
            if cell_len(" · ".join(parts)) <= width:
                return (" · ".join(parts),)
        two: tuple[str, ...] = ()
        for parts in (*said, *self._cut(pair, turn, width)):
            two = (parts[0], *([f"· {' · '.join(parts[1:])}"] if parts[1:] else []))
            if max(map(cell_len, two)) <= width:
                break
        return two

    def _cut(self, pair: Pair, turn: int, width: int) -> Iterator[list[str]]:
        shortest = self._namings[-1]
        for cells in range(width, LEAST, -1):
            yield self._said(pair, turn, {p: _to(name, cells) for p, name in shortest.items()})

    def who_reports(self, pair: Pair) -> str:
        """Who tells the team what came up: ``Ana Ruiz & Ben Okafor · Gus Wu observed``."""
        here = self._talkers(pair)
        observed = ", ".join(self._whole[person] for person in pair.observers)
        parts = [
            " & ".join(self._whole[person] for person in here),
            f"{observed} observed" if observed else "",
            *self._missing(pair, here, self._whole),
        ]
        return " · ".join(filter(None, parts))

    def _said(self, pair: Pair, turn: int, names: dict[str, str]) -> list[str]:
        here = self._talkers(pair)
        watching = list(pair.observers)
        if len(here) > 1:
            organizer, organizee, third = roles_in_turn(here, max(turn, 1))
            parts = [f"{names[organizer]} → {names[organizee]}"]
            watching[:0] = [third] if third else []
        else:
            parts = [self._alone(person, names) for person in here]
        if watching:
            parts.append(f"{', '.join(names[person] for person in watching)} obs.")
        return [*parts, *self._missing(pair, here, names)]

    def _missing(self, pair: Pair, here: tuple[str, ...], names: dict[str, str]) -> list[str]:
        why: dict[str, list[str]] = {}
        for member in pair.members:
            if member not in here:
                why.setdefault(AWAY[self._presence[member]], []).append(names[member])
        return [f"{', '.join(who)} {word}" for word, who in why.items()]

    def _alone(self, person: str, names: dict[str, str]) -> str:
        number = self._listens_at.get(person)
        listens = "listens at" if names is self._whole else "at"
        return f"{names[person]} {listens} {number}" if number else names[person]

    def _talkers(self, pair: Pair) -> tuple[str, ...]:
        return tuple(m for m in pair.members if self._presence[m] is Presence.HERE)


def _unless_shared(names: dict[str, str], shorter: Callable[[str], str]) -> dict[str, str]:
    # A shorter name that would be two people's is nobody's.
    short = {person: shorter(name) for person, name in names.items()}
    often = Counter(short.values())
    return {person: name if often[name] == 1 else names[person] for person, name in short.items()}


def _first_name(name: str) -> str:
    return name.split(" ", 1)[0]


def _to(name: str, cells: int) -> str:
    return name if cell_len(name) <= cells else f"{chop_cells(name, cells - 1)[0]}…"


def _with_initial(name: str) -> str:
    first, *more = name.split(" ")
    return f"{first} {more[-1][0]}." if more and more[-1][:1].isalpha() else name
