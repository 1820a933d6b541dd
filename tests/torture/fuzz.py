"""Hostile files made, and opened in processes of their own: see `looking`."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.torture import hostile_files as hostile
from tests.torture.table import Kind, Trial

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import TracebackType

    from hypothesis.strategies import SearchStrategy

ROOT = Path(__file__).resolve().parents[2]
WALL = 180.0
"""Seconds after which a process that does not answer is killed, however loaded the machine is."""


class Hostile(NamedTuple):
    """The hostile files of a kind: mutants of a good one, and giants by name."""

    ending: str
    mutants: tuple[SearchStrategy[bytes], ...]
    giants: dict[str, Callable[[], bytes]]


KINDS = {
    "sessions": Hostile(".json", (hostile.sessions(), hostile.torn()), hostile.SESSIONS),
    "guides": Hostile(".toml", (hostile.guides(),), hostile.GUIDES),
    "rosters": Hostile(".csv", (hostile.rosters(),), hostile.ROSTERS),
}


class Looker:
    """A process that looks at files; use it as a context manager."""

    def __init__(self, kind: str) -> None:
        self._kind = kind

    def __enter__(self) -> Self:
        self._begin()
        return self

    def _begin(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.torture.hostile_readings", self._kind],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.kill()
        self._process.communicate()

    def look(self, path: Path, trial: Trial, name: str) -> None:
        """Have it look at a file, and count what came of it."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(f"{path}\n".encode())
        self._process.stdin.flush()
        alarm = threading.Timer(WALL, self._process.kill)
        alarm.start()
        answer = self._process.stdout.readline()
        alarm.cancel()
        trial.tries += 1
        if not answer:
            trial.lose(Kind.SLOW, f"{name}: it ended with {self._process.wait()}")
            self._begin()
            return
        losses, seconds, megabytes = json.loads(answer)
        if losses:
            culprit = shutil.copy(path, Path(tempfile.mkdtemp(prefix="torture-")))
            for kind, loss in losses:
                trial.lose(Kind(kind), f"{name}: {loss} ({culprit})")
        for what, most in (("ms at most", round(seconds * 1000)), ("MB at most", megabytes)):
            trial.findings[what] = max(trial.findings[what], most)


def fuzz(kind: str, count: int, number: int, folder: Path) -> Trial:
    """Open so many mutants of a kind, in one process after the other."""
    trial = Trial(f"hostile {kind}, mutated")
    mutants = KINDS[kind].mutants
    for strategy in mutants:
        with Looker(kind) as looker:
            path = folder / f"hostile{KINDS[kind].ending}"
            _draw_many(
                strategy, _trying(path, looker, trial, number), count // len(mutants), number
            )
    return trial.ended()


def _trying(path: Path, looker: Looker, trial: Trial, number: int) -> Callable[[bytes], None]:
    def try_one(content: bytes) -> None:
        path.write_bytes(content)
        looker.look(path, trial, f"{path.suffix} of seed {number}")

    return try_one


def open_giants(kind: str, names: Sequence[str], folder: Path) -> Trial:
    """Open those that are too much of something, each in a process of its own."""
    trial = Trial(f"hostile {kind}, too much of something")
    for name in names:
        path = folder / f"giant{KINDS[kind].ending}"
        path.write_bytes(KINDS[kind].giants[name]())
        with Looker(kind) as looker:
            looker.look(path, trial, f"{kind}, {name}")
    return trial.ended()


def _draw_many(
    strategy: SearchStrategy[bytes], act: Callable[[bytes], None], count: int, number: int
) -> None:
    tried = seed(number)(given(strategy)(act))
    limits = settings(
        max_examples=count,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    limits(tried)()
