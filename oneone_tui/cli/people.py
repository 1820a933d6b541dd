"""`oneone people`: who has met whom, who organized and who served, over all sessions."""

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
def people(*, as_json: bool) -> None:
    """Print who has met whom, who organized, and who served in which role.

    It counts the sessions in which pairs got to talk; a rehearsal does not.
    """
    from oneone_tui.cli.showing import text_columns
    from oneone_tui.exports.people import people_as_json, people_as_text
    from oneone_tui.store.past import read_past

    with told_progress() as progress:
        read = read_past(library().folder, progress=progress)
    tell_unread(read.unread)
    shown = people_as_json(read.past) if as_json else people_as_text(read.past, text_columns())
    print_text(shown, end="")
