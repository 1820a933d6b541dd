"""`oneone new`: a session set up from the command line."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import click

from oneone_tui.cli import roster as rosters
from oneone_tui.cli.completing import guides
from oneone_tui.cli.options import (
    has_terminal,
    library,
    look_options,
    plainly,
    sessions_option,
    warn_of_network,
)
from oneone_tui.cli.printing import print_aside, print_made
from oneone_tui.cli.settings import own_settings
from oneone_tui.cli.standard_input import read_piped
from oneone_tui.paths import quote_path

if TYPE_CHECKING:
    from oneone_tui.store.library import Library
    from oneone_tui.workshop.session import Session


@click.command()
@click.argument("title", required=False)
@rosters.roster_option
@rosters.teams_option
@click.option("--campaign", metavar="TEXT", default="", help="What you organize for.")
@click.option("--ask", metavar="TEXT", default="", help="The ask, in one sentence.")
@click.option(
    "--guide",
    metavar="NAME|FILE",
    shell_complete=guides,
    help="The agenda.  [default: as you set it]",
)
@click.option("--no-open", is_flag=True, help="Make the file and leave it at that.")
@look_options
@sessions_option
@plainly()
def new(
    title: str | None,
    *,
    roster: str | None,
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
    from oneone_tui.cli.setup import MAX_SEED, now, set_up
    from oneone_tui.guides import load_guide

    agenda = load_guide(own_settings().settings.guide if guide is None else guide)
    title = agenda.title if title is None else read_piped(title, "the title")
    campaign = read_piped(campaign, "the campaign")
    ask = read_piped(ask, "the ask")
    people = rosters.read(roster) if roster is not None else None
    shelf = library()
    session = set_up(
        agenda,
        title,
        now(),
        secrets.randbelow(MAX_SEED),
        campaign=campaign,
        ask=ask,
        roster=people,
    )
    session, about_teams = _in_teams(session, teams, shelf)
    path = shelf.create(session).path
    print_made(path)
    if people:
        rosters.tell(people, about_teams)
    if no_open or not has_terminal():
        warn_of_network(path)
        print_aside(f"Open it in a terminal: oneone open {quote_path(path)}")
        return 0
    from oneone_tui.cli.console import run_console

    return run_console(shelf, path)


def _in_teams(
    session: Session, wanted: int | str | None, shelf: Library
) -> tuple[Session, list[str]]:
    """`session` in the teams wanted, or that its roster names; and what there is to say of it."""
    from oneone_tui.cli.setup import alone_in_team, in_teams, names_teams
    from oneone_tui.store.past import read_past
    from oneone_tui.workshop.grouping import MOST
    from oneone_tui.workshop.past import NO_PAST

    if wanted is None and names_teams(session):
        wanted = rosters.GIVEN
    if wanted is not None:
        past = NO_PAST if wanted == rosters.GIVEN else read_past(shelf.folder).past
        session = in_teams(session, wanted, past)
    told = []
    alone = alone_in_team(session) if wanted in (None, rosters.GIVEN) else None
    if alone and wanted:
        told.append(f"{alone.name} is alone in {alone.given_team}, and joined the smallest team")
    elif alone:
        told.append(f"{alone.name} is alone in {alone.given_team}: everyone is in one team")
    if wanted is None and len(session.people) > MOST:
        many = f"{len(session.people)} people are many for one team"
        told.append(f"{many}: the console proposes teams, and so does --teams {rosters.MIXED}")
    return session, told
