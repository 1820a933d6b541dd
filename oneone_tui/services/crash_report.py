"""Crash reports: where in the program an error happened, without session content."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from oneone_tui import __version__
from oneone_tui.paths import show_path
from oneone_tui.store.atomic_file import make_private_folder
from oneone_tui.store.errors import StoreError
from oneone_tui.store.private_file import write_private

CRASHED = 70
"""The exit status after a crash: EX_SOFTWARE in the system's headers."""
MAX_ERRORS = 20
"""Errors in a report at most; further ones are left out."""
FRAMES = 60
"""Stack frames per error at most, the innermost ones."""

_HEADER = """\
oneone {ours}, textual {textual}, python {python}, {system}
{at}

Where the program was. What the errors said is left out, for it can hold what somebody typed.
"""


def log_crash(error: BaseException, at: datetime) -> str:
    """Write a report of a crash at `at`; return one line that tells where it is."""
    text = "\n".join((_header(at), *_error_lines(error))) + "\n"
    name = f"crash-{at:%Y%m%d-%H%M%S}-{os.getpid()}.txt"
    for folder in _folders():
        with suppress(StoreError):
            make_private_folder(folder)
            write_private(folder / name, text.encode(errors="replace"), force=True)
            kept = show_path(folder / name)
            return f"oneone crashed: a fault in oneone itself; a report is in {kept}"
    return "oneone crashed: a fault in oneone itself; no report could be written"


def _header(at: datetime) -> str:
    return _HEADER.format(
        ours=__version__,
        textual=_version_of_textual(),
        python=platform.python_version(),
        system=sys.platform,
        at=at.isoformat(timespec="seconds"),
    )


def _version_of_textual() -> str:
    # Unreadable files may be the reason for the crash.
    with suppress(OSError, ImportError):
        from importlib.metadata import version  # noqa: PLC0415 - seldom needed

        return version("textual")
    return "unknown"


def _folders() -> Iterator[Path]:
    with suppress(OSError, RuntimeError, ImportError):
        from platformdirs import user_state_path  # noqa: PLC0415 - seldom needed

        yield user_state_path("oneone")
    with suppress(OSError):
        yield Path(tempfile.mkdtemp(prefix="oneone-"))


def _error_lines(error: BaseException) -> Iterator[str]:
    """Yield the lines of a report: each error's type and place, then its causes."""
    waiting, seen = [("", error)], set[int]()
    while waiting and len(seen) < MAX_ERRORS:
        how, one = waiting.pop(0)
        if id(one) in seen:
            continue
        seen.add(id(one))
        kind = type(one)
        number = f" (errno {one.errno})" if isinstance(one, OSError) else ""
        yield f"{how}{kind.__module__}.{kind.__qualname__}{number}"
        yield "".join(traceback.format_tb(one.__traceback__, limit=-FRAMES))
        waiting += _causes(one)


def _causes(error: BaseException) -> Iterator[tuple[str, BaseException]]:
    if isinstance(error, BaseExceptionGroup):
        yield from (("in it: ", one) for one in error.exceptions)
    held = getattr(error, "error", None)  # Textual's WorkerFailed holds the original error
    if isinstance(held, BaseException):
        yield "in it: ", held
    if error.__cause__:
        yield "because of: ", error.__cause__
    elif error.__context__ and not error.__suppress_context__:
        yield "while dealing with: ", error.__context__
