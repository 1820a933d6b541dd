"""`oneone rehearse`: a whole workshop played through, time sped up."""

from __future__ import annotations

import secrets
from random import Random
from typing import TYPE_CHECKING

import click

from oneone_tui.cli import roster as rosters
from oneone_tui.cli.options import (
    Problem,
    has_terminal,
    library,
    look_options,
    plainly,
    sessions_option,
    warn_of_network,
)
from oneone_tui.cli.printing import print_aside, print_made, print_text
from oneone_tui.paths import printable_path

if TYPE_CHECKING:
    from datetime import datetime

    from oneone_tui.store.session_file import SessionFile
    from oneone_tui.workshop.roster import Roster
    from oneone_tui.workshop.session import Session


@click.command()
@rosters.roster_option
@click.option(
    "--speed",
    type=float,
    metavar="X",
    help="How many times as fast as real.  [default: 300, 50 minutes in 10 seconds]",
)
@click.option(
    "--seed",
    type=int,
    metavar="N",
    help="The same number gives the same workshop.  [default: another each time]",
)
@click.option("--headless", is_flag=True, help="Without the screens: print the report at the end.")
@look_options
@sessions_option
@plainly()
def rehearse(roster: str | None, speed: float | None, seed: int | None, *, headless: bool) -> int:
    """Play a whole workshop, with a scripted note-taker and time sped up.

    It ends in a session file like any other, and in its report. Without a terminal it plays
    headless.
    """
    from oneone_tui.cli.setup import MAX_SEED, now
    from oneone_tui.rehearse import MAX_SPEED, MIN_SPEED, SPEED

    speed = SPEED if speed is None else speed
    if not MIN_SPEED <= speed <= MAX_SPEED:
        raise Problem(f"the speed must be {MIN_SPEED:g} to {MAX_SPEED:,.0f} times real time")
    seed = secrets.randbelow(MAX_SEED) if seed is None else seed
    if not 0 <= seed <= MAX_SEED:
        raise Problem(f"the seed must be 0 to {MAX_SEED}")
    people = rosters.read(roster) if roster is not None else None
    if people:
        rosters.tell(people)
    start = now()
    shelf = library()
    file = shelf.create(stage(people, start, seed))
    if headless or not has_terminal():
        return _headless(file, start, speed, seed)

    from oneone_tui.cli.console import run_console
    from oneone_tui.wall import SpedWall

    wall = SpedWall(start, speed)
    code = run_console(shelf, file.path, wall=wall, rehearsal=Random(seed))
    print_made(file.path)
    return code


def stage(roster: Roster | None, start: datetime, seed: int) -> Session:
    """The session that a rehearsal is played on."""
    from oneone_tui.cli.setup import set_up
    from oneone_tui.guides import load_guide
    from oneone_tui.workshop.rehearsal import TITLE

    guide = load_guide()
    title = guide.title if roster else TITLE
    return set_up(guide, f"Rehearsal: {title}", start, seed, roster=roster)


def _headless(file: SessionFile, start: datetime, speed: float, seed: int) -> int:
    from oneone_tui.cli.showing import text_columns, written
    from oneone_tui.rehearse import SteppedWall, play

    wall = SteppedWall(start, speed)
    refused = play(file, wall, Random(seed), wall.wait)
    print_text(written(file.session, "txt", columns=text_columns()), end="")
    print_text(f"\nSession file: {printable_path(file.path)}")
    warn_of_network(file.path)
    for reason in refused:
        print_aside(f"The rehearsal met a change of somebody else's: {reason}")
    return 1 if refused else 0
