"""The summary of a session file that the library shows, read without opening it."""

from __future__ import annotations

import os
import stat
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypeVar

import msgspec

from oneone_tui.store.atomic_file import READ_FILE
from oneone_tui.store.integrity import YEARS
from oneone_tui.store.serialization import to_tables
from oneone_tui.store.session_file import SessionFile
from oneone_tui.workshop.model.records import FORMAT
from oneone_tui.workshop.model.terms import Stage
from oneone_tui.workshop.text import LINE_LIMIT, clean, fold

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

QUICK_LIMIT = 1_000_000
"""Files with more bytes are opened in full, which has limits of its own."""

V = TypeVar("V")


class Attendee(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A person on a session's roster; the id is the same in all of their sessions."""

    id: str
    name: str


class SessionSummary(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What the library knows about a file.

    Attributes:
        text: What a search looks through, folded, one text per line.
        problem: Why the file cannot be read as a session, in one line. Then nothing else is known.
    """

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


def read_summary(path: Path) -> SessionSummary:
    """Return the summary of the file at `path`.

    A file of the usual form is not checked in full: opening it does that. Any other file is
    opened, so that the error message is the same as when it is opened. Raises `StoreError`.
    """
    try:
        return _summarize(msgspec.json.decode(_read_text(path), type=_Tables))
    except (OSError, ValueError, RecursionError):
        tables = to_tables(SessionFile.open(path).session)
        return _summarize(msgspec.convert(tables, _Tables))


def fold_quickly(text: str) -> str:
    """Return the same as `fold`, but faster for plain texts."""
    if text.isascii() and text.isprintable() and len(text) <= LINE_LIMIT:
        return " ".join(text.lower().replace("`", "'").split())
    return fold(text)


class _Any(msgspec.Struct):
    """A document whose content does not matter."""


class _Record(msgspec.Struct):
    id: str


class _Info(_Record):
    title: str
    created: datetime
    format: int
    stage: Stage = Stage.SETUP


class _Person(_Record):
    name: str
    same: str = ""


class _Entry(_Record):
    text: str


class _Anchor(_Record):
    segment: str


class _Tables(msgspec.Struct):
    """A session file, as far as the summary needs it."""

    session: dict[str, _Info]
    guide: dict[str, _Any]
    people: dict[str, _Person]
    teams: dict[str, _Record]
    wishes: dict[str, _Record]
    pairs: dict[str, _Record]
    notes: dict[str, _Entry]
    commitments: dict[str, _Entry]
    agenda: dict[str, _Record]
    clock: dict[str, _Anchor]
    history: dict[str, _Record]


def _read_text(path: Path) -> str:
    fd = os.open(path, READ_FILE)
    with open(fd, "rb") as file:  # noqa: PTH123 - a descriptor has no path
        found = os.fstat(fd)
        if not stat.S_ISREG(found.st_mode) or found.st_size > QUICK_LIMIT:
            raise ValueError("to be looked at closely")
        return file.read(QUICK_LIMIT + 1).decode()


def _summarize(tables: _Tables) -> SessionSummary:
    """Return the summary of `tables`. Raises ValueError if they must be opened in full."""
    [info] = tables.session.values()
    [_] = tables.guide.values()
    if info.format != FORMAT or info.created.year not in YEARS:
        raise ValueError("to be looked at closely")
    naive = info.created.tzinfo is None
    clock = _in_order(tables.clock)
    title = clean(info.title)
    attendees = tuple(_attendee(person) for person in _in_order(tables.people))
    return SessionSummary(
        id=clean(info.id),
        title=title,
        created=info.created.replace(tzinfo=UTC) if naive else info.created.astimezone(UTC),
        stage=info.stage,
        finished=bool(clock) and not clock[-1].segment,
        attendees=attendees,
        pairs=len(tables.pairs),
        notes=len(tables.notes),
        commitments=len(tables.commitments),
        text="\n".join(fold_quickly(piece) for piece in _searched_texts(title, attendees, tables)),
    )


def _in_order(table: dict[str, V]) -> list[V]:
    return [table[number] for number in sorted(table, key=int)]


def _attendee(person: _Person) -> Attendee:
    return Attendee(clean(person.same or person.id), clean(person.name))


def _searched_texts(title: str, attendees: tuple[Attendee, ...], tables: _Tables) -> Iterator[str]:
    yield title
    yield from (attendee.name for attendee in attendees)
    yield from (note.text for note in tables.notes.values())
    yield from (commitment.text for commitment in tables.commitments.values())
