"""Process setup before anything else: no core dump, and usable standard streams."""

from __future__ import annotations

import os
import resource
import sys
import warnings
from contextlib import suppress

STANDARD = (0, 1, 2)
"""The file descriptors of standard input, output and error."""


def prepare_process() -> None:
    """Disable core dumps, which contain names, and open missing standard streams.

    If a standard stream is closed, the next file that is opened gets its number, and messages
    would be written into that file. So it is opened on /dev/null.

    Python's warnings and errors in destructors are not printed: they contain lines of code, and
    people can do nothing about them.
    """
    _silence_python()
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for descriptor in STANDARD:
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # gets the lowest free number, which is this one
    # A stream that was closed when Python started is None.
    sys.stdin = sys.stdin or open(0, encoding="utf-8")  # noqa: SIM115
    sys.stdout = sys.stdout or open(1, "w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or open(2, "w", encoding="utf-8")  # noqa: SIM115


def _silence_python() -> None:
    if not sys.warnoptions:
        warnings.simplefilter("ignore")
        if sys.unraisablehook is sys.__unraisablehook__:
            sys.unraisablehook = lambda _: None
