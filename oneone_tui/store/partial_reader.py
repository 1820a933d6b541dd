"""Selected tables of every session in a folder, read without the rest.

Only the requested tables are taken out of a file, straight into records; their texts and times are
cleaned as in a session that is opened.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import msgspec

from oneone_tui.store.atomic_file import read_content
from oneone_tui.store.errors import StoreError
from oneone_tui.store.integrity import YEARS
from oneone_tui.store.serialization import from_document, is_plain, to_document
from oneone_tui.store.session_file import SessionFile
from oneone_tui.store.session_files import session_paths
from oneone_tui.store.session_summary import QUICK_LIMIT
from oneone_tui.store.summary_cache import Progress
from oneone_tui.workshop.model.records import FORMAT, Record, SessionInfo
from oneone_tui.workshop.model.session import EMPTY_SESSION, Session

R = TypeVar("R", bound=Record)
T = TypeVar("T")


class PartialTables(msgspec.Struct):
    """The tables of a session file that a reader needs; subclasses add theirs."""

    session: dict[str, SessionInfo]

    def part(self) -> Session:
        """Return the session with these tables only.

        Raises:
            ValueError: The file is unusual and must be opened in full.
        """
        [info] = clean_rows(self.session)
        if info.format != FORMAT or info.created.year not in YEARS:
            raise ValueError("to be looked at closely")
        return Session(info=info, guide=EMPTY_SESSION.guide)


def read_parts(
    folder: Path,
    form: type[PartialTables],
    extract: Callable[[Session], T],
    progress: Progress | None = None,
) -> tuple[dict[str, tuple[Path, T]], int]:
    """Read a part of each session in `folder`.

    Of several copies of a session, the one that was saved last counts. Files that are damaged, or
    were written by a newer version, count as unread.

    Args:
        folder: The folder of the sessions, which may be missing.
        form: The tables to read.
        extract: Makes the result from the part of a session.
        progress: Called after each file; what it raises is passed on.

    Returns:
        The file and the result of each session, by the session's id; and how many files are
            unread.

    Raises:
        CannotRead: The folder cannot be read.
    """
    # By name if two were saved at the same tick of the disk's clock, so that the result is stable.
    files = sorted(session_paths(folder), key=lambda file: (file[1].modified, file[0].name))
    found: dict[str, tuple[Path, T]] = {}
    unread = 0
    for done, (path, _) in enumerate(files, 1):
        try:
            session = read_part(path, form)
        except StoreError:
            unread += 1
        else:
            found[session.info.id] = path, extract(session)
        if progress:
            progress(done, len(files))
    return found, unread


def read_part(path: Path, form: type[PartialTables]) -> Session:
    """Read the tables in `form` of one session. An unusual file is opened in full."""
    content = read_content(path)
    with suppress(ValueError, RecursionError):
        if len(content) <= QUICK_LIMIT:
            return msgspec.json.decode(content, type=form).part()
    return SessionFile.open(path).session


def clean_rows(table: dict[str, R]) -> tuple[R, ...]:
    """Return a table's records in order, cleaned. Raises ValueError."""
    return tuple(_clean(table[number]) for number in sorted(table, key=int))


def _clean(row: R) -> R:
    values = msgspec.structs.astuple(row)
    texts = [value for value in values if isinstance(value, str)]
    texts += [text for value in values if isinstance(value, tuple) for text in value]
    # One test for all texts at once: a leading or trailing space shows beside the bar.
    joined = "|".join(texts)
    clean = is_plain(joined) and "| " not in joined and " |" not in joined
    if clean and all(v.tzinfo is UTC for v in values if isinstance(v, datetime)):
        return row
    return from_document(to_document(row), type(row))
