"""Tries mutants: each in a process of its own that has loaded the libraries already."""

from __future__ import annotations

import os
import signal
import sys
import time
import traceback
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

WARM = ("pytest", "hypothesis", "msgspec", "tinydb", "filelock", "icalendar", "textual.app")
"""Libraries that nearly every test loads; none of them loads a module of ours."""
LEAST_SECONDS = 20.0
SLOWER = 6.0
"""So many times as long as without a wrong, a test may take before it is taken to hang."""
OPTIONS = (
    *("-x", "-q", "--no-header", "-p", "no:cacheprovider"),
    *("-W", "ignore::pytest.PytestAssertRewriteWarning"),  # a library that is loaded already
    "--timeout=20",  # one that hangs has noticed
)


class Outcome(NamedTuple):
    """How a run of tests ended, and after how many seconds; None where it hung."""

    status: int | None
    seconds: float


def warm_up() -> None:
    """Load what every try needs, once."""
    for library in WARM:
        __import__(library)


def run_tests(
    tree: Path, tests: tuple[str, ...], patience: float, *, compiling: bool = False
) -> Outcome:
    """Run tests in a copy of the project until one fails; `patience` is in seconds.

    `compiling` leaves byte code for the runs to come. A mutant's must not stay: Python takes a
    module for unchanged that has as many bytes and was written in the same second.
    """
    began = time.monotonic()
    child = os.fork()
    if child == 0:
        sys.dont_write_bytecode = not compiling
        _be_pytest(tree, tests)
    while time.monotonic() - began < patience:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return Outcome(os.waitstatus_to_exitcode(status), time.monotonic() - began)
        time.sleep(0.01)
    with suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return Outcome(None, time.monotonic() - began)


def _be_pytest(tree: Path, tests: tuple[str, ...]) -> None:
    status = 99
    try:
        os.setsid()
        os.chdir(tree)
        nowhere = os.open(os.devnull, os.O_RDWR)
        said = os.open(tree / "said.txt", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        for stream, to in ((0, nowhere), (1, said), (2, said)):
            os.dup2(to, stream)
        os.environ |= {"PYTHONPATH": str(tree), "HYPOTHESIS_PROFILE": "mutants"}
        sys.path.insert(0, str(tree))
        for name in [name for name in sys.modules if name.split(".")[0] in ("tests", "oneone_tui")]:
            del sys.modules[name]
        import pytest

        status = int(pytest.main([*OPTIONS, *tests]))
    except BaseException:
        traceback.print_exc()
        raise
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(status)
