"""The library's sessions as they are listed: search and sort order."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

import msgspec

from oneone_tui.store.atomic_file import time_of
from oneone_tui.store.errors import display_name
from oneone_tui.store.session_files import FileVersion
from oneone_tui.store.session_summary import Attendee, SessionSummary, fold_quickly
from oneone_tui.workshop.model.terms import STAGES, Stage

UNKNOWN = datetime(1970, 1, 1, tzinfo=UTC)
"""When a file was saved whose time can't be."""


class SortOrder(StrEnum):
    """What a list of sessions is sorted by."""

    DATE = "date"
    TITLE = "title"
    PEOPLE = "people"
    STAGE = "stage"


class ListedSession(msgspec.Struct, frozen=True, gc=False):
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
        return display_name(self.path)

    @property
    def people(self) -> int:
        """How many are on the roster."""
        return len(self.attendees)

    @property
    def date(self) -> datetime:
        """When it was created; where that is not known, when it was saved."""
        return self.created or self.saved


def list_session(path: Path, stamp: FileVersion, glance: SessionSummary) -> ListedSession:
    """The file at `path` as it is listed."""
    saved = time_of(stamp.modified / 1e9) or UNKNOWN
    return ListedSession(path, saved, stamp.size, **msgspec.structs.asdict(glance))


def filter_sessions(entries: Iterable[ListedSession], sought: str) -> tuple[ListedSession, ...]:
    """Those of `entries` that have every word of `sought`: in title, names or any note.

    Upper case and accents do not count, a part of a word is enough, and a file that can't be
    read goes by its name.
    """
    words = fold_quickly(sought).split()
    return tuple(
        entry
        for entry in entries
        if all(word in (entry.text or fold_quickly(entry.name)) for word in words)
    )


def sort_sessions(entries: Iterable[ListedSession], order: SortOrder) -> tuple[ListedSession, ...]:
    """`entries` by what `order` says, and the newest first where that is equal.

    The fullest roster and the latest stage come first; files that can't be read come last,
    but by date they have their place.
    """
    newest = sorted(sorted(entries, key=lambda one: one.path.name), key=_date, reverse=True)
    match order:
        case SortOrder.DATE:
            return tuple(newest)
        case SortOrder.TITLE:
            return tuple(
                sorted(newest, key=lambda one: (bool(one.problem), fold_quickly(one.title)))
            )
        case SortOrder.PEOPLE:
            return tuple(sorted(newest, key=lambda one: (bool(one.problem), -one.people)))
        case SortOrder.STAGE:
            return tuple(sorted(newest, key=lambda one: (bool(one.problem), -_reached(one))))


def _date(entry: ListedSession) -> datetime:
    return entry.date


def _reached(entry: ListedSession) -> int:
    return STAGES.index(entry.stage) if entry.stage else -1
