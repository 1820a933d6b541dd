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
"""The time shown for a file whose own time is out of range."""


class SortOrder(StrEnum):
    """What a list of sessions is sorted by."""

    DATE = "date"
    TITLE = "title"
    PEOPLE = "people"
    STAGE = "stage"


class ListedSession(msgspec.Struct, frozen=True, gc=False):
    """A session as the library lists it.

    Attributes:
        path: The session's file.
        saved: When the file was saved (UTC); `UNKNOWN` if its time is out of range.
        size: Its size in bytes.
        text: What a search looks through, folded.
        problem: Why the file cannot be read, in one line. Then only `path`, `saved` and `size` are
            known.
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
        """The file's name as it is safe to show."""
        return display_name(self.path)

    @property
    def people(self) -> int:
        """How many people are on the roster."""
        return len(self.attendees)

    @property
    def date(self) -> datetime:
        """When the session was created; if that is unknown, when it was saved."""
        return self.created or self.saved


def list_session(path: Path, stamp: FileVersion, summary: SessionSummary) -> ListedSession:
    """Return the file at `path` as the library lists it."""
    saved = time_of(stamp.modified / 1e9) or UNKNOWN
    return ListedSession(path, saved, stamp.size, **msgspec.structs.asdict(summary))


def filter_sessions(entries: Iterable[ListedSession], sought: str) -> tuple[ListedSession, ...]:
    """Return the entries that have every word of `sought` in the title, names or notes.

    Case and accents do not matter, and a part of a word is enough. A file that cannot be read is
    found by its name.
    """
    words = fold_quickly(sought).split()
    return tuple(
        entry
        for entry in entries
        if all(word in (entry.text or fold_quickly(entry.name)) for word in words)
    )


def sort_sessions(entries: Iterable[ListedSession], order: SortOrder) -> tuple[ListedSession, ...]:
    """Sort `entries` by `order`, then the newest first.

    The largest roster and the latest stage come first. Files that cannot be read come last, except
    when sorted by date.
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
            return tuple(sorted(newest, key=lambda one: (bool(one.problem), -_stage_index(one))))


def _date(entry: ListedSession) -> datetime:
    return entry.date


def _stage_index(entry: ListedSession) -> int:
    return STAGES.index(entry.stage) if entry.stage else -1
