"""Printing to the terminal. Every command prints through here, escaped.

A command's output must arrive: where it cannot, OSError is raised. Hints on standard error are
best effort: where nobody can read them, the command goes on.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import click

from oneone_tui.paths import printable_path
from oneone_tui.workshop.text import disarm

if TYPE_CHECKING:
    from pathlib import PurePath


def print_text(text: str, *, end: str = "\n") -> None:
    """Write `text` to standard output. Raises OSError."""
    click.echo(f"{disarm(text)}{end}", nl=False)


def print_made(path: PurePath | str) -> None:
    """Say where what was made lies, as a command's output; beside it where there is no room.

    Raises OSError.
    """
    where = printable_path(path)
    try:
        print_text(where)
    except OSError:
        print_aside(f"it is kept, and lies here: {where}")
        raise


def print_bytes(content: bytes) -> None:
    """Write a file's content to standard output, as it is. Raises OSError."""
    click.echo(content, nl=False)


def print_aside(line: str) -> None:
    """Tell a person something that is not the command's output."""
    _tell(f"{disarm(line)}\n")


def print_over(line: str) -> None:
    """Tell a person `line` in the place of what this line of the terminal said before."""
    _tell(f"\r{disarm(line)}")


def _tell(text: str) -> None:
    with suppress(OSError, ValueError):  # nobody is there to read it
        click.echo(text, err=True, nl=False)
