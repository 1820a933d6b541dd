from __future__ import annotations

import msgspec

from oneone_tui.wall.public_session import public_session
from oneone_tui.workshop.model.records import Note, Person
from oneone_tui.workshop.model.session import TEAM_ONE, Session
from oneone_tui.workshop.model.terms import NoteKind
from tests.support.sessions import START, apply_changes, running_session
from tests.support.wall_sessions import rehearsed_at


def with_note(kind: NoteKind, text: str, person: str = "") -> Session:
    session = running_session()
    note = Note(id="n", kind=kind, text=text, at=START, team=TEAM_ONE, person=person, board="b")
    return msgspec.structs.replace(session, notes=(note,))


def test_public_session_has_no_feedback_and_no_history() -> None:
    session = rehearsed_at(4000)
    secret = [note.text for note in session.notes if note.kind is NoteKind.FEEDBACK]
    assert secret
    shown = msgspec.json.encode(public_session(session, names_shown=True)).decode()
    assert not [text for text in secret if text in shown]
    assert public_session(session, names_shown=True).history == ()


def test_public_session_has_only_the_names_of_people() -> None:
    session = running_session()
    known = Person(
        id="x",
        name="Xan",
        team=TEAM_ONE,
        tags=("night shift",),
        phone="+49 170 1234567",
        email="xan@example.org",
    )
    session = msgspec.structs.replace(session, people=(*session.people, known))
    shown = msgspec.json.encode(public_session(session, names_shown=True)).decode()
    assert "Xan" in shown
    assert "night shift" not in shown
    assert "1234567" not in shown
    assert "example.org" not in shown


def test_public_session_hides_who_said_what_unless_names_are_shown() -> None:
    session = with_note(NoteKind.RESOURCE, "has a van", person="ana-ruiz")
    assert public_session(session, names_shown=True).notes[0].person == "ana-ruiz"
    assert public_session(session, names_shown=False).notes[0].person == ""


def test_public_session_keeps_the_pairs() -> None:
    session = apply_changes(running_session())
    assert public_session(session, names_shown=False).pairs == session.pairs
