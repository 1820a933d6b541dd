"""A wall served as a web page by the real command, for tests."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Self

from tests.support.environment import clean_environment

ROOT = Path(__file__).resolve().parents[2]


class WallServer:
    """`oneone wall --http` for one session; use it as a context manager.

    Args:
        path: The session's file.
        address: The address and port; by default one that is free.
        more: Further options.
    """

    def __init__(self, path: Path, address: str = "127.0.0.1:0", *more: str) -> None:
        self._command = [sys.executable, "-m", "oneone_tui", "wall", str(path), "--http", address]
        self._command += more
        state = {"XDG_STATE_HOME": str(path.parent / "state"), "PYTHONUNBUFFERED": "1"}
        self._env = clean_environment(os.environ) | state | {"PYTHONPATH": str(ROOT)}
        self.url = ""
        """The address of the wall, with its token."""

    def __enter__(self) -> Self:
        self.process = subprocess.Popen(
            self._command,
            env=self._env,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self.process.stdout
        self.url = self.process.stdout.readline().split()[-1]
        return self

    def __exit__(self, *_: object) -> None:
        self.end(signal.SIGKILL)

    @property
    def address(self) -> tuple[str, int]:
        """The host and the port."""
        host, _, port = self.url.removeprefix("http://").partition("/")[0].rpartition(":")
        return host, int(port)

    def end(self, number: int = signal.SIGTERM) -> int:
        """End the wall by a signal; return its exit status."""
        self.process.send_signal(number)
        status = self.process.wait(10)
        if self.process.stdout:
            self.process.stdout.close()
        return status
