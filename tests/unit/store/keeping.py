"""Sessions to keep, and ways to make keeping them fail, for the tests of the store."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from oneone_tui.store.session_file import Made, SessionFile
from oneone_tui.workshop.changes import NotesWritten, Written
from oneone_tui.workshop.session import TEAM_ONE
from oneone_tui.workshop.words import Kind
from tests.unit.workshop.building import SIX, after, running

if TYPE_CHECKING:
    from oneone_tui.workshop.changes import AnyChange
    from oneone_tui.workshop.session import Session

# What the storage asks of the system, in whatever order.
CALLS = ("open", "fchmod", "write", "fsync", "fstat", "close", "replace", "link")


def noted(text: str, seconds: float = 1) -> Made:
    """A value was written down."""
    change = NotesWritten(kind=Kind.VALUE, notes=(Written(text=text),), team=TEAM_ONE)
    return at(change, seconds)


def at(change: AnyChange, seconds: float = 1, console: str = "a") -> Made:
    """A change, made so many seconds after the tests' usual start."""
    return Made(change=change, at=after(seconds).astimezone(UTC), console=console)


def kept(folder: Path, session: Session | None = None) -> SessionFile:
    """A session file, of a workshop of six where none is given."""
    return SessionFile.create(folder / "first.json", session or running(*SIX))


def texts(session: Session) -> list[str]:
    """What the notes say."""
    return [note.text for note in session.notes]


def leftovers(folder: Path) -> list[str]:
    """What is in the folder beside session files and their locks."""
    return sorted(p.name for p in folder.iterdir() if p.suffix not in (".json", ".lock"))


def one_line(error: pytest.ExceptionInfo[Exception] | Exception) -> str:
    """What an error says, which is one line that is fit to be shown and names nobody."""
    said = str(error.value if isinstance(error, pytest.ExceptionInfo) else error)
    assert said
    assert said.isprintable()
    assert len(said) < 500
    assert not any(part in said for name in SIX for part in name.split())
    return said


class Calls:
    """How many of the system's calls were made, and at which to fail (from 1; 0 is never)."""

    def __init__(self, fail_at: int, error: BaseException) -> None:
        self.fail_at = fail_at
        self.error = error
        self.made: list[str] = []

    def __call__(self, name: str) -> None:
        self.made.append(name)
        if len(self.made) == self.fail_at:
            raise self.error


@contextmanager
def failing_call(number: int, error: BaseException) -> Iterator[Calls]:
    """Within it, the system's call of that number fails with `error`."""
    calls = Calls(number, error)
    with pytest.MonkeyPatch.context() as patch:
        for name in CALLS:
            patch.setattr(os, name, _counted(name, getattr(os, name), calls))
        yield calls


def _counted(name: str, real: Any, calls: Calls) -> Any:
    def call(*args: Any, **kwargs: Any) -> Any:
        if name == "close":  # a close that fails has closed
            real(*args, **kwargs)
            calls(name)
            return None
        calls(name)
        return real(*args, **kwargs)

    return call
