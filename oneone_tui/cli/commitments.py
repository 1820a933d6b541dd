"""`oneone commitments`: what was promised in all sessions, and ticked off."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from oneone_tui.cli.options import (
    Problem,
    library,
    plainly,
    sessions_option,
    warn_of_network,
)
from oneone_tui.cli.printing import print_aside, print_text
from oneone_tui.cli.standard_input import read_piped
from oneone_tui.cli.waiting import told_progress

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from oneone_tui.store.across import PromisesRead
    from oneone_tui.workshop.followup import Promise

NAMED = 3
"""How many promises an error names."""
CONSOLE = "commitments"
"""Where the history says that it was ticked off."""


@click.command()
@click.option("--open", "which", flag_value="open", help="Only what is not done.")
@click.option("--due", "which", flag_value="due", help="Only what is open and due, or overdue.")
@click.option("--done", "which", flag_value="done", help="Only what is done.")
@click.option(
    "--person",
    metavar="NAME|-",
    help="Only what somebody promised or was promised.",
)
@click.option("--tick", multiple=True, metavar="CODE", help="Tick one off; its code is listed.")
@click.option("--untick", multiple=True, metavar="CODE", help="Make one open again.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for other programs.")
@sessions_option
@plainly()
def commitments(
    *,
    which: str | None,
    person: str | None,
    tick: Sequence[str],
    untick: Sequence[str],
    as_json: bool,
) -> None:
    """List the commitments of all sessions, the most pressing first, or tick them off.

    With --tick or --untick, those are changed in their session's file, and listed.
    """
    from oneone_tui.cli.showing import text_columns
    from oneone_tui.exports.followup import followup_as_json, followup_as_text
    from oneone_tui.store.across import read_promises
    from oneone_tui.workshop.followup import of_person, pressing_first, short_codes
    from oneone_tui.workshop.text import clean

    person = read_piped(person, "the name") if person is not None else None
    with told_progress() as progress:
        read = read_promises(library().folder, progress)
    tell_unread(read.unread)
    today = datetime.now().astimezone().date()
    shown = _ticked(read, tick, untick) if tick or untick else read.promises
    shown = pressing_first(_chosen(shown, which, person, today), today)
    if person is not None and not as_json and not of_person(read.promises, person):
        print_aside(
            f'nobody called "{clean(person, limit=40)}" has promised or been promised anything'
        )
    codes = short_codes(read.promises)
    if as_json:
        print_text(followup_as_json(shown, codes, today), end="")
    else:
        print_text(followup_as_text(shown, codes, today, text_columns()), end="")


def tell_unread(unread: int) -> None:
    """Say that there are files that teach nothing."""
    if unread:
        files = "1 file" if unread == 1 else f"{unread} files"
        print_aside(f"{files} cannot be read: see oneone list")


def _chosen(
    promises: Sequence[Promise], which: str | None, person: str | None, today: date
) -> Sequence[Promise]:
    from oneone_tui.workshop.followup import DUE, of_person

    if which == "due":
        promises = [promise for promise in promises if promise.standing(today) in DUE]
    elif which:
        promises = [promise for promise in promises if promise.done == (which == "done")]
    return promises if person is None else of_person(promises, person)


def _ticked(read: PromisesRead, tick: Sequence[str], untick: Sequence[str]) -> tuple[Promise, ...]:
    from msgspec.structs import replace

    from oneone_tui.store import across

    changes = {_meant(read.promises, code): True for code in tick}
    for code in untick:
        if changes.setdefault(_meant(read.promises, code), False):
            raise Problem(f'"{code}" cannot be ticked off and open again')
    now = datetime.now(UTC)
    for promise in [*changes][:1]:
        warn_of_network(read.paths[promise.session])
    for promise, done in changes.items():
        across.tick(read.paths[promise.session], promise, now, CONSOLE, done=done)
    return tuple(replace(promise, done=done) for promise, done in changes.items())


def _meant(promises: Sequence[Promise], code: str) -> Promise:
    from oneone_tui.workshop.followup import called, short_codes
    from oneone_tui.workshop.text import clean

    found = called(promises, code)
    if len(found) == 1:
        return found[0]
    said = clean(code, limit=40)
    if not found:
        raise Problem(f'no commitment has the code "{said}": oneone commitments lists them')
    codes = short_codes(promises)
    can_be = ", ".join(codes[promise.key] for promise in found[:NAMED])
    raise Problem(f'"{said}" can be {can_be}: write more of the code')
