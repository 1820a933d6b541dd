"""`oneone rehearse`: play a whole workshop, sped up."""

from __future__ import annotations

import secrets
from random import Random
from typing import TYPE_CHECKING

import click

from oneone_tui.cli import roster_option as rosters
from oneone_tui.cli.options import (
    InputProblem,
    has_terminal,
    library,
    look_options,
    report_problems,
    sessions_option,
    warn_of_network,
)
from oneone_tui.cli.printing import print_aside, print_made, print_text
from oneone_tui.cli.settings import load_settings
from oneone_tui.cli.shell_completion import guides
from oneone_tui.paths import printable_path

if TYPE_CHECKING:
    from datetime import datetime

    from oneone_tui.store.session_file import SessionFile
    from oneone_tui.workshop.model.guide import Guide
    from oneone_tui.workshop.model.session import Session
    from oneone_tui.workshop.roster.records import Roster


@click.command()
@rosters.roster_option
@rosters.strict_option
@rosters.teams_option
@click.option(
    "--speed",
    type=float,
    metavar="X",
    help="How many times faster than real time.  [default: 300, 50 minutes in 10 seconds]",
)
@click.option(
    "--seed",
    type=int,
    metavar="N",
    help="The same number gives the same workshop.  [default: a new one each time]",
)
@click.option(
    "--guide",
    metavar="NAME|FILE",
    shell_complete=guides,
    help="The agenda.  [default: as in your settings]",
)
@click.option("--headless", is_flag=True, help="Without the screens: print the report at the end.")
@look_options
@sessions_option
@report_problems()
def rehearse(
    *,
    roster: str | None,
    strict: bool,
    teams: int | str | None,
    speed: float | None,
    seed: int | None,
    guide: str | None,
    headless: bool,
) -> int:
    """Play a whole workshop, with a scripted note-taker and time sped up.

    It ends in its report, and in a session file in the folder "rehearsals" of your sessions, apart
    from them. Without a terminal it plays headless.
    """
    from oneone_tui.cli.session_setup import MAX_SEED, apply_all, now, split_by_option
    from oneone_tui.guides import load_guide
    from oneone_tui.services.rehearsal_player import MAX_SPEED, MIN_SPEED, SPEED
    from oneone_tui.workshop.rehearsal import add_made_up_people

    speed = SPEED if speed is None else speed
    if not MIN_SPEED <= speed <= MAX_SPEED:
        raise InputProblem(f"the speed must be {MIN_SPEED:g} to {MAX_SPEED:,.0f} times real time")
    seed = secrets.randbelow(MAX_SEED) if seed is None else seed
    if not 0 <= seed <= MAX_SEED:
        raise InputProblem(f"the seed must be 0 to {MAX_SEED}")
    people = None if roster is None else rosters.read_roster_option(roster, strict=strict)
    start = now()
    agenda = load_guide(load_settings().settings.guide if guide is None else guide)
    session = rehearsal_session(agenda, people, start, seed)
    shelf = library(creates=True).rehearsals
    if teams is not None and not people:
        session = apply_all(session, [add_made_up_people(session)])
    if people or teams is not None:
        session, about_teams = split_by_option(session, teams, shelf.folder)
        if people:
            rosters.report_roster(people, about_teams)
    file = shelf.create(session)
    if headless or not has_terminal():
        return _rehearse_headless(file, start, speed, seed)

    from oneone_tui.cli.commands.open import run_console
    from oneone_tui.services.time_source import AcceleratedTime

    wall = AcceleratedTime(start, speed)
    code = run_console(shelf, file.path, wall=wall, rehearsal=Random(seed))
    print_made(file.path)
    return code


def rehearsal_session(guide: Guide, roster: Roster | None, start: datetime, seed: int) -> Session:
    """Return the session that a rehearsal is played on."""
    from oneone_tui.cli.session_setup import new_session_from
    from oneone_tui.workshop.rehearsal import TITLE

    title = guide.title if roster else TITLE
    return new_session_from(guide, f"Rehearsal: {title}", start, seed, roster=roster)


def _rehearse_headless(file: SessionFile, start: datetime, speed: float, seed: int) -> int:
    from oneone_tui.cli.commands.show import export_text, text_columns
    from oneone_tui.services.rehearsal_player import SteppedTime, play

    wall = SteppedTime(start, speed)
    refused = play(file, wall, Random(seed), wall.wait)
    print_text(export_text(file.session, "txt", columns=text_columns()), end="")
    print_text(f"\nSession file: {printable_path(file.path)}")
    warn_of_network(file.path)
    for reason in refused:
        print_aside(f"The rehearsal met someone else's change: {reason}")
    return 1 if refused else 0
