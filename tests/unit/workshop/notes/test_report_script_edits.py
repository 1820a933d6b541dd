"""Mending what the reporter will say; who is still to be asked; who has reported before."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from oneone_tui.workshop.history.attendance import NO_ATTENDANCE, attendance_history
from oneone_tui.workshop.model.changes import NoteDraft, NotesWritten, RoleGiven
from oneone_tui.workshop.model.session import TEAM_ONE, Session
from oneone_tui.workshop.model.terms import NoteKind, Presence, Role
from oneone_tui.workshop.notes.report_script import (
    EASY,
    draft_report,
    draw_reporter,
    pairs_without_commitment,
    people_without_takeaway,
    times_reported,
    with_script_line,
)
from tests.support.board_sessions import notes_written
from tests.support.sessions import SIX, apply_changes, paired_session, running_session

WORDS = st.text("abc", min_size=1, max_size=3)
LINES = st.lists(WORDS, max_size=4).map(tuple)


def being(session: Session, presence: Presence, *people: str) -> Session:
    changed = tuple(replace(p, presence=presence) if p.id in people else p for p in session.people)
    return replace(session, people=changed)


# ------------------------------------------------------------------------------ mending


@given(LINES, st.integers(0, 4), WORDS)
def test_with_script_line_replaces_line(lines: tuple[str, ...], at: int, text: str) -> None:
    if at < len(lines):
        mended = with_script_line(lines, at, lines[at], text)
        assert mended == (*lines[:at], text, *lines[at + 1 :])
        assert with_script_line(lines, at, lines[at], " ") == (*lines[:at], *lines[at + 1 :])
    else:
        assert with_script_line(lines, at, "", text) == (*lines, text)
        assert with_script_line(lines, at, "", " ") == lines


@given(LINES, st.integers(0, 4), WORDS, WORDS)
def test_with_script_line_never_loses_lines_of_others(
    lines: tuple[str, ...], at: int, before: str, text: str
) -> None:
    mended = with_script_line(lines, at, before, text)
    assert text in mended
    assert set(lines) - {before} <= set(mended)


def test_with_script_line_finds_moved_line() -> None:
    assert with_script_line(("new", "one", "two"), 0, "one", "uno") == ("new", "uno", "two")
    assert with_script_line(("new", "one", "two"), 0, "one", "") == ("new", "two")


# ------------------------------------------------------------------------------ the draft


def test_draft_report_splits_full_column_without_repeats() -> None:
    texts = [f"value number {n} of a long evening" for n in range(40)]
    session = apply_changes(
        paired_session(*SIX),
        notes_written(NoteKind.VALUE, *texts),
        notes_written(NoteKind.VALUE, texts[0]),
    )
    _, *lines = draft_report(session, TEAM_ONE).splitlines()
    assert all(line.startswith("What we share: ") and len(line) <= EASY for line in lines)
    said = [text for line in lines for text in line[15:-1].split("; ")]
    assert said == texts


# ------------------------------------------------------------------------------ who


def test_people_without_takeaway_are_present() -> None:
    session = being(paired_session(*SIX), Presence.LEFT, "fay-wu")
    session = being(session, Presence.LATE, "eve-sol")
    said = (NoteDraft("to listen", "ana-ruiz"), NoteDraft("a plan"))
    session = apply_changes(
        session, NotesWritten(kind=NoteKind.TAKEAWAY, notes=said, team=TEAM_ONE)
    )
    names = [person.name.split()[0] for person in people_without_takeaway(session, TEAM_ONE)]
    assert names == ["Ben", "Cy", "Dee", "Eve"]


def test_pairs_without_commitment_skip_pair_that_left() -> None:
    session = paired_session(*SIX)
    gone = being(session, Presence.LEFT, *session.pairs[1].members)
    assert pairs_without_commitment(gone) == (session.pairs[0], session.pairs[2])


def test_times_reported_come_from_history() -> None:
    given_to = RoleGiven(team=TEAM_ONE, role=Role.REPORTER, person="ana-ruiz")
    kept_time = RoleGiven(team=TEAM_ONE, role=Role.TIMEKEEPER, person="cy-lam")
    session = apply_changes(
        running_session(*SIX, segment="turn-1-conversation"), given_to, kept_time
    )
    assert times_reported(attendance_history([session, session])) == {"ana-ruiz": 2}
    assert times_reported(NO_ATTENDANCE) == {}


@given(st.integers())
def test_draw_reporter_again_prefers_another_person(seed: int) -> None:
    given_to = RoleGiven(team=TEAM_ONE, role=Role.REPORTER, person="ana-ruiz")
    session = apply_changes(paired_session(*SIX), given_to)
    assert draw_reporter(session, TEAM_ONE, {}, Random(seed)) != "ana-ruiz"
    others = {person.id: 1 for person in session.people[1:]}
    assert draw_reporter(session, TEAM_ONE, others, Random(seed)) == "ana-ruiz"
