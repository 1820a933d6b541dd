"""What the sessions of a folder promise and say, read without all the rest of them."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TypeVar

import msgspec

from oneone_tui.store.errors import MissingFile, StoreError, shown
from oneone_tui.store.glance import QUICK_LIMIT
from oneone_tui.store.schema import record
from oneone_tui.store.session_file import Made, SessionFile
from oneone_tui.store.shelf import files_in
from oneone_tui.store.soundness import YEARS
from oneone_tui.store.storage import Document, read_content
from oneone_tui.workshop.changes import CommitmentDone, Refused
from oneone_tui.workshop.followup import Promise, promises_in
from oneone_tui.workshop.nothing import NO_SESSION
from oneone_tui.workshop.records import FORMAT, Commitment, Info, Note, Person
from oneone_tui.workshop.session import Session
from oneone_tui.workshop.trends import Saying, sayings_in

T = TypeVar("T")
F = TypeVar("F", bound="_Promised | _Said")


class PromisesRead(msgspec.Struct, frozen=True):
    """The promises of a folder's sessions, where each session is, and how many are unread."""

    promises: tuple[Promise, ...] = ()
    paths: dict[str, Path] = {}
    unread: int = 0


class SayingsRead(msgspec.Struct, frozen=True):
    """What was said in a folder's sessions, and how many files could not be read."""

    sayings: tuple[Saying, ...]
    unread: int


def read_promises(folder: Path) -> PromisesRead:
    """The commitments of all sessions in `folder`, which need not be there.

    Of copies of a session the one that was saved last counts. Files that are damaged, or written
    by a newer version, are counted as unread. Raises `CannotRead` where the folder can't be read.
    """
    found, unread = _read(folder, _Promised, promises_in)
    paths = {session: path for session, (path, _) in found.items()}
    return PromisesRead(tuple(p for _, told in found.values() for p in told), paths, unread)


def read_sayings(folder: Path) -> SayingsRead:
    """The values and interests of all sessions in `folder`; like `read_promises`."""
    found, unread = _read(folder, _Said, sayings_in)
    return SayingsRead(tuple(s for _, told in found.values() for s in told), unread)


def tick(path: Path, promise: Promise, at: datetime, console: str, *, done: bool) -> None:
    """Keep in the session at `path` that a promise is done, or open again.

    When this returns, it is on disk. Raises `StoreError`, or `Refused` where the commitment is
    not there any more.
    """
    file = SessionFile.open(path)
    if file.session.info.id != promise.session:
        raise MissingFile(f"{shown(path)} is another session now: look again")
    change = CommitmentDone(commitment=promise.commitment, done=done)
    for refusal in file.change([Made(change, at, console)]).refused:
        raise Refused(refusal.reason)


class _Promised(msgspec.Struct):
    """A session file, as far as promises go."""

    session: dict[str, Document]
    people: dict[str, Document]
    commitments: dict[str, Document]

    def part(self, info: Info) -> Session:
        return Session(
            info=info,
            guide=NO_SESSION.guide,
            people=tuple(record(doc, Person) for doc in self.people.values()),
            commitments=tuple(record(doc, Commitment) for doc in self.commitments.values()),
        )


class _Said(msgspec.Struct):
    """A session file, as far as its notes go."""

    session: dict[str, Document]
    notes: dict[str, Document]

    def part(self, info: Info) -> Session:
        notes = tuple(record(doc, Note) for doc in self.notes.values())
        return Session(info=info, guide=NO_SESSION.guide, notes=notes)


def _read(
    folder: Path, form: type[F], take: Callable[[Session], T]
) -> tuple[dict[str, tuple[Path, T]], int]:
    found: dict[str, tuple[Path, T]] = {}
    unread = 0
    for path, _ in sorted(files_in(folder), key=lambda file: file[1].modified):
        try:
            session = _session(path, form)
        except StoreError:
            unread += 1
        else:
            found[session.info.id] = path, take(session)
    return found, unread


def _session(path: Path, form: type[F]) -> Session:
    """The part of a session that `form` knows; one of any unusual form is opened in full."""
    content = read_content(path)
    with suppress(ValueError, RecursionError):
        if len(content) <= QUICK_LIMIT:
            tables = msgspec.json.decode(content, type=form)
            [doc] = tables.session.values()
            info = record(doc, Info)
            if info.format == FORMAT and info.created.tzinfo and info.created.year in YEARS:
                return tables.part(info)
    return SessionFile.open(path).session
