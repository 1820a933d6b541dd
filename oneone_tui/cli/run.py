"""One run of the command line, from arguments to exit code, without tracebacks."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from io import TextIOWrapper
from typing import TYPE_CHECKING

import click

from oneone_tui.cli.printing import print_aside
from oneone_tui.cli.root import oneone
from oneone_tui.cli.shell_completion import COMPLETE, NAME
from oneone_tui.terminal.ascii_signs import ERROR_HANDLER

if TYPE_CHECKING:
    from collections.abc import Sequence

DONE = 0
BAD_INPUT = 2
INTERRUPTED = 130
NO_READER = 141
"""The exit code of a program that SIGPIPE ended, as a shell reports it."""


def run(arguments: Sequence[str]) -> int:
    """Run `arguments` and return the exit code. An error is one line on standard error."""
    _replace_unencodable()
    try:
        code = _invoke(arguments)
        if sys.stdout:
            sys.stdout.flush()
    except click.ClickException as error:
        return _report_input_error(_format_error(error))
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:
        return NO_READER
    except OSError as error:
        from oneone_tui.store.errors import refused_by_system

        return _report_input_error(str(refused_by_system(error)))
    except Exception as error:  # noqa: BLE001 - a traceback can contain what people typed
        return _report_crash(error)
    return code


def _invoke(arguments: Sequence[str]) -> int:
    # Not click's own `main`, which ends the process with 1 if a pipe is closed.
    if asked := os.environ.get(COMPLETE):
        from click.shell_completion import shell_complete

        return shell_complete(oneone, {}, NAME, COMPLETE, asked)
    try:
        with oneone.make_context(NAME, list(arguments)) as ctx:
            code: object = oneone.invoke(ctx)
    except click.exceptions.Exit as done:
        return done.exit_code
    return code if isinstance(code, int) else DONE


def drop_unwritable_output() -> None:
    """Flush the standard streams; discard what cannot be written.

    Otherwise Python tries again at exit, and sets an exit code of its own if that fails.
    """
    for stream in (sys.stdout, sys.stderr):
        if stream is None:
            continue
        try:
            stream.flush()
        except (OSError, ValueError):
            with suppress(OSError, ValueError):
                _redirect_to_null(stream.fileno())


def _redirect_to_null(descriptor: int) -> None:
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, descriptor)
    os.close(null)


def _report_input_error(line: str) -> int:
    print_aside(f"{NAME}: {line}")
    return BAD_INPUT


def _report_crash(error: Exception) -> int:
    from datetime import UTC, datetime

    from oneone_tui.services.crash_report import CRASHED, log_crash

    print_aside(log_crash(error, datetime.now(UTC)))
    return CRASHED


def _format_error(error: click.ClickException) -> str:
    from oneone_tui.workshop.text import clean

    line = clean(error.format_message())
    if not isinstance(error, click.UsageError):
        return line
    line = line[:1].lower() + line[1:].rstrip(".")
    return f"{line} (try: {error.ctx.command_path} --help)" if error.ctx else line


def _replace_unencodable() -> None:
    # A terminal without UTF-8 shows an ASCII replacement for what it cannot encode.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors=ERROR_HANDLER)
