from __future__ import annotations

from datetime import UTC

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from oneone_tui.exports.plain_text import as_text
from oneone_tui.exports.report import build_report
from oneone_tui.exports.text_wrapping import width
from oneone_tui.workshop.model.changes import NoteDraft, NotesWritten
from oneone_tui.workshop.model.records import Team
from oneone_tui.workshop.model.session import TEAM_ONE
from oneone_tui.workshop.model.terms import COLUMN_TITLES, STAGE_TITLES, NoteKind, Presence
from tests.support.played_workshop import played_session
from tests.support.sessions import SIX, apply_changes, fresh_session, paired_session, time_at
from tests.support.strategies import Run, runs

NOW = time_at(3600)


def value_written(pair: str, *, team: str = TEAM_ONE, on_board: bool = False) -> NotesWritten:
    notes = (NoteDraft(text="we keep our word"),)
    return NotesWritten(kind=NoteKind.VALUE, notes=notes, team=team, pair=pair, on_board=on_board)


def test_as_text_names_empty_stages_and_columns() -> None:
    text = as_text(build_report(fresh_session(), NOW, UTC))
    lines = text.splitlines()
    for title in (*STAGE_TITLES.values(), *COLUMN_TITLES.values()):
        assert title in lines
    assert "set up, not started yet" in text
    assert text.count("nothing yet") == 9
    assert text.count("nobody yet") == 5


def test_as_text_lays_out_played_workshop() -> None:
    lines = as_text(build_report(played_session(*SIX), NOW, UTC)).splitlines()
    assert lines[0] == "First"
    assert lines[1] == "═════"
    assert lines[2].startswith("  When      Monday 9 November 2026, 18:00–18:5")
    assert "  Rounds       Turn 1 · Conversation  18:05    8:00" in "\n".join(lines)
    assert any(line.startswith("Pair 1: ") for line in lines)


def test_as_text_leaves_out_feedback_by_default() -> None:
    session = played_session(*SIX)
    said = next(note.text for note in session.notes if note.kind is NoteKind.FEEDBACK)
    assert said not in as_text(build_report(session, NOW, UTC))
    assert said in as_text(build_report(session, NOW, UTC, feedback=True))


def test_as_text_shows_trio() -> None:
    text = as_text(build_report(played_session(*SIX, "Gus Ødegård"), NOW, UTC))
    assert "observes first" in text
    assert text.count("Gus Ødegård") > 2


def test_as_text_shows_who_left_and_who_observed() -> None:
    session = paired_session(*SIX)
    gone = session.pairs[0].members[1]
    pairs = (session.pairs[0], replace(session.pairs[1], observers=("ana-ruiz",)))
    people = tuple(
        replace(p, presence=Presence.LEFT if p.id == gone else p.presence) for p in session.people
    )
    told = value_written(session.pairs[0].id)
    session = apply_changes(replace(session, pairs=pairs, people=people), told)
    text = as_text(build_report(session, NOW, UTC))
    assert "Left early  Ben Okafor" in text
    assert "Ana Ruiz → Ben Okafor (left)" in text
    assert "Cy Lam → Dee Park · Ana Ruiz listening" in text
    assert "Pair 1: Ana Ruiz and Ben Okafor (left)" in text
    assert "Absent" not in text


def test_as_text_shows_roles_and_board_of_each_team() -> None:
    session = paired_session(*SIX[:4])
    teams = (
        replace(session.teams[0], name="North", reporter="ana-ruiz"),
        Team(id="south", name="South", note_taker="cy-lam"),
    )
    moved = {*session.pairs[1].members}
    people = tuple(replace(p, team="south") if p.id in moved else p for p in session.people)
    pairs = (session.pairs[0], replace(session.pairs[1], team="south"))
    session = replace(session, teams=teams, people=people, pairs=pairs)
    session = apply_changes(session, value_written("", team="south", on_board=True))
    lines = as_text(build_report(session, NOW, UTC)).splitlines()
    assert lines.count("North") == lines.count("South") == len(STAGE_TITLES)
    board = lines[lines.index("Report-back") :]
    south = board[board.index("South") : board.index("Summary")]
    assert any("we keep our word" in line for line in south)
    assert not any("we keep our word" in line for line in board[: board.index("South")])


def test_as_text_ends_with_newline_and_has_no_trailing_spaces() -> None:
    text = as_text(build_report(played_session(*SIX), NOW, UTC))
    assert text.endswith("\n")
    assert not text.endswith("\n\n")
    assert all(line == line.rstrip() for line in text.splitlines())


@given(runs(), st.integers(0, 200))
def test_as_text_fits_width_for_any_session(run: Run, columns: int) -> None:
    text = as_text(build_report(run.last, run.now, UTC, feedback=True), columns)
    room = max(50, min(columns, 100))
    assert all(width(line) <= room for line in text.split("\n") if "\u200d" not in line)
