from __future__ import annotations

from datetime import UTC

from hypothesis import given
from hypothesis import strategies as st

from oneone_tui.exports.measure import width
from oneone_tui.exports.report import report_of
from oneone_tui.exports.text import as_text
from oneone_tui.workshop.words import COLUMN_TITLES, STAGE_TITLES, Kind
from tests.unit.exports.played import played
from tests.unit.workshop.building import SIX, after, fresh
from tests.unit.workshop.strategies import Run, runs

NOW = after(3600)


def test_stages_and_columns_are_named_even_where_they_are_empty() -> None:
    text = as_text(report_of(fresh(), NOW, UTC))
    lines = text.splitlines()
    for title in (*STAGE_TITLES.values(), *COLUMN_TITLES.values()):
        assert title in lines
    assert "set up, not started yet" in text
    assert text.count("nothing yet") == 9
    assert text.count("nobody yet") == 5


def test_a_played_workshop_reads_well() -> None:
    lines = as_text(report_of(played(*SIX), NOW, UTC)).splitlines()
    assert lines[0] == "First"
    assert lines[1] == "═════"
    assert lines[2].startswith("  When      Monday 9 November 2026, 18:00–18:5")
    assert "  Rounds       Turn 1 · Conversation  18:05    8:00" in "\n".join(lines)
    assert any(line.startswith("Pair 1: ") for line in lines)


def test_what_was_said_as_feedback_is_between_two_people() -> None:
    session = played(*SIX)
    said = next(note.text for note in session.notes if note.kind is Kind.FEEDBACK)
    assert said not in as_text(report_of(session, NOW, UTC))
    assert said in as_text(report_of(session, NOW, UTC, feedback=True))


def test_a_trio_has_a_place_for_everybody() -> None:
    text = as_text(report_of(played(*SIX, "Gus Ødegård"), NOW, UTC))
    assert "observes first" in text
    assert text.count("Gus Ødegård") > 2


def test_it_ends_with_one_newline_and_has_no_spaces_at_line_ends() -> None:
    text = as_text(report_of(played(*SIX), NOW, UTC))
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert all(line == line.rstrip() for line in text.splitlines())


@given(runs(), st.integers(0, 200))
def test_any_session_fits_the_width(run: Run, columns: int) -> None:
    text = as_text(report_of(run.last, run.now, UTC, feedback=True), columns)
    room = max(50, min(columns, 100))
    assert all(width(line) <= room for line in text.split("\n") if "\u200d" not in line)
