"""Arguments read from standard input, out of sight of `ps`."""

from __future__ import annotations

import sys

from oneone_tui.cli.options import InputProblem
from oneone_tui.cli.printing import print_aside
from oneone_tui.workshop.text import ENTRY_LIMIT

PIPED = "-"
"""What stands in the place of an argument that comes on standard input."""
MOST = 4 * ENTRY_LIMIT
"""Bytes that a line may have."""


def read_piped(argument: str, what: str) -> str:
    """`argument`, or where that is `PIPED`, the next line of standard input.

    `what` says what it is: "the title". Several are read in the order in which they are asked
    for, and what is left is for a roster. Raises `Problem` where there is no such line.
    """
    if argument != PIPED:
        return argument
    if sys.stdin is None:
        raise InputProblem(f"there is no standard input to read {what} from")
    if sys.stdin.isatty():
        print_aside(f"Type {what}, then Enter.")
    line = sys.stdin.buffer.readline(MOST + 1)
    if not line:
        raise InputProblem(f"standard input has no line for {what}")
    if len(line) > MOST:
        raise InputProblem(f"standard input: {what} is too long")
    try:
        return line.decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError:
        raise InputProblem(f"standard input: {what} is not text in UTF-8") from None
