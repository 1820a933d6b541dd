"""Drafts: the lines being typed, kept beside the session against a crash.

Each console has a draft of its own. When a console is gone, the next one to open the session gets
its draft.
"""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from oneone_tui.store.atomic_file import read_content, write_file
from oneone_tui.store.errors import StoreError
from oneone_tui.workshop.model.terms import NoteKind
from oneone_tui.workshop.text import ENTRY_LIMIT, clean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_END = r"(?:\.([0-9a-f]{8}))?\.draft"

MAX_BYTES = 64_000
"""The most bytes read from a draft file; a line has fewer."""


class Draft(msgspec.Struct, frozen=True):
    """An unfinished line, the kind of note it was begun as, and the team on the screen."""

    text: str
    kind: NoteKind
    team: str = ""


class _StoredDraft(Draft, frozen=True):
    """A draft as stored: with the id of its session, and the place where it was typed."""

    session: str = ""
    place: str = ""


def draft_path(path: Path, console: str = "") -> Path:
    """Return the path of a console's draft; without a token, of a draft of no console."""
    return path.with_name(f".{path.name}{console and '.'}{console}.draft")


def drafts_beside(path: Path) -> list[Path]:
    """Return all drafts of the session at `path`, of any console. Raises OSError."""
    with os.scandir(path.parent) as found:
        return [Path(item.path) for item in found if _token_of(path, item.name) is not None]


class DraftFile:
    """One console's draft of a session, in a hidden file that only its owner can read.

    Nothing depends on it: if the file cannot be read, there is no draft.

    Args:
        path: The session's file.
        console: The console's token (`ConsolesAtSession.token`); empty for a draft of no console.
        session: The id of the session. A draft of another session with the same file name is
            ignored.
        place: Where the console runs, such as the name of its terminal.
    """

    def __init__(self, path: Path, console: str = "", session: str = "", place: str = "") -> None:
        self._session_path = path
        self._path = draft_path(path, console)
        self._session = session
        self._place = place

    def load(self) -> Draft | None:
        """Return the saved draft, or None."""
        stored = _read(self._path)
        return _as_draft(stored) if stored else None

    def save(self, draft: Draft | None) -> bool:
        """Save a draft, whole or not at all; None deletes it.

        Returns:
            Whether that succeeded. If it did, the draft survives a power cut.
        """
        with suppress(OSError):
            if draft is None:
                self._path.unlink(missing_ok=True)
                return True
            stored = _StoredDraft(draft.text, draft.kind, draft.team, self._session, self._place)
            try:
                self._put(msgspec.json.encode(stored))
            except FileNotFoundError:  # another console's first save removed it as stale
                self._put(msgspec.json.encode(stored))
            return True
        return False

    def take_up(self, is_here: Callable[[str], bool]) -> tuple[Draft | None, int]:
        """Take over a draft whose console is gone.

        A draft typed at this place comes first, then the latest one. If several consoles try, only
        one of them gets it.

        Args:
            is_here: Tells whether the console with a token still has the session open.

        Returns:
            The draft, or None, and how many more drafts without a console there are.
        """
        orphans: list[tuple[bool, int, Path]] = []
        with suppress(OSError):
            orphans = sorted(self._orphans(is_here), reverse=True)
        for number, (_, _, path) in enumerate(orphans, 1):
            stored = _read(path)
            with suppress(OSError):
                path.rename(self._path)
                return (_as_draft(stored) if stored else None), len(orphans) - number
        return None, 0

    def _orphans(self, is_here: Callable[[str], bool]) -> Iterator[tuple[bool, int, Path]]:
        for path in drafts_beside(self._session_path):
            if path == self._path or is_here(_token_of(self._session_path, path.name) or ""):
                continue
            stored = _read(path)
            if stored and stored.session in ("", self._session):
                with suppress(OSError):
                    yield stored.place == self._place, path.lstat().st_mtime_ns, path

    def _put(self, content: bytes) -> None:
        # Through a temporary file named like that of a save, so that the next console removes what
        # a killed process leaves behind.
        write_file(self._path, content, Path.replace, beside=self._session_path)


def session_of_draft(path: Path) -> Path | None:
    """Return the session that a draft file belongs to by its name, or None."""
    found = re.fullmatch(rf"\.(.+\.json){_END}", path.name, re.DOTALL)
    return path.with_name(found[1]) if found else None


def _token_of(session: Path, name: str) -> str | None:
    """Return the console's token in the name of a draft of `session`, or None."""
    end = name.removeprefix("." + session.name)
    found = re.fullmatch(_END, end) if end != name else None
    return (found[1] or "") if found else None


def _read(path: Path) -> _StoredDraft | None:
    try:
        content = read_content(path)[:MAX_BYTES]
        stored = msgspec.json.decode(content, type=_StoredDraft)
    except (StoreError, msgspec.MsgspecError, UnicodeDecodeError):
        return None
    return stored if clean(stored.text, limit=ENTRY_LIMIT) else None


def _as_draft(stored: _StoredDraft) -> Draft:
    return Draft(clean(stored.text, limit=ENTRY_LIMIT), stored.kind, clean(stored.team))
