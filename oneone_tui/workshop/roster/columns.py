"""Choosing the columns of a table from which people are read."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from oneone_tui.workshop.roster.cells import Row, is_data_cell
from oneone_tui.workshop.roster.column_labels import NAME_KINDS, ColumnKind, column_kind
from oneone_tui.workshop.text import fold

_MAX_COLUMNS = 300
_NOT_NAMES = frozenset(
    ("yes", "no", "true", "false", "y", "n", "x", "si", "oui", "non", "ja", "nein", "anonymous")
)


class Columns(msgspec.Struct, frozen=True, kw_only=True):
    """The positions of a person's parts in the rows of a table."""

    labels: tuple[str, ...]
    kinds: tuple[ColumnKind | None, ...]
    full: int | None
    first: int | None
    last: int | None
    preferred: int | None
    email: int | None
    team: int | None
    tags: tuple[int, ...]

    def known(self) -> int:
        """How many of the columns have a known label."""
        return sum(kind is not None for kind in self.kinds)

    def named_by(self) -> tuple[int, ...]:
        """The columns that make up a person's name."""
        parts = (self.full, self.preferred, self.first, self.last)
        return tuple(index for index in parts if index is not None)

    def vague(self) -> bool:
        """Whether the label over the names is only a word for people, maybe for a count."""
        return self.full is not None and self.kinds[self.full] is ColumnKind.PERSON

    def visits(self) -> bool:
        """Whether it is a call's list, with a row for every time that a person joined."""
        return ColumnKind.VISIT in self.kinds

    def name_in(self, row: Row) -> str:
        """Return a person's name in the row; a preferred name replaces the first name."""
        if self.full is not None:
            return row.cell(self.full)
        preferred, last = row.cell(self.preferred), row.cell(self.last)
        if preferred and _contains_words(last, preferred):
            return preferred
        return f"{preferred or row.cell(self.first)} {last}".strip()


def find_columns(header: Row, rows: Sequence[Row]) -> Columns | None:
    """Read `header` as the labels of the columns of `rows`; a few rows are enough.

    Returns:
        The columns; None where it is no header or has no column of names.
    """
    labels = header.cells
    if len(labels) > _MAX_COLUMNS or any(is_data_cell(label) for label in labels):
        return None
    kinds = tuple(column_kind(label) for label in labels)

    def column(kind: ColumnKind) -> int | None:
        """Return the first column of `kind`; one for names must hold some."""
        found = (index for index, its in enumerate(kinds) if its is kind)
        if kind in NAME_KINDS:
            found = (index for index in found if _has_names(rows, index))
        return next(found, None)

    full, first, last = _choose_name_columns(
        column(ColumnKind.FULL), column(ColumnKind.FIRST), column(ColumnKind.LAST), rows
    )
    preferred = column(ColumnKind.PREFERRED) if full is None else None
    if (full, first, last, preferred) == (None, None, None, None):
        full = column(ColumnKind.PERSON)
        if full is None:
            return None
    return Columns(
        labels=labels,
        kinds=kinds,
        full=full,
        first=first,
        last=last,
        preferred=preferred,
        email=column(ColumnKind.EMAIL),
        team=column(ColumnKind.TEAM),
        tags=tuple(index for index, kind in enumerate(kinds) if kind is ColumnKind.TAG),
    )


def _choose_name_columns(
    full: int | None, first: int | None, last: int | None, rows: Sequence[Row]
) -> tuple[int | None, int | None, int | None]:
    """Choose between a full name and its parts.

    The parts come first, since they leave no doubt which is which. One part beside a full name is
    the case of "Nombre, Apellidos" and "Name, Vorname": there the "full" name is only the other
    part, unless it contains the one.
    """
    if first is not None and last is not None:
        return None, first, last
    part = first if first is not None else last
    if full is None or part is None:
        return full, first, last
    if all(_contains_words(row.cell(part), row.cell(full)) for row in rows):
        return full, None, None
    return (None, first, full) if first is not None else (None, full, last)


def _contains_words(part: str, name: str) -> bool:
    """Return whether every word of `part` is in `name`."""
    return set(fold(part).split()) <= set(fold(name).split())


def _has_names(rows: Sequence[Row], index: int) -> bool:
    """Return whether a column seems to hold names, and not numbers or yes and no."""
    cells = (row.cell(index) for row in rows)
    return any(
        any(map(str.isalpha, cell))
        and not is_data_cell(cell)
        and fold(cell) not in _NOT_NAMES
        and column_kind(cell) is None  # "Ana, member" over "Ben, guest" is no header
        for cell in cells
    )
