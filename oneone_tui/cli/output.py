"""The destination of a command's file: a path, a folder, or standard output."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from oneone_tui.cli.options import InputProblem
from oneone_tui.cli.printing import print_bytes, print_made

if TYPE_CHECKING:
    from collections.abc import Callable

F = TypeVar("F", bound="Callable[..., object]")

PRINTED = "-"


def output_options(command: F) -> F:
    """The options that say where a file goes; the command hands them to `put`."""
    where = click.option(
        "--output",
        metavar="FILE|-",
        help="Where to write it.  [default: here, named after the session]",
    )
    return where(click.option("--force", is_flag=True, help="Overwrite an existing file.")(command))


def write_output(content: bytes, output: str | None, usual: str, *, force: bool) -> None:
    """Write to `output`, or to a file called `usual`, and print its name; or print the content."""
    from oneone_tui.store.errors import FileExists
    from oneone_tui.store.private_file import write_private

    if output == PRINTED:
        print_bytes(content)
        return
    target = Path(usual if output is None else output)
    try:
        write_private(target, content, force=force)
    except FileExists as error:
        raise InputProblem(f"{error}, or overwrite it with --force") from error
    print_made(target)
