"""A roster without a table's header: names one a line, in one line, with addresses, in columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from oneone_tui.workshop.roster.labels import NAME_KINDS, kind_of
from oneone_tui.workshop.roster.names import ADDRESS, take_address, without_degree_comma
from oneone_tui.workshop.roster.records import Found, Reading, Remark, RosterError
from oneone_tui.workshop.roster.rows import (
    NO_SEPARATOR,
    Row,
    is_data,
    quoted,
    split_rows,
)
from oneone_tui.workshop.text import fold

_BULLET = re.compile(
    r"""
      (?: [-*+–—·]\s+ | [•‣◦▪●○✓✔☐☑☒]\s* | \(?\d{1,3}[.)]\s*(?=[^\W\d]) ) (?: \[[ xX]?\]\s+ )?
    | \[[ xX]?\]\s+
    """,
    re.VERBOSE,
)
_HEADER_WITHIN = 3
"""Lines of which one can be the header: a title may stand before it."""
_PIECES = re.compile(r"[,;\t]")
_TIGHT = re.compile(r"[,;](?=\S)")


def read_plain(text: str, separators: Sequence[str]) -> Reading:
    """Read a roster that is not a table with a header.

    Raises:
        RosterError: there is nobody in it, or it is a table after all, with no names.
    """
    lines, remarks = _lines(text)
    if any(ADDRESS.search(line) for line in lines.values()):
        people = [one for number, line in lines.items() for one in _addressees(number, line)]
        return Reading(tuple(people), tuple(remarks), "a list of addresses")
    header = _header(lines)
    if header is not None:
        return _read_column(lines, header, separators, remarks)
    separator = _separator(lines, separators)
    rows = _rows(lines, separator)
    if all(len(row.filled()) == 1 for row in rows):
        return Reading(_everybody(rows), tuple(remarks), "plain lines")
    _refuse_header(rows)
    spaced = separator != "\t" and not any(_TIGHT.search(line) for line in lines.values())
    if _is_prose(rows, spaced):
        return _read_prose(rows, remarks)
    return _read_columns(rows, spaced, remarks)


def _lines(text: str) -> tuple[dict[int, str], list[Remark]]:
    """The lines that may have names, by their numbers, without bullets and headings."""
    lines: dict[int, str] = {}
    remarks = []
    for number, raw in enumerate(text.split("\n"), start=1):
        line = raw.strip()
        bullet = _BULLET.match(line)
        if bullet:
            line = line[bullet.end() :]
        if line.endswith(":"):
            remarks.append(Remark(number, f"{quoted([line])} is a heading, skipped"))
        elif line:
            lines[number] = without_degree_comma(line)
    return lines, remarks


def _header(lines: dict[int, str]) -> int | None:
    """The line that names a single column of names, if one of the first does."""
    first = list(lines)[:_HEADER_WITHIN]
    return next((number for number in first if kind_of(lines[number]) in NAME_KINDS), None)


def _separator(lines: dict[int, str], separators: Sequence[str]) -> str:
    """What separates cells in the most lines, if anything does."""
    uses = {one: sum(one in line for line in lines.values()) for one in separators}
    best = max(separators, key=lambda one: uses[one])
    return best if uses[best] else NO_SEPARATOR


def _rows(lines: dict[int, str], separator: str) -> list[Row]:
    """The lines cut into cells; a row keeps its line's number."""
    text = "\n".join(lines.get(number, "") for number in range(1, max(lines, default=0) + 1))
    return [row for row in split_rows(text, separator) if row.filled()]


def _read_column(
    lines: dict[int, str], header: int, separators: Sequence[str], remarks: Sequence[Remark]
) -> Reading:
    """Read the single column under a header; commas are parts of its names, but in a lone line."""
    above = [
        Remark(number, f"{quoted([line])} stands before the names: not read")
        for number, line in lines.items()
        if number < header
    ]
    below = {number: line for number, line in lines.items() if number > header}
    rows = _rows(below, _separator(below, separators) if len(below) == 1 else NO_SEPARATOR)
    return Reading(_everybody(rows), (*remarks, *above), f"the column {quoted([lines[header]])}")


def _everybody(rows: Sequence[Row]) -> tuple[Found, ...]:
    """A person a cell."""
    return tuple(one for row in rows for one in _loose(row.line, row.cells))


def _addressees(number: int, line: str) -> Iterator[Found]:
    """Everybody in a line as in a letter's "To:": `Ana Ruiz <ana@x.org>; Ben <ben@x.org>`."""
    end = 0
    for match in ADDRESS.finditer(line):
        before = line[end : match.start()].strip(" \t,;")
        # A comma may be part of the name, "Ruiz, Ana <…>", but not after another address.
        *others, name = (_PIECES if "@" in before else re.compile(";")).split(before)
        yield from _loose(number, others)
        yield Found(number, name.strip(" \t\"'"), email=take_address(match[1])[1])
        end = match.end()
    yield from _loose(number, _PIECES.split(line[end:]))


def _loose(number: int, pieces: Sequence[str]) -> Iterator[Found]:
    """Names and addresses that stand for themselves."""
    for piece in pieces:
        if piece.strip():
            name, email = take_address(piece)
            yield Found(number, name.strip("\"'"), email=email)


def _is_prose(rows: Sequence[Row], spaced: bool) -> bool:
    """Whether the separators only stand between names, as in "Ana, Ben, Cy", and make no columns.

    So it is in one line, in lines of different lengths, and in a long line that was broken into
    few: "Ana, Ben, Cy," and "Dee, Eve, Fay" below it.
    """
    if len(rows) == 1:
        return True
    broken = [row.filled() for row in rows if len(row.filled()) > 1]
    cells = [cell for row in broken for cell in row]
    if any(map(is_data, cells)):
        return False
    width = len(broken[0])
    if len(broken) < len(rows) or any(len(row) != width for row in broken):
        return True
    words = min(len(cell.split()) for cell in cells)
    alike = len({fold(cell) for cell in cells}) < len(cells)
    return spaced and not alike and len(rows) <= width and (width > 2 or words > 1)


def _read_prose(rows: Sequence[Row], remarks: Sequence[Remark]) -> Reading:
    if len(rows) == 1:
        return Reading(_everybody(rows), tuple(remarks), "one line")
    several = [
        Remark(row.line, f"read as {len(row.filled())} people")
        for row in rows
        if len(row.filled()) > 1
    ]
    return Reading(_everybody(rows), (*remarks, *several), "lines of names")


def _read_columns(rows: Sequence[Row], spaced: bool, remarks: Sequence[Remark]) -> Reading:
    """Read rows of several cells, with no header, by what is in the cells.

    Raises:
        RosterError: no column has names.
    """
    width = max(len(row.cells) for row in rows)
    columns = [[row.cell(index) for row in rows] for index in range(width)]
    named = [index for index, column in enumerate(columns) if _has_names(column)]
    if not named:
        raise RosterError("no column of names was found, and there is no header")
    first = named[0]
    used, joint = [first], " "
    if first + 1 in named and _is_one_word(columns[first]) and not _repeats(columns[first + 1]):
        used.append(first + 1)
        joint = ", " if spaced and width == 2 else " "  # "Ruiz, Ana": people turn it around
    email = next((index for index, column in enumerate(columns) if "@" in "".join(column)), None)
    people = [
        Found(
            row.line,
            joint.join(row.cell(index) for index in used if row.cell(index)),
            email=take_address(row.cell(email))[1],
        )
        for row in rows
    ]
    return Reading(tuple(people), tuple(remarks), _source(used, email, width))


def _source(used: Sequence[int], email: int | None, width: int) -> str:
    unread = [str(index + 1) for index in range(width) if index not in (*used, email)]
    name = " + ".join(str(index + 1) for index in used)
    return (
        f"column{'s' if len(used) > 1 else ''} {name} of a table without a header"
        + (f"; email from column {email + 1}" if email is not None else "")
        + (f"; not read: column {', '.join(unread)}" if unread else "")
    )


def _refuse_header(rows: Sequence[Row]) -> None:
    """Refuse a table whose header names no column of names, or that has no names under it.

    A header is known by its words, or by how it differs from what stands below.

    Raises:
        RosterError: the rows are such a table.
    """
    top, rest = rows[0], rows[1:]
    labels = top.filled()
    if any(map(is_data, labels)):
        return
    kinds = [kind for kind in map(kind_of, labels) if kind]
    # One word is not enough: Ward, Mesa and Street are surnames.
    enough = max(2, len(labels) / 2) if rest else len(labels)
    differs = rest and any(
        label and all(is_data(row.cell(index)) for row in rest)
        for index, label in enumerate(top.cells)
    )
    if not differs and len(kinds) < enough:
        return
    if NAME_KINDS.intersection(kinds):
        raise RosterError(f"there are no names under the columns {quoted(labels)}")
    raise RosterError(f"no column of names among {quoted(labels)}: call the one with names «Name»")


def _has_names(column: Sequence[str]) -> bool:
    """Whether most of a column are words and not numbers, dates or addresses."""
    filled = [cell for cell in column if cell]
    plain = [cell for cell in filled if "@" not in cell and not any(map(str.isdigit, cell))]
    return len(plain) * 2 > len(filled)


def _is_one_word(column: Sequence[str]) -> bool:
    filled = [cell for cell in column if cell]
    return sum(len(cell.split()) == 1 for cell in filled) * 2 > len(filled)


def _repeats(column: Sequence[str]) -> bool:
    """Whether a column sorts the rows into groups, as teams do and names do not."""
    filled = [fold(cell) for cell in column if cell]
    return len(set(filled)) * 2 <= len(filled)
