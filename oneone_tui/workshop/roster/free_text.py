"""Rosters without a header: one name a line, lists in a line, addresses, parts with headings.

`lines.read_lines` says of each line what it is; here the names are taken out of them. Lines that
are all cut alike into cells are read by `untitled_columns`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from oneone_tui.workshop.roster.cells import (
    NO_SEPARATOR,
    Row,
    format_cells,
    is_data_cell,
    split_rows,
)
from oneone_tui.workshop.roster.column_labels import NAME_KINDS, column_kind
from oneone_tui.workshop.roster.given_names import share_of_given_names
from oneone_tui.workshop.roster.lines import Line, read_lines
from oneone_tui.workshop.roster.name_cleanup import (
    ADDRESS,
    is_pronouns,
    split_email,
    split_phone,
    trim_edges,
)
from oneone_tui.workshop.roster.name_lists import has_spaced_signs, split_joined, split_list
from oneone_tui.workshop.roster.records import (
    MAX_NAMES,
    FoundPerson,
    RosterError,
    RosterReading,
    RosterRemark,
)
from oneone_tui.workshop.roster.untitled_columns import (
    are_teams_side_by_side,
    read_untitled_columns,
    reject_header,
)
from oneone_tui.workshop.text import fold

_HEADER_WITHIN = 3
"""How many lines are searched for the header: a title may come before it."""
_MAX_COLUMNS = 60
"""Wider rows are lists of names: no table without a header is that wide."""
_PIECES = re.compile(r"[,;\t|]")
_TIGHT = re.compile(r"[,;](?=\S)")


def read_plain(text: str, separators: Sequence[str]) -> RosterReading:
    """Read a roster that is not a table with a header.

    Raises:
        RosterError: It has nobody, or is a table without a column of names after all.
    """
    read = read_lines(text)
    reading = _read(list(read.lines), separators)
    parts = {line.number: line for line in read.lines}
    found = [_in_part(one, parts[one.line]) for one in reading.found]
    return replace(
        reading,
        found=tuple(found),
        remarks=(*read.remarks, *reading.remarks),
        left_out=(*read.left_out, *reading.left_out),
    )


def _in_part(person: FoundPerson, line: Line) -> FoundPerson:
    return replace(
        person,
        team=person.team or line.team,
        left_out=person.left_out or line.left_out,
    )


def _read(lines: list[Line], separators: Sequence[str]) -> RosterReading:
    if any(ADDRESS.search(line.text) for line in lines):
        people = [one for line in lines for one in _read_addressees(line)]
        return RosterReading(tuple(people), (), "a list of addresses", cells=True)
    header = _find_header(lines)
    if header is not None:
        return _read_column(lines, header, separators)
    if any(line.is_list for line in lines) or _is_marked(lines):
        return _read_line_by_line(lines)
    separator = _find_separator(lines, separators)
    rows = _split_lines(lines, separator)
    if sum(len(row.filled()) for row in rows) > MAX_NAMES:
        raise RosterError(f"more than {MAX_NAMES:,} names are listed: too many to be a roster")
    if all(len(row.filled()) == 1 for row in rows):
        found, several = _one_a_line(rows)
        return RosterReading(found, several, "plain lines")
    reject_header(rows)
    spaced = separator != "\t" and not any(_TIGHT.search(line.text) for line in lines)
    if _is_prose(rows, spaced) and not are_teams_side_by_side(rows):
        return _read_prose(rows)
    return read_untitled_columns(rows, spaced)


def _find_header(lines: Sequence[Line]) -> int | None:
    """Return the position of the line that labels a single column of names, if an early one does.

    A line that was read as a heading is none any more.
    """
    early = enumerate(lines[:_HEADER_WITHIN])
    return next(
        (
            place
            for place, line in early
            if not line.is_list and column_kind(line.text) in NAME_KINDS and place + 1 < len(lines)
        ),
        None,
    )


def _find_separator(lines: Sequence[Line], separators: Sequence[str]) -> str:
    """Return what separates cells in most lines."""
    uses = {one: sum(one in line.text for line in lines) for one in separators}
    best = max(separators, key=lambda one: uses[one])
    return best if uses[best] else NO_SEPARATOR


def _split_lines(lines: Sequence[Line], separator: str) -> list[Row]:
    """Split the lines into cells; a row keeps the number of its line."""
    texts = {line.number: line.text for line in lines}
    text = "\n".join(texts.get(number, "") for number in range(1, max(texts, default=0) + 1))
    return [row for row in split_rows(text, separator) if row.filled()]


def _read_column(lines: Sequence[Line], header: int, separators: Sequence[str]) -> RosterReading:
    """Read the single column under a header; commas are part of a name."""
    above = tuple(
        RosterRemark(line.number, f"{format_cells([line.text])} stands before the names: not read")
        for line in lines[:header]
    )
    below = lines[header + 1 :]
    alone = len(below) == 1 and not below[0].is_list
    if any(line.is_list for line in below) or (
        alone and _find_separator(below, separators) != NO_SEPARATOR
    ):
        found = tuple(one for line in below for one in _read_list(line))
    else:
        rows = _split_lines(below, NO_SEPARATOR)
        found = tuple(one for row in rows for one in _read_pieces(row.line, row.cells))
    return RosterReading(found, above, f"the column {format_cells([lines[header].text])}")


def _is_marked(lines: Sequence[Line]) -> bool:
    """Return whether it is a list with a number or bullet before each person."""
    marked = sum(line.marked for line in lines)
    return marked > 1 and marked * 2 > len(lines)


def _read_line_by_line(lines: Sequence[Line]) -> RosterReading:
    """Read lists that stand behind labels, and lines with marks, which are one person each."""
    found: list[FoundPerson] = []
    remarks = []
    commas = [len(re.findall("[,;]", line.text)) for line in lines]
    usual = Counter(commas).most_common(1)[0][0]
    for line, number in zip(lines, commas, strict=True):
        if line.is_list or (number != usual and (number > 1 or _is_two_given(line.text))):
            people = list(_read_list(line))
        elif number > 1:  # "Ana Ruiz, Northside, nurse" in every line
            people = list(_read_pieces(line.number, _PIECES.split(line.text)[:1]))
        else:
            people = list(_read_pieces(line.number, [line.text], joined=number == 0))
        if len(people) > 1 and not line.is_list:
            remarks.append(_remark_several(line.number, len(people)))
        found += people
    return RosterReading(tuple(found), tuple(remarks), "a list")


def _is_two_given(text: str) -> bool:
    """Return whether a line names two by their first names: "Ana, Ben", unlike "O'Neil, Pat"."""
    return "," in text and share_of_given_names([part.strip() for part in text.split(",")]) == 1


def _read_list(line: Line) -> Iterator[FoundPerson]:
    pieces = split_list(line.text)
    if len(pieces) == 1 and not line.is_list:
        pieces = [line.text]
    return _read_pieces(line.number, pieces)


def _one_a_line(rows: Sequence[Row]) -> tuple[tuple[FoundPerson, ...], tuple[RosterRemark, ...]]:
    """Read one person a line, or those that an "and" joins."""
    found: list[FoundPerson] = []
    remarks = []
    for row in rows:
        pieces = row.filled()
        if len(pieces) == 1 and has_spaced_signs(pieces[0]):
            pieces = tuple(split_list(pieces[0]))
        people = list(_read_pieces(row.line, pieces, joined=True))
        if len(people) > 1 and len(rows) > 1:
            remarks.append(_remark_several(row.line, len(people)))
        found += people
    return tuple(found), tuple(remarks)


def _read_addressees(line: Line) -> Iterator[FoundPerson]:
    """Read a line as in an email's "To:": `Ana Ruiz <ana@x.org>; Ben <ben@x.org>`."""
    text, end = line.text, 0
    for match in ADDRESS.finditer(text):
        before = text[end : match.start()].strip(" \t,;")
        # A comma may be part of the name, "Ruiz, Ana <…>", but not after another address.
        *others, name = (_PIECES if "@" in before else re.compile(";")).split(before)
        yield from _read_pieces(line.number, others)
        yield FoundPerson(line.number, name.strip(" \t\"'"), email=split_email(match[1])[1])
        end = match.end()
    yield from _read_pieces(line.number, _PIECES.split(text[end:]))


def _read_pieces(
    number: int, pieces: Sequence[str], *, joined: bool = False
) -> Iterator[FoundPerson]:
    """Yield a person for each piece: a name, with or without address and phone."""
    for piece in pieces:
        if not piece.strip() or (len(pieces) > 1 and is_pronouns(piece)):
            continue
        name, email = split_email(piece)
        name, phone = split_phone(name)
        head, comma, rest = name.partition(",")
        if comma and is_pronouns(rest):
            name = head
        name = trim_edges(name.strip("\"'") if name.count('"') != 2 else name)
        names = split_joined(name) if joined else [name]
        for one in names:
            yield FoundPerson(number, one, email=email, phone=phone)


def _is_prose(rows: Sequence[Row], spaced: bool) -> bool:
    """Return whether the separators only separate names, as in "Ana, Ben, Cy".

    So it is in one line, in lines of different lengths, and in one long line that was wrapped:
    "Ana, Ben, Cy," and "Dee, Eve, Fay" below it.
    """
    if len(rows) == 1 or max(len(row.cells) for row in rows) > _MAX_COLUMNS:
        return True
    broken = [row.filled() for row in rows if len(row.filled()) > 1]
    cells = [cell for row in broken for cell in row]
    if any(map(is_data_cell, cells)) or any(map(is_pronouns, cells)):
        return False
    width = len(broken[0])
    if len(broken) < len(rows) or any(len(row) != width for row in broken):
        return True
    words = min(len(cell.split()) for cell in cells)
    alike = len({fold(cell) for cell in cells}) < len(cells)
    if not alike and all(
        share_of_given_names([row[index] for row in broken]) > 0.7 for index in range(width)
    ):
        return True
    return spaced and not alike and len(rows) <= width and (width > 2 or words > 1)


def _read_prose(rows: Sequence[Row]) -> RosterReading:
    found: list[FoundPerson] = []
    several = []
    for row in rows:
        pieces = [one for cell in row.filled() for one in _split_cell(cell, row.filled())]
        people = list(_read_pieces(row.line, pieces))
        if len(people) > 1 and len(rows) > 1:
            several.append(_remark_several(row.line, len(people)))
        found += people
    source = "one line" if len(rows) == 1 else "lines of names"
    return RosterReading(tuple(found), tuple(several), source)


def _split_cell(cell: str, cells: Sequence[str]) -> list[str]:
    """Split a cell at its commas, unless each of the cells has one: "Ruiz, Ana; Okafor, Ben"."""
    if len(cells) > 1 and all(one.count(",") == 1 for one in cells):
        return [cell]
    return split_list(cell)


def _remark_several(line: int, people: int) -> RosterRemark:
    return RosterRemark(line, f"read as {people} people", doubt=True)
