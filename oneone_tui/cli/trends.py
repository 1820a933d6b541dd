"""`oneone trends`: values and interests that come up again."""

from __future__ import annotations

import click

from oneone_tui.cli.commitments import tell_unread
from oneone_tui.cli.options import library, plainly, sessions_option
from oneone_tui.cli.printing import print_text
from oneone_tui.cli.waiting import told_progress


@click.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON, for other programs.")
@sessions_option
@plainly()
def trends(*, as_json: bool) -> None:
    """Print the values and interests that were said in more than one session.

    Lines that say the same in other words, as far as a program can tell, are one. A rehearsal
    does not count.
    """
    from oneone_tui.cli.showing import text_columns
    from oneone_tui.exports.trends import trends_as_json, trends_as_text
    from oneone_tui.store.across import read_sayings
    from oneone_tui.workshop.trends import themes_of

    with told_progress() as progress:
        read = read_sayings(library().folder, progress)
        themes = themes_of(read.sayings)  # the line stands until all has been compared
    tell_unread(read.unread)
    print_text(
        trends_as_json(themes) if as_json else trends_as_text(themes, text_columns()), end=""
    )
