"""The line that somebody is typing, kept beside the session: a crash does not take it."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import msgspec

from oneone_tui.store.files import PRIVATE_FILE, temporary_for
from oneone_tui.workshop.text import ENTRY_LIMIT, clean
from oneone_tui.workshop.words import Kind

MOST = 64_000
"""Bytes that a draft may have; a line has fewer."""

_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC


class Draft(msgspec.Struct, frozen=True):
    """A line that is not finished, the kind it was begun as, and the team looked at."""

    text: str
    kind: Kind
    team: str = ""


def draft_of(path: Path) -> Path:
    """Where the draft of the session kept at `path` lies."""
    return path.with_name(f".{path.name}.draft")


class DraftFile:
    """The draft of the session kept at `path`, in a hidden file that only its owner can read.

    It helps, and nothing depends on it: where it can be neither written nor read, it is silent.
    """

    def __init__(self, path: Path) -> None:
        self._session = path
        self._path = draft_of(path)

    def load(self) -> Draft | None:
        """The draft that was left, if there is one."""
        try:
            descriptor = os.open(self._path, _READ)
            with os.fdopen(descriptor, "rb") as file:
                draft = msgspec.json.decode(file.read(MOST), type=Draft)
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
            return None
        text = clean(draft.text, limit=ENTRY_LIMIT)
        return Draft(text, draft.kind, clean(draft.team)) if text else None

    def keep(self, draft: Draft | None) -> None:
        """Keep a draft, whole or not at all; None takes it away."""
        with suppress(OSError):
            if draft is None:
                self._path.unlink(missing_ok=True)
                return
            try:
                self._put(msgspec.json.encode(draft))
            except FileNotFoundError:  # a console's first save took it for a stale one
                self._put(msgspec.json.encode(draft))

    def _put(self, content: bytes) -> None:
        # Named like a save's, so that the next console removes what a killed one left.
        temporary = temporary_for(self._session)
        descriptor = os.open(temporary, _NEW, PRIVATE_FILE)
        try:
            with os.fdopen(descriptor, "wb") as file:
                os.fchmod(descriptor, PRIVATE_FILE)
                file.write(content)
            temporary.replace(self._path)
        except OSError:
            temporary.unlink(missing_ok=True)
            raise
