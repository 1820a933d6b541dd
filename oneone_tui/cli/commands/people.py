"""`oneone people`: who has met whom, organized and served, across sessions."""

from __future__ import annotations

import click

from oneone_tui.cli.commands.commitments import report_unread
from oneone_tui.cli.options import library, report_problems, sessions_option
from oneone_tui.cli.printing import print_text
from oneone_tui.cli.progress import progress_printer


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON, for other programs.")
@sessions_option
@report_problems()
def people(*, as_json: bool) -> None:
    """Print who has met whom, who organized, and who had which role.

    It counts the sessions in which pairs got to talk; a rehearsal does not.
    """
    from oneone_tui.cli.commands.show import text_columns
    from oneone_tui.exports.people import people_as_json, people_as_text
    from oneone_tui.store.attendance_reader import read_attendance

    with progress_printer() as progress:
        read = read_attendance(library().folder, progress=progress)
    report_unread(read.unread)
    shown = (
        people_as_json(read.attendance)
        if as_json
        else people_as_text(read.attendance, text_columns())
    )
    print_text(shown, end="")
