"""A session that does not tell who said what."""

from __future__ import annotations

from oneone_tui.workshop.model.changes import (
    CommitmentAdded,
    NoteDraft,
    NotesWritten,
    ReportScriptWritten,
)
from oneone_tui.workshop.model.session import TEAM_ONE
from oneone_tui.workshop.model.terms import NoteKind
from oneone_tui.workshop.notes.hide_names import hide_names
from tests.support.sessions import SIX, apply_changes, fresh_session, paired_session

NOTE = NotesWritten(
    kind=NoteKind.RESOURCE, notes=(NoteDraft("has a van", person="ana-ruiz"),), team=TEAM_ONE
)
PROMISE = CommitmentAdded(text="coffee", team=TEAM_ONE, who="ana-ruiz", to="ben-okafor")


def talk(*lines: str) -> ReportScriptWritten:
    return ReportScriptWritten(team=TEAM_ONE, lines=lines)


def test_hide_names_removes_people_and_consoles() -> None:
    session = hide_names(apply_changes(paired_session(*SIX), NOTE, PROMISE, console="anas-laptop"))
    (note,), (promise,) = session.notes, session.commitments
    assert (note.text, note.person, note.console) == ("has a van", "", "")
    assert (promise.text, promise.who, promise.to, promise.console) == ("coffee", "", "", "")


def test_hide_names_keeps_pairs() -> None:
    session = paired_session(*SIX)
    assert (hide_names(session).pairs, hide_names(session).people) == (
        session.pairs,
        session.people,
    )


def test_hide_names_keeps_report_lines() -> None:
    session = apply_changes(
        paired_session(*SIX),
        talk(
            "We can bring: Ana: has a van.",
            "Ana Ruiz and Ben Okafor: a kitchen. Cy, Dee and Eve: songs.",
            "Ana said: nobody lies.",
            "Susanna: an aunt.",
        ),
    )
    assert hide_names(session).teams[0].talk == (
        "We can bring: has a van.",
        "a kitchen. songs.",
        "Ana said: nobody lies.",
        "Susanna: an aunt.",
    )


def test_hide_names_keeps_report_of_team_without_people() -> None:
    lines = ("somebody: we keep our word.", "Values: trust.", ": x")
    assert hide_names(apply_changes(fresh_session(), talk(*lines))).teams[0].talk == lines


def test_hide_names_handles_signs_in_names() -> None:
    session = apply_changes(
        fresh_session("A.B (x)", "Axb"), talk("A.B (x): a van. AxB (x): no name.")
    )
    assert hide_names(session).teams[0].talk == ("a van. AxB (x): no name.",)
