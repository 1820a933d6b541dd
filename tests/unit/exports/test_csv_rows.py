from __future__ import annotations

import csv
import io
from datetime import UTC

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from oneone_tui.exports.anonymous import anonymous
from oneone_tui.exports.csv_rows import (
    COMMITMENTS,
    NOTES,
    commitments_as_csv,
    harmless,
    notes_as_csv,
)
from oneone_tui.workshop.text import clean
from oneone_tui.workshop.words import Kind
from tests.unit.exports.hostile import HOSTILE, hostile
from tests.unit.exports.played import played
from tests.unit.workshop.building import SIX
from tests.unit.workshop.strategies import Run, runs

SIGNS = "=+-@\t\r＝＋－＠"  # noqa: RUF001


def rows(text: str, delimiter: str = ",") -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    assert text.encode().decode("utf-8-sig") == text[1:]
    return list(csv.DictReader(io.StringIO(text[1:], newline=""), delimiter=delimiter, strict=True))


def test_a_row_a_note() -> None:
    session = played(*SIX)
    found = rows(notes_as_csv(session, UTC))
    told = [note for note in session.notes if note.kind is not Kind.FEEDBACK]
    assert tuple(found[0]) == NOTES
    assert [row["text"] for row in found] == [harmless(note.text) for note in told]
    assert found[0]["session"] == "First"
    assert found[0]["time"].startswith("2026-11-09 18:0")
    assert found[0]["person"] in found[0]["members"].split(", ")
    assert {row["pair"] for row in found} <= {"1", "2", "3", ""}
    assert any(row["board"] == row["text"] for row in found)
    assert len(rows(notes_as_csv(session, feedback=True))) == len(session.notes) > len(told)


def test_a_row_a_commitment() -> None:
    session = hostile()
    found = rows(commitments_as_csv(session, UTC))
    assert tuple(found[0]) == COMMITMENTS
    assert [row["text"] for row in found] == [harmless(c.text) for c in session.commitments]
    assert {row["due"] for row in found} == {"2026-11-13"}
    assert {row["to"] for row in found} == {"Ana"}
    assert {row["done"] for row in found} == {""}
    kept = replace(session, commitments=tuple(replace(c, done=True) for c in session.commitments))
    for told in (kept, anonymous(kept)):
        assert {row["done"] for row in rows(commitments_as_csv(told, UTC))} == {"yes"}


@pytest.mark.parametrize(
    "cell, shown",
    [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("+49 30", "'+49 30"),
        ("- we decide", "'- we decide"),
        ("@here", "'@here"),
        ("\t=1", "'\t=1"),
        ("\rx", "'\rx"),
        (" =1", "' =1"),
        ("＝1", "'＝1"),  # noqa: RUF001
        ("a;=1; -2", "a;'=1;' -2"),
        ("a - b = c", "a - b = c"),
        ("2026-11-13", "2026-11-13"),
        ("", ""),
    ],
)
def test_a_spreadsheet_computes_nothing(cell: str, shown: str) -> None:
    assert harmless(cell) == shown


@given(st.text(st.sampled_from("=+-@;, \t\r\"'a1"), max_size=12))
def test_no_cell_begins_a_formula_wherever_a_spreadsheet_cuts_it(text: str) -> None:
    for delimiter in (",", ";"):
        table = io.StringIO()
        csv.writer(table).writerow(["first", harmless(text), "last"])
        cut = next(csv.reader(io.StringIO(table.getvalue(), newline=""), delimiter=delimiter))
        assert not any(cell.lstrip(" ")[:1] in tuple(SIGNS) for cell in cut if cell.strip(" "))


@given(runs(most=12))
def test_any_session_comes_back_through_csv(run: Run) -> None:
    for text in (notes_as_csv(run.last, feedback=True), commitments_as_csv(run.last)):
        for row in rows(text):
            for cell in row.values():
                assert cell[:1] not in tuple(SIGNS) or not cell
                assert clean(cell) == cell
    texts = [row["text"] for row in rows(notes_as_csv(run.last, feedback=True))]
    assert texts == [harmless(note.text) for note in run.last.notes]


def test_hostile_names_and_texts_stay_in_their_cells() -> None:
    found = rows(notes_as_csv(hostile()))
    for text in HOSTILE:
        assert harmless(text) in {row["text"] for row in found}
    assert all(set(row) == set(NOTES) for row in found)
