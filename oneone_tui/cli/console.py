"""The commands that open the console: `oneone` itself and `oneone open`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from oneone_tui.cli.options import (
    Problem,
    aside,
    has_terminal,
    library,
    plainly,
    session_argument,
    sessions_option,
)

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

    from oneone_tui.store.library import Library
    from oneone_tui.wall import Wall

NO_TERMINAL = (
    "the console needs a terminal; without one, use: "
    "oneone new, list, show, export, plan or rehearse --headless"
)


@click.command("open", short_help="Open a session, where it was left.")
@session_argument
@sessions_option
@plainly()
def open_session(session: str) -> int:
    """Open a session, where it was left.

    SESSION is a file, a name, or a part of a name that means one session only.
    """
    from oneone_tui.store.session_file import SessionFile

    _need_terminal()
    shelf = library()
    path = shelf.find(session)
    SessionFile.open(path)  # what is wrong with it is better told before the screen is taken
    return run_console(shelf, path)


def open_library() -> int:
    """Open the console with all sessions to choose from."""
    _need_terminal()
    return run_console(library())


def run_console(
    shelf: Library,
    path: Path | None = None,
    *,
    wall: Wall | None = None,
    rehearsal: Random | None = None,
) -> int:
    """Show the console until it is left; the exit code."""
    from oneone_tui.app import OneOneApp
    from oneone_tui.store.network import on_network

    if warning := on_network(path or shelf.folder):
        aside(warning)
    app = OneOneApp(shelf, path, wall=wall, rehearsal=rehearsal)
    app.run()
    return app.return_code or 0


def _need_terminal() -> None:
    if not has_terminal():
        raise Problem(NO_TERMINAL)
