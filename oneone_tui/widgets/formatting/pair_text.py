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
"""Cells that are left of a name at least."""


class PairText:
    """Formats the pairs of a session. What depends on the whole session is computed once."""

    def __init__(self, session: Session) -> None:
        self._presence = {person.id: person.presence for person in session.people}
        self._full_names = {person.id: person.name for person in session.people}
        first = _unless_shared(self._full_names, _first_name)
        self._name_styles = (self._full_names, first, _unless_shared(first, _with_initial))
        numbers = session.pair_numbers()
        self._listens_at = {
            person: numbers[pair.id] for pair in session.pairs for person in pair.observers
        }

    def is_trio(self, pair: Pair) -> bool:
        """Return whether three people of the pair talk with each other."""
        return len(self._people_talking(pair)) > 2

    def lines(self, pair: Pair, turn: int, width: int) -> tuple[str, ...]:
        """Format who talks with whom in `turn`: ``Ana Ruiz → Ben Okafor``.

        Names are shortened if the line does not fit into `width` cells. If that is not enough,
        observers and missing people go on a second line, and then the longest names are cut.
        """
        variants = [self._format_parts(pair, turn, names) for names in self._name_styles]
        for parts in variants:
            if cell_len(" · ".join(parts)) <= width:
                return (" · ".join(parts),)
        wrapped: tuple[str, ...] = ()
        for parts in (*variants, *self._parts_with_cut_names(pair, turn, width)):
            wrapped = (parts[0], *([f"· {' · '.join(parts[1:])}"] if parts[1:] else []))
            if max(map(cell_len, wrapped)) <= width:
                break
        return wrapped

    def _parts_with_cut_names(self, pair: Pair, turn: int, width: int) -> Iterator[list[str]]:
        shortest = self._name_styles[-1]
        for cells in range(width, LEAST, -1):
            yield self._format_parts(
                pair, turn, {p: _cut_name(name, cells) for p, name in shortest.items()}
            )

    def who_reports(self, pair: Pair) -> str:
        """Format who reports to the team: ``Ana Ruiz & Ben Okafor · Gus Wu observed``."""
        here = self._people_talking(pair)
        observed = ", ".join(self._full_names[person] for person in pair.observers)
        parts = [
            " & ".join(self._full_names[person] for person in here),
            f"{observed} observed" if observed else "",
            *self._format_missing(pair, here, self._full_names),
        ]
        return " · ".join(filter(None, parts))

    def _format_parts(self, pair: Pair, turn: int, names: dict[str, str]) -> list[str]:
        here = self._people_talking(pair)
        watching = list(pair.observers)
        if len(here) > 1:
            organizer, organizee, third = roles_in_turn(here, max(turn, 1))
            parts = [f"{names[organizer]} → {names[organizee]}"]
            watching[:0] = [third] if third else []
        else:
            parts = [self._format_alone(person, names) for person in here]
        if watching:
            parts.append(f"{', '.join(names[person] for person in watching)} obs.")
        return [*parts, *self._format_missing(pair, here, names)]

    def _format_missing(
        self, pair: Pair, here: tuple[str, ...], names: dict[str, str]
    ) -> list[str]:
        why: dict[str, list[str]] = {}
        for member in pair.members:
            if member not in here:
                why.setdefault(AWAY[self._presence[member]], []).append(names[member])
        return [f"{', '.join(who)} {word}" for word, who in why.items()]

    def _format_alone(self, person: str, names: dict[str, str]) -> str:
        number = self._listens_at.get(person)
        listens = "listens at" if names is self._full_names else "at"
        return f"{names[person]} {listens} {number}" if number else names[person]

    def _people_talking(self, pair: Pair) -> tuple[str, ...]:
        return tuple(m for m in pair.members if self._presence[m] is Presence.HERE)


def _unless_shared(names: dict[str, str], shorter: Callable[[str], str]) -> dict[str, str]:
    # A short name that two people share is not used.
    short = {person: shorter(name) for person, name in names.items()}
    often = Counter(short.values())
    return {person: name if often[name] == 1 else names[person] for person, name in short.items()}


def _first_name(name: str) -> str:
    return name.split(" ", 1)[0]


def _cut_name(name: str, cells: int) -> str:
    return name if cell_len(name) <= cells else f"{chop_cells(name, cells - 1)[0]}…"


def _with_initial(name: str) -> str:
    first, *more = name.split(" ")
    return f"{first} {more[-1][0]}." if more and more[-1][:1].isalpha() else name
