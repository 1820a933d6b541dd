"""`oneone` and `oneone open`: open the console."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import click

from oneone_tui.cli.options import (
    InputProblem,
    has_terminal,
    is_terminal,
    library,
    look_options,
    report_problems,
    sessions_option,
)
from oneone_tui.cli.printing import print_aside, print_text
from oneone_tui.cli.settings import AUTO, chosen_appearance, load_settings, settings_notices
from oneone_tui.cli.shell_completion import session_argument
from oneone_tui.cli.standard_input import read_piped

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

    from oneone_tui.config.settings import Settings
    from oneone_tui.services.time_source import TimeSource
    from oneone_tui.store.library import Library
    from oneone_tui.store.session_file import SessionFile

NO_TERMINAL = (
    "the console needs a terminal; without one, use: "
    "oneone new, list, show, export, plan or rehearse --headless"
)
DRAWN_ELSEWHERE = "the console is drawn on standard error, which leads elsewhere: leave out the 2>"


@click.command("open")
@session_argument
@look_options
@sessions_option
@report_problems()
def open_session(session: str) -> int:
    """Open a session where you left off.

    SESSION is a file, a name, or a part of a name that means one session only.
    """
    from oneone_tui.store.session_file import SessionFile

    _need_terminal()
    shelf = library()
    path = shelf.find(read_piped(session, "the session"))
    # Errors in the file are printed before the console takes over the screen.
    return run_console(shelf, path, opened=SessionFile.open(path))


def open_library() -> int:
    """Open the console with the library of all sessions."""
    _need_terminal()
    return run_console(library(creates=True))


def run_console(
    shelf: Library,
    path: Path | None = None,
    *,
    opened: SessionFile | None = None,
    wall: TimeSource | None = None,
    rehearsal: Random | None = None,
) -> int:
    """Run the console until it is closed; return the exit code."""
    gc.disable()  # until the app has started
    import logging

    from oneone_tui.app import OneOneApp
    from oneone_tui.terminal.title_clipboard_notification import preserved_title

    # Its messages about failed tasks can contain what people typed.
    logging.getLogger("asyncio").addHandler(logging.NullHandler())
    read = load_settings()
    app = OneOneApp(
        shelf,
        path,
        opened=opened,
        wall=wall,
        rehearsal=rehearsal,
        look=chosen_appearance(read.settings),
        settings=read.settings,
        notices=settings_notices(read),
    )
    with preserved_title(read.settings, os.environ, sys.stderr):
        app.run(mouse=_mouse(read.settings))
    for line in app.conclude():
        with suppress(OSError):  # the connection is lost, so nobody can read it
            print_aside(line)
    return app.return_code or 0


def _mouse(settings: Settings) -> bool:
    # With mouse reports on, GNU screen holds an Esc back until the next key.
    return settings.mouse == "yes" or (settings.mouse == AUTO and not os.environ.get("STY"))


def _need_terminal() -> None:
    if has_terminal():
        return
    if is_terminal(sys.stdout) and not is_terminal(sys.stderr):
        print_text(DRAWN_ELSEWHERE)  # an error on standard error would not be seen
        raise InputProblem(DRAWN_ELSEWHERE)
    raise InputProblem(NO_TERMINAL)
