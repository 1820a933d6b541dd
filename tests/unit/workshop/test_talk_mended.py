"""Mending what the reporter will say; who is still to be asked; who has reported before."""

from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from oneone_tui.workshop.changes import NotesWritten, RoleGiven, Written
from oneone_tui.workshop.past import NO_PAST, past_of
from oneone_tui.workshop.report_talk import (
    EASY,
    draft,
    draw_reporter,
    pairs_without_commitment,
    still_to_ask,
    times_reported,
    with_line,
)
from oneone_tui.workshop.session import TEAM_ONE, Session
from oneone_tui.workshop.words import Kind, Presence, Role
from tests.unit.workshop.boards import told
from tests.unit.workshop.building import SIX, in_pairs, made, running

WORDS = st.text("abc", min_size=1, max_size=3)
LINES = st.lists(WORDS, max_size=4).map(tuple)


def being(session: Session, presence: Presence, *people: str) -> Session:
    changed = tuple(replace(p, presence=presence) if p.id in people else p for p in session.people)
    return replace(session, people=changed)


# ------------------------------------------------------------------------------ mending


@given(LINES, st.integers(0, 4), WORDS)
def test_a_line_is_replaced_where_it_stands(lines: tuple[str, ...], at: int, text: str) -> None:
    if at < len(lines):
        mended = with_line(lines, at, lines[at], text)
        assert mended == (*lines[:at], text, *lines[at + 1 :])
        assert with_line(lines, at, lines[at], " ") == (*lines[:at], *lines[at + 1 :])
    else:
        assert with_line(lines, at, "", text) == (*lines, text)
        assert with_line(lines, at, "", " ") == lines


@given(LINES, st.integers(0, 4), WORDS, WORDS)
def test_what_others_wrote_meanwhile_is_never_lost(
    lines: tuple[str, ...], at: int, before: str, text: str
) -> None:
    mended = with_line(lines, at, before, text)
    assert text in mended
    assert set(lines) - {before} <= set(mended)


def test_a_line_that_has_moved_is_found() -> None:
    assert with_line(("new", "one", "two"), 0, "one", "uno") == ("new", "uno", "two")
    assert with_line(("new", "one", "two"), 0, "one", "") == ("new", "two")


# ------------------------------------------------------------------------------ the draft


def test_a_full_column_takes_several_lines_and_says_everything_once() -> None:
    texts = [f"value number {n} of a long evening" for n in range(40)]
    session = made(in_pairs(*SIX), told(Kind.VALUE, *texts), told(Kind.VALUE, texts[0]))
    _, *lines = draft(session, TEAM_ONE).splitlines()
    assert all(line.startswith("What we share: ") and len(line) <= EASY for line in lines)
    said = [text for line in lines for text in line[15:-1].split("; ")]
    assert said == texts


# ------------------------------------------------------------------------------ who


def test_whoever_is_there_and_took_nothing_away_is_still_to_ask() -> None:
    session = being(in_pairs(*SIX), Presence.LEFT, "fay-wu")
    session = being(session, Presence.LATE, "eve-sol")
    said = (Written("to listen", "ana-ruiz"), Written("a plan"))
    session = made(session, NotesWritten(kind=Kind.TAKEAWAY, notes=said, team=TEAM_ONE))
    names = [person.name.split()[0] for person in still_to_ask(session, TEAM_ONE)]
    assert names == ["Ben", "Cy", "Dee", "Eve"]


def test_nobody_asks_a_pair_that_has_left_for_a_commitment() -> None:
    session = in_pairs(*SIX)
    gone = being(session, Presence.LEFT, *session.pairs[1].members)
    assert pairs_without_commitment(gone) == (session.pairs[0], session.pairs[2])


def test_how_often_each_reported_is_read_from_the_past() -> None:
    given_to = RoleGiven(team=TEAM_ONE, role=Role.REPORTER, person="ana-ruiz")
    kept_time = RoleGiven(team=TEAM_ONE, role=Role.TIMEKEEPER, person="cy-lam")
    session = made(running(*SIX, segment="turn-1-conversation"), given_to, kept_time)
    assert times_reported(past_of([session, session])) == {"ana-ruiz": 2}
    assert times_reported(NO_PAST) == {}


@given(st.integers())
def test_drawn_again_it_is_somebody_else_if_anybody_reported_as_seldom(seed: int) -> None:
    given_to = RoleGiven(team=TEAM_ONE, role=Role.REPORTER, person="ana-ruiz")
    session = made(in_pairs(*SIX), given_to)
    assert draw_reporter(session, TEAM_ONE, {}, Random(seed)) != "ana-ruiz"
    others = {person.id: 1 for person in session.people[1:]}
    assert draw_reporter(session, TEAM_ONE, others, Random(seed)) == "ana-ruiz"
