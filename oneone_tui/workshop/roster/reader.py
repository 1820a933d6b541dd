"""Reading a roster, from bytes to people."""

from __future__ import annotations

import re

from oneone_tui.workshop.roster.cells import detect_separators
from oneone_tui.workshop.roster.decoding import decode_roster, reject_other_formats
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
    r"^[^\S\n]*#(?![\d,;\t]).*$", re.MULTILINE
)  # but "#,Name" and "#1,Ana" are rows


def read_roster(data: bytes | str) -> Roster:
    """Read the people of a roster of any kind.

    A table is recognized by the labels of its columns, wherever in the file it begins; anything
    else is read as plain names, one a line or all in one line. Every name is cleaned.

    Raises:
        RosterError: It has nobody, somebody twice, or is too large.
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
    text = _COMMENT.sub("", text)  # the line stays, so that line numbers hold
    text, separators = detect_separators(text)
    return deduplicate(read_table(text, separators) or read_plain(text, separators), remarks)
