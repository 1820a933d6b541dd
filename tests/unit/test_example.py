"""The example session that is kept with the code is what the rehearsal makes, and it opens."""

from __future__ import annotations

from pathlib import Path

from oneone_tui.store.session_file import SessionFile
from oneone_tui.workshop.model.terms import COLUMNS, NoteKind, Stage
from tests.tools.make_example import NAME, make_example

EXAMPLE = Path(__file__).parents[2] / "sessions" / NAME


def test_make_example_makes_stored_file(tmp_path: Path) -> None:
    made = make_example(tmp_path)
    assert made.name == NAME
    assert made.read_text() == EXAMPLE.read_text(), "make it anew: make example"


def test_example_session_is_complete() -> None:
    session = SessionFile.open(EXAMPLE).session
    assert session.info.stage is Stage.SUMMARY
    assert {note.kind for note in session.notes} == set(NoteKind) - {NoteKind.COMMITMENT}
    assert {n.kind for n in session.notes if n.board} == set(COLUMNS)
    assert len(session.commitments) == len(session.people) == 6
    assert session.info.campaign
    assert session.info.ask
