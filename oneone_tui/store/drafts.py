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

MOST = 64_000
"""Bytes that a draft may have; a line has fewer."""


class Draft(msgspec.Struct, frozen=True):
    """A line that is not finished, the kind it was begun as, and the team looked at."""

    text: str
    kind: NoteKind
    team: str = ""


class _Kept(Draft, frozen=True):
    """A draft in its file: of which session it is, by its id, and where it was typed."""

    session: str = ""
    place: str = ""


def draft_path(path: Path, console: str = "") -> Path:
    """Where a console's draft of the session kept at `path` lies; without one, nobody's."""
    return path.with_name(f".{path.name}{console and '.'}{console}.draft")


def drafts_beside(path: Path) -> list[Path]:
    """All drafts of the session kept at `path`, whosever they are. Raises OSError."""
    with os.scandir(path.parent) as found:
        return [Path(item.path) for item in found if _console(path, item.name) is not None]


class DraftFile:
    """One console's draft of a session, in a hidden file that only its owner can read.

    It helps, and nothing depends on it: where it can't be read, there is none.

    Args:
        path: Where the session is kept.
        console: The console's own token (`Company.token`); without one, the draft is nobody's.
        session: The id of the session: what is left of another one of that name is not taken up.
        place: Where the console is, in words of one's own: the terminal, for one.
    """

    def __init__(self, path: Path, console: str = "", session: str = "", place: str = "") -> None:
        self._session_path = path
        self._path = draft_path(path, console)
        self._session = session
        self._place = place

    def load(self) -> Draft | None:
        """The draft that is kept, if there is one."""
        kept = _read(self._path)
        return _as_draft(kept) if kept else None

    def save(self, draft: Draft | None) -> bool:
        """Keep a draft, whole or not at all; None takes it away.

        Returns:
            Whether that could be done. Then a power cut does not take it either.
        """
        with suppress(OSError):
            if draft is None:
                self._path.unlink(missing_ok=True)
                return True
            kept = _Kept(draft.text, draft.kind, draft.team, self._session, self._place)
            try:
                self._put(msgspec.json.encode(kept))
            except FileNotFoundError:  # a console's first save took it for a stale one
                self._put(msgspec.json.encode(kept))
            return True
        return False

    def take_up(self, is_here: Callable[[str], bool]) -> tuple[Draft | None, int]:
        """Make a draft whose console has gone one's own; and how many more there are of those.

        `is_here` tells whether the console of a token lives. What was typed at this place comes
        first, then what was typed last. Of several consoles that want it, one gets it.
        """
        left: list[tuple[bool, int, Path]] = []
        with suppress(OSError):
            left = sorted(self._left(is_here), reverse=True)
        for number, (_, _, path) in enumerate(left, 1):
            kept = _read(path)
            with suppress(OSError):
                path.rename(self._path)
                return (_as_draft(kept) if kept else None), len(left) - number
        return None, 0

    def _left(self, is_here: Callable[[str], bool]) -> Iterator[tuple[bool, int, Path]]:
        for path in drafts_beside(self._session_path):
            if path == self._path or is_here(_console(self._session_path, path.name) or ""):
                continue
            kept = _read(path)
            if kept and kept.session in ("", self._session):
                with suppress(OSError):
                    yield kept.place == self._place, path.lstat().st_mtime_ns, path

    def _put(self, content: bytes) -> None:
        # By a temporary file named like a save's: the next console removes what a kill leaves.
        write_file(self._path, content, Path.replace, beside=self._session_path)


def session_of_draft(path: Path) -> Path | None:
    """The session that a file of that name would be a draft of; None if it is none."""
    found = re.fullmatch(rf"\.(.+\.json){_END}", path.name, re.DOTALL)
    return path.with_name(found[1]) if found else None


def _console(session: Path, name: str) -> str | None:
    """The token of the console whose draft of a session has that name; None if it is none."""
    end = name.removeprefix("." + session.name)
    found = re.fullmatch(_END, end) if end != name else None
    return (found[1] or "") if found else None


def _read(path: Path) -> _Kept | None:
    try:
        content = read_content(path)[:MOST]
        kept = msgspec.json.decode(content, type=_Kept)
    except (StoreError, msgspec.MsgspecError, UnicodeDecodeError):
        return None
    return kept if clean(kept.text, limit=ENTRY_LIMIT) else None


def _as_draft(kept: _Kept) -> Draft:
    return Draft(clean(kept.text, limit=ENTRY_LIMIT), kept.kind, clean(kept.team))
