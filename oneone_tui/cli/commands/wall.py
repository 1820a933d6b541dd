"""`oneone wall`: show a session to the whole room, read-only."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from oneone_tui.cli.options import (
    InputProblem,
    has_terminal,
    library,
    look_options,
    report_problems,
    sessions_option,
)
from oneone_tui.cli.settings import chosen_appearance, load_settings
from oneone_tui.cli.shell_completion import session_argument
from oneone_tui.cli.standard_input import read_piped

if TYPE_CHECKING:
    from oneone_tui.store.session_reader import SessionReader

NO_TERMINAL = "the wall needs a terminal of its own to be shown on"


@click.command()
@session_argument
@look_options
@sessions_option
@report_problems()
def wall(session: str) -> int:
    """Show a session to the whole room, on a second terminal.

    SESSION is a file, a name, or a part of a name that means one session only. The wall follows
    what happens at the console by itself. It cannot change anything, and shows no feedback.
    """
    if not has_terminal():
        raise InputProblem(NO_TERMINAL)
    from oneone_tui.store.session_reader import SessionReader

    path = library().find(read_piped(session, "the session"))
    return _show_on_terminal(SessionReader.open(path))


def _show_on_terminal(reader: SessionReader) -> int:
    from oneone_tui.wall.app import WallApp
    from oneone_tui.wall.session_follower import SessionFollower

    settings = load_settings().settings
    app = WallApp(SessionFollower(reader), look=chosen_appearance(settings), settings=settings)
    app.run(mouse=False)
    return app.return_code or 0
