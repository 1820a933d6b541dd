"""`oneone show`: print a session's report to standard output."""

from __future__ import annotations

import shutil
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from oneone_tui.cli.options import (
    InputProblem,
    feedback_option,
    library,
    report_problems,
    sessions_option,
)
from oneone_tui.cli.printing import print_text
from oneone_tui.cli.shell_completion import session_argument
from oneone_tui.cli.standard_input import read_piped

if TYPE_CHECKING:
    from pathlib import Path

    from oneone_tui.workshop.model.session import Session


@click.command()
@session_argument
@click.option("--json", "as_json", is_flag=True, help="The records as JSON, for other programs.")
@click.option(
    "--pages", is_flag=True, help="Page by page, as in the console's review: with its history."
)
@feedback_option
@sessions_option
@report_problems()
def show(session: str, *, as_json: bool, pages: bool, feedback: bool) -> None:
    """Print a session's report as plain text.

    SESSION is a file, a name, or a part of a name that means one session only.
    """
    _, found = find_session(session)
    if pages and not as_json:
        print_text(_pages_text(found, feedback=feedback), end="")
        return
    form = "json" if as_json else "txt"
    print_text(export_text(found, form, feedback=feedback, columns=text_columns()), end="")


def export_text(session: Session, form: str, *, feedback: bool = False, columns: int = 80) -> str:
    """Return `session` as it is now in one of the formats, in the machine's time zone."""
    from oneone_tui.exports.formats import FORMS, ExportOptions

    options = ExportOptions(feedback=feedback, columns=columns)
    return FORMS[form].write(session, datetime.now(UTC), options).decode()


def _pages_text(session: Session, *, feedback: bool) -> str:
    from oneone_tui.exports.plain_text import blocks_as_text
    from oneone_tui.exports.review_pages import pages_in_one, session_pages

    found = session_pages(session, datetime.now(UTC), feedback=feedback)
    return blocks_as_text(pages_in_one(session.info.title, found), text_columns())


def text_columns() -> int:
    """Return the width of the terminal in columns; 80 if the output goes elsewhere."""
    is_shown = sys.stdout is not None and sys.stdout.isatty()
    return shutil.get_terminal_size().columns if is_shown else 80


def find_session(text: str) -> tuple[Path, Session]:
    """Return the session that `text` refers to, and its file."""
    from oneone_tui.store.session_file import SessionFile

    text = read_piped(text, "the session")
    if not text.strip():
        raise InputProblem("which session? Name one; oneone list shows them")
    file = SessionFile.open(library().find(text))
    return file.path, file.session
