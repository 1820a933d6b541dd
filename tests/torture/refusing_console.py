"""A console whose calls the system refuses: what `tests.torture.console_refusals` sits at.

`python -m tests.torture.refusing_console LOG HOME HARM NUMBER ARGUMENTS…` runs `oneone ARGUMENTS`
and does the harm of that name to the call of that number that is about something in HOME. In LOG
stands a line for each call that was refused, and for whatever went wrong unseen.
"""

from __future__ import annotations

import gc
import logging
import os
import sys
import threading
from pathlib import Path
from typing import NoReturn

from oneone_tui.cli import main as oneone
from tests.torture.harm import Beneath, Call, Harm, harm_calls, refusing
from tests.torture.refusals import NUMBERS

UNHARMED = "none"
RAW = "what no system does"
"""It ends a console raw: by it a test knows that such an end is found."""
STRAY = "stray"
"""What begins the line of an error that nobody has caught, in a task or a thread."""


def _as_it_is(call: Call) -> object:
    return call.real()


def _fail(call: Call) -> NoReturn:
    raise KeyError(call.name)


HARMS = {
    harm.name: harm
    for harm in (
        Harm(UNHARMED, _as_it_is, lasting=True),
        Harm(RAW, _fail),
        *(refusing(number, lasting=lasting) for number in NUMBERS for lasting in (False, True)),
    )
}


class StrayHandler(logging.Handler):
    """Writes down what asyncio says of errors that nobody has asked for."""

    def __init__(self, log: int) -> None:
        super().__init__()
        self._log = log
        self._write = os.write

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record down as one line."""
        error = record.exc_info[1] if record.exc_info else None
        self.tell(f"{record.getMessage()} {error!r}")

    def tell(self, line: str) -> None:
        """Write down what nobody has caught."""
        self._write(self._log, f"{STRAY} {line!a}\n".encode())


def main() -> None:
    """Be the console."""
    log = os.open(sys.argv[1], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    strays, write = StrayHandler(log), os.write
    logging.getLogger("asyncio").addHandler(strays)
    sys.unraisablehook = lambda raised: strays.tell(f"unraisable {raised.exc_value!r}")
    threading.excepthook = lambda raised: strays.tell(f"in a thread {raised.exc_value!r}")
    concerns = Beneath([Path(sys.argv[2])])
    harm, number = HARMS[sys.argv[3]], int(sys.argv[4])
    harm_calls(harm, number, lambda name: write(log, f"{name}\n".encode()), concerns)
    try:
        oneone(sys.argv[5:])
    finally:
        gc.collect()  # a task that failed is told of when it is forgotten


if __name__ == "__main__":
    main()
