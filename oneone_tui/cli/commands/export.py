"""`oneone export`: write a session to a file, in any format."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from oneone_tui.cli.options import (
    InputProblem,
    feedback_option,
    report_problems,
    sessions_option,
)
from oneone_tui.cli.output_option import output_options, write_output
from oneone_tui.cli.shell_completion import session_argument
from oneone_tui.exports.errors import NothingToExport
from oneone_tui.exports.formats import FORMS, ExportOptions


@click.command()
@session_argument
@click.option("--format", "form", type=click.Choice(list(FORMS)), default="md", show_default=True)
@output_options
@click.option(
    "--anonymous",
    is_flag=True,
    help="Leave out names, except those in texts that people typed.",
)
@click.option(
    "--with-contacts",
    "contacts",
    is_flag=True,
    help="Include emails and phones, in json and csv-commitments.",
)
@feedback_option
@sessions_option
@report_problems()
def export(
    session: str,
    form: str,
    output: str | None,
    *,
    force: bool,
    anonymous: bool,
    contacts: bool,
    feedback: bool,
) -> None:
    """Write a session to a file that only you can read, and print its name.

    SESSION is a file, a name, or a part of a name that means one session only. With --output -
    it goes to standard output.

    \b
    md, txt          the report
    html             a flipchart page a team and the commitments, to look at or to print
    csv              the notes, a row each, for a spreadsheet
    csv-commitments  the commitments, a row each
    json             the records, for other programs
    ics              the commitments that have a date, for a calendar

    Flipchart, commitments and calendar contain no feedback, even with --with-feedback.

    With --anonymous everyone is "somebody", and nothing shows who said or promised what. Names
    inside a note or a title stay as they were typed: read it before you pass it on.
    """  # noqa: D301 - a backspace keeps click from filling the lines
    from oneone_tui.cli.commands.show import find_session

    path, found = find_session(session)
    kind = FORMS[form]
    if anonymous and contacts:
        raise click.UsageError("--anonymous leaves contacts out: give one or the other")
    options = ExportOptions(feedback=feedback, anonymous=anonymous, contacts=contacts)
    try:
        content = kind.write(found, datetime.now(UTC), options)
    except NothingToExport as nothing:
        raise InputProblem(str(nothing)) from nothing
    write_output(content, output, path.stem + kind.suffix, force=force)
