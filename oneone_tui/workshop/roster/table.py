"""Rosters that are tables with a header: who is in them, who does not come, what is no person.

`sections.find_tables` finds the tables of a file; `_read_table` reads one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from oneone_tui.workshop.roster.cells import Row, format_cells, is_data_cell, split_rows
from oneone_tui.workshop.roster.columns import Columns
from oneone_tui.workshop.roster.headings import PartOfList, read_part_name
from oneone_tui.workshop.roster.name_cleanup import split_email, split_phone
from oneone_tui.workshop.roster.name_lists import split_list
from oneone_tui.workshop.roster.not_people import is_total, why_not_a_person
from oneone_tui.workshop.roster.records import (
    FoundPerson,
    LeftOut,
    RosterError,
    RosterReading,
    RosterRemark,
)
from oneone_tui.workshop.roster.sections import (
    NUMBERED_SECTION,
    Table,
    begins_other,
    find_tables,
)
from oneone_tui.workshop.text import NAME_LIMIT, clean, fold

_ORIGINAL = re.compile(
    r"\((?:original ?name|nombre original|nom (?:d'|de l')origine|nom original|nome original[ei]?"
    r"|oorspronkelijke naam)\)"
)
_TAG_SEPARATOR = re.compile(r"[,;|]")
_RULE = re.compile(r"[-=:+*_~]{2,}")
_HOSTS = re.compile(
    r"(?:hosts?|panelists?|presenters?|speakers?)(?: details)?|alternative hosts?"
    r"|anfitriones|organisateurs|veranstalter|relatori"
)
_HOSTS_REASON = "a host of the call"


class _Section(msgspec.Struct):
    """What one table of a file gave."""

    found: list[FoundPerson]
    left_out: list[LeftOut]
    remarks: list[RosterRemark]


def read_table(text: str, separators: Sequence[str]) -> RosterReading | None:
    """Read a roster that has a header with a column of names; None if it has none.

    Where several separators split the text, the one with the best header is chosen.

    Raises:
        RosterError: There are no rows below the header.
    """
    choices = [(one, find_tables(split_rows(text, one))) for one in separators]
    choices = [(one, tables) for one, tables in choices if tables]
    if not choices:
        return None
    separator, tables = max(choices, key=lambda choice: choice[1][0].columns.known())
    first = next(row.line for row in split_rows(text, separator) if row.filled())
    total = _Section([], [], [])
    begin = tables[0].title_line or tables[0].header.line
    if first < begin:
        total.remarks.append(_remark_unread("before", first, begin - 1))
    titles = [table.title for table in tables if table.title]
    for table in tables:
        part = _part_of(table.title, several=len(set(titles)) > 1)
        section = _read_table(table, part)
        total.found += section.found
        total.left_out += section.left_out
        total.remarks += section.remarks
    if not total.found and not total.left_out:
        raise RosterError(
            f"there is nobody under the columns {format_cells(tables[0].header.filled())}"
        )
    if all(one.left_out == _HOSTS_REASON for one in total.found):
        total.found = [msgspec.structs.replace(one, left_out="") for one in total.found]
    return RosterReading(
        found=tuple(total.found),
        left_out=tuple(total.left_out),
        remarks=tuple(total.remarks),
        source=_format_source(tables),
        visits=any(table.columns.visits() for table in tables),
        originals=any(
            _ORIGINAL.search(fold(label)) for table in tables for label in table.columns.labels
        ),
        cells=True,
    )


def _part_of(title: str, *, several: bool) -> PartOfList:
    """Return what the title over a table says of the people in it."""
    if _HOSTS.fullmatch(fold(title)):
        return PartOfList(left_out=_HOSTS_REASON)
    if title.rstrip().endswith(("Details", "Report", "Attended")) or NUMBERED_SECTION.match(title):
        return PartOfList()  # a call's report
    return read_part_name(title, several=several)


def _read_table(table: Table, part: PartOfList) -> _Section:
    """Read the rows of people, and say of the others what they are."""
    told = part.remarks(table.title_line, table.title) if part.team or part.left_out else ()
    section = _Section([], [], list(told))
    rows, filled_down = _fill_teams_down(table)
    if filled_down:
        text = "empty cells of the team are read as the team above"
        section.remarks.append(RosterRemark(filled_down, text, doubt=True))
    small_print = _last_wide_line(table)
    after_blank = False
    columns = table.columns
    for row in rows:
        filled = row.filled()
        if not filled:
            after_blank = True
            continue
        if section.found and after_blank and (row.line > small_print or begins_other(row)):
            last = max(row.line for row in table.rows if row.filled())
            section.remarks.append(_remark_unread("after", row.line, last))
            break
        after_blank = False
        if row.cells == table.header.cells:
            section.remarks.append(RosterRemark(row.line, "the header once more, skipped"))
        elif all(_RULE.fullmatch(cell) for cell in filled):
            continue  # the rule below the header of a Markdown table
        elif is_total(filled[0]):
            section.left_out.append(LeftOut(row.line, filled[0], "a total"))
        elif len(filled) == 1 and len(row.cells) > 1 and _is_part_row(filled[0]):
            part = read_part_name(filled[0], several=True)
            section.remarks += part.remarks(row.line, filled[0])
        else:
            _read_row(table, row, part, section)
    opened = [row for row in table.rows if columns.is_undecided(row)]
    if opened:
        more = f", nor have {len(opened) - 1} more" if len(opened) > 1 else ""
        name = clean(columns.name_in(opened[0]), limit=NAME_LIMIT)
        text = f"«{name}» has not said yes or no{more}: taken as coming"
        section.remarks.append(RosterRemark(opened[0].line, text, doubt=True))
    return section


def _fill_teams_down(table: Table) -> tuple[Sequence[Row], int]:
    """Return the rows with teams that are written once filled down, and the first such line.

    So spreadsheets show merged cells: a team stands left of the names, and only in its first row.
    """
    team, name = table.columns.team, min(table.columns.named_by(), default=0)
    if team is None or team > name:
        return table.rows, 0
    with_names = [row for row in table.rows if row.cell(name)]
    written = [fold(row.cell(team)) for row in with_names if row.cell(team)]
    once = len(set(written)) == len(written) > 1 and len(written) * 2 <= len(with_names)
    if not once or not with_names[0].cell(team):
        return table.rows, 0
    rows: list[Row] = []
    last, first_line = "", 0
    for row in table.rows:
        last = row.cell(team) or last
        if row.cell(name) and not row.cell(team):
            first_line = first_line or row.line
            cells = (*row.cells[:team], last, *row.cells[team + 1 :])
            rows.append(Row(row.line, cells))
        else:
            rows.append(row)
    return rows, first_line


def _read_row(table: Table, row: Row, part: PartOfList, section: _Section) -> None:
    columns = table.columns
    person = _read_person(columns, row, part)
    names = split_list(person.name) if columns.lists else [person.name]
    names += [row.cell(index) for index in columns.others if row.cell(index)]
    if any(names) and why_not_a_person(person.name) != "a form's mark":
        if len(names) > 1:  # whose is it?
            person = msgspec.structs.replace(person, email="", phone="")
        section.found += [msgspec.structs.replace(person, name=name) for name in names if name]
    else:
        others = [cell for cell in row.filled() if not is_data_cell(cell)]
        text = person.email or next(iter(others), "")
        section.left_out.append(LeftOut(row.line, clean(text, limit=NAME_LIMIT), "no name"))
    width = len(table.header.cells)
    if any(row.cells[width:]):
        text = "more cells than the header has: please check it"
        section.remarks.append(RosterRemark(row.line, text, doubt=True))


def _is_part_row(text: str) -> bool:
    return text.startswith("## ") or read_part_name(text, several=False).sure


def _last_wide_line(table: Table) -> int:
    """Return the last line of the table; single cells after it may be small print.

    In a table of two columns that cannot be told: the second cell may be missing.
    """
    least = 1 if len(table.header.cells) > 2 else 0
    return max((row.line for row in table.rows if len(row.cells) > least), default=0)


def _remark_unread(where: str, first: int, last: int) -> RosterRemark:
    lines = f"line {first} stands" if first == last else f"lines {first} to {last} stand"
    return RosterRemark(0, f"{lines} {where} the table: not read")


def _read_person(columns: Columns, row: Row, part: PartOfList) -> FoundPerson:
    tags = (tag for index in columns.tags for tag in _TAG_SEPARATOR.split(row.cell(index)))
    known = (clean(tag.strip(' "'), limit=NAME_LIMIT) for tag in tags)
    phone = row.cell(columns.phone)
    return FoundPerson(
        line=row.line,
        name=columns.name_in(row),
        team=clean(row.cell(columns.team), limit=NAME_LIMIT) or part.team,
        tags=tuple(dict.fromkeys(tag for tag in known if tag)),
        email=split_email(row.cell(columns.email))[1],
        phone=split_phone(phone)[1] or clean(phone, limit=NAME_LIMIT),
        left_out=columns.why_left_out(row) or part.left_out,
    )


def _format_source(tables: Sequence[Table]) -> str:
    """Format what was read from which column, and which columns were not read."""
    columns = tables[0].columns
    read = columns.named_by()
    plural = "s" if len(read) > 1 else ""
    parts = [f"the column{plural} {format_cells([columns.labels[index] for index in read], ' + ')}"]
    for what, indexes in (
        ("team", (columns.team,)),
        ("tags", columns.tags),
        ("email", (columns.email,)),
        ("phone", (columns.phone,)),
        ("who comes", columns.statuses()),
    ):
        labels = [columns.labels[index] for index in indexes if index is not None]
        read += tuple(index for index in indexes if index is not None)
        if labels:
            parts.append(f"{what} from {format_cells(labels)}")
    rest = [label for index, label in enumerate(columns.labels) if label and index not in read]
    if rest:
        parts.append(f"not read: {format_cells(rest)}")
    if len(tables) > 1:
        parts.insert(1, f"{len(tables)} tables")
    return "; ".join(parts)
