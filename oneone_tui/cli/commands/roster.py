"""`oneone roster`: show what a list of people is read as, before it is used."""

from __future__ import annotations

import click

from oneone_tui.cli import roster_option as rosters
from oneone_tui.cli.file_completion import files
from oneone_tui.cli.options import report_problems, sessions_option
from oneone_tui.cli.printing import print_text


@click.command()
@click.argument("file", shell_complete=files)
@click.option("--json", "as_json", is_flag=True, help="As JSON, for other programs.")
@click.option(
    "--with-contacts", "contacts", is_flag=True, help="Include emails and phones in the JSON."
)
@rosters.strict_option
@sessions_option
@report_problems()
def roster(file: str, *, as_json: bool, contacts: bool, strict: bool) -> int:
    """Print who is read from FILE with team and tags, and below who is left out, and why.

    FILE is a list, one person a line or in a line; a table with or without a header; a spreadsheet
    (.xlsx, .xls, .ods); or contacts (.vcf). A - reads standard input. Nothing is changed.

    The exit code is 1 if a name is listed twice, which could be two people; with --strict also if
    anything else was guessed.

    \b
    oneone roster people.csv
    oneone roster --json sign-ups.xlsx
    """  # noqa: D301 - a backspace keeps click from filling the lines
    from oneone_tui.cli.commands.show import text_columns
    from oneone_tui.exports.roster import roster_as_json, roster_as_text

    read = rosters.inspect_roster_file(file)
    shown = (
        roster_as_json(read, contacts=contacts) if as_json else roster_as_text(read, text_columns())
    )
    print_text(shown, end="")
    return 1 if read.twice or (strict and read.doubts()) else 0
