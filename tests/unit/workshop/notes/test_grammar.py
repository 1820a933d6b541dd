"""The note line: a prefix, a name and `;` are understood, and everything else is kept whole."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneone_tui.workshop.model.changes import (
    CommitmentAdded,
    MarkedAbsent,
    NoteDraft,
    NotesWritten,
    StageShown,
)
from oneone_tui.workshop.model.session import TEAM_ONE, Session
from oneone_tui.workshop.model.terms import NoteKind, Stage
from oneone_tui.workshop.notes.grammar import LineTarget, NotePiece, ParsedLine, parse_line
from oneone_tui.workshop.notes.to_changes import changes_for_line
from oneone_tui.workshop.reducers.apply import apply
from oneone_tui.workshop.text import clean
from tests.support.sessions import SIX, START, apply_changes, fresh_session, paired_session
from tests.support.strategies import paired_sessions, sessions, texts

SESSION = paired_session(*SIX)
ONE, TWO, THREE = (pair.id for pair in SESSION.pairs)
USUAL = LineTarget(kind=NoteKind.VALUE, pair=ONE)


def read(text: str, session: Session = SESSION, usual: LineTarget = USUAL) -> ParsedLine:
    return parse_line(text, session, usual)


def said(text: str, kind: NoteKind = NoteKind.VALUE, pair: str = ONE) -> ParsedLine:
    return ParsedLine(target=LineTarget(kind=kind, pair=pair), pieces=(NotePiece(text),))


@pytest.mark.parametrize(
    "text, line",
    [
        ("we keep our word", said("we keep our word")),
        ("2v we keep our word", said("we keep our word", pair=TWO)),
        ("v we keep our word", said("we keep our word")),
        ("i rent control", said("rent control", NoteKind.INTEREST)),
        ("3r  a van ", said("a van", NoteKind.RESOURCE, THREE)),
        ("f felt heard", said("felt heard", NoteKind.FEEDBACK)),
        ("t ask more", said("ask more", NoteKind.TAKEAWAY)),
        ("1c coffee", said("coffee", NoteKind.COMMITMENT)),
        ("002v courage", said("courage", pair=TWO)),
        ("2 v courage", said("courage", pair=TWO)),
        ("2V courage", said("courage", pair=TWO)),
        ("2 I rent control", said("rent control", NoteKind.INTEREST, TWO)),
        ("2i: rent control", said("rent control", NoteKind.INTEREST, TWO)),
        ("2i. rent control", said("rent control", NoteKind.INTEREST, TWO)),
        ("V courage", said("courage")),
        ("R a van", said("a van", NoteKind.RESOURCE)),
        ("v: courage", said("courage")),
        ("I: rent control", said("rent control", NoteKind.INTEREST)),
        ("i think so", said("think so", NoteKind.INTEREST)),
        ("r u there", said("u there", NoteKind.RESOURCE)),
        ("f: felt heard", said("felt heard", NoteKind.FEEDBACK)),
    ],
)
def test_parse_line_reads_prefix(text: str, line: ParsedLine) -> None:
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
def test_parse_line_keeps_near_prefix_as_text(text: str) -> None:
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
def test_parse_line_asks_about_unknown_pair(text: str, problem: str) -> None:
    line = read(text)
    assert [asked.text for asked in line.problems] == [problem]
    assert (line.target, line.pieces) == (USUAL, (NotePiece(text),))


@pytest.mark.parametrize(
    "text, target",
    [
        ("", USUAL),
        ("   ", USUAL),
        (";", USUAL),
        (" ; ;; ", USUAL),
        ("v", USUAL),
        ("r", LineTarget(kind=NoteKind.RESOURCE, pair=ONE)),
        ("2v", LineTarget(kind=NoteKind.VALUE, pair=TWO)),
        ("2i ", LineTarget(kind=NoteKind.INTEREST, pair=TWO)),
        ("3c ;", LineTarget(kind=NoteKind.COMMITMENT, pair=THREE)),
        ("\u0301", USUAL),
        ("\x1b[2J", USUAL),
    ],
)
def test_parse_line_without_text_has_target_only(text: str, target: LineTarget) -> None:
    assert read(text) == ParsedLine(target=target, pieces=())
    assert changes_for_line(read(text), SESSION) == ()


def test_parse_line_without_pairs_keeps_number_as_text() -> None:
    usual = LineTarget(kind=NoteKind.VALUE)
    line = read("1v x", fresh_session("Ana"), usual)
    assert line.pieces == (NotePiece("1v x"),)
    assert [asked.text for asked in line.problems] == ["there is no pair 1: none are drawn"]
    one = read("2v x", paired_session("Ana", "Ben"), usual)
    assert [asked.text for asked in one.problems] == ["there is no pair 2: there is 1"]
    gap = apply_changes(paired_session(*SIX), MarkedAbsent(person="ana-ruiz"))
    for typed, why in (
        ("1v x", "there is no pair 1 any more"),
        ("4v x", "there is no pair 4: there are 2, the last is 3"),
    ):
        assert [
            asked.text for asked in read(typed, gap, LineTarget(kind=NoteKind.VALUE)).problems
        ] == [why]


def test_parse_line_splits_at_semicolons() -> None:
    line = read("2v honesty; courage ;  ; joy;")
    assert line.target == LineTarget(kind=NoteKind.VALUE, pair=TWO)
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
def test_parse_line_keeps_semicolon_within_word(text: str, texts: list[str]) -> None:
    assert [piece.text for piece in read(text).pieces] == texts


def test_parse_line_reads_prefix_only_at_beginning() -> None:
    assert [piece.text for piece in read("v honesty; r a van").pieces] == ["honesty", "r a van"]


def test_changes_for_line_group_notes_and_separate_commitments() -> None:
    assert changes_for_line(read("2r Ana: a van; hall"), SESSION) == (
        NotesWritten(
            kind=NoteKind.RESOURCE,
            notes=(NoteDraft("a van", "ana-ruiz"), NoteDraft("hall")),
            team=TEAM_ONE,
            pair=TWO,
        ),
    )
    assert changes_for_line(read("c Ana > Ben: coffee; tea"), SESSION) == (
        CommitmentAdded(text="coffee", team=TEAM_ONE, pair=ONE, who="ana-ruiz", to="ben-okafor"),
        CommitmentAdded(text="tea", team=TEAM_ONE, pair=ONE),
    )


def test_changes_for_line_go_on_board_at_report_back() -> None:
    session = apply_changes(SESSION, StageShown(stage=Stage.REPORT_BACK))
    session = apply_changes(session, *changes_for_line(read("v dignity", session), session))
    session = apply_changes(session, *changes_for_line(read("f good", session), session))
    assert [bool(note.board) for note in session.notes] == [True, False]


def test_changes_for_line_keep_note_of_missing_pair_for_team() -> None:
    gone = LineTarget(kind=NoteKind.VALUE, pair="pair-99-1")
    (change,) = changes_for_line(read("dignity", usual=gone), SESSION)
    session = apply_changes(SESSION, change)
    assert [(note.text, note.pair) for note in session.notes] == [("dignity", "")]


@given(
    paired_sessions(),
    st.one_of(texts, st.lists(texts, max_size=4).map("; ".join), st.text(max_size=80)),
    st.sampled_from(NoteKind),
)
def test_changes_for_line_are_accepted_for_any_line(
    session: Session, text: str, kind: NoteKind
) -> None:
    line = read(text, session, LineTarget(kind=kind, pair=session.pairs[-1].id))
    for change in changes_for_line(line, session):
        session = apply(session, change, START)
    kept = [note.text for note in session.notes] + [c.text for c in session.commitments]
    assert kept == [piece.text for piece in line.pieces]
    assert all(kept)


# Without marks and joiners: what has lost the character that it stood on goes.
unmarked = st.text(
    st.characters(exclude_categories=("Cs", "Cf", "M"), exclude_characters=":"), max_size=80
)


@given(sessions(0, 12), unmarked)
def test_parse_line_loses_no_other_characters(session: Session, text: str) -> None:
    line = read(text, session, LineTarget(kind=NoteKind.VALUE))
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


def test_parse_line_keeps_notes_beside_lone_mark() -> None:
    line = read("x\uff1b\u0301; ye\u0301")
    assert [piece.text for piece in line.pieces] == ["x", "y\xe9"]


def test_parse_line_reads_doubled_sign_after_completion_once() -> None:
    once = read("c Ana Ruiz > Ben Okafor: coffee")
    assert once.pieces[0].who
    assert once.pieces[0].to
    assert read("c Ana Ruiz > > Ben Okafor: : coffee") == once
    assert read("r Ana Ruiz: : a van") == read("r Ana Ruiz: a van")
