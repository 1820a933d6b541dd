"""Where in a file tables begin and end, and what stands over each of them.

A table begins at a header: a row whose labels name a column of people. There can be several, one
below the other, of a webinar's hosts and guests or of each team.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import dropwhile, islice, takewhile

import msgspec

from oneone_tui.workshop.roster.cells import Row, is_data_cell
from oneone_tui.workshop.roster.column_labels import NAME_KINDS, column_kind, is_one_of_several
from oneone_tui.workshop.roster.columns import Columns, find_columns
from oneone_tui.workshop.roster.not_people import is_name

_HEADER_WITHIN = 20
"""How many rows may come before the first header: a call's report begins with the meeting."""
_SAMPLE = 20
"""How many rows are read to find out what a column holds."""
_MAX_SECTIONS = 200
NUMBERED_SECTION = re.compile(r"\d{1,2}\. \w")  # "3. In-Meeting Activities"


class Table(msgspec.Struct, frozen=True):
    """A header, its columns and the rows below; `title` stands over it."""

    title: str
    title_line: int
    header: Row
    columns: Columns
    rows: Sequence[Row]


def find_tables(rows: Sequence[Row]) -> list[Table]:
    """Return the tables in order; if there are clear ones, without those that are only vague."""
    headers = list(_find_headers(rows))
    if any(not columns.vague() for _, columns in headers):
        headers = [(index, columns) for index, columns in headers if not columns.vague()]
    else:
        headers = headers[:1]
    if not headers:
        return []
    starts = [index for index, _ in headers]
    tables = []
    for (index, columns), end in zip(headers, [*starts[1:], len(rows)], strict=True):
        over = _title_index(rows, index)
        title = rows[over].filled()[0] if over is not None else ""
        body = list(rows[index + 1 : end])
        if end < len(rows):  # the title of the next table
            above = _title_index(rows, end)
            body = list(rows[index + 1 : above if above is not None else end])
        line = rows[over].line if over is not None else 0
        tables.append(Table(title, line, rows[index], columns, body))
    return tables


def _find_headers(rows: Sequence[Row]) -> Iterator[tuple[int, Columns]]:
    filled = [index for index, row in enumerate(rows) if row.filled()]
    found = 0
    last: Row | None = None
    for place, index in enumerate(filled):
        header = rows[index]
        if found >= _MAX_SECTIONS or (not found and place >= _HEADER_WITHIN):
            return
        if not _may_be_header(header, alone=place == 0 and len(header.cells) > 1):
            continue
        if found and header.cells == getattr(last, "cells", None) and not _title_index(rows, index):
            continue  # the header once more, on another page
        columns = find_columns(header, _next_block(rows, index + 1))
        if columns is None and found and _is_surely_header(header):
            columns = find_columns(header, (), of_nobody=True)
        # Further down, one known word is not enough: "Name, Annual training" is about the meeting.
        if found and NUMBERED_SECTION.match(_find_title(rows, index)):
            return  # a call's report goes on with who came and went
        if columns and (place == 0 or columns.known() > 1):
            found += not columns.vague()
            last = header
            yield index, columns


def _may_be_header(row: Row, *, alone: bool) -> bool:
    """Return whether a row can label columns; most of the rows cannot, and are tried quickly."""
    filled = row.filled()
    if len(filled) < 2 and not (alone and filled):
        return False
    kinds = [column_kind(cell) for cell in filled[:12]]
    named = any(column_kind(cell) in NAME_KINDS or is_one_of_several(cell) for cell in filled)
    return named and kinds.count(None) < 12


def _is_surely_header(row: Row) -> bool:
    """Return whether a row can be nothing but labels, whatever is below it."""
    filled = row.filled()
    known = sum(column_kind(cell) is not None for cell in filled)
    return known > 1 and known * 3 >= len(filled) * 2 and not any(map(is_data_cell, filled))


def _title_index(rows: Sequence[Row], header: int) -> int | None:
    """Return the index of the row that is the title of the table with this header, if any."""
    above = header - 1
    while above >= 0 and not rows[above].filled() and header - above < 3:
        above -= 1
    if above < 0 or len(rows[above].filled()) != 1:
        return None
    before = rows[above - 1] if above else None
    text = rows[above].filled()[0]
    if is_data_cell(text) or not is_name(text):
        return None
    free = before is None or not before.filled() or text.startswith("#") or text.endswith(":")
    return above if free else None


def _find_title(rows: Sequence[Row], header: int) -> str:
    above = _title_index(rows, header)
    return rows[above].filled()[0] if above is not None else ""


def _next_block(rows: Sequence[Row], start: int) -> list[Row]:
    """Return the rows up to the next blank one, as many as are needed as a sample."""
    below = dropwhile(lambda row: not row.filled(), islice(rows, start, None))
    return list(islice(takewhile(Row.filled, below), _SAMPLE))


def begins_other(row: Row) -> bool:
    """Return whether a report continues with another part, or with a table of something else."""
    filled = row.filled()
    if len(filled) == 1:
        return NUMBERED_SECTION.match(row.cells[0]) is not None
    kinds = [column_kind(cell) for cell in filled]
    known = sum(kind is not None for kind in kinds)
    return known * 2 >= len(filled) and not NAME_KINDS.intersection(kinds)
