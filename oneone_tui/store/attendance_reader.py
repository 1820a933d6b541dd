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
"""So many guides are remembered: nearly all sessions of a folder have one of a few."""


class AttendanceRead(msgspec.Struct, frozen=True):
    """The past that was read from `sessions` files, and how many could not be read."""

    attendance: AttendanceHistory
    sessions: int
    unread: int


def read_attendance(
    folder: Path,
    but: Path | None = None,
    before: datetime | None = None,
    progress: Progress | None = None,
) -> AttendanceRead:
    """The past of the people whose sessions are kept in `folder`, which need not be there.

    The session at `but` is left out with all of its copies, and so is what was created at
    `before` or later. For the rest see `read_parts`.
    """
    found, unread = read_parts(folder, _Met, lambda session: session, progress)
    if but:
        found.pop(_id_at(but), None)
    sessions = [s for _, s in found.values() if before is None or s.info.created < before]
    sessions.sort(key=lambda session: (session.info.created, session.info.id))
    return AttendanceRead(attendance_history(sessions), len(sessions), unread)


class _Met(PartialTables):
    guide: dict[str, msgspec.Raw]
    people: dict[str, Person]
    teams: dict[str, Team]
    pairs: dict[str, Pair]
    clock: dict[str, Anchor]

    def part(self) -> Session:
        [guide] = self.guide.values()
        session = replace(
            super().part(),
            guide=_guide(bytes(guide)),
            people=clean_rows(self.people),
            teams=clean_rows(self.teams),
            pairs=clean_rows(self.pairs),
            clock=clean_rows(self.clock),
        )
        check_integrity(session)
        return session


@lru_cache(maxsize=GUIDES)
def _guide(content: bytes) -> Guide:
    return from_document(msgspec.json.decode(content), Guide)


def _id_at(path: Path) -> str:
    try:
        return read_part(path, _Met).info.id
    except StoreError:
        return ""
