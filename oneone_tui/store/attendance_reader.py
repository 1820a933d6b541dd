"""Attendance read from all sessions in a folder, without their notes."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from oneone_tui.store.errors import StoreError
from oneone_tui.store.integrity import check_integrity
from oneone_tui.store.partial_reader import PartialTables, clean_rows, read_part, read_parts
from oneone_tui.store.serialization import from_document
from oneone_tui.workshop.history.attendance import AttendanceHistory, attendance_history
from oneone_tui.workshop.model.guide import Guide
from oneone_tui.workshop.model.records import Anchor, Pair, Person, Team
from oneone_tui.workshop.model.session import Session

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from oneone_tui.store.summary_cache import Progress

GUIDES = 64
"""How many guides are cached: nearly all sessions of a folder use one of a few."""


class AttendanceRead(msgspec.Struct, frozen=True):
    """The attendance of all sessions in a folder.

    Attributes:
        attendance: Who met whom, and when.
        sessions: How many sessions it comes from.
        unread: How many files could not be read.
    """

    attendance: AttendanceHistory
    sessions: int
    unread: int


def read_attendance(
    folder: Path,
    but: Path | None = None,
    before: datetime | None = None,
    progress: Progress | None = None,
) -> AttendanceRead:
    """Read the attendance of all sessions in `folder`, which may be missing.

    Args:
        folder: The folder of the sessions.
        but: The file of a session that is left out, with all of its copies.
        before: Sessions created at this time (UTC) or later are left out.
        progress: See `read_parts`, also for the errors.
    """
    found, unread = read_parts(folder, _AttendanceTables, lambda session: session, progress)
    if but:
        found.pop(_session_id(but), None)
    sessions = [s for _, s in found.values() if before is None or s.info.created < before]
    sessions.sort(key=lambda session: (session.info.created, session.info.id))
    return AttendanceRead(attendance_history(sessions), len(sessions), unread)


class _AttendanceTables(PartialTables):
    guide: dict[str, msgspec.Raw]
    people: dict[str, Person]
    teams: dict[str, Team]
    pairs: dict[str, Pair]
    clock: dict[str, Anchor]

    def part(self) -> Session:
        [guide] = self.guide.values()
        session = replace(
            super().part(),
            guide=_cached_guide(bytes(guide)),
            people=clean_rows(self.people),
            teams=clean_rows(self.teams),
            pairs=clean_rows(self.pairs),
            clock=clean_rows(self.clock),
        )
        check_integrity(session)
        return session


@lru_cache(maxsize=GUIDES)
def _cached_guide(content: bytes) -> Guide:
    return from_document(msgspec.json.decode(content), Guide)


def _session_id(path: Path) -> str:
    try:
        return read_part(path, _AttendanceTables).info.id
    except StoreError:
        return ""
