"""Rosters without a header: one name a line, one line, addresses, columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from oneone_tui.workshop.roster.cells import (
    NO_SEPARATOR,
    Row,
    format_cells,
    is_data_cell,
    split_rows,
)
from oneone_tui.workshop.roster.column_labels import NAME_KINDS, column_kind
from oneone_tui.workshop.roster.name_cleanup import ADDRESS, split_email, without_degree_comma
from oneone_tui.workshop.roster.records import FoundPerson, RosterError, RosterReading, RosterRemark
from oneone_tui.workshop.text import fold

_BULLET = re.compile(
    r"""
      (?: [-*+–—·]\s+ | [•‣◦▪●○✓✔☐☑☒]\s* | \(?\d{1,3}[.)]\s*(?=[^\W\d]) ) (?: \[[ xX]?\]\s+ )?
    | \[[ xX]?\]\s+
    """,
    re.VERBOSE,
)
_HEADER_WITHIN = 3
"""How many lines are searched for the header: a title may come before it."""
_PIECES = re.compile(r"[,;\t]")
_TIGHT = re.compile(r"[,;](?=\S)")


def read_plain(text: str, separators: Sequence[str]) -> RosterReading:
    """Read a roster that is not a table with a header.

    Raises:
        RosterError: It has nobody, or is a table without a column of names after all.
    """
    lines, remarks = _number_lines(text)
    if any(ADDRESS.search(line) for line in lines.values()):
        people = [one for number, line in lines.items() for one in _read_addressees(number, line)]
        return RosterReading(tuple(people), tuple(remarks), "a list of addresses")
    header = _find_header(lines)
    if header is not None:
        return _read_column(lines, header, separators, remarks)
    separator = _find_separator(lines, separators)
    rows = _split_lines(lines, separator)
    if all(len(row.filled()) == 1 for row in rows):
        return RosterReading(_one_a_cell(rows), tuple(remarks), "plain lines")
    _reject_header(rows)
    spaced = separator != "\t" and not any(_TIGHT.search(line) for line in lines.values())
    if _is_prose(rows, spaced):
        return _read_prose(rows, remarks)
    return _read_columns(rows, spaced, remarks)


def _number_lines(text: str) -> tuple[dict[int, str], list[RosterRemark]]:
    """Return the lines that may have names, by number, without bullets and headings."""
    lines: dict[int, str] = {}
    remarks = []
    for number, raw in enumerate(text.split("\n"), start=1):
        line = raw.strip()
        bullet = _BULLET.match(line)
        if bullet:
            line = line[bullet.end() :]
        if line.endswith(":"):
            remarks.append(RosterRemark(number, f"{format_cells([line])} is a heading, skipped"))
        elif line:
            lines[number] = without_degree_comma(line)
    return lines, remarks


def _find_header(lines: dict[int, str]) -> int | None:
    """Return the line that labels a single column of names, if an early one does."""
    first = list(lines)[:_HEADER_WITHIN]
    return next((number for number in first if column_kind(lines[number]) in NAME_KINDS), None)


def _find_separator(lines: dict[int, str], separators: Sequence[str]) -> str:
    """Return what separates cells in most lines, or None."""
    uses = {one: sum(one in line for line in lines.values()) for one in separators}
    best = max(separators, key=lambda one: uses[one])
    return best if uses[best] else NO_SEPARATOR


def _split_lines(lines: dict[int, str], separator: str) -> list[Row]:
    """Split the lines into cells; a row keeps the number of its line."""
    text = "\n".join(lines.get(number, "") for number in range(1, max(lines, default=0) + 1))
    return [row for row in split_rows(text, separator) if row.filled()]


def _read_column(
    lines: dict[int, str], header: int, separators: Sequence[str], remarks: Sequence[RosterRemark]
) -> RosterReading:
    """Read the single column under a header; commas are part of a name."""
    above = [
        RosterRemark(number, f"{format_cells([line])} stands before the names: not read")
        for number, line in lines.items()
        if number < header
    ]
    below = {number: line for number, line in lines.items() if number > header}
    rows = _split_lines(
        below, _find_separator(below, separators) if len(below) == 1 else NO_SEPARATOR
    )
    return RosterReading(
        _one_a_cell(rows), (*remarks, *above), f"the column {format_cells([lines[header]])}"
    )


def _one_a_cell(rows: Sequence[Row]) -> tuple[FoundPerson, ...]:
    """Yield one person a cell."""
    return tuple(one for row in rows for one in _read_pieces(row.line, row.cells))


def _read_addressees(number: int, line: str) -> Iterator[FoundPerson]:
    """Read a line as in an email's "To:": `Ana Ruiz <ana@x.org>; Ben <ben@x.org>`."""
    end = 0
    for match in ADDRESS.finditer(line):
        before = line[end : match.start()].strip(" \t,;")
        # A comma may be part of the name, "Ruiz, Ana <…>", but not after another address.
        *others, name = (_PIECES if "@" in before else re.compile(";")).split(before)
        yield from _read_pieces(number, others)
        yield FoundPerson(number, name.strip(" \t\"'"), email=split_email(match[1])[1])
        end = match.end()
    yield from _read_pieces(number, _PIECES.split(line[end:]))


def _read_pieces(number: int, pieces: Sequence[str]) -> Iterator[FoundPerson]:
    """Yield a person for each piece: a name, an address, or both."""
    for piece in pieces:
        if piece.strip():
            name, email = split_email(piece)
            yield FoundPerson(number, name.strip("\"'"), email=email)


def _is_prose(rows: Sequence[Row], spaced: bool) -> bool:
    """Return whether the separators only separate names, as in "Ana, Ben, Cy".

    So it is in one line, in lines of different lengths, and in one long line that was wrapped:
    "Ana, Ben, Cy," and "Dee, Eve, Fay" below it.
    """
    if len(rows) == 1:
        return True
    broken = [row.filled() for row in rows if len(row.filled()) > 1]
    cells = [cell for row in broken for cell in row]
    if any(map(is_data_cell, cells)):
        return False
    width = len(broken[0])
    if len(broken) < len(rows) or any(len(row) != width for row in broken):
        return True
    words = min(len(cell.split()) for cell in cells)
    alike = len({fold(cell) for cell in cells}) < len(cells)
    return spaced and not alike and len(rows) <= width and (width > 2 or words > 1)


def _read_prose(rows: Sequence[Row], remarks: Sequence[RosterRemark]) -> RosterReading:
    if len(rows) == 1:
        return RosterReading(_one_a_cell(rows), tuple(remarks), "one line")
    several = [
        RosterRemark(row.line, f"read as {len(row.filled())} people")
        for row in rows
        if len(row.filled()) > 1
    ]
    return RosterReading(_one_a_cell(rows), (*remarks, *several), "lines of names")


def _read_columns(
    rows: Sequence[Row], spaced: bool, remarks: Sequence[RosterRemark]
) -> RosterReading:
    """Read rows of several cells without a header, by what the cells hold.

    Raises:
        RosterError: No column has names.
    """
    width = max(len(row.cells) for row in rows)
    columns = [[row.cell(index) for row in rows] for index in range(width)]
    named = [index for index, column in enumerate(columns) if _has_names(column)]
    if not named:
        raise RosterError("no column of names was found, and there is no header")
    first = named[0]
    used, joint = [first], " "
    if first + 1 in named and _is_one_word(columns[first]) and not _is_grouping(columns[first + 1]):
        used.append(first + 1)
        joint = ", " if spaced and width == 2 else " "  # "Ruiz, Ana": people turn it around
    email = next((index for index, column in enumerate(columns) if "@" in "".join(column)), None)
    people = [
        FoundPerson(
            row.line,
            joint.join(row.cell(index) for index in used if row.cell(index)),
            email=split_email(row.cell(email))[1],
        )
        for row in rows
    ]
    return RosterReading(tuple(people), tuple(remarks), _format_source(used, email, width))


def _format_source(used: Sequence[int], email: int | None, width: int) -> str:
    unread = [str(index + 1) for index in range(width) if index not in (*used, email)]
    name = " + ".join(str(index + 1) for index in used)
    return (
        f"column{'s' if len(used) > 1 else ''} {name} of a table without a header"
        + (f"; email from column {email + 1}" if email is not None else "")
        + (f"; not read: column {', '.join(unread)}" if unread else "")
    )


def _reject_header(rows: Sequence[Row]) -> None:
    """Reject a table whose header labels no column of names, or with none below it.

    A header is recognized by its words, or by how it differs from the rows below.

    Raises:
        RosterError: The rows are such a table.
    """
    top, rest = rows[0], rows[1:]
    labels = top.filled()
    if any(map(is_data_cell, labels)):
        return
    kinds = [kind for kind in map(column_kind, labels) if kind]
    # One word is not enough: Ward, Mesa and Street are surnames.
    enough = max(2, len(labels) / 2) if rest else len(labels)
    differs = rest and any(
        label and all(is_data_cell(row.cell(index)) for row in rest)
        for index, label in enumerate(top.cells)
    )
    if not differs and len(kinds) < enough:
        return
    if NAME_KINDS.intersection(kinds):
        raise RosterError(f"there are no names under the columns {format_cells(labels)}")
    raise RosterError(
        f"no column of names among {format_cells(labels)}: call the one with names «Name»"
    )


def _has_names(column: Sequence[str]) -> bool:
    """Return whether most cells of a column are words, and not data."""
    filled = [cell for cell in column if cell]
    plain = [cell for cell in filled if "@" not in cell and not any(map(str.isdigit, cell))]
    return len(plain) * 2 > len(filled)


def _is_one_word(column: Sequence[str]) -> bool:
    filled = [cell for cell in column if cell]
    return sum(len(cell.split()) == 1 for cell in filled) * 2 > len(filled)


def _is_grouping(column: Sequence[str]) -> bool:
    """Return whether a column groups the rows, as teams do and names do not."""
    filled = [fold(cell) for cell in column if cell]
    return len(set(filled)) * 2 <= len(filled)
