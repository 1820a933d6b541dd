"""Opens hostile files as the program does, in a process whose time and memory are measured.

`python -m tests.torture.hostile_readings KIND` reads the path of a file a line, and answers
each with a line of JSON: what was wrong with what came of it.
"""

from __future__ import annotations

import asyncio
import json
import os
import resource
import signal
import sys
import time
import zlib
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple, NoReturn

from oneone_tui.app import OneOneApp
from oneone_tui.exports.errors import NothingToExport
from oneone_tui.exports.formats import FORMS
from oneone_tui.guides import guide_text, load_guide
from oneone_tui.store.errors import StoreError
from oneone_tui.store.library import Library
from oneone_tui.store.repair import repair
from oneone_tui.store.serialization import from_tables, to_tables
from oneone_tui.store.session_file import SessionFile
from oneone_tui.store.session_summary import read_summary
from oneone_tui.store.validation import check_session
from oneone_tui.workshop.agenda.guide_reader import GuideError, find_guide_mistakes
from oneone_tui.workshop.model.terms import Stage
from oneone_tui.workshop.roster.reader import read_roster
from oneone_tui.workshop.roster.records import MAX_SIZE, RosterError
from oneone_tui.workshop.text import clean
from tests.torture.table import Kind

STATUS = Path("/proc/self/status")
MEGABYTES = 200
SECONDS = 5.0
"""So long anything may take the processor: what a loaded machine takes longer is not counted."""
PATIENCE = 4
"""So many times that long it goes on before it is broken off."""
ADDRESSES = 2_000_000_000
"""So many bytes a process may ask for: whatever grows without end is not to take the machine."""
LARGE = 1_000_000
ALL_SCREENS = 2
"""So many times as much the screens of a large session may take: each lays it out for itself."""
SIZE = (80, 24)
SHOWN = 4
"""One of so many sessions that open, and each large one, is also shown on its screens, which takes
half a second."""
NOW = datetime(2026, 11, 9, 19, tzinfo=UTC)

Look = Callable[[Path], object]
"""Does one thing with a hostile file."""


class Late(BaseException):
    """It took far longer than anything may."""


class Found(NamedTuple):
    """What came of one file: its losses, and what it took at most."""

    losses: list[tuple[Kind, str]]
    seconds: float
    megabytes: int


def opened(path: Path) -> None:
    """A session that can be kept again, or one line."""
    session = SessionFile.open(path).session
    assert from_tables(to_tables(session), path.name).session == session


def exported(path: Path) -> None:
    """A session in every form, or one line."""
    session = SessionFile.open(path).session
    for form in FORMS.values():
        with suppress(NothingToExport):
            form.write(session, NOW)


def shown(path: Path) -> None:
    """A session on the screens of its stages, or one line."""
    SessionFile.open(path)
    if path.stat().st_size >= LARGE or zlib.crc32(path.read_bytes()) % SHOWN == 0:
        asyncio.run(_leaf_through(path))


async def _leaf_through(path: Path) -> None:
    app = OneOneApp(Library(path.parent), path)
    async with app.run_test(size=SIZE) as pilot:
        for _ in Stage:
            await pilot.pause()
            await pilot.press("greater_than_sign")


def checked(path: Path) -> None:
    """Lines that are fit to be shown."""
    for finding in check_session(path):
        _say(finding.line)


def repaired(path: Path) -> None:
    """Something sound in a new file, or one line."""
    target = path.with_name("repaired.json")
    target.unlink(missing_ok=True)
    repair(path, target)
    SessionFile.open(target)
    target.unlink()


def guide(path: Path) -> None:
    """A guide, or one line."""
    load_guide(str(path))


def mistakes(path: Path) -> None:
    """Lines that are fit to be shown."""
    for mistake in find_guide_mistakes(guide_text(str(path))):
        _say(str(mistake))


def roster(path: Path) -> None:
    """A roster, or one line."""
    with path.open("rb") as stream:
        read = read_roster(stream.read(MAX_SIZE + 1))
    for line in (read.about, *read.remarks, *read.left_out):
        _say(str(line))


class Looks(NamedTuple):
    """What is done with each file of a kind, and how the file may be refused."""

    looks: tuple[Look, ...]
    refusal: type[Exception]


LOOKS = {
    "sessions": Looks((opened, read_summary, exported, checked, repaired, shown), StoreError),
    "guides": Looks((guide, mistakes), GuideError),
    "rosters": Looks((roster,), RosterError),
}


def look_at(path: Path, kind: Looks) -> Found:
    """Do all with a file that is done with one of its kind."""
    losses: list[tuple[Kind, str]] = []
    slowest = 0.0
    large = path.stat().st_size >= LARGE  # what is shown is also saved, and smaller then
    for look in kind.looks:
        began = time.process_time()
        try:
            _patiently(look, path, kind.refusal)
        except Late:
            losses.append((Kind.SLOW, f"{look.__name__}: broken off"))
        except MemoryError:
            losses.append((Kind.LARGE, f"{look.__name__}: no more memory"))
        except BaseException as error:  # noqa: BLE001 - whatever it is, it must be told
            losses.append((Kind.CRASHED, _in_short(look, error)))
        took = time.process_time() - began
        slowest = max(slowest, took)
        room = ALL_SCREENS if look is shown and large else 1
        if took > SECONDS * room and (Kind.SLOW, f"{look.__name__}: broken off") not in losses:
            losses.append((Kind.SLOW, f"{look.__name__}: {took:.1f} s"))
        if _megabytes() > MEGABYTES * room and Kind.LARGE not in dict(losses):
            losses.append((Kind.LARGE, f"{look.__name__}: {_megabytes()} MB"))
    return Found(losses, slowest, _megabytes())


def _patiently(look: Look, path: Path, refusal: type[Exception]) -> None:
    signal.setitimer(signal.ITIMER_PROF, PATIENCE * SECONDS)
    try:
        look(path)
    except refusal as error:
        _say(str(error))
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _say(said: str) -> None:
    assert said, "it says nothing"
    assert clean(said, limit=len(said)) == said, "it says what is not fit to be shown"
    assert len(said) < 3_000, f"it says {len(said)} letters"


def _in_short(look: Look, error: BaseException) -> str:
    where = error.__traceback__
    while where and where.tb_next:
        where = where.tb_next
    place = f"{Path(where.tb_frame.f_code.co_filename).name}:{where.tb_lineno}" if where else ""
    return f"{look.__name__}: {type(error).__name__} at {place}: {error}"[:300]


def _megabytes() -> int:
    """So many megabytes this process had at most since it was started."""
    if STATUS.exists():
        (line,) = (one for one in STATUS.read_text().splitlines() if one.startswith("VmHWM"))
        return int(line.split()[1]) // 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024**2  # macOS: in bytes


def _late(*_: object) -> NoReturn:
    raise Late


def main() -> None:
    """Look at one file after the other."""
    kind = LOOKS[sys.argv[1]]
    signal.signal(signal.SIGPROF, _late)
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESSES, ADDRESSES))
    for line in sys.stdin:
        found = look_at(Path(line.rstrip("\n")), kind)
        os.write(1, json.dumps(found).encode() + b"\n")


if __name__ == "__main__":
    main()
