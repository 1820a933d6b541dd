"""A roster that is a table: where it begins and ends, and who stands in its rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import dropwhile, islice, takewhile

import msgspec

from oneone_tui.workshop.roster.columns import Columns, find_columns
from oneone_tui.workshop.roster.names import is_total, take_address
from oneone_tui.workshop.roster.records import Found, Reading, Remark, RosterError
from oneone_tui.workshop.roster.rows import Row, quoted, split_rows
from oneone_tui.workshop.text import NAME_LIMIT, clean, fold

_HEADER_WITHIN = 20
"""Rows that may stand before the header: a call's report begins with its meeting."""
_SAMPLE = 20
"""Rows that are looked at to know what a column holds."""
_TAG_SEPARATOR = re.compile(r"[,;|]")
_SECTION = re.compile(r"\d{1,2}\. \w")  # "3. In-Meeting Activities"


class Table(msgspec.Struct, frozen=True):
    """A header, what its columns hold, and the rows under it; `top` is the roster's first line."""

    top: int
    header: Row
    columns: Columns
    rows: Sequence[Row]


def read_table(text: str, separators: Sequence[str]) -> Reading | None:
    """Read a roster that has a header with a column of names; None where there is no such header.

    Where several separators cut one, it is the one that makes most sense of the header.

    Raises:
        RosterError: there are no rows under the header.
    """
    tables = [table for table in (_table(text, one) for one in separators) if table]
    if not tables:
        return None
    table = max(tables, key=lambda table: table.columns.known())
    rows, remarks = _rows_of_people(table)
    found = []
    for row in rows:
        person = _person(table.columns, row)
        if person.name:
            found.append(person)
        else:
            remarks.append(Remark(row.line, "no name, skipped"))
        if len(row.cells) > len(table.header.cells) and any(row.cells[len(table.header.cells) :]):
            remarks.append(Remark(row.line, "more cells than the header has: please check it"))
    return Reading(
        found=tuple(found),
        remarks=tuple(remarks),
        source=_source(table.columns),
        visits=table.columns.visits(),
        originals=any("original name" in fold(label) for label in table.columns.labels),
    )


def _table(text: str, separator: str) -> Table | None:
    """The table under the first header with a column of names, if there is one; or a vague one."""
    vague = None
    for table in _tables(split_rows(text, separator)):
        if not table.columns.vague():
            return table
        vague = vague or table
    return vague


def _tables(rows: Sequence[Row]) -> Iterator[Table]:
    filled = [index for index, row in enumerate(rows) if row.filled()]
    for place, index in enumerate(filled[:_HEADER_WITHIN]):
        header = rows[index]
        if len(header.filled()) < 2:
            continue
        columns = find_columns(header, _block(rows, index + 1))
        # Further down, one known word is not enough: "Name, Annual training" is about the meeting.
        if columns and (place == 0 or columns.known() > 1):
            yield Table(rows[filled[0]].line, header, columns, rows[index + 1 :])


def _block(rows: Sequence[Row], start: int) -> list[Row]:
    """The rows up to the next blank one, as many as it takes to know what a column holds."""
    below = dropwhile(lambda row: not row.filled(), islice(rows, start, None))
    return list(islice(takewhile(Row.filled, below), _SAMPLE))


def _rows_of_people(table: Table) -> tuple[list[Row], list[Remark]]:
    """The rows that are people's, with remarks about what else there was."""
    people: list[Row] = []
    remarks = []
    if table.top < table.header.line:
        remarks.append(_unread("before", table.top, table.header.line - 1))
    small_print = _last_wide_line(table)
    after_blank = False
    for row in table.rows:
        if not row.filled():
            after_blank = True
        elif people and after_blank and (row.line > small_print or _is_section(row)):
            last = max(row.line for row in table.rows if row.filled())
            remarks.append(_unread("after", row.line, last))
            break
        elif row.cells == table.header.cells:
            remarks.append(Remark(row.line, "the header once more, skipped"))
        elif is_total(row.filled()[0]):
            remarks.append(Remark(row.line, f"{quoted(row.filled()[:1])} is not a person, skipped"))
        else:
            people.append(row)
            after_blank = False
    if not people:
        raise RosterError(f"there is nobody under the columns {quoted(table.header.filled())}")
    return people, remarks


def _is_section(row: Row) -> bool:
    """Whether a report goes on with another part."""
    return len(row.filled()) == 1 and _SECTION.match(row.cells[0]) is not None


def _last_wide_line(table: Table) -> int:
    """The last line that is of the table; lines of one cell after it can be small print.

    In a table of two columns that cannot be told: the second cell may have been left out.
    """
    least = 1 if len(table.header.cells) > 2 else 0
    return max((row.line for row in table.rows if len(row.cells) > least), default=0)


def _unread(where: str, first: int, last: int) -> Remark:
    lines = f"line {first} stands" if first == last else f"lines {first} to {last} stand"
    return Remark(0, f"{lines} {where} the table: not read")


def _person(columns: Columns, row: Row) -> Found:
    tags = (tag for index in columns.tags for tag in _TAG_SEPARATOR.split(row.cell(index)))
    known = (clean(tag.strip(' "'), limit=NAME_LIMIT) for tag in tags)
    return Found(
        line=row.line,
        name=columns.name_in(row),
        team=clean(row.cell(columns.team), limit=NAME_LIMIT),
        tags=tuple(dict.fromkeys(tag for tag in known if tag)),
        email=take_address(row.cell(columns.email))[1],
    )


def _source(columns: Columns) -> str:
    """What was read from which column, and which columns were not."""
    read = columns.named_by()
    plural = "s" if len(read) > 1 else ""
    parts = [f"the column{plural} {quoted([columns.labels[index] for index in read], ' + ')}"]
    for what, indexes in (
        ("team", (columns.team,)),
        ("tags", columns.tags),
        ("email", (columns.email,)),
    ):
        labels = [columns.labels[index] for index in indexes if index is not None]
        read += tuple(index for index in indexes if index is not None)
        if labels:
            parts.append(f"{what} from {quoted(labels)}")
    rest = [label for index, label in enumerate(columns.labels) if label and index not in read]
    if rest:
        parts.append(f"not read: {quoted(rest)}")
    return "; ".join(parts)
