"""The destination of a command's file: a path, a folder, or standard output."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from oneone_tui.cli.file_completion import files
from oneone_tui.cli.options import InputProblem
from oneone_tui.cli.printing import print_bytes, print_made

if TYPE_CHECKING:
    from collections.abc import Callable

F = TypeVar("F", bound="Callable[..., object]")

PRINTED = "-"
"""The value of ``--output`` that means standard output."""


def output_options(command: F) -> F:
    """Add the options for the output file; the command passes them to `write_output`."""
    where = click.option(
        "-o",
        "--output",
        metavar="FILE|-",
        shell_complete=files,
        help="Where to write it.  [default: here, named after the session]",
    )
    return where(click.option("--force", is_flag=True, help="Overwrite an existing file.")(command))


def write_output(content: bytes, output: str | None, default: str, *, force: bool) -> None:
    """Write `content` to a file and print its path, or print the content.

    Args:
        content: The content, in bytes.
        output: The file, or `PRINTED`.
        default: The file if `output` is None.
        force: Whether an existing file is replaced.

    Raises:
        InputProblem: The file exists, and `force` is not set.
        StoreError: The file could not be written.
    """
    from oneone_tui.store.errors import FileExists
    from oneone_tui.store.private_file import write_private

    if output == PRINTED:
        print_bytes(content)
        return
    target = Path(default if output is None else output)
    try:
        write_private(target, content, force=force)
    except FileExists as error:
        raise InputProblem(f"{error}, or overwrite it with --force") from error
    print_made(target)
