"""Commitments, values and interests, read from all sessions in a folder."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import msgspec
from msgspec.structs import replace

from oneone_tui.store.errors import MissingFile, display_name
from oneone_tui.store.partial_reader import PartialTables, clean_rows, read_parts
from oneone_tui.store.session_file import ChangeToSave, SessionFile
from oneone_tui.store.summary_cache import Progress
from oneone_tui.workshop.history.commitments import TrackedCommitment, tracked_commitments
from oneone_tui.workshop.history.trends import TrendEntry, trend_entries
from oneone_tui.workshop.model.changes import CommitmentDone
from oneone_tui.workshop.model.records import Commitment, Note, Person
from oneone_tui.workshop.model.session import Session


class CommitmentsRead(msgspec.Struct, frozen=True):
    """The promises of a folder's sessions, where each session is, and how many are unread."""

    commitments: tuple[TrackedCommitment, ...] = ()
    paths: dict[str, Path] = {}
    unread: int = 0


class TrendEntriesRead(msgspec.Struct, frozen=True):
    """What was said in a folder's sessions, and how many files could not be read."""

    entries: tuple[TrendEntry, ...]
    unread: int


def read_commitments(folder: Path, progress: Progress | None = None) -> CommitmentsRead:
    """The commitments of all sessions in `folder`, which need not be there; see `read_parts`."""
    found, unread = read_parts(folder, _Promised, tracked_commitments, progress)
    paths = {session: path for session, (path, _) in found.items()}
    return CommitmentsRead(tuple(p for _, told in found.values() for p in told), paths, unread)


def read_trend_entries(folder: Path, progress: Progress | None = None) -> TrendEntriesRead:
    """The values and interests of all sessions in `folder`, which need not be there."""
    found, unread = read_parts(folder, _Said, trend_entries, progress)
    return TrendEntriesRead(tuple(s for _, told in found.values() for s in told), unread)


def mark_commitment_done(
    path: Path, promise: TrackedCommitment, at: datetime, console: str, *, done: bool
) -> None:
    """Keep in the session at `path` that a promise is done, or open again.

    When this returns, it is on disk. Raises `StoreError`, or `ChangeRejected` where the
    commitment is
    not there any more.
    """
    file = SessionFile.open(path)
    if file.session.info.id != promise.session:
        raise MissingFile(f"{display_name(path)} is another session now: look again")
    change = CommitmentDone(commitment=promise.commitment, done=done)
    file.change_once(ChangeToSave(change, at, console, key=os.urandom(8).hex()))


class _Promised(PartialTables):
    people: dict[str, Person]
    commitments: dict[str, Commitment]

    def part(self) -> Session:
        people, commitments = clean_rows(self.people), clean_rows(self.commitments)
        return replace(super().part(), people=people, commitments=commitments)


class _Said(PartialTables):
    notes: dict[str, Note]

    def part(self) -> Session:
        return replace(super().part(), notes=clean_rows(self.notes))
