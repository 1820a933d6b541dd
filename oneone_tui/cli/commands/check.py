"""`oneone check` and `oneone repair`: find damaged session files and recover them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from oneone_tui.cli.file_completion import files
from oneone_tui.cli.options import (
    InputProblem,
    library,
    report_problems,
    sessions_option,
    warn_of_network,
)
from oneone_tui.cli.printing import print_aside, print_made, print_text
from oneone_tui.cli.shell_completion import session_argument, sessions
from oneone_tui.cli.standard_input import read_piped
from oneone_tui.paths import quote_path, show_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from oneone_tui.store.library import Library
    from oneone_tui.store.repair import RepairResult
    from oneone_tui.store.validation import FileFinding


@click.command()
@click.argument("names", metavar="[SESSION]...", nargs=-1, shell_complete=sessions)
@sessions_option
@report_problems()
def check(names: tuple[str, ...]) -> int:
    """Check that sessions, all or those named, are whole and private; a line for each.

    It also reports files that others on this machine can read, links, and leftovers of interrupted
    saves. Nothing is changed. The exit code is 1 if anything is wrong.
    """
    shelf = library()
    wrong = repairable = ""
    none = True
    for finding in _findings(shelf, names):
        none = False
        print_text(f"! {finding.line}" if finding.wrong else f"  {finding.line}")
        wrong = wrong or (finding.line if finding.wrong else "")
        repairable = repairable or (str(finding.path) if finding.repairable else "")
    if none:
        print_text(f"No sessions in {show_path(shelf.folder)} yet.")
    warn_of_network(shelf.folder)
    if repairable:
        print_aside(f"To recover what can be: oneone repair {quote_path(repairable)}")
    return 1 if wrong else 0


@click.command()
@session_argument
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    shell_complete=files,
    help="Where to write it.  [default: beside it, …-repaired.json]",
)
@sessions_option
@report_problems()
def repair(session: str, output: str | None) -> None:
    """Recover as much as possible of SESSION into a new file, and print its name.

    All intact records are taken from the file or from the copy of the state before the last save,
    whichever has more of them. The damaged file stays as it is.
    """
    from oneone_tui.store.errors import FileExists
    from oneone_tui.store.repair import repair as recover

    path = _find_file(library(), session)
    _reject_valid(path)
    try:
        done = recover(path, Path(output) if output else None)
    except FileExists as error:
        raise InputProblem(str(error)) from error
    print_made(done.path)
    warn_of_network(done.path)
    for line in _result_lines(done):
        print_aside(line)


def _findings(shelf: Library, sessions: tuple[str, ...]) -> Iterator[FileFinding]:
    from oneone_tui.store.validation import check_folder, check_session

    if not sessions:
        yield from check_folder(shelf.folder)
    for session in sessions:
        yield from check_session(_find_file(shelf, session))


def _find_file(shelf: Library, session: str) -> Path:
    """Return the file that is meant.

    If only its previous copy is left, `session` must be the path.
    """
    from oneone_tui.store.atomic_file import previous_copy_path

    session = read_piped(session, "the session")
    if not session.strip():
        raise InputProblem("which session? Name one; oneone list shows them")
    path = Path(session)
    try:
        if path.name and previous_copy_path(path).is_file():
            return path
    except (OSError, ValueError):  # not a valid path
        pass
    return shelf.find(session)


def _reject_valid(path: Path) -> None:
    from oneone_tui.store.errors import DamagedFile, MissingFile, display_name
    from oneone_tui.store.session_file import SessionFile

    try:
        SessionFile.open(path)
    except (DamagedFile, MissingFile):
        return
    raise InputProblem(f"{display_name(path)} is whole: there is nothing to repair")


def _result_lines(done: RepairResult) -> Iterator[str]:
    yield "recovered from the copy before the last save" if done.from_previous else "recovered"
    yield f"  {_counts(done.recovered)}"
    if done.lost:
        yield f"lost: {_counts(done.lost)}"
    if done.breaks_off:
        yield "the file broke off: what came after that, if anything, is lost, too"
    if done.lost.get("history"):
        yield "without its whole history, earlier changes can no longer be undone"


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{table} {number}" for table, number in counts.items()) or "nothing"
