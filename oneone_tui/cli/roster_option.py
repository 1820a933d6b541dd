"""The `--roster` option: a roster from a file or from standard input."""

from __future__ import annotations

import math
import sys
from typing import TYPE_CHECKING

import click

from oneone_tui.cli.options import InputProblem
from oneone_tui.cli.printing import print_aside
from oneone_tui.cli.standard_input import PIPED
from oneone_tui.paths import show_path
from oneone_tui.text_files import UnreadableFile, read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oneone_tui.workshop.roster.records import Roster

GIVEN, MIXED = "given", "mixed"
_DIGITS = 6

roster_option = click.option(
    "--roster",
    metavar="FILE",
    help="The people: one a line, or a table with a header; - reads standard input.",
)


def _parse_teams(ctx: click.Context, param: click.Parameter, value: str | None) -> int | str | None:
    if value is None or value in (GIVEN, MIXED):
        return value
    if not (value.isascii() and value.isdigit() and len(value) < _DIGITS):
        raise click.BadParameter(f"{value!r} is not a number, {GIVEN} or {MIXED}", ctx, param)
    return int(value)


teams_option = click.option(
    "--teams",
    metavar=f"K|{GIVEN}|{MIXED}",
    callback=_parse_teams,
    help="How many teams: a number, those in the roster, or as many as make a good size.",
)
"""The number of teams, `GIVEN`, `MIXED`, or None if not given."""


def read_roster_option(source: str) -> Roster:
    """Read a roster from the file `source`, or from standard input.

    Raises:
        InputProblem: It cannot be read, or has fewer than two people.
        RosterError: It is not a roster.
    """
    from oneone_tui.workshop.pairing.draw import MIN_PEOPLE
    from oneone_tui.workshop.roster.reader import read_roster
    from oneone_tui.workshop.roster.records import MAX_SIZE, RosterError

    shown = "standard input" if source == PIPED else show_path(source)
    try:
        data = _read_source(source, MAX_SIZE)
    except UnreadableFile as error:
        raise InputProblem(str(error)) from error
    try:
        roster = read_roster(data)
    except RosterError as error:
        raise RosterError(f"{shown}: {error}") from error
    if len(roster.people) < MIN_PEOPLE:
        raise InputProblem(f"{shown}: a 1:1 takes two: add at least one more person")
    return roster


def report_roster(roster: Roster, more: Iterable[str] = ()) -> None:
    """Print what was read and what was not, and the lines in `more`."""
    print_aside(roster.about)
    for line in (*roster.remarks, *roster.left_out, *more):
        print_aside(f"  {line}")


def _read_source(source: str, limit: int) -> bytes:
    if source != PIPED:
        # No time limit: the file may be a pipe from a slow command.
        return read_bytes(source, limit, math.inf)
    if sys.stdin is None:
        raise InputProblem("there is no standard input to read the roster from")
    if sys.stdin.isatty():
        print_aside("Type the names, one a line; end with Ctrl+D.")
    return sys.stdin.buffer.read(limit + 1)
