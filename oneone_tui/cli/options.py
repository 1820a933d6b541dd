"""Options and errors shared by commands: the folder, the session, the failure."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from oneone_tui.cli.file_completion import folders
from oneone_tui.cli.printing import print_aside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TextIO

    from oneone_tui.store.library import Library

C = TypeVar("C", bound="Callable[..., object]")
_FOLDER = "oneone_tui.sessions"
_THEME = "oneone_tui.theme"
_ASCII = "oneone_tui.ascii"
THEME_NAMES = ("dark", "light", "contrast", "ansi")
"""The names of `oneone_tui.terminal.themes`, which is slow to import."""


class InputProblem(click.ClickException):
    """Input that cannot be used, in one line; the exit code is 2."""

    exit_code = 2


def _keep_folder(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    if value is None:
        return
    if not value or "\0" in value:
        raise click.BadParameter("name a folder.", ctx, param)
    # Shared by the command and its parents: the option after the command's name is read last and
    # wins.
    ctx.meta[_FOLDER] = value


sessions_option = click.option(
    "--sessions",
    metavar="DIR",
    expose_value=False,
    callback=_keep_folder,
    shell_complete=folders,
    help="The folder of sessions.  [default: $ONEONE_SESSIONS, ./sessions or your data folder]",
)
"""Every command accepts it, before or after its name."""


def _keep_theme(ctx: click.Context, param: click.Parameter, value: str | None) -> None:  # noqa: ARG001
    if value is not None:
        ctx.meta[_THEME] = value


def _keep_ascii(ctx: click.Context, param: click.Parameter, value: bool) -> None:  # noqa: ARG001
    if value:
        ctx.meta[_ASCII] = True


def look_options(command: C) -> C:
    """Add the options for the console's appearance to a command that opens it."""
    theme = click.option(
        "--theme",
        type=click.Choice(THEME_NAMES),
        expose_value=False,
        callback=_keep_theme,
        help="The console's colors; ansi takes your terminal's own.",
    )
    plain = click.option(
        "--ascii",
        is_flag=True,
        expose_value=False,
        callback=_keep_ascii,
        help="Draw borders and marks in ASCII.",
    )
    return theme(plain(command))


def chosen_look() -> tuple[str | None, bool | None]:
    """Return the options for the theme and ASCII; None for one that is not given."""
    meta = click.get_current_context().meta
    return meta.get(_THEME), meta.get(_ASCII)


feedback_option = click.option(
    "--with-feedback",
    "feedback",
    is_flag=True,
    help="Include feedback; it is left out otherwise.",
)


def library(*, creates: bool = False) -> Library:
    """Return the library that this call is about.

    Args:
        creates: Whether the call makes a missing folder; otherwise a line says it is missing.

    Raises:
        InputProblem: The folder cannot be used.
    """
    from oneone_tui.paths import show_path
    from oneone_tui.store.library import Library, sessions_folder

    option = click.get_current_context().meta.get(_FOLDER)
    try:
        here = Path.cwd()
    except FileNotFoundError:
        raise InputProblem("the folder you are in is gone: change to another one") from None
    try:
        folder = sessions_folder(option, os.environ, here)
    except RuntimeError as error:  # ~ of an unknown user
        raise InputProblem(f"that sessions folder can't be used: {error}") from error
    if option and not creates and _is_missing(folder):
        print_aside(f"there is no folder {show_path(folder)}: check --sessions")
    return Library(folder)


def _is_missing(folder: Path) -> bool:
    try:
        folder.lstat()
    except FileNotFoundError:
        return True
    except OSError:  # what uses the folder says why
        return False
    return False


def warn_of_network(path: Path) -> None:
    """Print a warning if `path` is on a network disk."""
    from oneone_tui.store.network_disk import network_disk_warning

    if warning := network_disk_warning(path):
        print_aside(warning)


@contextmanager
def report_problems() -> Iterator[None]:
    """Turn errors about a person's input into an `InputProblem`; also a decorator."""
    try:
        yield
    except _reported_errors() as error:  # looked up only when something is raised
        raise InputProblem(str(error)) from error


def _reported_errors() -> tuple[type[Exception], ...]:
    """Return the errors that are shown to people in one line."""
    from oneone_tui.store.errors import StoreError
    from oneone_tui.workshop.agenda.guide_reader import GuideError
    from oneone_tui.workshop.model.changes import ChangeRejected
    from oneone_tui.workshop.pairing.draw import NotEnoughPeople
    from oneone_tui.workshop.roster.records import RosterError

    return StoreError, GuideError, RosterError, ChangeRejected, NotEnoughPeople


def has_terminal() -> bool:
    """Return whether the console can run: it draws on standard error and reads keys."""
    streams = (sys.stdin, sys.stdout, sys.stderr)
    if os.environ.get("TERM") in (None, "", "dumb"):
        return False
    return all(map(is_terminal, streams))


def is_terminal(stream: TextIO | None) -> bool:
    """Return whether a stream of this process is connected to a terminal."""
    return stream is not None and stream.isatty()
