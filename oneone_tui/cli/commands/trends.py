"""`oneone trends`: values and interests that came up in several sessions."""

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
def trends(*, as_json: bool) -> None:
    """Print the values and interests that came up in more than one session.

    Lines that seem to say the same in other words are counted as one. A rehearsal
    does not count.
    """
    from oneone_tui.cli.commands.show import text_columns
    from oneone_tui.exports.trends import trends_as_json, trends_as_text
    from oneone_tui.store.cross_session import read_trend_entries
    from oneone_tui.workshop.history.trends import find_trends

    with progress_printer() as progress:
        read = read_trend_entries(library().folder, progress)
        themes = find_trends(read.entries)  # the progress line stays until all is compared
    report_unread(read.unread)
    print_text(
        trends_as_json(themes) if as_json else trends_as_text(themes, text_columns()), end=""
    )
