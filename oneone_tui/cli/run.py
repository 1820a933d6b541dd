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
from oneone_tui.terminal.ascii_signs import INSTEAD

if TYPE_CHECKING:
    from collections.abc import Sequence

DONE = 0
BAD_INPUT = 2
INTERRUPTED = 130
NO_READER = 141
"""What a shell says of a program whose reader has gone."""


def run(arguments: Sequence[str]) -> int:
    """Run `arguments` and return the exit code; what is wrong is one line on standard error."""
    _never_fail_on_letters()
    try:
        code = _invoke(arguments)
        if sys.stdout:
            sys.stdout.flush()
    except click.ClickException as error:
        return _complain(_one_line(error))
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except BrokenPipeError:
        return NO_READER
    except OSError as error:
        from oneone_tui.store.errors import refused_by_system

        return _complain(str(refused_by_system(error)))
    except Exception as error:  # noqa: BLE001 - a traceback can have in it what somebody typed
        return _crashed(error)
    return code


def _invoke(arguments: Sequence[str]) -> int:
    # Not click's own `main`: it ends the process with 1 where a pipe is closed.
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
    """Write what is left to be written, and let go of what nobody takes: the line has dropped.

    Python tries once more at its own end, and ends with a status of its own where it can't.
    """
    for stream in (sys.stdout, sys.stderr):
        if stream is None:
            continue
        try:
            stream.flush()
        except (OSError, ValueError):
            with suppress(OSError, ValueError):
                _send_nowhere(stream.fileno())


def _send_nowhere(descriptor: int) -> None:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, descriptor)
    os.close(nowhere)


def _complain(line: str) -> int:
    print_aside(f"{NAME}: {line}")
    return BAD_INPUT


def _crashed(error: Exception) -> int:
    from datetime import UTC, datetime

    from oneone_tui.services.crash_report import CRASHED, log_crash

    print_aside(log_crash(error, datetime.now(UTC)))
    return CRASHED


def _one_line(error: click.ClickException) -> str:
    from oneone_tui.workshop.text import clean

    line = clean(error.format_message())
    if not isinstance(error, click.UsageError):
        return line
    line = line[:1].lower() + line[1:].rstrip(".")
    return f"{line} (try: {error.ctx.command_path} --help)" if error.ctx else line


def _never_fail_on_letters() -> None:
    # A terminal that is not UTF-8 shows something plainer for what it doesn't have.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors=INSTEAD)
