"""The line that somebody is typing, kept beside the session: a crash does not take it."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path

import msgspec

from oneone_tui.store.storage import PRIVATE_FILE
from oneone_tui.workshop.text import LINE_LIMIT, clean
from oneone_tui.workshop.words import Kind

MOST = 64_000
"""Bytes that a draft may have; a line has fewer."""


class Draft(msgspec.Struct, frozen=True):
    """A line that is not finished, the kind it was begun as, and the team looked at."""

    text: str
    kind: Kind
    team: str = ""


class DraftFile:
    """The draft of the session kept at `path`, in a hidden file that only its owner can read.

    It helps, and nothing depends on it: where it can be neither written nor read, it is silent.
    """

    def __init__(self, path: Path) -> None:
        self._path = path.with_name(f".{path.name}.draft")

    def load(self) -> Draft | None:
        """The draft that was left, if there is one."""
        try:
            descriptor = os.open(self._path, os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
            with os.fdopen(descriptor, "rb") as file:
                draft = msgspec.json.decode(file.read(MOST), type=Draft)
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
            return None
        text = clean(draft.text, limit=LINE_LIMIT)
        return Draft(text, draft.kind, clean(draft.team)) if text else None

    def keep(self, draft: Draft | None) -> None:
        """Keep a draft, whole or not at all; None takes it away."""
        with suppress(OSError):
            if draft is None:
                self._path.unlink(missing_ok=True)
                return
            handle, temporary = tempfile.mkstemp(dir=self._path.parent, prefix=self._path.name)
            try:
                os.fchmod(handle, PRIVATE_FILE)
                with os.fdopen(handle, "wb") as file:
                    file.write(msgspec.json.encode(draft))
                Path(temporary).replace(self._path)
            except OSError:
                Path(temporary).unlink(missing_ok=True)
                raise
