"""Tables without a header: what a column holds is told by its cells.

A column can hold names, teams (few values, each in several rows), addresses, phone numbers,
pronouns, statuses or other data. Teams can also be side by side, one a column.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence

from oneone_tui.workshop.roster.cells import Row, format_cells, is_data_cell
from oneone_tui.workshop.roster.column_labels import NAME_KINDS, column_kind
from oneone_tui.workshop.roster.given_names import ends_with_given_name, share_of_given_names
from oneone_tui.workshop.roster.name_cleanup import (
    first_name_first,
    is_pronouns,
    split_email,
    split_phone,
)
from oneone_tui.workshop.roster.not_people import why_not_a_person
from oneone_tui.workshop.roster.records import FoundPerson, RosterError, RosterReading, RosterRemark
from oneone_tui.workshop.roster.statuses import is_status, left_out_by_status
from oneone_tui.workshop.roster.team_labels import is_team_label, may_be_team
from oneone_tui.workshop.text import NAME_LIMIT, clean, fold

_MOST = 0.5
"""The share of a column's cells above which they decide what it holds."""


class _Holds(enum.Enum):
    """What a column holds, by its cells."""

    WORDS = "words"
    TEAMS = "teams"
    ONE_WORD_FOR_ALL = "one word for all"
    EMAILS = "emails"
    PHONES = "phones"
    PRONOUNS = "pronouns"
    STATUSES = "statuses"
    DATA = "data"


def read_untitled_columns(rows: Sequence[Row], spaced: bool) -> RosterReading:
    """Read rows of several cells without a header, by what the cells hold.

    Args:
        rows: The rows, none of them blank.
        spaced: Whether the commas between cells are followed by spaces, as in text.

    Raises:
        RosterError: No column has names.
    """
    columns = _columns(rows)
    width = len(columns)
    if are_teams_side_by_side(rows):
        return _read_side_by_side(rows, columns)
    holds = [_what_it_holds(column) for column in columns]
    words = [index for index, what in enumerate(holds) if what is _Holds.WORDS]
    if not words:  # all names may be alike, or grouped
        words = [at for at, what in enumerate(holds) if what in _GROUPED][-1:]
        holds = [_Holds.WORDS if at in words else what for at, what in enumerate(holds)]
    if not words:
        raise RosterError("no column of names was found, and there is no header")
    used, joint = _choose_name_columns(words, columns, spaced=spaced and width == 2)

    def first_of(what: _Holds) -> int | None:
        return next((index for index, its in enumerate(holds) if its is what), None)

    team, email, phone, status = map(
        first_of, (_Holds.TEAMS, _Holds.EMAILS, _Holds.PHONES, _Holds.STATUSES)
    )
    people = tuple(
        FoundPerson(
            row.line,
            _join_name(row, used, joint),
            team=clean(row.cell(team), limit=NAME_LIMIT),
            email=split_email(row.cell(email))[1],
            phone=split_phone(row.cell(phone))[1],
            left_out=left_out_by_status(row.cell(status)),
        )
        for row in rows
    )
    remarks = []
    if team is not None:
        text = f"column {team + 1} is read as teams: there is no header to say so"
        remarks.append(RosterRemark(0, text, doubt=True))
    read = (*used, *(index for index in (email, team, phone, status) if index is not None))
    unread = [index for index in range(width) if index not in read and any(columns[index])]
    if any(index in words for index in unread) or len(used) > 1:
        text = "without a header, it is a guess which columns are the name: please check it"
        remarks.append(RosterRemark(0, text, doubt=True))
    source = _format_source(used, email, phone, team, unread)
    return RosterReading(people, tuple(remarks), source)


def _join_name(row: Row, used: Sequence[int], joint: str) -> str:
    """Join the parts of a row's name; a surname before its first name may have a suffix."""
    parts = [row.cell(index) for index in used if row.cell(index)]
    if len(parts) == 2 and used[0] > used[1]:
        return first_name_first(f"{parts[1]}, {parts[0]}")
    return joint.join(parts)


_GROUPED = (_Holds.TEAMS, _Holds.ONE_WORD_FOR_ALL)


def _what_it_holds(column: Sequence[str]) -> _Holds:
    filled = [cell for cell in column if cell]
    if not filled:
        return _Holds.DATA
    tests = (
        (_Holds.EMAILS, lambda cell: "@" in cell and not cell.startswith("@")),
        (_Holds.PHONES, lambda cell: bool(split_phone(cell)[1]) and not split_phone(cell)[0]),
        (_Holds.PRONOUNS, is_pronouns),
        (_Holds.STATUSES, is_status),
        (_Holds.TEAMS, is_team_label),
        (_Holds.DATA, _is_data),
    )
    for what, test in tests:
        if sum(map(test, filled)) > len(filled) * _MOST:
            return what
    values = {fold(cell) for cell in filled}
    if len(values) * 2 > len(filled) or share_of_given_names(filled) >= _MOST:
        return _Holds.WORDS
    return _Holds.TEAMS if len(values) > 1 else _Holds.ONE_WORD_FOR_ALL


def _is_data(cell: str) -> bool:
    return any(map(str.isdigit, cell)) or is_data_cell(cell) or bool(why_not_a_person(cell))


def _choose_name_columns(
    words: Sequence[int], columns: Sequence[Sequence[str]], *, spaced: bool
) -> tuple[list[int], str]:
    """Return the columns that make up a name, in its order, and what stands between its parts."""
    first = words[0]
    second = first + 1
    if second not in words:
        return [first], " "
    given, given_second = (share_of_given_names(columns[index]) for index in (first, second))
    if given_second > given and given_second >= _MOST:
        if _is_one_word(columns[first]) and _is_full(columns[second]):
            return [second], " "  # "Northside, Ana Ruiz"
        return [second, first], " "  # "García López, Ana"
    if _is_in_capitals(columns[first]) and not _is_in_capitals(columns[second]):
        return [second, first], " "  # "LE GOFF, Erwan"
    if given >= _MOST and given > given_second:
        return ([first] if _is_full(columns[first]) else [first, second]), " "
    one_word = _is_one_word(columns[first])  # "Ruiz, Ana": people turn it around
    return ([first, second] if one_word else [first]), ", " if spaced else " "


def _is_in_capitals(column: Sequence[str]) -> bool:
    filled = [cell for cell in column if cell]
    return all(cell == cell.upper() != cell.lower() for cell in filled)


def _is_one_word(column: Sequence[str]) -> bool:
    filled = [cell for cell in column if cell]
    return sum(len(cell.split()) == 1 for cell in filled) * 2 > len(filled)


def _is_full(column: Sequence[str]) -> bool:
    """Return whether most cells are a first name and a surname, and not only first names."""
    filled = [cell for cell in column if cell]
    full = sum(len(cell.split()) > 1 and not ends_with_given_name(cell) for cell in filled)
    return full * 2 > len(filled)


def _columns(rows: Sequence[Row]) -> list[list[str]]:
    width = max(len(row.cells) for row in rows)
    return [[row.cell(index) for row in rows] for index in range(width)]


def are_teams_side_by_side(rows: Sequence[Row]) -> bool:
    """Return whether each column is a team: its name on top, and people below it."""
    columns = _columns(rows)
    top, rest = rows[0].cells, [column[1:] for column in columns]
    below = [cell for column in rest for cell in column if cell]
    titled = all(top) and len(top) == len(columns) and len(set(map(fold, top))) == len(top)
    labels = any(column_kind(cell) in NAME_KINDS for cell in top)
    data = any(_is_data(cell) or is_pronouns(cell) for cell in below)
    if not titled or labels or not below or data:
        return False
    if all(map(may_be_team, top)):
        return True
    if share_of_given_names(top) >= _MOST or any(len(cell.split()) > 2 for cell in top):
        return False
    if all(share_of_given_names(column) >= _MOST for column in rest if any(column)):
        return len(below) > 2
    full = all(_is_full(column) for column in rest if any(column))
    return full and all(len(cell.split()) == 1 for cell in top)


def _read_side_by_side(rows: Sequence[Row], columns: Sequence[Sequence[str]]) -> RosterReading:
    top = rows[0].cells
    people = tuple(
        FoundPerson(row.line, row.cell(index), team=clean(top[index], limit=NAME_LIMIT))
        for index in range(len(columns))
        for row in rows[1:]
        if row.cell(index)
    )
    text = f"{format_cells(top)} are read as teams, side by side"
    remark = RosterRemark(rows[0].line, text, doubt=not all(map(may_be_team, top)))
    return RosterReading(people, (remark,), f"{len(columns)} columns of teams")


def _format_source(
    used: Sequence[int],
    email: int | None,
    phone: int | None,
    team: int | None,
    unread: Sequence[int],
) -> str:
    name = " + ".join(str(index + 1) for index in used)
    return (
        f"column{'s' if len(used) > 1 else ''} {name} of a table without a header"
        + (f"; email from column {email + 1}" if email is not None else "")
        + (f"; phone from column {phone + 1}" if phone is not None else "")
        + (f"; team from column {team + 1}" if team is not None else "")
        + (f"; not read: column {', '.join(str(index + 1) for index in unread)}" if unread else "")
    )


def reject_header(rows: Sequence[Row]) -> None:
    """Reject a table whose header labels no column of names, or with none below it.

    A header is recognized by its words, or by how it differs from the rows below.

    Raises:
        RosterError: The rows are such a table.
    """
    top, rest = rows[0], rows[1:]
    labels = top.filled()
    if any(map(is_data_cell, labels)) or all(map(may_be_team, labels)):
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
