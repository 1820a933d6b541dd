"""Reading a roster, from bytes to people."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from oneone_tui.workshop.roster.cells import detect_separators, normalize_separators
from oneone_tui.workshop.roster.contacts import is_contacts, read_contacts
from oneone_tui.workshop.roster.decoding import (
    decode_roster,
    mend_double_encoding,
    reject_other_formats,
)
from oneone_tui.workshop.roster.deduplicate import deduplicate
from oneone_tui.workshop.roster.free_text import read_plain
from oneone_tui.workshop.roster.records import (
    MAX_LINES,
    MAX_SIZE,
    Roster,
    RosterError,
    RosterReading,
    RosterRemark,
)
from oneone_tui.workshop.roster.table import read_table
from oneone_tui.workshop.roster.workbooks import Sheet, is_workbook, join_sheets, read_sheets
from oneone_tui.workshop.text import NAME_LIMIT, clean

OpenWorkbook = Callable[[bytes], Sequence[Sheet]]

_COMMENT = re.compile(
    r"^[^\S\n]*#[^\S\n]+[^\s|][^|\t\n]*$", re.MULTILINE
)  # but "#,Name", "# | Name" and "#1,Ana" are rows, and "## North" is a heading


def read_roster(data: bytes | str, *, typed: bool = False) -> Roster:
    """Read the people of a roster, as `inspect_roster` does, and reject doubtful doubles.

    Args:
        data: A file, or a text.
        typed: Whether somebody typed it as names: then anything with letters is one.

    Raises:
        RosterError: It has nobody, somebody twice, or is too large.
    """
    roster = inspect_roster(data, typed=typed)
    if roster.twice:
        raise RosterError(format_twice(roster))
    return roster


def inspect_roster(
    data: bytes | str, *, typed: bool = False, open_workbook: OpenWorkbook = read_sheets
) -> Roster:
    """Read the people of a roster of any kind, and say of the rest why it was left out.

    A table is recognized by the labels of its columns, wherever in the file it begins; anything
    else is read as plain names, one a line or all in one line. Every name is cleaned. Whoever is
    listed twice is taken once, with the doubt in `Roster.twice`.

    Args:
        data: A file, or a text.
        typed: Whether somebody typed it as names: then anything with letters is one.
        open_workbook: How a spreadsheet is taken apart; raises `RosterError` if it cannot be.

    Raises:
        RosterError: It has nobody, or is too large.
    """
    if len(data) > MAX_SIZE:
        raise RosterError("the roster is larger than 1 MB: too large to be one")
    if isinstance(data, bytes) and is_workbook(data):
        return _inspect_workbook(open_workbook(data))
    remarks: tuple[RosterRemark, ...] = ()
    if isinstance(data, bytes):
        text, remarks = decode_roster(data)
    else:
        text = data
    reject_other_formats(text)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise RosterError("the roster is empty")
    if text.count("\n") > MAX_LINES:
        raise RosterError(f"the roster has more than {MAX_LINES:,} lines: too many to be one")
    if is_contacts(text):
        return deduplicate(read_contacts(text), remarks)
    text, mended = mend_double_encoding(text)
    text, separators = detect_separators(text)
    return deduplicate(_read_text(text, separators), (*remarks, *mended), typed=typed)


def _read_text(text: str, separators: Sequence[str]) -> RosterReading:
    text = normalize_separators(text)
    as_table = _COMMENT.sub("", text)  # the line stays, so that line numbers hold
    return read_table(as_table, separators) or read_plain(text, separators)


def _inspect_workbook(sheets: Sequence[Sheet]) -> Roster:
    readings = []
    unread = []
    for sheet in sheets:
        try:
            reading = _read_text(sheet.text, ("\t",))
        except RosterError as error:
            unread.append(
                RosterRemark(0, f"sheet «{clean(sheet.name, limit=NAME_LIMIT)}»: {error}")
            )
            continue
        if reading.found or reading.left_out:
            readings.append((sheet, reading))
    if not readings:
        raise RosterError(str(unread[0]) if unread else "the spreadsheet is empty")
    return deduplicate(join_sheets(readings), unread)


def format_twice(roster: Roster) -> str:
    """Format every name that is listed twice, with what to do, as one line."""
    listed = "; ".join(roster.twice)
    return f"{listed}: add an initial to tell them apart, or remove one."
