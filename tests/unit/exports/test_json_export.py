from __future__ import annotations

import json

import msgspec
from hypothesis import given

from oneone_tui.exports.json_export import as_json
from oneone_tui.workshop.model.guide import Guide
from oneone_tui.workshop.model.records import Commitment, Note, Person, SessionInfo
from oneone_tui.workshop.model.terms import NoteKind
from tests.support.played_workshop import played_session
from tests.support.sessions import SIX
from tests.support.strategies import Run, runs


def test_as_json_has_tables_without_history() -> None:
    data = json.loads(as_json(played_session(*SIX)))
    assert list(data) == [
        *("session", "guide", "people", "teams", "wishes", "pairs", "notes", "commitments"),
        *("agenda", "clock"),
    ]
    assert data["session"]["created"] == "2026-11-09T18:00:00Z"
    assert [person["name"] for person in data["people"]] == list(SIX)


def test_as_json_leaves_out_feedback_by_default() -> None:
    session = played_session(*SIX)
    kinds = {note["kind"] for note in json.loads(as_json(session))["notes"]}
    assert kinds == {"value", "interest", "resource", "takeaway"}
    notes = json.loads(as_json(session, feedback=True))["notes"]
    assert len(notes) == len(session.notes)


@given(runs(most=10))
def test_as_json_restores_records_of_any_session(run: Run) -> None:
    session = run.last
    data = json.loads(as_json(session, feedback=True))
    assert msgspec.convert(data["session"], SessionInfo) == session.info
    assert msgspec.convert(data["guide"], Guide) == session.guide
    assert msgspec.convert(data["people"], tuple[Person, ...]) == session.people
    assert msgspec.convert(data["notes"], tuple[Note, ...]) == session.notes
    assert msgspec.convert(data["commitments"], tuple[Commitment, ...]) == session.commitments
    private = [n.text for n in session.notes if n.kind is NoteKind.FEEDBACK]
    assert bool(private) == (as_json(session) != as_json(session, feedback=True))
