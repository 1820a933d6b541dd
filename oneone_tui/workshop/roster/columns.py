"""Which columns of a table a person is put together from."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from oneone_tui.workshop.roster.labels import NAME_KINDS, Kind, kind_of
from oneone_tui.workshop.roster.rows import Row, is_data
from oneone_tui.workshop.text import fold

_MAX_COLUMNS = 300
_NOT_NAMES = frozenset(
    ("yes", "no", "true", "false", "y", "n", "x", "si", "oui", "non", "ja", "nein", "anonymous")
)


class Columns(msgspec.Struct, frozen=True, kw_only=True):
    """Where the parts of a person stand in a table's rows."""

    labels: tuple[str, ...]
    kinds: tuple[Kind | None, ...]
    full: int | None
    first: int | None
    last: int | None
    preferred: int | None
    email: int | None
    team: int | None
    tags: tuple[int, ...]

    def known(self) -> int:
        """How many of the columns have a name that is known."""
        return sum(kind is not None for kind in self.kinds)

    def named_by(self) -> tuple[int, ...]:
        """The columns that a person's name is put together from."""
        parts = (self.full, self.preferred, self.first, self.last)
        return tuple(index for index in parts if index is not None)

    def vague(self) -> bool:
        """Whether only a word for people stands over the names; it can be that for their number."""
        return self.full is not None and self.kinds[self.full] is Kind.PERSON

    def visits(self) -> bool:
        """Whether the table is a call's list, with a row for every time that somebody came."""
        return Kind.VISIT in self.kinds

    def name_in(self, row: Row) -> str:
        """A person's name as the row has it; a preferred name stands in for the first."""
        if self.full is not None:
            return row.cell(self.full)
        preferred, last = row.cell(self.preferred), row.cell(self.last)
        if preferred and _within(last, preferred):
            return preferred
        return f"{preferred or row.cell(self.first)} {last}".strip()


def find_columns(header: Row, rows: Sequence[Row]) -> Columns | None:
    """Read `header` as the names of the columns of `rows`, of which the first few will do.

    Returns:
        The columns, or None where it is no header or has no column of names.
    """
    labels = header.cells
    if len(labels) > _MAX_COLUMNS or any(is_data(label) for label in labels):
        return None
    kinds = tuple(kind_of(label) for label in labels)

    def column(kind: Kind) -> int | None:
        """The first column of `kind`; one for names must hold some."""
        found = (index for index, its in enumerate(kinds) if its is kind)
        if kind in NAME_KINDS:
            found = (index for index in found if _has_names(rows, index))
        return next(found, None)

    full, first, last = _settle(column(Kind.FULL), column(Kind.FIRST), column(Kind.LAST), rows)
    preferred = column(Kind.PREFERRED) if full is None else None
    if (full, first, last, preferred) == (None, None, None, None):
        full = column(Kind.PERSON)
        if full is None:
            return None
    return Columns(
        labels=labels,
        kinds=kinds,
        full=full,
        first=first,
        last=last,
        preferred=preferred,
        email=column(Kind.EMAIL),
        team=column(Kind.TEAM),
        tags=tuple(index for index, kind in enumerate(kinds) if kind is Kind.TAG),
    )


def _settle(
    full: int | None, first: int | None, last: int | None, rows: Sequence[Row]
) -> tuple[int | None, int | None, int | None]:
    """Choose between a full name and its parts.

    The parts come first, since they leave no doubt which is which. One part beside a full name
    is the case of "Nombre, Apellidos" and "Name, Vorname": there the "full" name is only the
    other part, unless it contains the one.
    """
    if first is not None and last is not None:
        return None, first, last
    part = first if first is not None else last
    if full is None or part is None:
        return full, first, last
    if all(_within(row.cell(part), row.cell(full)) for row in rows):
        return full, None, None
    return (None, first, full) if first is not None else (None, full, last)


def _within(part: str, name: str) -> bool:
    """Whether every word of `part` is in `name`."""
    return set(fold(part).split()) <= set(fold(name).split())


def _has_names(rows: Sequence[Row], index: int) -> bool:
    """Whether a column holds names, not numbers or a yes and no, as far as can be told."""
    cells = (row.cell(index) for row in rows)
    return any(
        any(map(str.isalpha, cell))
        and not is_data(cell)
        and fold(cell) not in _NOT_NAMES
        and kind_of(cell) is None  # "Ana, member" over "Ben, guest" is no header
        for cell in cells
    )
