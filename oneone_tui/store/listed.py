"""The sessions of the library as they are listed: sought and put in order."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

import msgspec

from oneone_tui.store.errors import shown
from oneone_tui.store.files import time_of
from oneone_tui.store.glance import Attendee, Glance, folded
from oneone_tui.store.shelf import Stamp
from oneone_tui.workshop.words import STAGES, Stage

UNKNOWN = datetime(1970, 1, 1, tzinfo=UTC)
"""When a file was saved whose time can't be."""


class Order(StrEnum):
    """What a list of sessions is sorted by."""

    DATE = "date"
    TITLE = "title"
    PEOPLE = "people"
    STAGE = "stage"


class Listed(msgspec.Struct, frozen=True, gc=False):
    """A session of the library at a glance. `size` is bytes, times are UTC.

    `text` is what a search looks through, folded. Where the file can't be read as a session,
    `problem` is the line that says why, and only `path`, `saved` and `size` are known. A file with
    a time that can't be was saved at `UNKNOWN`.
    """

    path: Path
    saved: datetime
    size: int
    id: str = ""
    title: str = ""
    created: datetime | None = None
    stage: Stage | None = None
    finished: bool = False
    attendees: tuple[Attendee, ...] = ()
    pairs: int = 0
    notes: int = 0
    commitments: int = 0
    text: str = ""
    problem: str = ""

    @property
    def name(self) -> str:
        """The file's name, as it is safe to show."""
        return shown(self.path)

    @property
    def people(self) -> int:
        """How many are on the roster."""
        return len(self.attendees)

    @property
    def date(self) -> datetime:
        """When it was created; where that is not known, when it was saved."""
        return self.created or self.saved


def listed(path: Path, stamp: Stamp, glance: Glance) -> Listed:
    """The file at `path` as it is listed."""
    saved = time_of(stamp.modified / 1e9) or UNKNOWN
    return Listed(path, saved, stamp.size, **msgspec.structs.asdict(glance))


def matching(entries: Iterable[Listed], sought: str) -> tuple[Listed, ...]:
    """Those of `entries` that have every word of `sought`: in title, names or any note.

    Upper case and accents do not count, a part of a word is enough, and a file that can't be
    read goes by its name.
    """
    words = folded(sought).split()
    return tuple(
        entry
        for entry in entries
        if all(word in (entry.text or folded(entry.name)) for word in words)
    )


def ordered(entries: Iterable[Listed], order: Order) -> tuple[Listed, ...]:
    """`entries` by what `order` says, and the newest first where that is equal.

    The fullest roster and the latest stage come first; files that can't be read come last,
    but by date they have their place.
    """
    newest = sorted(sorted(entries, key=lambda one: one.path.name), key=_date, reverse=True)
    match order:
        case Order.DATE:
            return tuple(newest)
        case Order.TITLE:
            return tuple(sorted(newest, key=lambda one: (bool(one.problem), folded(one.title))))
        case Order.PEOPLE:
            return tuple(sorted(newest, key=lambda one: (bool(one.problem), -one.people)))
        case Order.STAGE:
            return tuple(sorted(newest, key=lambda one: (bool(one.problem), -_reached(one))))


def _date(entry: Listed) -> datetime:
    return entry.date


def _reached(entry: Listed) -> int:
    return STAGES.index(entry.stage) if entry.stage else -1
