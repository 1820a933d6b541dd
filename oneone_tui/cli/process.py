"""Process setup before anything else: no core dump, and usable standard streams."""

from __future__ import annotations

import os
import resource
import sys
import warnings
from contextlib import suppress

STANDARD = (0, 1, 2)
"""The descriptors of standard input, output and error."""


def prepare_process() -> None:
    """Have no core dump written, which would hold names, and the standard streams there.

    Where one was closed, the next file to be opened would take its number, and what is said to a
    person would be written into it. So it leads nowhere, as one that is sent to /dev/null.

    What Python has to say of its own objects, such as one that can't be cleared away, has lines of
    code in it and nothing that a person could do: it is not printed.
    """
    _be_quiet_of_itself()
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for descriptor in STANDARD:
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest number that is free: this one
    # A stream that Python found closed when it started is None.
    sys.stdin = sys.stdin or open(0, encoding="utf-8")  # noqa: SIM115
    sys.stdout = sys.stdout or open(1, "w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or open(2, "w", encoding="utf-8")  # noqa: SIM115


def _be_quiet_of_itself() -> None:
    if not sys.warnoptions:
        warnings.simplefilter("ignore")
        if sys.unraisablehook is sys.__unraisablehook__:
            sys.unraisablehook = lambda _: None
