"""Emails and phones are in no export that does not ask for them, and in none without names."""

import csv
import io
import json
from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from oneone_tui.exports.formats import FORMS, ExportOptions
from oneone_tui.workshop.model.session import Session
from tests.support.played_workshop import played_session

NOW = datetime(2026, 12, 1, tzinfo=UTC)


@pytest.fixture
def session() -> Session:
    session = played_session("Ana Ruiz", "Ben Okafor")
    ana, ben = session.people
    ana = replace(ana, email="ana@x.example", phone="555-0100")
    dated = tuple(replace(one, who=ana.id, due=NOW.date()) for one in session.commitments)
    return replace(session, people=(ana, ben), commitments=dated)


def written(session: Session, form: str, options: ExportOptions) -> str:
    return FORMS[form].write(session, NOW, options).decode()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "options", [ExportOptions(feedback=True), ExportOptions(anonymous=True, contacts=True)]
)
def test_export_leaves_contacts_out(session: Session, form: str, options: ExportOptions) -> None:
    text = written(session, form, options)
    assert "x.example" not in text
    assert "555-0100" not in text


def test_json_has_contacts_when_asked(session: Session) -> None:
    people = json.loads(written(session, "json", ExportOptions(contacts=True)))["people"]
    assert [(one.get("email"), one.get("phone")) for one in people] == [
        ("ana@x.example", "555-0100"),
        (None, None),
    ]


def test_commitments_have_contacts_when_asked(session: Session) -> None:
    text = written(session, "csv-commitments", ExportOptions(contacts=True))
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert rows
    assert {(row["who"], row["email"], row["phone"]) for row in rows} == {
        ("Ana Ruiz", "ana@x.example", "555-0100")
    }
