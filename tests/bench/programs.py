"""What is run side by side: the console on sessions of some size, and the bare app."""

from __future__ import annotations

import sys
from pathlib import Path

from oneone_tui.store.library import Library
from oneone_tui.workshop.model.changes import NoteDraft, NotesWritten, PairsDrawn, StageShown
from oneone_tui.workshop.model.session import Session
from oneone_tui.workshop.model.terms import COLUMNS, Stage
from tests.support.pilot import apply_changes, rehearsed_session

ROOT = Path(__file__).resolve().parents[2]
ENV = {
    "PYTHONPATH": str(ROOT),
    "TZ": "UTC",
    "TEXTUAL_ANIMATIONS": "none",
    "PYTHONDONTWRITEBYTECODE": "",  # as where they are installed: compiled once, both of them
}
SIZES = ((80, 24), (200, 50))
ROUNDS_SIGNS = ("space starts", "note number", "stage")
"""What has come once the console's Rounds are there whole; the last is in the bottom row."""
LIBRARY_SIGNS = ("Tenants' Union", "help")
BARE_SIGNS = ("? last",)


def rounds(notes: int) -> Session:
    """A session in its rounds with so many notes, its clock not started."""
    session = rehearsed_session(0)
    ids = [person.id for person in session.people]
    pairs = tuple(zip(ids[::2], ids[1::2], strict=True))
    session = apply_changes(
        session, PairsDrawn(pairs=pairs, seed=1), StageShown(stage=Stage.ROUNDS)
    )
    for number in range(notes):
        pair = session.pairs[number % len(session.pairs)]
        note = NoteDraft(text=f"note number {number} of a long evening")
        kind = COLUMNS[number // 3 % 3]
        written = NotesWritten(kind=kind, notes=(note,), team=pair.team, pair=pair.id)
        session = apply_changes(session, written)
    return session


def kept(folder: Path, notes: int) -> Path:
    """A session in its rounds, in a folder of its own."""
    return Library(folder / f"with-{notes}").create(rounds(notes)).path


def ours(path: Path) -> list[str]:
    """The console with a session open."""
    return [sys.executable, "-m", "oneone_tui", "open", str(path)]


def library(folder: Path) -> list[str]:
    """The console with the library of a folder."""
    return [sys.executable, "-m", "oneone_tui", "--sessions", str(folder)]


def bare(shown: str, notes: int = 6) -> list[str]:
    """The bare app."""
    return [sys.executable, "-m", "tests.bench.bare_app", shown, str(notes)]
