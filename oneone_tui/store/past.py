"""What the sessions of a folder tell about who met whom, read without what was said in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from oneone_tui.store.errors import StoreError, shown
from oneone_tui.store.schema import load
from oneone_tui.store.shelf import files_in
from oneone_tui.store.storage import AtomicStorage, Tables
from oneone_tui.workshop.past import Past, past_of

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from oneone_tui.workshop.session import Session

_UNNEEDED: Tables = {"notes": {}, "commitments": {}, "history": {}}
# Nearly all of a file's records, and most of the time that it takes to check them.


class PastRead(msgspec.Struct, frozen=True):
    """The past that was read from `sessions` files, and how many could not be read."""

    past: Past
    sessions: int
    unread: int


def read_past(folder: Path, but: Path | None = None, before: datetime | None = None) -> PastRead:
    """The past of the people whose sessions are kept in `folder`, which need not be there.

    The session at `but` is left out with all of its copies, and so is what was created at
    `before` or later. Of other copies of a session the one that was saved last counts. Files
    that are damaged, or written by a newer version, are counted as unread. Raises `CannotRead`
    where the folder can't be read.
    """
    found: dict[str, Session] = {}
    unread = 0
    for path, _ in sorted(files_in(folder), key=lambda file: file[1].modified):
        try:
            session = _read(path)
        except StoreError:
            unread += 1
        else:
            found[session.info.id] = session
    if but:
        found.pop(_id_at(but), None)
    sessions = [s for s in found.values() if before is None or s.info.created < before]
    sessions.sort(key=lambda session: session.info.created)
    return PastRead(past_of(sessions), len(sessions), unread)


def _read(path: Path) -> Session:
    tables = AtomicStorage(path).read() or {}
    return load(tables | _UNNEEDED, shown(path)).session


def _id_at(path: Path) -> str:
    try:
        return _read(path).info.id
    except StoreError:
        return ""
