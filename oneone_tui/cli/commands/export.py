"""`oneone export`: write a session to a file, in any format."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from oneone_tui.cli.options import (
    InputProblem,
    feedback_option,
    report_problems,
    sessions_option,
)
from oneone_tui.cli.output_option import PRINTED, output_options, write_output
from oneone_tui.cli.printing import print_aside
from oneone_tui.cli.shell_completion import session_argument
from oneone_tui.exports.errors import NothingToExport
from oneone_tui.exports.formats import FORMS, ExportOptions
from oneone_tui.paths import show_path

DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", ",": ",", ";": ";"}


@click.command()
@session_argument
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMS)),
    help="The format.  [default: what --output ends in, else md]",
)
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
@click.option(
    "--delimiter",
    type=click.Choice(list(DELIMITERS)),
    help="What is between cells in csv.  [default: semicolon where the comma is the decimal sign]",
)
@feedback_option
@sessions_option
@report_problems()
def export(
    session: str,
    form: str | None,
    output: str | None,
    *,
    force: bool,
    anonymous: bool,
    contacts: bool,
    feedback: bool,
    delimiter: str | None,
) -> None:
    """Write a session to a file that only you can read, and print its name.

    SESSION is a file, a name, or a part of a name that means one session only. With --output -
    it goes to standard output; FILE.html and the like say the format by their ending.

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
    kind = FORMS[form or format_of(output)]
    if anonymous and contacts:
        raise click.UsageError("--anonymous leaves contacts out: give one or the other")
    options = ExportOptions(
        feedback=feedback,
        anonymous=anonymous,
        contacts=contacts,
        delimiter=DELIMITERS[delimiter] if delimiter else "",
    )
    try:
        content = kind.write(found, datetime.now(UTC), options)
    except NothingToExport as nothing:
        raise InputProblem(str(nothing)) from nothing
    write_output(content, output, path.stem + kind.suffix, force=force)
    if left_out := kind.format_left_out(found):
        print_aside(left_out)


def format_of(output: str | None) -> str:
    """Return the name of the format that a file's ending asks for.

    Raises:
        InputProblem: No format has that ending.
    """
    name = Path(output).name.casefold() if output and output != PRINTED else ""
    fitting = [form for form, kind in FORMS.items() if name.endswith((kind.suffix, f".{form}"))]
    if fitting:
        return max(fitting, key=lambda form: name.endswith(FORMS[form].suffix))
    if name.endswith((".markdown", ".htm", ".text")):
        return {".markdown": "md", ".htm": "html", ".text": "txt"}[Path(name).suffix]
    if Path(name).suffix:
        known = ", ".join(
            sorted({Path(kind.suffix).suffix or kind.suffix for kind in FORMS.values()})
        )
        raise InputProblem(
            f"{show_path(name)}: no format ends in {Path(name).suffix}: use {known}, or --format"
        )
    return next(iter(FORMS))
