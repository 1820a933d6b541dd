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
    """The commitments of all sessions in a folder.

    Attributes:
        commitments: The commitments, each with the id of its session.
        paths: The file of each session, by the session's id.
        unread: How many files could not be read.
    """

    commitments: tuple[TrackedCommitment, ...] = ()
    paths: dict[str, Path] = {}
    unread: int = 0


class TrendEntriesRead(msgspec.Struct, frozen=True):
    """The values and interests of all sessions in a folder.

    Attributes:
        entries: The values and interests.
        unread: How many files could not be read.
    """

    entries: tuple[TrendEntry, ...]
    unread: int


def read_commitments(folder: Path, progress: Progress | None = None) -> CommitmentsRead:
    """Read the commitments of all sessions in `folder`, which may be missing.

    See `read_parts` for the errors and for `progress`.
    """
    found, unread = read_parts(folder, _CommitmentTables, tracked_commitments, progress)
    paths = {session: path for session, (path, _) in found.items()}
    return CommitmentsRead(tuple(p for _, rows in found.values() for p in rows), paths, unread)


def read_trend_entries(folder: Path, progress: Progress | None = None) -> TrendEntriesRead:
    """Read the values and interests of all sessions in `folder`, which may be missing.

    See `read_parts` for the errors and for `progress`.
    """
    found, unread = read_parts(folder, _NoteTables, trend_entries, progress)
    return TrendEntriesRead(tuple(s for _, rows in found.values() for s in rows), unread)


def mark_commitment_done(
    path: Path, promise: TrackedCommitment, at: datetime, console: str, *, done: bool
) -> None:
    """Save in the session at `path` that a commitment is done, or open again.

    When this returns, the change is on disk.

    Raises:
        StoreError: The change could not be saved.
        ChangeRejected: The commitment no longer exists.
    """
    file = SessionFile.open(path)
    if file.session.info.id != promise.session:
        raise MissingFile(f"{display_name(path)} is another session now: look again")
    change = CommitmentDone(commitment=promise.commitment, done=done)
    file.change_once(ChangeToSave(change, at, console, key=os.urandom(8).hex()))


class _CommitmentTables(PartialTables):
    people: dict[str, Person]
    commitments: dict[str, Commitment]

    def part(self) -> Session:
        people, commitments = clean_rows(self.people), clean_rows(self.commitments)
        return replace(super().part(), people=people, commitments=commitments)


class _NoteTables(PartialTables):
    notes: dict[str, Note]

    def part(self) -> Session:
        return replace(super().part(), notes=clean_rows(self.notes))
