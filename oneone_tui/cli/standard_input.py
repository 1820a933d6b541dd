"""Arguments read from standard input, out of sight of `ps`."""

from __future__ import annotations

import sys

from oneone_tui.cli.options import InputProblem
from oneone_tui.cli.printing import print_aside
from oneone_tui.workshop.text import ENTRY_LIMIT

PIPED = "-"
"""Stands for an argument that is read from standard input."""
MAX_BYTES = 4 * ENTRY_LIMIT
"""The most bytes of a line."""


def read_piped(argument: str, what: str) -> str:
    """Return `argument`, or if that is `PIPED`, the next line of standard input.

    Several arguments are read in the order in which they are needed; the rest is for a roster.

    Args:
        argument: The argument as it was given.
        what: What it is, for messages: "the title".

    Raises:
        InputProblem: There is no such line.
    """
    if argument != PIPED:
        return argument
    if sys.stdin is None:
        raise InputProblem(f"there is no standard input to read {what} from")
    if sys.stdin.isatty():
        print_aside(f"Type {what}, then Enter.")
    line = sys.stdin.buffer.readline(MAX_BYTES + 1)
    if not line:
        raise InputProblem(f"standard input has no line for {what}")
    if len(line) > MAX_BYTES:
        raise InputProblem(f"standard input: {what} is too long")
    try:
        return line.decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError:
        raise InputProblem(f"standard input: {what} is not text in UTF-8") from None
