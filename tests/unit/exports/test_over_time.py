"""Commitments, people and trends in words and as JSON."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from oneone_tui.exports.commitments import commitments_as_json, commitments_as_text
from oneone_tui.exports.people import people_as_json, people_as_text
from oneone_tui.exports.text_wrapping import width
from oneone_tui.exports.trends import trends_as_json, trends_as_text
from oneone_tui.workshop.history.attendance import NO_ATTENDANCE, attendance_history
from oneone_tui.workshop.history.commitments import short_codes, sort_by_urgency
from oneone_tui.workshop.history.trends import find_trends
from oneone_tui.workshop.model.session import TEAM_ONE
from oneone_tui.workshop.model.terms import NoteKind
from tests.support.commitment_sessions import tracked_commitment
from tests.support.sessions import SIX, fresh_session
from tests.support.weekly_workshops import held_session, session_of_size
from tests.unit.workshop.history.test_trends import saying

TODAY = date(2026, 11, 27)
DAY = timedelta(days=1)
THREE = (("ana-ruiz", "ben-okafor"), ("cy-lam", "dee-park"), ("eve-sol", "fay-wu"))
LONG = ("李小龍" * 20, "Maria-Magdalena von und zu Hohenstein-Lichtenberg und noch viel mehr", "x")


def test_commitments_as_text_lists_overdue_first(utc: None) -> None:
    promises = sort_by_urgency(
        [
            tracked_commitment(1, TODAY - DAY),
            tracked_commitment(2, done=True),
            tracked_commitment(3, TODAY),
        ],
        TODAY,
    )
    codes = short_codes(promises)
    lines = commitments_as_text(promises, codes, TODAY).splitlines()
    assert lines[0] == "2 open, 1 overdue · 1 done"
    assert lines[2] == f"[ ] {codes[promises[0].key]}  Ana Ruiz → Ben Okafor: promise 1"
    assert lines[3].strip() == "overdue since Thu 26 Nov · promised on 9 Nov 2026, First"
    assert lines[6].strip().startswith("due today · ")
    assert lines[8].startswith(f"[x] {codes[promises[2].key]}  ")


def test_commitments_exports_of_nothing_are_one_line() -> None:
    assert commitments_as_text((), {}, TODAY) == "0 open · 0 done\n"
    assert commitments_as_json((), {}, TODAY) == "[]\n"


def test_commitments_as_json_has_code_people_and_standing() -> None:
    one = tracked_commitment(1, TODAY - DAY)
    nobody = replace(tracked_commitment(2), who="", who_name="", to="", to_name="")
    codes = short_codes([one, nobody])
    first, second = json.loads(commitments_as_json([one, nobody], codes, TODAY))
    assert first["code"] == codes[one.key]
    assert first["who"] == {"id": "ana-ruiz", "name": "Ana Ruiz"}
    assert (first["due"], first["done"], first["standing"]) == ("2026-11-26", False, "overdue")
    assert first["created"] == "2026-11-09T18:00:00Z"
    assert (second["who"], second["to"], second["standing"]) == (None, None, "undated")


def test_people_as_text_has_table_and_matrix(utc: None) -> None:
    session = held_session(fresh_session(*SIX), THREE)
    text = people_as_text(
        attendance_history([session, held_session(fresh_session(*SIX), THREE, 1)])
    )
    lines = [line.split() for line in text.splitlines()]
    assert lines[1] == ["1", "Ana", "Ruiz", "2", "2", "–", "–", "–", "16", "Nov", "2026"]
    assert lines[2] == ["2", "Ben", "Okafor", "2", "–", "–", "–", "–", "16", "Nov", "2026"]
    at = next(n for n, line in enumerate(lines) if line == ["1", "2", "3", "4", "5", "6"])
    assert lines[at + 1] == ["1", "Ana", "Ruiz", "-", "2", "·", "·", "·", "·"]
    assert lines[at + 2] == ["2", "Ben", "Okafor", "2", "-", "·", "·", "·", "·"]


def test_people_exports_of_nobody_are_empty() -> None:
    assert people_as_text(NO_ATTENDANCE) == "nobody has met anybody yet\n"
    assert json.loads(people_as_json(NO_ATTENDANCE)) == {"people": [], "met": []}


def test_people_as_json_counts_sessions_and_roles() -> None:
    session = held_session(fresh_session(*SIX), THREE)
    team = replace(session.teams[0], timekeeper="cy-lam")
    data = json.loads(people_as_json(attendance_history([replace(session, teams=(team,))])))
    cy = data["people"][2]
    assert (cy["id"], cy["name"], cy["sessions"], cy["organized"]) == ("cy-lam", "Cy Lam", 1, 1)
    assert cy["roles"] == {"timekeeper": {"times": 1, "last": "2026-11-09T18:00:00Z"}}
    assert data["met"][0]["people"] == ["ana-ruiz", "ben-okafor"]
    assert data["met"][0]["times"] == 1


@pytest.mark.parametrize("people", [2, 10, 60])
@pytest.mark.parametrize("columns", [20, 50, 80, 100, 200])
def test_people_as_text_cuts_matrix_to_width(people: int, columns: int) -> None:
    session = session_of_size(people)
    named = zip(session.people, LONG * people, strict=False)
    session = replace(session, people=tuple(replace(p, name=f"{p.id} {n}") for p, n in named))
    pairs = [(f"p{n:03d}", f"p{n + 1:03d}") for n in range(0, people, 2)]
    text = people_as_text(attendance_history([held_session(session, pairs)]), columns)
    matrix = text.partition("how often")[2]
    assert sum(line.split().count("1") for line in matrix.splitlines()) >= people
    assert max(map(width, text.splitlines())) <= max(70, min(columns, 100))


def test_trends_as_text_lists_values_and_interests(utc: None) -> None:
    sayings = [saying("we keep our word", 0), saying("we keep our words", 1)]
    lines = trends_as_text(find_trends(sayings)).splitlines()
    assert lines == [
        "Values",
        "  - we keep our word",
        "      2 sessions, 2 teams, last on 16 Nov 2026",
        "      also: we keep our words",
        "",
        "Interests",
        "  nothing has come up in two sessions yet",
    ]


def test_trends_as_json_has_themes() -> None:
    sayings = [saying("rent", week, TEAM_ONE, NoteKind.INTEREST) for week in range(2)]
    (theme,) = json.loads(trends_as_json(find_trends(sayings)))
    assert (theme["kind"], theme["text"], theme["sessions"]) == ("interest", "rent", 2)
    assert (theme["first"], theme["wordings"]) == ("2026-11-09T18:00:00Z", [])
    assert trends_as_json(()) == "[]\n"


@given(st.text(min_size=1, max_size=300).map(lambda t: " ".join(t.split())), st.integers(0, 200))
def test_over_time_texts_fit_width(text: str, columns: int) -> None:
    one = replace(tracked_commitment(1, TODAY), text=text, who_name=text, title=text)
    most = max(50, min(columns, 100))
    written = commitments_as_text([one], short_codes([one]), TODAY, columns)
    written += trends_as_text(find_trends([saying(text, 0), saying(text, 1)]), columns)
    for line in written.split("\n"):
        assert width(line) <= most
