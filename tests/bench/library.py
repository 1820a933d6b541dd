"""How long the library takes to open, and to filter as one types, with many sessions.

Run from the checkout: ``python -m tests.bench.library [COUNT]``.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TypeVar

import msgspec

from oneone_tui.store.index import NAME
from oneone_tui.store.library import Library
from oneone_tui.store.listed import matching
from oneone_tui.store.schema import to_tables
from oneone_tui.workshop.changes import NotesWritten, Written
from oneone_tui.workshop.session import TEAM_ONE, Session
from oneone_tui.workshop.words import COLUMNS
from tests.unit.workshop.building import made, running

COUNT = 10_000
KINDS = 5
"""How many sessions are made; the others are these with other words in the notes."""
NOTES = 30
MARK = "placeholder"
WORDS = (
    *("dignity", "rent", "winter", "neighbours", "listen", "promise", "garden", "meeting"),
    *("poster", "courage", "language", "kitchen", "repairs", "together", "grandmother"),
    *("school", "choir", "evening", "strike", "bicycle", "harbour", "honest", "patience"),
    *("market", "letter", "council", "bakery", "summer", "union", "lantern"),
)
NAMES = (
    *("Ana Ruiz", "Ben Okafor", "Cy Lam", "Dee Park", "Eve Sol"),
    *("Fay Wu", "Gus Ødegård", "Hana Ito", "Ivo Novak", "Jo Bell"),
)
TYPED = ("h", "harb", "harbour grandmother", "workshop 77", "nobody said this")

T = TypeVar("T")


def timed(said: str, work: Callable[[], T]) -> T:
    """What `work` returns; how long it took is printed."""
    begun = time.perf_counter()
    result = work()
    print(f"{said:<40}{(time.perf_counter() - begun) * 1000:>10,.1f} ms")
    return result


def template(kind: int) -> str:
    """A session file in which every note has a place for other words."""
    session: Session = running(*NAMES[: 6 + kind])
    for number in range(NOTES):
        note = Written(f"{MARK} {MARK} is what we have in common: {MARK}, {MARK} and {MARK}")
        change = NotesWritten(kind=COLUMNS[number % 3], notes=(note,), team=TEAM_ONE)
        session = made(session, change)
    return msgspec.json.format(msgspec.json.encode(to_tables(session)), indent=2).decode()


def generate(folder: Path, count: int) -> None:
    """Fill `folder` with `count` session files."""
    chance = Random(9)
    templates = [template(kind).split(MARK) for kind in range(KINDS)]
    for number in range(count):
        parts = templates[number % KINDS]
        words = chance.choices(WORDS, k=len(parts))
        content = "".join(part + word for part, word in zip(parts, words, strict=True))
        content = content[: -len(words[-1])].replace('"First"', f'"Workshop {number}"')
        day = f"{2000 + number % 26}-{1 + number % 12:02}-{1 + number % 28:02}"
        content = content.replace("2026-11-09T18:00", f"{day}T18:00")
        (folder / f"{day}-workshop-{number}.json").write_text(content)


def measure(folder: Path, count: int) -> None:
    """Print what opening and filtering cost."""
    generate(folder, count)
    paths = sorted(folder.glob("*.json"))
    size = sum(path.stat().st_size for path in paths)
    print(f"{count:,} sessions, {size / count / 1000:.0f} kB each")
    timed("first time", Library(folder).entries)
    print(f"{'the index':<40}{(folder / NAME).stat().st_size / 1e6:>10.1f} MB")
    library = Library(folder)
    entries = timed("second time", library.entries)
    assert len(entries) == count
    assert not any(entry.problem for entry in entries)
    timed("looked at again", library.entries)
    changed = paths[count // 2]
    changed.write_text(changed.read_text().replace('"Workshop ', '"Other '))
    timed("one changed, a new process", Library(folder).entries)
    changed.write_text(changed.read_text().replace('"Other ', '"Workshop '))
    timed("one changed, the same process", library.entries)
    timed("found by its name", lambda: library.find(changed.stem))
    for typed in TYPED:
        found = timed(f'filtered by "{typed}"', partial(matching, entries, typed))
        print(f"{'':<4}{len(found):,} found")


def main() -> None:
    """Measure as many as the command line says."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else COUNT
    with TemporaryDirectory() as folder:
        measure(Path(folder), count)


if __name__ == "__main__":
    main()
