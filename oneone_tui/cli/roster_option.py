"""The `--roster` option: a roster from a file or from standard input."""

from __future__ import annotations

import math
import sys
from typing import TYPE_CHECKING

import click

from oneone_tui.cli.file_completion import files
from oneone_tui.cli.options import InputProblem
from oneone_tui.cli.printing import print_aside
from oneone_tui.cli.standard_input import PIPED
from oneone_tui.paths import show_path
from oneone_tui.text_files import UnreadableFile, read_bytes
from oneone_tui.workshop.text import listed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oneone_tui.workshop.roster.records import Roster

GIVEN, MIXED = "given", "mixed"
_DIGITS = 6

_FIRST_NAMES = 5
_MOST_TOLD = 10
"""How many rows are named that were left out for a clear reason; doubts are all told."""

roster_option = click.option(
    "--roster",
    metavar="FILE",
    shell_complete=files,
    help="The people: a list, a spreadsheet or contacts; - reads standard input.",
)
strict_option = click.option(
    "--strict", is_flag=True, help="Refuse a roster that leaves a doubt, instead of guessing."
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


def read_roster_option(source: str, *, strict: bool = False) -> Roster:
    """Read a roster from the file `source`, or from standard input.

    Args:
        source: The path of a file, or `PIPED`.
        strict: Refuse a roster that was read by guessing, after printing every guess.

    Raises:
        InputProblem: It cannot be read, has fewer than two people, or is refused.
        RosterError: It is not a roster, or lists somebody twice.
    """
    from oneone_tui.workshop.pairing.draw import MIN_PEOPLE
    from oneone_tui.workshop.roster.reader import format_twice
    from oneone_tui.workshop.roster.records import RosterError

    shown = format_source(source)
    roster = inspect_roster_file(source)
    if roster.twice:
        raise RosterError(f"{shown}: {format_twice(roster)}")
    if len(roster.people) < MIN_PEOPLE:
        raise InputProblem(f"{shown}: a 1:1 takes two: add at least one more person")
    doubts = roster.doubts() if strict else ()
    if doubts:
        for doubt in doubts:
            print_aside(f"  {doubt}")
        many = f"{len(doubts)} doubts" if len(doubts) > 1 else "a doubt"
        raise InputProblem(f"{shown}: {many}, and --strict takes none")
    return roster


def inspect_roster_file(source: str) -> Roster:
    """Read a roster from the file `source` or from standard input, with doubles left out.

    Raises:
        InputProblem: It cannot be read.
        RosterError: It is not a roster.
    """
    from oneone_tui.spreadsheets import inspect_file
    from oneone_tui.workshop.roster.records import MAX_SIZE, RosterError

    try:
        data = _read_source(source, MAX_SIZE)
    except UnreadableFile as error:
        raise InputProblem(str(error)) from error
    try:
        return inspect_file(data)
    except RosterError as error:
        raise RosterError(f"{format_source(source)}: {error}") from error


def format_source(source: str) -> str:
    """Format where a roster comes from, for a message."""
    return "standard input" if source == PIPED else show_path(source)


def report_roster(roster: Roster, more: Iterable[str] = ()) -> None:
    """Print the first names, what was left out, every doubt, and the lines in `more`.

    Of the rows that were left out for a clear reason only the first are named.
    """
    print_aside(roster.about)
    names = [person.name for person in roster.people]
    others = len(names) - _FIRST_NAMES
    shown = names[:_FIRST_NAMES] + ([f"{others} more"] if others > 0 else [])
    print_aside(f"  {listed(shown)}")
    clear = [row for row in roster.left_out if not row.doubt]
    told = [str(row) for row in clear[:_MOST_TOLD]]
    if len(clear) > _MOST_TOLD:
        told.append(f"{len(clear) - _MOST_TOLD} more left out: oneone roster FILE lists them")
    remarks = (str(remark) for remark in roster.remarks if not remark.doubt)
    for line in (*remarks, *told, *roster.doubts(), *more):
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
