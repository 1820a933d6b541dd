"""`oneone export`: every form, private, whole, and over no file by accident."""

from __future__ import annotations

import csv
import io
import json
import stat
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from oneone_tui.exports.formats import FORMS
from oneone_tui.store.session_file import ChangeToSave, SessionFile
from oneone_tui.workshop.model.changes import CommitmentAdded, NoteDraft, NotesWritten
from oneone_tui.workshop.model.session import TEAM_ONE
from oneone_tui.workshop.model.terms import NoteKind
from tests.support.command_line import check_refused
from tests.support.sessions import START

if TYPE_CHECKING:
    from tests.support.command_line import Oneone


@pytest.fixture
def session_with_notes(first_session: Path) -> Path:
    """The first session with a value, some feedback and a commitment that has a date."""
    file = SessionFile.open(first_session)
    ana, ben, *_ = (person.id for person in file.session.people)
    said = (NoteDraft(text="we keep our word", person=ana),)
    felt = (NoteDraft(text="felt heard", person=ben),)
    changes = (
        NotesWritten(kind=NoteKind.VALUE, notes=said, team=TEAM_ONE),
        NotesWritten(kind=NoteKind.FEEDBACK, notes=felt, team=TEAM_ONE),
        CommitmentAdded(text="coffee", team=TEAM_ONE, who=ana, to=ben, due=date(2026, 11, 13)),
    )
    file.change([ChangeToSave(change=change, at=START) for change in changes])
    return first_session


@pytest.mark.parametrize("form", FORMS)
def test_export_writes_private_file_in_any_form(
    oneone: Oneone, session_with_notes: Path, form: str
) -> None:
    made = oneone("export", "First", "--format", form)
    path = Path(made.out.strip())
    assert (made.code, made.err) == (0, "")
    assert path == Path(f"{session_with_notes.stem}{FORMS[form].suffix}")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    content = path.read_bytes()
    assert b"we keep our word" in content or b"coffee" in content or form == "html"
    check_refused(
        oneone("export", "First", "--format", form), path.name, "is there already", "--force"
    )
    assert path.read_bytes() == content
    assert not list(Path().glob(".*.tmp"))


def test_export_csv_to_standard_output_equals_file(
    oneone: Oneone, session_with_notes: Path
) -> None:
    out = oneone("export", "First", "--format", "csv", "--output", "-").out
    assert out.startswith("\ufeffsession,")
    (row,) = csv.DictReader(io.StringIO(out[1:], newline=""))
    assert (row["person"], row["text"]) == ("Ana Ruiz", "we keep our word")


@pytest.mark.parametrize("form", ["md", "txt", "csv", "json"])
def test_export_includes_feedback_if_asked(
    oneone: Oneone, session_with_notes: Path, form: str
) -> None:
    arguments = ("export", "First", "--format", form, "--output", "-")
    assert "felt heard" not in oneone(*arguments).out
    assert "felt heard" in oneone(*arguments, "--with-feedback").out


@pytest.mark.parametrize("form", FORMS)
def test_export_anonymous_names_nobody(oneone: Oneone, session_with_notes: Path, form: str) -> None:
    out = oneone("export", "First", "--format", form, "--anonymous", "--output", "-").out
    assert out
    for name in ("Ana", "Ruiz", "ana-ruiz", "Okafor", "Fay Wu"):
        assert name not in out


def test_export_anonymous_json_calls_people_somebody(
    oneone: Oneone, session_with_notes: Path
) -> None:
    out = oneone("export", "First", "--format", "json", "--anonymous", "--output", "-").out
    assert {person["name"] for person in json.loads(out)["people"]} == {"somebody"}


def test_export_ics_rejects_session_without_dates(oneone: Oneone, first_session: Path) -> None:
    check_refused(oneone("export", "First", "--format", "ics"), "no commitment has a date")
    assert [path.name for path in Path().iterdir()] == ["sessions"]


@pytest.mark.parametrize(
    "said, sign", [("semicolon", ";"), (";", ";"), ("tab", "\t"), ("comma", ",")]
)
def test_export_csv_puts_delimiter_between_cells(
    oneone: Oneone, session_with_notes: Path, said: str, sign: str
) -> None:
    for form in ("csv", "csv-commitments"):
        arguments = ("export", "First", "--format", form, "--delimiter", said, "--output", "-")
        out = oneone(*arguments).out
        assert out.startswith(f"\ufeffsession{sign}time{sign}team")
        (row,) = csv.DictReader(io.StringIO(out[1:], newline=""), delimiter=sign)
        assert row["text"] in ("we keep our word", "coffee")


def test_export_ics_counts_commitments_without_date(
    oneone: Oneone, session_with_notes: Path
) -> None:
    file = SessionFile.open(session_with_notes)
    change = CommitmentAdded(text="one day", team=TEAM_ONE)
    file.change([ChangeToSave(change=change, at=START)])
    made = oneone("export", "First", "-o", "x.ics")
    assert made.out == "x.ics\n"
    assert made.err == "1 commitment has no date: not in the calendar\n"
