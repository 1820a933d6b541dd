"""`oneone commitments`: list commitments across sessions, and tick them off."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from oneone_tui.cli.options import (
    InputProblem,
    library,
    report_problems,
    sessions_option,
    warn_of_network,
)
from oneone_tui.cli.printing import print_aside, print_text
from oneone_tui.cli.progress import progress_printer
from oneone_tui.cli.standard_input import read_piped

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from oneone_tui.store.cross_session import CommitmentsRead
    from oneone_tui.workshop.history.commitments import TrackedCommitment

MAX_NAMED = 3
"""The most commitments that an error message names."""
CONSOLE = "commitments"
"""The console's name in the history when a commitment is ticked off here."""


@click.command()
@click.option("--open", "which", flag_value="open", help="Only open ones.")
@click.option("--due", "which", flag_value="due", help="Only open ones that are due or overdue.")
@click.option("--done", "which", flag_value="done", help="Only those that are done.")
@click.option(
    "--person",
    metavar="NAME|-",
    help="Only what this person promised, or was promised.",
)
@click.option("--tick", multiple=True, metavar="CODE", help="Mark one done, by its listed code.")
@click.option("--untick", multiple=True, metavar="CODE", help="Mark one open again.")
@click.option("--json", "as_json", is_flag=True, help="As JSON, for other programs.")
@sessions_option
@report_problems()
def commitments(
    *,
    which: str | None,
    person: str | None,
    tick: Sequence[str],
    untick: Sequence[str],
    as_json: bool,
) -> None:
    """List the commitments of all sessions, the most urgent first, or tick them off.

    With --tick or --untick, the named ones are changed in the files of their sessions, and listed.
    """
    from oneone_tui.cli.commands.show import text_columns
    from oneone_tui.exports.commitments import commitments_as_json, commitments_as_text
    from oneone_tui.store.cross_session import read_commitments
    from oneone_tui.workshop.history.commitments import (
        commitments_of_person,
        short_codes,
        sort_by_urgency,
    )
    from oneone_tui.workshop.text import clean

    person = read_piped(person, "the name") if person is not None else None
    with progress_printer() as progress:
        read = read_commitments(library().folder, progress)
    report_unread(read.unread)
    today = datetime.now().astimezone().date()
    shown = _tick_off(read, tick, untick) if tick or untick else read.commitments
    shown = sort_by_urgency(_filter_commitments(shown, which, person, today), today)
    if person is not None and not as_json and not commitments_of_person(read.commitments, person):
        print_aside(
            f'nobody called "{clean(person, limit=40)}" has promised or been promised anything'
        )
    codes = short_codes(read.commitments)
    if as_json:
        print_text(commitments_as_json(shown, codes, today), end="")
    else:
        print_text(commitments_as_text(shown, codes, today, text_columns()), end="")


def report_unread(unread: int) -> None:
    """Print how many files could not be read."""
    from oneone_tui.workshop.text import format_count

    if unread:
        print_aside(f"{format_count(unread, 'file')} cannot be read: see oneone list")


def _filter_commitments(
    promises: Sequence[TrackedCommitment], which: str | None, person: str | None, today: date
) -> Sequence[TrackedCommitment]:
    from oneone_tui.workshop.history.commitments import DUE, commitments_of_person

    if which == "due":
        promises = [promise for promise in promises if promise.status_on(today) in DUE]
    elif which:
        promises = [promise for promise in promises if promise.done == (which == "done")]
    return promises if person is None else commitments_of_person(promises, person)


def _tick_off(
    read: CommitmentsRead, tick: Sequence[str], untick: Sequence[str]
) -> tuple[TrackedCommitment, ...]:
    from msgspec.structs import replace

    from oneone_tui.store import cross_session as across

    changes = {_find_commitment(read.commitments, code): True for code in tick}
    for code in untick:
        if changes.setdefault(_find_commitment(read.commitments, code), False):
            raise InputProblem(f'"{code}" cannot be both done and open again')
    now = datetime.now(UTC)
    for promise in [*changes][:1]:
        warn_of_network(read.paths[promise.session])
    for promise, done in changes.items():
        across.mark_commitment_done(read.paths[promise.session], promise, now, CONSOLE, done=done)
    return tuple(replace(promise, done=done) for promise, done in changes.items())


def _find_commitment(promises: Sequence[TrackedCommitment], code: str) -> TrackedCommitment:
    from oneone_tui.workshop.history.commitments import find_by_code, short_codes
    from oneone_tui.workshop.text import clean

    found = find_by_code(promises, code)
    if len(found) == 1:
        return found[0]
    said = clean(code, limit=40)
    if not found:
        raise InputProblem(f'no commitment has the code "{said}": oneone commitments lists them')
    codes = short_codes(promises)
    can_be = ", ".join(codes[promise.key] for promise in found[:MAX_NAMED])
    raise InputProblem(f'"{said}" could be {can_be}: type more of the code')
