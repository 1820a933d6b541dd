"""Choosing the columns of a table from which people are read, and reading a row by them."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from oneone_tui.workshop.roster.cells import Row, is_data_cell
from oneone_tui.workshop.roster.column_labels import NAME_KINDS, column_kind, is_one_of_several
from oneone_tui.workshop.roster.column_words import ColumnKind
from oneone_tui.workshop.roster.name_lists import split_list
from oneone_tui.workshop.roster.not_people import why_not_a_person
from oneone_tui.workshop.roster.statuses import is_open, is_yes, left_out_by_status
from oneone_tui.workshop.text import fold

_MAX_COLUMNS = 300
_YES_OR_NO = frozenset(("yes", "no", "true", "false", "si", "oui", "non", "ja", "nein"))


class Columns(msgspec.Struct, frozen=True, kw_only=True):
    """The positions of a person's parts in the rows of a table."""

    labels: tuple[str, ...]
    kinds: tuple[ColumnKind | None, ...]
    full: int | None
    first: int | None
    surname: tuple[int, ...]
    preferred: int | None
    display: int | None
    email: int | None
    phone: int | None
    team: int | None
    tags: tuple[int, ...]
    others: tuple[int, ...]
    """More columns with a person each: "Person 2" beside "Person 1"."""
    lists: bool
    """Whether a cell of names has several: the members of a team."""

    def known(self) -> int:
        """How many of the columns have a known label."""
        return sum(kind is not None for kind in self.kinds)

    def named_by(self) -> tuple[int, ...]:
        """The columns that make up a person's name."""
        parts = (self.full, self.preferred, self.first, *self.surname)
        found = tuple(index for index in parts if index is not None)
        return found or tuple(index for index in (self.display,) if index is not None)

    def vague(self) -> bool:
        """Whether the label over the names is only a word for people, maybe for a count."""
        return self.full is not None and self.kinds[self.full] is ColumnKind.PERSON

    def visits(self) -> bool:
        """Whether it is a call's list, with a row for every time that a person joined."""
        return ColumnKind.VISIT in self.kinds

    def statuses(self) -> tuple[int, ...]:
        """The columns that say whether somebody comes."""
        kinds = (ColumnKind.STATUS, ColumnKind.COMING, ColumnKind.MISSING)
        return tuple(index for index, kind in enumerate(self.kinds) if kind in kinds)

    def name_in(self, row: Row) -> str:
        """Return a person's name in the row: the full name, else its parts, else another.

        A preferred name replaces the first name.
        """
        full = row.cell(self.full)
        if full and fold(full) not in _YES_OR_NO:
            return full
        preferred = row.cell(self.preferred)
        last = " ".join(filter(None, map(row.cell, self.surname)))
        if preferred and _contains_words(last, preferred):
            return preferred
        parts = f"{preferred or row.cell(self.first)} {last}".strip()
        return parts or row.cell(self.display)

    def why_left_out(self, row: Row) -> str:
        """Return why the row's person does not come, as a status says; or nothing."""
        for index in self.statuses():
            cell, kind = row.cell(index), self.kinds[index]
            if not cell:
                continue
            if kind is ColumnKind.MISSING:
                why = self._missing_reason(index) if is_yes(cell) else ""
            else:
                why = left_out_by_status(cell)
                if why == "says no" and kind is ColumnKind.COMING:
                    why = f"«{self.labels[index]}»: {cell}"
            if why:
                return why
        return ""

    def is_undecided(self, row: Row) -> bool:
        """Return whether a status leaves open if the row's person comes: "Maybe"."""
        return any(is_open(row.cell(index)) for index in self.statuses())

    def _missing_reason(self, index: int) -> str:
        return left_out_by_status(self.labels[index]) or f"marked as «{self.labels[index]}»"


def find_columns(header: Row, rows: Sequence[Row], *, of_nobody: bool = False) -> Columns | None:
    """Read `header` as the labels of the columns of `rows`; a few rows are enough.

    Args:
        header: The row that may be a header.
        rows: Some rows below.
        of_nobody: Accept columns of names without any name in them.

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
        if kind in NAME_KINDS and not of_nobody:
            found = (index for index in found if _has_names(rows, index))
        return next(found, None)

    full, first, last = _choose_name_columns(
        column(ColumnKind.FULL), column(ColumnKind.FIRST), column(ColumnKind.LAST), rows
    )
    others: tuple[int, ...] = ()
    if (full, first, last) == (None, None, None):
        full, others = _find_numbered(labels)
    preferred = column(ColumnKind.PREFERRED)
    display = column(ColumnKind.DISPLAY)
    if (full, first, last, preferred) == (None, None, None, None):
        full = column(ColumnKind.PERSON) if display is None else display
        if full is None:
            return None
    surname = (column(ColumnKind.PARTICLE), last, column(ColumnKind.SECOND_LAST))
    team = column(ColumnKind.TEAM)
    tags = tuple(index for index, kind in enumerate(kinds) if kind is ColumnKind.TAG)
    if team is not None and _is_list(rows, team):  # nobody is in two teams
        tags, team = tuple(sorted((*tags, team))), None
    return Columns(
        labels=labels,
        kinds=kinds,
        full=full,
        first=first,
        surname=tuple(index for index in surname if index is not None),
        preferred=preferred if full is None or first is not None else None,
        display=display,
        email=column(ColumnKind.EMAIL),
        phone=column(ColumnKind.PHONE),
        team=team,
        tags=tags,
        others=others,
        lists=full is not None
        and kinds[full] is ColumnKind.PERSON
        and any(len(split_list(row.cell(full))) > 2 for row in rows),
    )


def _find_numbered(labels: Sequence[str]) -> tuple[int | None, tuple[int, ...]]:
    """Return the first and the other columns of "Person 1", "Person 2" and so on."""
    bases = [is_one_of_several(label) for label in labels]
    base = next((one for one in bases if one and bases.count(one) > 1), "")
    found = [index for index, one in enumerate(bases) if base and one == base]
    return (found[0], tuple(found[1:])) if found else (None, ())


def _choose_name_columns(
    full: int | None, first: int | None, last: int | None, rows: Sequence[Row]
) -> tuple[int | None, int | None, int | None]:
    """Choose between a full name and its parts.

    A full name has the parts in it; they are kept for rows where it is empty. One that has not is
    something else: the surname of "Name, Vorname", or the event or account that stands in each row.
    """
    part = first if first is not None else last
    if full is None or part is None:
        return full, first, last
    pairs = [
        (row.cell(index), row.cell(full))
        for row in rows
        for index in {part, last}
        if row.cell(index) and row.cell(full)
    ]
    if sum(_is_part(*pair) for pair in pairs) * 2 >= len(pairs):
        return full, first, last
    if first is not None and last is not None:
        return None, first, last
    return (None, first, full) if first is not None else (None, full, last)


def _is_part(part: str, name: str) -> bool:
    return _contains_words(part, name) or fold(part) in fold(name)


def _contains_words(part: str, name: str) -> bool:
    """Return whether every word of `part` is in `name`."""
    return set(fold(part).split()) <= set(fold(name).split())


def _has_names(rows: Sequence[Row], index: int) -> bool:
    """Return whether a column seems to hold names, and not numbers or yes and no."""
    cells = (row.cell(index) for row in rows)
    return any(
        any(map(str.isalpha, cell))
        and not is_data_cell(cell)
        and fold(cell) not in _YES_OR_NO
        and not why_not_a_person(cell)
        and column_kind(cell) is None  # "Ana, member" over "Ben, guest" is no header
        for cell in cells
    )


def _is_list(rows: Sequence[Row], index: int) -> bool:
    """Return whether a cell of the column has several values."""
    return any("," in row.cell(index) or ";" in row.cell(index) for row in rows)
