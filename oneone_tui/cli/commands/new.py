"""`oneone new`: set up a session from the command line."""

from __future__ import annotations

import secrets

import click

from oneone_tui.cli import roster_option as rosters
from oneone_tui.cli.options import (
    has_terminal,
    library,
    look_options,
    report_problems,
    sessions_option,
    warn_of_network,
)
from oneone_tui.cli.printing import print_aside, print_made
from oneone_tui.cli.settings import load_settings
from oneone_tui.cli.shell_completion import guides
from oneone_tui.cli.standard_input import read_piped
from oneone_tui.paths import quote_path


@click.command()
@click.argument("title", required=False)
@rosters.roster_option
@rosters.strict_option
@rosters.teams_option
@click.option("--campaign", metavar="TEXT", default="", help="What you are organizing for.")
@click.option("--ask", metavar="TEXT", default="", help="The ask, in one sentence.")
@click.option(
    "--guide",
    metavar="NAME|FILE",
    shell_complete=guides,
    help="The agenda.  [default: as in your settings]",
)
@click.option("--no-open", is_flag=True, help="Create the file without opening it.")
@look_options
@sessions_option
@report_problems()
def new(
    title: str | None,
    *,
    roster: str | None,
    strict: bool,
    teams: int | str | None,
    campaign: str,
    ask: str,
    guide: str | None,
    no_open: bool,
) -> int:
    """Set up a workshop called TITLE, print where its file lies, and open it.

    The teams that the roster names are made, unless --teams says otherwise. Without a terminal,
    or with --no-open, the file is made and nothing is opened. If anything about your input is
    wrong, no file is made.

    A - in the place of TITLE, --campaign or --ask reads a line of standard input, in this order;
    the rest can be the roster. What stands on a command line, everybody on the machine can see.
    """
    from oneone_tui.cli.session_setup import MAX_SEED, new_session_from, now, split_by_option
    from oneone_tui.guides import load_guide

    agenda = load_guide(load_settings().settings.guide if guide is None else guide)
    title = agenda.title if title is None else read_piped(title, "the title")
    campaign = read_piped(campaign, "the campaign")
    ask = read_piped(ask, "the ask")
    people = rosters.read_roster_option(roster, strict=strict) if roster is not None else None
    shelf = library(creates=True)
    session = new_session_from(
        agenda,
        title,
        now(),
        secrets.randbelow(MAX_SEED),
        campaign=campaign,
        ask=ask,
        roster=people,
    )
    session, about_teams = split_by_option(session, teams, shelf.folder)
    path = shelf.create(session).path
    print_made(path)
    if people:
        rosters.report_roster(people, about_teams)
    if no_open or not has_terminal():
        warn_of_network(path)
        print_aside(f"Open it in a terminal: oneone open {quote_path(path)}")
        return 0
    from oneone_tui.cli.commands.open import run_console

    return run_console(shelf, path)
