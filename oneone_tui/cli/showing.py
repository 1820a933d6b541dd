"""`oneone show` and `oneone export`: a session's report, on standard output or in a file."""

from __future__ import annotations

import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from oneone_tui.cli.options import (
    Problem,
    feedback_option,
    library,
    plainly,
    session_argument,
    sessions_option,
)

if TYPE_CHECKING:
    from oneone_tui.workshop.session import Session

FORMATS = ("md", "txt", "json")
PRINTED = "-"


@click.command(short_help="Print a session's report as plain text.")
@session_argument
@click.option("--json", "as_json", is_flag=True, help="The records as JSON, for other programs.")
@feedback_option
@sessions_option
@plainly()
def show(session: str, *, as_json: bool, feedback: bool) -> None:
    """Print a session's report as plain text.

    SESSION is a file, a name, or a part of a name that means one session only.
    """
    _, found = _find(session)
    form = "json" if as_json else "txt"
    click.echo(written(found, form, feedback=feedback, columns=text_columns()), nl=False)


@click.command(short_help="Write a session's report to a file.")
@session_argument
@click.option("--format", "form", type=click.Choice(FORMATS), default="md", show_default=True)
@click.option("--output", metavar="FILE|-", help="Where to.  [default: beside you, named alike]")
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@feedback_option
@sessions_option
@plainly()
def export(session: str, form: str, output: str | None, *, force: bool, feedback: bool) -> None:
    """Write a session's report to a file that only you can read, and print its name.

    SESSION is a file, a name, or a part of a name that means one session only. With --output -
    the report goes to standard output.
    """
    from oneone_tui.cli.files import write_private

    path, found = _find(session)
    text = written(found, form, feedback=feedback)
    if output == PRINTED:
        click.echo(text, nl=False)
        return
    target = Path(f"{path.stem}.{form}" if output is None else output)
    write_private(target, text, force=force)
    click.echo(target)


def written(session: Session, form: str, *, feedback: bool = False, columns: int = 80) -> str:
    """The report of `session` in one of `FORMATS`, in the machine's time zone."""
    if form == "json":
        from oneone_tui.exports.as_json import as_json

        return as_json(session, feedback=feedback)
    from oneone_tui.exports.report import report_of

    report = report_of(session, datetime.now(UTC), feedback=feedback)
    if form == "md":
        from oneone_tui.exports.markdown import as_markdown

        return as_markdown(report)
    from oneone_tui.exports.text import as_text

    return as_text(report, columns)


def text_columns() -> int:
    """How wide the terminal is; 80 where the output goes elsewhere."""
    is_shown = sys.stdout is not None and sys.stdout.isatty()
    return shutil.get_terminal_size().columns if is_shown else 80


def _find(text: str) -> tuple[Path, Session]:
    from oneone_tui.store.session_file import SessionFile

    if not text.strip():
        raise Problem("which session? Name one; oneone list shows them")
    file = SessionFile.open(library().find(text))
    return file.path, file.session
