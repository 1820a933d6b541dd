"""What holds for every form that a session can be written in."""

from __future__ import annotations

import json
from datetime import UTC, date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from oneone_tui.exports.errors import NothingToExport
from oneone_tui.exports.formats import FORMS, ExportOptions
from oneone_tui.workshop.model.changes import CommitmentAdded, CommitmentDone, ReportScriptWritten
from oneone_tui.workshop.model.session import TEAM_ONE
from oneone_tui.workshop.model.terms import NoteKind
from oneone_tui.workshop.notes.report_script import draft_report
from tests.support.played_workshop import played_session
from tests.support.sessions import apply_changes, fresh_session, time_at
from tests.support.strategies import Run, runs

if TYPE_CHECKING:
    from oneone_tui.workshop.model.session import Session

NOW = time_at(3600)
STRANGERS = ("Xanthippe Qvist", "Ygraine Ruxley", "Zoltan Ifejika", "Quirin Ojeda", "Wenzel Uxkull")


@pytest.mark.parametrize("name", FORMS)
@settings(max_examples=20)
@given(run=runs(most=10))
def test_forms_write_any_session(name: str, run: Run) -> None:
    dated = any(promise.due for promise in run.last.commitments)
    for anonymous in (False, True):
        options = ExportOptions(feedback=True, anonymous=anonymous, zone=UTC)
        try:
            FORMS[name].write(run.last, run.now, options).decode()
        except NothingToExport as nothing:
            refusal = str(nothing)
        else:
            refusal = ""
        assert bool(refusal) == (name == "ics" and not dated)


def session_of_strangers() -> Session:
    """A whole workshop of people whose names stand in no text, one commitment with a date."""
    session = played_session(*STRANGERS)
    who, to = session.pairs[0].members[:2]
    due = CommitmentAdded(text="tea", team=TEAM_ONE, who=who, to=to, due=date(2026, 11, 13))
    talk = ReportScriptWritten(
        team=TEAM_ONE, lines=tuple(draft_report(session, TEAM_ONE).splitlines())
    )
    return apply_changes(session, due, talk, console="zoltan@laptop")


@pytest.mark.parametrize("anonymous", [False, True])
@pytest.mark.parametrize(
    "name, said",
    [
        ("md", "✓ done: "),
        ("txt", "✓ done: "),
        ("html", "✓ done"),
        ("csv-commitments", ",yes\r\n"),
        ("ics", "SUMMARY:✓ "),
        ("json", '"done": true'),
    ],
)
def test_forms_show_kept_commitment_as_done(name: str, said: str, *, anonymous: bool) -> None:
    session = session_of_strangers()
    tea = next(c for c in session.commitments if c.text == "tea")
    options = ExportOptions(anonymous=anonymous, zone=UTC)
    assert said not in FORMS[name].write(session, NOW, options).decode()
    done = apply_changes(session, CommitmentDone(commitment=tea.id, done=True))
    assert FORMS[name].write(done, NOW, options).decode().count(said) == 1


@pytest.mark.parametrize("name", FORMS)
def test_anonymous_forms_name_nobody(name: str) -> None:
    session = session_of_strangers()
    words = [word for p in session.people for word in (*p.name.split(), p.id)]
    words.append("zoltan@laptop")
    options = ExportOptions(feedback=True, anonymous=True, zone=UTC)
    written = FORMS[name].write(session, NOW, options).decode()
    assert not [word for word in words if word in written]
    written = FORMS[name].write(session, NOW, ExportOptions(feedback=True)).decode()
    assert [word for word in words if word in written]


@pytest.mark.parametrize("name", FORMS)
def test_forms_leave_out_feedback_by_default(name: str) -> None:
    session = session_of_strangers()
    said = [note.text for note in session.notes if note.kind is NoteKind.FEEDBACK]
    assert said
    written = FORMS[name].write(session, NOW).decode()
    assert not any(text in written for text in said)


def test_forms_have_different_suffixes() -> None:
    suffixes = [form.suffix for form in FORMS.values()]
    assert len(set(suffixes)) == len(suffixes)


def test_anonymous_json_hides_order_of_roster() -> None:
    session = played_session(*STRANGERS)
    data = json.loads(FORMS["json"].write(session, NOW, ExportOptions(anonymous=True)))
    assert {person["name"] for person in data["people"]} == {"somebody"}
    members = [member for pair in data["pairs"] for member in pair["members"]]
    assert members == [person["id"] for person in data["people"]][: len(members)]
    assert data["wishes"] == []
    assert {note["person"] for note in data["notes"]} == {""}


def test_anonymous_text_accepts_session_without_people() -> None:
    text = FORMS["txt"].write(fresh_session(), NOW, ExportOptions(anonymous=True)).decode()
    assert "nobody yet" in text


@pytest.mark.parametrize("name", ["txt", "md", "html"])
def test_forms_show_commitment_with_its_day(name: str) -> None:
    promises = (
        CommitmentAdded(text="tea", team=TEAM_ONE, by="fri", due=date(2026, 12, 4)),
        CommitmentAdded(text="stew", team=TEAM_ONE, by="the 8th", due=date(2027, 1, 8)),
        CommitmentAdded(text="soup", team=TEAM_ONE, by="the next strike"),
    )
    text = (
        FORMS[name]
        .write(apply_changes(fresh_session("Ana"), *promises), NOW, ExportOptions(zone=UTC))
        .decode()
    )
    for said in ("Fri 4 Dec", "Fri 8 Jan 2027", "the next strike"):
        assert (said if name == "html" else f"(by {said})") in text
    assert "Fri 4 Dec 2026" not in text
    assert "by fri" not in text
    assert "the 8th" not in text
