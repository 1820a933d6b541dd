"""A whole transcript typed into the real program while its clock runs: every line is a note."""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from oneone_tui.store.library import Library
from oneone_tui.store.session_file import SessionFile
from oneone_tui.workshop.model.changes import SegmentEntered, StageShown
from oneone_tui.workshop.model.session import Session
from oneone_tui.workshop.model.terms import NoteKind, Stage
from tests.support.pilot import apply_changes, rehearsed_session
from tests.support.pty_console import PtyConsole

pytestmark = pytest.mark.terminal

ROOT = Path(__file__).resolve().parents[2]
LETTERS = {
    "v": NoteKind.VALUE,
    "i": NoteKind.INTEREST,
    "r": NoteKind.RESOURCE,
    "f": NoteKind.FEEDBACK,
}
SAID = (
    "we keep our word",
    "rent control",
    "has a van",
    "honesty",
    "a garden; a lift",
    "speaks Turkish",
    "felt heard",
    "dignity at work",
    "c’est la vie",
    "warm flats",
)
LINES = 60


def talking() -> Session:
    """A session whose first conversation began just now."""
    session = rehearsed_session("roles")
    begun = apply_changes(session, StageShown(stage=Stage.PAIRING), minute=1)
    drawn = rehearsed_session("turn-1-conversation")
    begun = apply_changes(begun, *(e.change for e in drawn.history if "drew" in e.said), minute=1)
    begun = apply_changes(begun, SegmentEntered(left="roles", to="turn-1-conversation"), minute=2)
    shift = datetime.now(UTC) - begun.clock[-1].at
    clock = tuple(replace(anchor, at=anchor.at + shift) for anchor in begun.clock)
    return replace(begun, clock=clock, notes=(), commitments=())


def transcript(session: Session) -> list[tuple[str, list[tuple[NoteKind, int, str, str]]]]:
    """Lines as they are typed, and the notes that must come of each."""
    lines = []
    for number in range(LINES):
        letter = "virf"[number % 4]
        at = number % 3
        text = f"{SAID[number % len(SAID)]} {number}"
        who = session.pairs[at].members[number % 2] if letter == "r" else ""
        named = f"{session.name_of(who)}: " if who else ""
        pieces = [part.strip() for part in text.split(";")]
        organizer = session.pairs[at].members[0] if letter == "f" else ""
        notes = [
            (LETTERS[letter], at + 1, piece, who if index == 0 and who else organizer)
            for index, piece in enumerate(pieces)
        ]
        lines.append((f"{at + 1}{letter} {named}{text}", notes))
    return lines


@pytest.mark.parametrize(
    "keys_a_second",
    [pytest.param(10, marks=[pytest.mark.slow, pytest.mark.timeout(600)]), 200],
)
def test_typed_lines_are_all_saved(tmp_path: Path, keys_a_second: int) -> None:
    session = talking()
    path = Library(tmp_path / "sessions").create(session).path
    command = [sys.executable, "-m", "oneone_tui", "open", str(path)]
    lines = transcript(session)
    with PtyConsole(command, env={"PYTHONPATH": str(ROOT), "TZ": "UTC"}) as console:
        console.wait_for("Turn 1 of 2", timeout=20)
        console.wait_for("nothing yet", timeout=20)
        console.press("v")
        due = time.monotonic()
        for line, _ in lines:
            for key in f"{line}\r":
                due += 1 / keys_a_second
                console.pause(due - time.monotonic())
                console.send(key)
        console.press("escape")
        console.wait_for(lambda: len(SessionFile.open(path).session.notes) >= LINES, timeout=60)
        console.wait_for("saved ✓")
        console.press("ctrl+q")
        assert console.wait_exit() == 0
    kept = SessionFile.open(path).session
    found = [(n.kind, kept.pair_number(n.pair), n.text, n.person) for n in kept.notes]
    assert found == [note for _, notes in lines for note in notes]
