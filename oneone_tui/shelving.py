"""Between the library screen and the folder of sessions."""

from __future__ import annotations

import secrets
from datetime import datetime
from pathlib import Path

from oneone_tui.guides import load_guide
from oneone_tui.screens.library import Shelved
from oneone_tui.store.library import Library
from oneone_tui.workshop.session import new_session
from oneone_tui.workshop.text import LINE_LIMIT, clean

DEFAULT_GUIDE = "one-to-one"


def shelve(library: Library) -> tuple[Shelved, ...]:
    """What the library screen shows. Raises `StoreError` where the folder cannot be read."""
    return tuple(
        Shelved(
            path=entry.path,
            day=(entry.created or entry.saved).astimezone().strftime("%Y-%m-%d"),
            title=entry.title,
            people=entry.people,
            stage=entry.stage,
            problem=entry.problem,
        )
        for entry in library.entries()
    )


def begin(library: Library, title: str, now: datetime) -> Path:
    """Keep a new, empty session and say where. Raises `StoreError`."""
    session = new_session(
        secrets.token_hex(8),
        clean(title, limit=LINE_LIMIT),
        load_guide(DEFAULT_GUIDE),
        now,
        secrets.randbelow(2**31),
    )
    return library.create(session).path
