from __future__ import annotations

import csv
import io
from datetime import UTC, date, timedelta, timezone

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from oneone_tui.exports.anonymous_export import anonymize
from oneone_tui.exports.csv_tables import (
    COMMITMENTS,
    NOTES,
    commitments_as_csv,
    guard_against_formulas,
    locale_delimiter,
    notes_as_csv,
)
from oneone_tui.workshop.model.records import Commitment, Note
from oneone_tui.workshop.model.session import TEAM_ONE
from oneone_tui.workshop.model.terms import NoteKind
from oneone_tui.workshop.text import clean
from tests.support.hostile_session import HOSTILE, hostile_session
from tests.support.played_workshop import played_session
from tests.support.sessions import SIX, START, paired_session
from tests.support.strategies import Run, runs

COFFEE = Commitment(id="coffee", text="coffee", at=START, team=TEAM_ONE)
SIGNS = "=+-@\t\r＝＋－＠"  # noqa: RUF001


def read_rows(text: str, delimiter: str = ",") -> list[dict[str, str]]:
    assert text.startswith("\ufeff")
    assert text.encode().decode("utf-8-sig") == text[1:]
    return list(csv.DictReader(io.StringIO(text[1:], newline=""), delimiter=delimiter, strict=True))


def test_notes_as_csv_has_one_row_per_note() -> None:
    session = played_session(*SIX)
    found = read_rows(notes_as_csv(session, UTC))
    told = [note for note in session.notes if note.kind is not NoteKind.FEEDBACK]
    assert tuple(found[0]) == NOTES
    assert [row["text"] for row in found] == [guard_against_formulas(note.text) for note in told]
    assert found[0]["session"] == "First"
    assert found[0]["time"].startswith("2026-11-09 18:0")
    assert found[0]["person"] in found[0]["members"].split(", ")
    assert {row["pair"] for row in found} <= {"1", "2", "3", ""}
    assert any(row["board"] == row["text"] for row in found)
    assert len(read_rows(notes_as_csv(session, feedback=True))) == len(session.notes) > len(told)


def test_commitments_as_csv_has_one_row_per_commitment() -> None:
    session = hostile_session()
    found = read_rows(commitments_as_csv(session, UTC))
    assert tuple(found[0]) == COMMITMENTS
    assert [row["text"] for row in found] == [
        guard_against_formulas(c.text) for c in session.commitments
    ]
    assert {row["due"] for row in found} == {"2026-11-13"}
    assert {row["to"] for row in found} == {"Ana"}
    assert {row["done"] for row in found} == {""}
    kept = replace(session, commitments=tuple(replace(c, done=True) for c in session.commitments))
    for told in (kept, anonymize(kept)):
        assert {row["done"] for row in read_rows(commitments_as_csv(told, UTC))} == {"yes"}


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
        ('a;"=6*7;b', "a;'\"=6*7;b"),
        ('a;" "-1;"', 'a;\'" "-1;"'),
        ('"=1"', '\'"=1"'),
        ("a|=1", "a|'=1"),
        ("﹦1", "'﹦1"),
        ("−1", "'−1"),
        ('he said; "no"', 'he said; "no"'),
        ("a - b = c", "a - b = c"),
        ("2026-11-13", "2026-11-13"),
        ("", ""),
    ],
)
def test_guard_against_formulas_quotes_formula_signs(cell: str, shown: str) -> None:
    assert guard_against_formulas(cell) == shown


@given(st.lists(st.text(st.sampled_from("=+-@＝﹦;,|: \t\r\n\"'a1"), max_size=12), max_size=4))  # noqa: RUF001
@example(['a;"=6*7;b'])
@example(['a|"" "=1', 'a;"'])
def test_csv_tables_have_no_formula_with_any_delimiter(texts: list[str]) -> None:
    session = played_session(*SIX)
    one, *more = session.notes[: len(texts) + 1]
    texts = texts or [""]
    notes = [replace(note, text=text) for note, text in zip((one, *more), texts, strict=False)]
    promises = [replace(COFFEE, text=text, by=text) for text in texts]
    odd = replace(
        session,
        info=replace(session.info, title=texts[0]),
        people=tuple(replace(person, name=texts[-1]) for person in session.people),
        teams=tuple(replace(team, name=texts[0]) for team in session.teams),
        notes=tuple(notes),
        commitments=tuple(promises),
    )
    for table in (notes_as_csv(odd, UTC, feedback=True), commitments_as_csv(odd, UTC)):
        for delimiter in ",;|\t":
            cut = csv.reader(io.StringIO(table[1:], newline=""), delimiter=delimiter)
            cells = [cell for row in cut for cell in row]
            assert not [cell for cell in cells if cell.strip() and cell.lstrip()[0] in SIGNS + "﹦"]


@given(runs(most=12))
def test_csv_tables_keep_any_session(run: Run) -> None:
    for text in (notes_as_csv(run.last, feedback=True), commitments_as_csv(run.last)):
        for row in read_rows(text):
            for cell in row.values():
                assert cell[:1] not in tuple(SIGNS) or not cell
                assert clean(cell) == cell
    texts = [row["text"] for row in read_rows(notes_as_csv(run.last, feedback=True))]
    assert texts == [guard_against_formulas(note.text) for note in run.last.notes]


def test_notes_as_csv_keeps_hostile_texts_in_their_cells() -> None:
    found = read_rows(notes_as_csv(hostile_session()))
    for text in HOSTILE:
        assert guard_against_formulas(text) in {row["text"] for row in found}
    assert all(set(row) == set(NOTES) for row in found)


def test_csv_tables_fill_each_column_by_name() -> None:
    session = paired_session(*SIX)
    pair = session.pairs[1].id
    note = Note(
        id="n",
        kind=NoteKind.RESOURCE,
        text="a van",
        at=START,
        team=TEAM_ONE,
        pair=pair,
        person="cy-lam",
        board="on-n",
        wording="two vans",
    )
    loose = Note(id="m", kind=NoteKind.TAKEAWAY, text="ask", at=START, team="gone")
    promise = replace(
        COFFEE, pair=pair, who="cy-lam", to="dee-park", by="fri", due=date(2026, 11, 13)
    )
    session = replace(session, notes=(note, loose), commitments=(promise, COFFEE))
    zone = timezone(timedelta(hours=1))
    assert notes_as_csv(session, zone) == (
        "\ufeffsession,time,team,pair,members,kind,person,text,board\r\n"
        'First,2026-11-09 19:00,Team,2,"Cy Lam, Dee Park",resource,Cy Lam,a van,two vans\r\n'
        "First,2026-11-09 19:00,,,,takeaway,,ask,\r\n"
    )
    assert commitments_as_csv(session, zone) == (
        "\ufeffsession,time,team,pair,who,to,text,by,due,done\r\n"
        "First,2026-11-09 19:00,Team,2,Cy Lam,Dee Park,coffee,fri,2026-11-13,\r\n"
        "First,2026-11-09 19:00,Team,,,,coffee,,,\r\n"
    )


@pytest.mark.parametrize("decimal_sign, delimiter", [(",", ";"), (".", ","), ("", ",")])
def test_locale_delimiter_follows_decimal_sign(
    decimal_sign: str, delimiter: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("locale.localeconv", lambda: {"decimal_point": decimal_sign})
    assert locale_delimiter() == delimiter


def test_locale_delimiter_is_comma_if_locale_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "xx_NOWHERE.UTF-8")
    assert locale_delimiter() == ","
