"""The note line: a prefix, a name and `;` are understood, and everything else is kept whole."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneone_tui.workshop.changes import Committed, NotesWritten, StageShown, Written
from oneone_tui.workshop.entry import (
    Line,
    Piece,
    Target,
    changes_for,
    read_line,
)
from oneone_tui.workshop.session import TEAM_ONE, Session, apply
from oneone_tui.workshop.text import clean
from oneone_tui.workshop.words import Kind, Stage
from tests.unit.workshop.building import SIX, START, fresh, in_pairs, made
from tests.unit.workshop.strategies import paired_sessions, sessions, texts

SESSION = in_pairs(*SIX)
ONE, TWO, THREE = (pair.id for pair in SESSION.pairs)
USUAL = Target(kind=Kind.VALUE, pair=ONE)


def read(text: str, session: Session = SESSION, usual: Target = USUAL) -> Line:
    return read_line(text, session, usual)


def said(text: str, kind: Kind = Kind.VALUE, pair: str = ONE) -> Line:
    return Line(target=Target(kind=kind, pair=pair), pieces=(Piece(text),))


@pytest.mark.parametrize(
    "text, line",
    [
        ("we keep our word", said("we keep our word")),
        ("2v we keep our word", said("we keep our word", pair=TWO)),
        ("v we keep our word", said("we keep our word")),
        ("i rent control", said("rent control", Kind.INTEREST)),
        ("3r  a van ", said("a van", Kind.RESOURCE, THREE)),
        ("f felt heard", said("felt heard", Kind.FEEDBACK)),
        ("t ask more", said("ask more", Kind.TAKEAWAY)),
        ("1c coffee", said("coffee", Kind.COMMITMENT)),
        ("002v courage", said("courage", pair=TWO)),
        ("2 v courage", said("courage", pair=TWO)),
        ("2V courage", said("courage", pair=TWO)),
        ("2 I rent control", said("rent control", Kind.INTEREST, TWO)),
        ("2i: rent control", said("rent control", Kind.INTEREST, TWO)),
        ("2i. rent control", said("rent control", Kind.INTEREST, TWO)),
        ("V courage", said("courage")),
        ("R a van", said("a van", Kind.RESOURCE)),
        ("v: courage", said("courage")),
        ("I: rent control", said("rent control", Kind.INTEREST)),
        ("i think so", said("think so", Kind.INTEREST)),
        ("r u there", said("u there", Kind.RESOURCE)),
        ("f: felt heard", said("felt heard", Kind.FEEDBACK)),
    ],
)
def test_a_prefix_says_which_pair_and_kind(text: str, line: Line) -> None:
    assert read(text) == line


@pytest.mark.parametrize(
    "text",
    [
        "12 years",
        "İ am told that I am",  # by Unicode's rules these are an i, too
        "2ı so",
        "2 vans",
        "2value",
        "victory",
        "I think we should",
        "I",
        "a value",
        "2 vans are free",
        "12 people came",
        "c'est la vie",
        "T-shirts for all",
        "9999999999v x",
        "2x nobody knows x",
        "-1v x",
        "2vv x",
        "٢v Arabic digits are text",
        "v. x",
    ],
)
def test_what_only_looks_like_a_prefix_is_text(text: str) -> None:
    assert read(text) == said(text)


@pytest.mark.parametrize(
    "text, problem",
    [
        ("4v there are three pairs only", "there is no pair 4: there are 3"),
        ("7 V Ana: x", "there is no pair 7: there are 3"),
        ("0v nor is there a pair 0", "there is no pair 0: there are 3"),
        ("12 i think", "there is no pair 12: there are 3"),
        ("7v", "there is no pair 7: there are 3"),
    ],
)
def test_a_pair_that_is_not_there_is_asked_about_and_the_text_is_whole(
    text: str, problem: str
) -> None:
    line = read(text)
    assert [asked.text for asked in line.problems] == [problem]
    assert (line.target, line.pieces) == (USUAL, (Piece(text),))


@pytest.mark.parametrize(
    "text, target",
    [
        ("", USUAL),
        ("   ", USUAL),
        (";", USUAL),
        (" ; ;; ", USUAL),
        ("v", USUAL),
        ("r", Target(kind=Kind.RESOURCE, pair=ONE)),
        ("2v", Target(kind=Kind.VALUE, pair=TWO)),
        ("2i ", Target(kind=Kind.INTEREST, pair=TWO)),
        ("3c ;", Target(kind=Kind.COMMITMENT, pair=THREE)),
        ("\u0301", USUAL),
        ("\x1b[2J", USUAL),
    ],
)
def test_a_line_without_text_says_where_it_would_go_and_keeps_nothing(
    text: str, target: Target
) -> None:
    assert read(text) == Line(target=target, pieces=())
    assert changes_for(read(text), SESSION) == ()


def test_without_pairs_a_numbered_prefix_is_text() -> None:
    usual = Target(kind=Kind.VALUE)
    line = read("1v x", fresh("Ana"), usual)
    assert line.pieces == (Piece("1v x"),)
    assert [asked.text for asked in line.problems] == ["there is no pair 1: none are drawn"]
    one = read("2v x", in_pairs("Ana", "Ben"), usual)
    assert [asked.text for asked in one.problems] == ["there is no pair 2: there is 1"]


def test_semicolons_before_a_space_or_at_the_end_part_several_notes() -> None:
    line = read("2v honesty; courage ;  ; joy;")
    assert line.target == Target(kind=Kind.VALUE, pair=TWO)
    assert [piece.text for piece in line.pieces] == ["honesty", "courage", "joy"]


@pytest.mark.parametrize(
    "text, texts",
    [
        ("see https://a.org/x;y=1;z and read", ["see https://a.org/x;y=1;z and read"]),
        ("https://a.org/x; and read", ["https://a.org/x", "and read"]),
        ("honesty;courage", ["honesty;courage"]),
        (r"bread\; roses; peace", ["bread; roses", "peace"]),
        ("诚实；勇气", ["诚实", "勇气"]),  # noqa: RUF001
        ("الصدق؛ الشجاعة", ["الصدق", "الشجاعة"]),
    ],
)
def test_a_semicolon_within_a_word_is_text(text: str, texts: list[str]) -> None:
    assert [piece.text for piece in read(text).pieces] == texts


def test_a_prefix_counts_at_the_beginning_of_the_line_only() -> None:
    assert [piece.text for piece in read("v honesty; r a van").pieces] == ["honesty", "r a van"]


def test_the_changes_of_a_line_keep_its_notes_together_and_commitments_apart() -> None:
    assert changes_for(read("2r Ana: a van; hall"), SESSION) == (
        NotesWritten(
            kind=Kind.RESOURCE,
            notes=(Written("a van", "ana-ruiz"), Written("hall")),
            team=TEAM_ONE,
            pair=TWO,
        ),
    )
    assert changes_for(read("c Ana > Ben: coffee; tea"), SESSION) == (
        Committed(text="coffee", team=TEAM_ONE, pair=ONE, who="ana-ruiz", to="ben-okafor"),
        Committed(text="tea", team=TEAM_ONE, pair=ONE),
    )


def test_while_the_team_reports_back_a_note_goes_on_the_board() -> None:
    session = made(SESSION, StageShown(stage=Stage.REPORT_BACK))
    session = made(session, *changes_for(read("v dignity", session), session))
    session = made(session, *changes_for(read("f good", session), session))
    assert [bool(note.board) for note in session.notes] == [True, False]


def test_a_line_for_a_pair_that_is_gone_is_kept_for_the_team() -> None:
    gone = Target(kind=Kind.VALUE, pair="pair-99-1")
    (change,) = changes_for(read("dignity", usual=gone), SESSION)
    session = made(SESSION, change)
    assert [(note.text, note.pair) for note in session.notes] == [("dignity", "")]


@given(
    paired_sessions(),
    st.one_of(texts, st.lists(texts, max_size=4).map("; ".join), st.text(max_size=80)),
    st.sampled_from(Kind),
)
def test_any_line_is_kept_by_the_session_it_was_read_for(
    session: Session, text: str, kind: Kind
) -> None:
    line = read(text, session, Target(kind=kind, pair=session.pairs[-1].id))
    for change in changes_for(line, session):
        session = apply(session, change, START)
    kept = [note.text for note in session.notes] + [c.text for c in session.commitments]
    assert kept == [piece.text for piece in line.pieces]
    assert all(kept)


# Without marks and joiners: what has lost the character that it stood on goes.
unmarked = st.text(
    st.characters(exclude_categories=("Cs", "Cf", "M"), exclude_characters=":"), max_size=80
)


@given(sessions(0, 12), unmarked)
def test_no_character_is_lost_but_the_prefix_and_the_semicolons(
    session: Session, text: str
) -> None:
    line = read(text, session, Target(kind=Kind.VALUE))
    kept = "".join(piece.text for piece in line.pieces).replace(" ", "")
    typed = clean(text).replace(" ", "")
    lead = re.match(r"[0-9]{0,9}[vircft]:?", typed, re.IGNORECASE)
    leads = {"", lead[0] if lead else "", lead[0].rstrip(":") if lead else ""}
    assert any(_kept(typed.removeprefix(one), kept) for one in leads)


def _kept(typed: str, kept: str) -> bool:
    """Whether `kept` is `typed` without some semicolons and backslashes."""
    left = iter(kept)
    following = next(left, None)
    for char in typed:
        if char == following:
            following = next(left, None)
        elif char not in ";\u061b\uff1b\\":
            return False
    return following is None


def test_a_mark_without_its_letter_does_not_stop_the_notes_beside_it() -> None:
    line = read("x\uff1b\u0301; ye\u0301")
    assert [piece.text for piece in line.pieces] == ["x", "y\xe9"]


def test_a_sign_that_stands_twice_after_a_completed_name_is_one() -> None:
    once = read("c Ana Ruiz > Ben Okafor: coffee")
    assert once.pieces[0].who
    assert once.pieces[0].to
    assert read("c Ana Ruiz > > Ben Okafor: : coffee") == once
    assert read("r Ana Ruiz: : a van") == read("r Ana Ruiz: a van")
