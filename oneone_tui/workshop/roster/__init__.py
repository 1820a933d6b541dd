"""A roster from anywhere: typed, pasted, or a file of a form, a video call or a CRM.

`read_roster` is the whole of it. Inside, a file passes four desks: `encoding` turns bytes into
text, `table` (with `columns`) or `plain` finds who is named where, `people` makes people of
what was found.
"""

from oneone_tui.workshop.roster.reader import read_roster
from oneone_tui.workshop.roster.records import (
    MAX_LINES,
    MAX_SIZE,
    Listed,
    Remark,
    Roster,
    RosterError,
)

__all__ = [
    "MAX_LINES",
    "MAX_SIZE",
    "Listed",
    "Remark",
    "Roster",
    "RosterError",
    "read_roster",
]
