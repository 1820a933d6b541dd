"""Rosters that are tables: where a table begins and ends, and who is in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import dropwhile, islice, takewhile

import msgspec

from oneone_tui.workshop.roster.cells import Row, format_cells, split_rows
from oneone_tui.workshop.roster.columns import Columns, find_columns
from oneone_tui.workshop.roster.name_cleanup import is_total, split_email
from oneone_tui.workshop.roster.records import FoundPerson, RosterError, RosterReading, RosterRemark
from oneone_tui.workshop.text import NAME_LIMIT, clean, fold

_HEADER_WITHIN = 20
"""How many rows may come before the header: a call's report begins with the meeting."""
_SAMPLE = 20
"""How many rows are read to find out what a column holds."""
_TAG_SEPARATOR = re.compile(r"[,;|]")
_SECTION = re.compile(r"\d{1,2}\. \w")  # "3. In-Meeting Activities"


class Table(msgspec.Struct, frozen=True):
    """A header, its columns and the rows below; `top` is the roster's first line."""

    top: int
    header: Row
    columns: Columns
    rows: Sequence[Row]


def read_table(text: str, separators: Sequence[str]) -> RosterReading | None:
    """Read a roster that has a header with a column of names; None if it has none.

    Where several separators split the text, the one with the best header is chosen.

    Raises:
        RosterError: There are no rows below the header.
    """
    tables = [table for table in (_best_table(text, one) for one in separators) if table]
    if not tables:
        return None
    table = max(tables, key=lambda table: table.columns.known())
    rows, remarks = _rows_of_people(table)
    found = []
    for row in rows:
        person = _read_person(table.columns, row)
        if person.name:
            found.append(person)
        else:
            remarks.append(RosterRemark(row.line, "no name, skipped"))
        if len(row.cells) > len(table.header.cells) and any(row.cells[len(table.header.cells) :]):
            remarks.append(
                RosterRemark(row.line, "more cells than the header has: please check it")
            )
    return RosterReading(
        found=tuple(found),
        remarks=tuple(remarks),
        source=_format_source(table.columns),
        visits=table.columns.visits(),
        originals=any("original name" in fold(label) for label in table.columns.labels),
    )


def _best_table(text: str, separator: str) -> Table | None:
    """Return the table below the first header with a column of names, or a vague one."""
    vague = None
    for table in _all_tables(split_rows(text, separator)):
        if not table.columns.vague():
            return table
        vague = vague or table
    return vague


def _all_tables(rows: Sequence[Row]) -> Iterator[Table]:
    filled = [index for index, row in enumerate(rows) if row.filled()]
    for place, index in enumerate(filled[:_HEADER_WITHIN]):
        header = rows[index]
        if len(header.filled()) < 2:
            continue
        columns = find_columns(header, _next_block(rows, index + 1))
        # Further down, one known word is not enough: "Name, Annual training" is about the meeting.
        if columns and (place == 0 or columns.known() > 1):
            yield Table(rows[filled[0]].line, header, columns, rows[index + 1 :])


def _next_block(rows: Sequence[Row], start: int) -> list[Row]:
    """Return the rows up to the next blank one, as many as are needed as a sample."""
    below = dropwhile(lambda row: not row.filled(), islice(rows, start, None))
    return list(islice(takewhile(Row.filled, below), _SAMPLE))


def _rows_of_people(table: Table) -> tuple[list[Row], list[RosterRemark]]:
    """Return the rows of people, with remarks about the others."""
    people: list[Row] = []
    remarks = []
    if table.top < table.header.line:
        remarks.append(_remark_unread("before", table.top, table.header.line - 1))
    small_print = _last_wide_line(table)
    after_blank = False
    for row in table.rows:
        if not row.filled():
            after_blank = True
        elif people and after_blank and (row.line > small_print or _begins_section(row)):
            last = max(row.line for row in table.rows if row.filled())
            remarks.append(_remark_unread("after", row.line, last))
            break
        elif row.cells == table.header.cells:
            remarks.append(RosterRemark(row.line, "the header once more, skipped"))
        elif is_total(row.filled()[0]):
            remarks.append(
                RosterRemark(row.line, f"{format_cells(row.filled()[:1])} is not a person, skipped")
            )
        else:
            people.append(row)
            after_blank = False
    if not people:
        raise RosterError(
            f"there is nobody under the columns {format_cells(table.header.filled())}"
        )
    return people, remarks


def _begins_section(row: Row) -> bool:
    """Return whether a report continues with another part."""
    return len(row.filled()) == 1 and _SECTION.match(row.cells[0]) is not None


def _last_wide_line(table: Table) -> int:
    """Return the last line of the table; single cells after it may be small print.

    In a table of two columns that cannot be told: the second cell may be missing.
    """
    least = 1 if len(table.header.cells) > 2 else 0
    return max((row.line for row in table.rows if len(row.cells) > least), default=0)


def _remark_unread(where: str, first: int, last: int) -> RosterRemark:
    lines = f"line {first} stands" if first == last else f"lines {first} to {last} stand"
    return RosterRemark(0, f"{lines} {where} the table: not read")


def _read_person(columns: Columns, row: Row) -> FoundPerson:
    tags = (tag for index in columns.tags for tag in _TAG_SEPARATOR.split(row.cell(index)))
    known = (clean(tag.strip(' "'), limit=NAME_LIMIT) for tag in tags)
    return FoundPerson(
        line=row.line,
        name=columns.name_in(row),
        team=clean(row.cell(columns.team), limit=NAME_LIMIT),
        tags=tuple(dict.fromkeys(tag for tag in known if tag)),
        email=split_email(row.cell(columns.email))[1],
    )


def _format_source(columns: Columns) -> str:
    """Format what was read from which column, and which columns were not read."""
    read = columns.named_by()
    plural = "s" if len(read) > 1 else ""
    parts = [f"the column{plural} {format_cells([columns.labels[index] for index in read], ' + ')}"]
    for what, indexes in (
        ("team", (columns.team,)),
        ("tags", columns.tags),
        ("email", (columns.email,)),
    ):
        labels = [columns.labels[index] for index in indexes if index is not None]
        read += tuple(index for index in indexes if index is not None)
        if labels:
            parts.append(f"{what} from {format_cells(labels)}")
    rest = [label for index, label in enumerate(columns.labels) if label and index not in read]
    if rest:
        parts.append(f"not read: {format_cells(rest)}")
    return "; ".join(parts)
