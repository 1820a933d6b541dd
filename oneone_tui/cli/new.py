"""`oneone new`: a session set up from the command line."""

from __future__ import annotations

import secrets
import shlex

import click

from oneone_tui.cli import roster as rosters
from oneone_tui.cli.options import aside, has_terminal, library, plainly, sessions_option


@click.command(short_help="Set up a workshop, and open it.")
@click.argument("title", required=False)
@rosters.roster_option
@click.option("--campaign", metavar="TEXT", default="", help="What you organize for.")
@click.option("--ask", metavar="TEXT", default="", help="The ask, in one sentence.")
@click.option("--guide", metavar="NAME|FILE", help="The agenda.  [default: one-to-one]")
@click.option("--no-open", is_flag=True, help="Make the file and leave it at that.")
@sessions_option
@plainly()
def new(
    title: str | None,
    roster: str | None,
    campaign: str,
    ask: str,
    guide: str | None,
    *,
    no_open: bool,
) -> int:
    """Set up a workshop called TITLE, print where its file lies, and open it.

    Without a terminal, or with --no-open, the file is made and nothing is opened. If anything
    about your input is wrong, no file is made.
    """
    from oneone_tui.cli.setup import MAX_SEED, now, set_up
    from oneone_tui.guides import USUAL, load_guide

    agenda = load_guide(USUAL if guide is None else guide)
    people = rosters.read(roster) if roster is not None else None
    shelf = library()
    session = set_up(
        agenda,
        agenda.title if title is None else title,
        now(),
        secrets.randbelow(MAX_SEED),
        campaign=campaign,
        ask=ask,
        roster=people,
    )
    path = shelf.create(session).path
    click.echo(path)
    if people:
        rosters.tell(people)
    if no_open or not has_terminal():
        aside(f"Open it in a terminal: oneone open {shlex.quote(str(path))}")
        return 0
    from oneone_tui.cli.console import run_console

    return run_console(shelf, path)
