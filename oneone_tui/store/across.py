"""What the sessions of a folder promise and say, read without all the rest of them."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import msgspec
from msgspec.structs import replace

from oneone_tui.store.errors import MissingFile, shown
from oneone_tui.store.index import Progress
from oneone_tui.store.parts import Tables, read_parts, rows
from oneone_tui.store.session_file import Made, SessionFile
from oneone_tui.workshop.changes import CommitmentDone
from oneone_tui.workshop.followup import Promise, promises_in
from oneone_tui.workshop.records import Commitment, Note, Person
from oneone_tui.workshop.session import Session
from oneone_tui.workshop.trends import Saying, sayings_in


class PromisesRead(msgspec.Struct, frozen=True):
    """The promises of a folder's sessions, where each session is, and how many are unread."""

    promises: tuple[Promise, ...] = ()
    paths: dict[str, Path] = {}
    unread: int = 0


class SayingsRead(msgspec.Struct, frozen=True):
    """What was said in a folder's sessions, and how many files could not be read."""

    sayings: tuple[Saying, ...]
    unread: int


def read_promises(folder: Path, progress: Progress | None = None) -> PromisesRead:
    """The commitments of all sessions in `folder`, which need not be there; see `read_parts`."""
    found, unread = read_parts(folder, _Promised, promises_in, progress)
    paths = {session: path for session, (path, _) in found.items()}
    return PromisesRead(tuple(p for _, told in found.values() for p in told), paths, unread)


def read_sayings(folder: Path, progress: Progress | None = None) -> SayingsRead:
    """The values and interests of all sessions in `folder`, which need not be there."""
    found, unread = read_parts(folder, _Said, sayings_in, progress)
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
    file.change_once(Made(change, at, console, key=os.urandom(8).hex()))


class _Promised(Tables):
    people: dict[str, Person]
    commitments: dict[str, Commitment]

    def part(self) -> Session:
        people, commitments = rows(self.people), rows(self.commitments)
        return replace(super().part(), people=people, commitments=commitments)


class _Said(Tables):
    notes: dict[str, Note]

    def part(self) -> Session:
        return replace(super().part(), notes=rows(self.notes))
