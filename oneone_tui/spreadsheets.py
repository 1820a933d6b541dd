"""Reading spreadsheets in a process of their own.

The library for spreadsheets writes straight to the terminal when it meets a damaged file, and
would take all the memory for a hostile one. Neither must happen to a console that holds notes.
"""

from __future__ import annotations

import os
import subprocess
import sys

import msgspec

from oneone_tui.workshop.roster.reader import inspect_roster
from oneone_tui.workshop.roster.records import Roster, RosterError
from oneone_tui.workshop.roster.workbooks import UNREADABLE, Sheet, read_sheets

SECONDS = 10
"""After so long a file is given up."""
_CHILD = "from oneone_tui.spreadsheets import answer; answer()"


class _Answer(msgspec.Struct):
    """What the process found: sheets, or why there are none."""

    sheets: list[Sheet] = []
    refused: str = ""


def inspect_file(data: bytes) -> Roster:
    """Read the people of a roster file; a spreadsheet is taken apart by another process.

    Raises:
        RosterError: It has nobody, or is no roster.
    """
    return inspect_roster(data, open_workbook=read_sheets_apart)


def read_sheets_apart(data: bytes) -> list[Sheet]:
    """Return the sheets of a workbook, as `read_sheets` does, by another process.

    Raises:
        RosterError: It cannot be read.
    """
    path = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        done = subprocess.run(
            [sys.executable, "-c", _CHILD],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            env=dict(os.environ) | path,
            check=False,
        )
        answer = msgspec.json.decode(done.stdout, type=_Answer)
    except (OSError, subprocess.TimeoutExpired, msgspec.DecodeError):
        raise RosterError(UNREADABLE) from None
    if answer.refused:
        raise RosterError(answer.refused)
    return answer.sheets


def answer() -> None:
    """Read a workbook from standard input, and write its sheets to standard output."""
    try:
        found = _Answer(sheets=read_sheets(sys.stdin.buffer.read()))
    except RosterError as error:
        found = _Answer(refused=str(error))
    sys.stdout.buffer.write(msgspec.json.encode(found))
