"""What several commands share: where the sessions are, which one is meant, what goes wrong."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oneone_tui.store.library import Library

_FOLDER = "oneone_tui.sessions"


class Problem(click.ClickException):
    """Input that cannot be used, in one line; the exit code is 2."""

    exit_code = 2


def _keep_folder(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    if value is None:
        return
    if not value or "\0" in value:
        raise click.BadParameter("name a folder.", ctx, param)
    # Shared by the command and those above it: what is read last, after the name, wins.
    ctx.meta[_FOLDER] = value


sessions_option = click.option(
    "--sessions",
    metavar="DIR",
    expose_value=False,
    callback=_keep_folder,
    help="The folder of sessions.  [default: $ONEONE_SESSIONS, ./sessions or your data folder]",
)
"""Every command takes it, before or after its name."""

session_argument = click.argument("session", metavar="SESSION")
"""A file, a name, or a part of a name that means one session only."""

feedback_option = click.option(
    "--with-feedback",
    "feedback",
    is_flag=True,
    help="Also what people told each other as feedback; it is left out otherwise.",
)


def library() -> Library:
    """The library that this call is about."""
    from oneone_tui.store.library import Library, sessions_folder

    option = click.get_current_context().meta.get(_FOLDER)
    try:
        here = Path.cwd()
    except FileNotFoundError:
        raise Problem("the folder you are in is gone: change to another one") from None
    try:
        return Library(sessions_folder(option, os.environ, here))
    except RuntimeError as error:  # ~ of somebody who is not there
        raise Problem(f"that folder of sessions can't be: {error}") from error


@contextmanager
def plainly() -> Iterator[None]:
    """Turn what can go wrong with somebody's input into a `Problem`; also a decorator."""
    from oneone_tui.store.errors import StoreError
    from oneone_tui.workshop.changes import Refused
    from oneone_tui.workshop.guide import GuideError
    from oneone_tui.workshop.pairing import TooFew
    from oneone_tui.workshop.roster import RosterError

    try:
        yield
    except (StoreError, GuideError, RosterError, Refused, TooFew) as error:
        raise Problem(str(error)) from error


def has_terminal() -> bool:
    """Whether the console can be shown: it is drawn on standard error and reads keys."""
    streams = (sys.stdin, sys.stdout, sys.stderr)
    if os.environ.get("TERM") == "dumb":
        return False
    return all(stream is not None and stream.isatty() for stream in streams)


def aside(line: str) -> None:
    """Tell a person something that is not the command's output."""
    click.echo(line, err=True)
