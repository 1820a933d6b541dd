"""Give pytest a clean environment before anything else is loaded.

This is a plugin and not a conftest because other plugins import Textual, which reads the
environment once.
"""

from __future__ import annotations

import os
import signal
import time
from tempfile import TemporaryDirectory

import pytest

from tests.support.environment import clean_environment

HOME = TemporaryDirectory(prefix="oneone-tests-home-", ignore_cleanup_errors=True)

os.environ |= {"HOME": HOME.name}
for name in os.environ.keys() - clean_environment(os.environ).keys():
    del os.environ[name]
os.environ |= clean_environment(os.environ)
time.tzset()
os.umask(0o022)
# A shell that starts something in the background has it ignore these, and all that it starts.
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGQUIT, signal.SIG_DFL)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options of our own."""
    parser.addoption(
        "--snapshot-update",
        action="store_true",
        help="keep each screen as it is painted now, and remove snapshots that no test takes",
    )
    parser.addoption("--painted", action="store_true", help="paint every frame of the screens")


def pytest_report_header() -> str:
    """Show the time zone of the tests, which may explain a failure."""
    return f"local time: {os.environ['TZ']}"


def pytest_unconfigure() -> None:
    """Delete the temporary home folder."""
    HOME.cleanup()
