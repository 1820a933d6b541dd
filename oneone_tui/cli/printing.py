"""Printing to the terminal. Every command prints through here, escaped.

A command's output must arrive: if it cannot, OSError is raised. Hints on standard error are best
effort: if nobody can read them, the command goes on.
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
    """Print the path of a new file; on standard error if standard output fails.

    Raises OSError.
    """
    where = printable_path(path)
    try:
        print_text(where)
    except OSError:
        print_aside(f"it is kept, and lies here: {where}")
        raise


def print_bytes(content: bytes) -> None:
    """Write a file's content to standard output, unchanged. Raises OSError."""
    click.echo(content, nl=False)


def print_aside(line: str) -> None:
    """Print a line for people on standard error; it is not the command's output."""
    _print_hint(f"{disarm(line)}\n")


def print_over(line: str) -> None:
    """Print `line` on standard error over the text in the current line."""
    _print_hint(f"\r{disarm(line)}")


def _print_hint(text: str) -> None:
    with suppress(OSError, ValueError):  # the terminal is gone, so nobody can read it
        click.echo(text, err=True, nl=False)
