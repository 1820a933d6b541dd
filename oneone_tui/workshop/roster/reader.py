"""Reading a roster, from bytes to people."""

from __future__ import annotations

import re

from oneone_tui.workshop.roster.cells import detect_separators, normalize_separators
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
    RosterRemark,
)
from oneone_tui.workshop.roster.table import read_table

_COMMENT = re.compile(
    r"^[^\S\n]*#[^\S\n]+\S.*$", re.MULTILINE
)  # but "#,Name" and "#1,Ana" are rows, and "## North" is a heading


def read_roster(data: bytes | str) -> Roster:
    """Read the people of a roster, as `inspect_roster` does, and reject doubtful doubles.

    Raises:
        RosterError: It has nobody, somebody twice, or is too large.
    """
    roster = inspect_roster(data)
    if roster.twice:
        raise RosterError(format_twice(roster))
    return roster


def inspect_roster(data: bytes | str) -> Roster:
    """Read the people of a roster of any kind, and say of the rest why it was left out.

    A table is recognized by the labels of its columns, wherever in the file it begins; anything
    else is read as plain names, one a line or all in one line. Every name is cleaned. Whoever is
    listed twice is taken once, with the doubt in `Roster.twice`.

    Raises:
        RosterError: It has nobody, or is too large.
    """
    if len(data) > MAX_SIZE:
        raise RosterError("the roster is larger than 1 MB: too large to be one")
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
    text, mended = mend_double_encoding(text)
    text, separators = detect_separators(text)
    text = normalize_separators(text)
    as_table = _COMMENT.sub("", text)  # the line stays, so that line numbers hold
    reading = read_table(as_table, separators) or read_plain(text, separators)
    return deduplicate(reading, (*remarks, *mended))


def format_twice(roster: Roster) -> str:
    """Format every name that is listed twice, with what to do, as one line."""
    listed = "; ".join(roster.twice)
    return f"{listed}: add an initial to tell them apart, or remove one."
