"""The way of a roster from bytes to people."""

from __future__ import annotations

import re

from oneone_tui.workshop.roster.encoding import decode, refuse_other_formats
from oneone_tui.workshop.roster.people import gather
from oneone_tui.workshop.roster.plain import read_plain
from oneone_tui.workshop.roster.records import MAX_LINES, MAX_SIZE, Remark, Roster, RosterError
from oneone_tui.workshop.roster.rows import take_separators
from oneone_tui.workshop.roster.table import read_table

_COMMENT = re.compile(
    r"^[^\S\n]*#(?![\d,;\t]).*$", re.MULTILINE
)  # but "#,Name" and "#1,Ana" are rows


def read_roster(data: bytes | str) -> Roster:
    """Read the people of a roster, whatever it came from.

    A table is recognised by the names of its columns, wherever in the file it begins; anything
    else is read as plain names, one a line or all in one line. Every name has passed `clean`.

    Raises:
        RosterError: nobody can be read from it, somebody is listed twice, or it is too large.
    """
    if len(data) > MAX_SIZE:
        raise RosterError("the roster is larger than 1 MB: too large to be one")
    remarks: tuple[Remark, ...] = ()
    if isinstance(data, bytes):
        text, remarks = decode(data)
    else:
        text = data
    refuse_other_formats(text)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise RosterError("the roster is empty")
    if text.count("\n") > MAX_LINES:
        raise RosterError(f"the roster has more than {MAX_LINES:,} lines: too many to be one")
    text = _COMMENT.sub("", text)  # the line stays, so that line numbers hold
    text, separators = take_separators(text)
    return gather(read_table(text, separators) or read_plain(text, separators), remarks)
