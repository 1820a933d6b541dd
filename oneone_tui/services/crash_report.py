"""Crash reports: where in the program it was, and nothing of any session."""

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
"""The exit status after a crash: what the system's own headers call an error of the software."""
MOST = 20
"""Errors that a report names; of more, the rest is left out."""
FRAMES = 60
"""Steps of the program that a report has of each error, the last ones."""

_HEAD = """\
oneone {ours}, textual {textual}, python {python}, {system}
{at}

Where the program was. What the errors said is left out, for it can hold what somebody typed.
"""


def log_crash(error: BaseException, at: datetime) -> str:
    """Keep a report of a crash at `at`, and say in one line where it is."""
    text = "\n".join((_head(at), *_told(error))) + "\n"
    name = f"crash-{at:%Y%m%d-%H%M%S}-{os.getpid()}.txt"
    for folder in _folders():
        with suppress(StoreError):
            make_private_folder(folder)
            write_private(folder / name, text.encode(errors="replace"), force=True)
            kept = show_path(folder / name)
            return f"oneone crashed, and that is its own fault; where, is kept in {kept}"
    return "oneone crashed, and that is its own fault; no report of it could be kept"


def _head(at: datetime) -> str:
    return _HEAD.format(
        ours=__version__,
        textual=_version_of_textual(),
        python=platform.python_version(),
        system=sys.platform,
        at=at.isoformat(timespec="seconds"),
    )


def _version_of_textual() -> str:
    # What cannot be read may be what it crashed of.
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


def _told(error: BaseException) -> Iterator[str]:
    """The lines of a report: what kind of error and where, then what had led to it."""
    waiting, seen = [("", error)], set[int]()
    while waiting and len(seen) < MOST:
        how, one = waiting.pop(0)
        if id(one) in seen:
            continue
        seen.add(id(one))
        kind = type(one)
        number = f" (errno {one.errno})" if isinstance(one, OSError) else ""
        yield f"{how}{kind.__module__}.{kind.__qualname__}{number}"
        yield "".join(traceback.format_tb(one.__traceback__, limit=-FRAMES))
        waiting += _behind(one)


def _behind(error: BaseException) -> Iterator[tuple[str, BaseException]]:
    if isinstance(error, BaseExceptionGroup):
        yield from (("in it: ", one) for one in error.exceptions)
    held = getattr(error, "error", None)  # a worker of Textual's holds what it failed of
    if isinstance(held, BaseException):
        yield "in it: ", held
    if error.__cause__:
        yield "because of: ", error.__cause__
    elif error.__context__ and not error.__suppress_context__:
        yield "while dealing with: ", error.__context__
