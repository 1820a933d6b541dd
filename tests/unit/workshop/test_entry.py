"""The note line: a prefix, a name and `;` are understood, and everything else is kept whole."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from oneone_tui.workshop.changes import Committed, NotesWritten, StageShown, Written
from oneone_tui.workshop.entry import (
    LETTERS,
    Line,
    Piece,
    Target,
    changes_for,
    people_called,
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
    ],
)
def test_a_prefix_says_which_pair_and_kind(text: str, line: Line) -> None:
    assert read(text) == line


@pytest.mark.parametrize(
    "text",
    [
        "12 years",
        "2 vans",
        "2value",
        "victory",
        "V is for victory",
        "I believe in us",
        "4v there are three pairs only",
        "0v nor is there a pair 0",
        "999v x",
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
    assert read("1v x", fresh("Ana"), usual) == Line(target=usual, pieces=(Piece("1v x"),))


def test_semicolons_part_several_notes() -> None:
    line = read("2v honesty;courage ;  ; joy;")
    assert line.target == Target(kind=Kind.VALUE, pair=TWO)
    assert [piece.text for piece in line.pieces] == ["honesty", "courage", "joy"]


def test_a_prefix_counts_at_the_beginning_of_the_line_only() -> None:
    assert [piece.text for piece in read("v honesty; r a van").pieces] == ["honesty", "r a van"]


@pytest.mark.parametrize(
    "text, who, rest",
    [
        ("r Ana: has a van", "ana-ruiz", "has a van"),
        ("r ana ruiz: has a van", "ana-ruiz", "has a van"),
        ("r Ruiz : has a van", "ana-ruiz", "has a van"),
        ("r B: has a van", "ben-okafor", "has a van"),
        ("r Fay: has a van", "fay-wu", "has a van"),
        ("Ana: at 7: a van", "ana-ruiz", "at 7: a van"),
        ("2r D: has a van", "dee-park", "has a van"),
    ],
)
def test_a_name_or_the_beginning_of_one_ties_a_note_to_its_person(
    text: str, who: str, rest: str
) -> None:
    assert read(text).pieces == (Piece(rest, who),)


def test_each_of_several_notes_may_have_its_person() -> None:
    pieces = read("r Ana: a van; Ben: the hall; a choir").pieces
    assert pieces == (
        Piece("a van", "ana-ruiz"),
        Piece("the hall", "ben-okafor"),
        Piece("a choir"),
    )


@pytest.mark.parametrize(
    "text",
    [
        "Zoe: has a van",
        "Ana:has a van",
        "https://example.org has it",
        "at 19:30 in the hall",
        "one thing: we stay",
        ": has a van",
        "Ana:",
        "Ana > Ben: coffee",
        "> Ben: coffee",
        "xana: has a van",
    ],
)
def test_what_names_nobody_is_kept_whole(text: str) -> None:
    assert read(text) == said(text)


def test_who_is_meant_by_an_initial_is_looked_for_in_the_pair_first() -> None:
    session = in_pairs("Ana Ruiz", "Ben", "Ali", "Cy")
    one, two = session.pairs
    assert read("A: x", session, Target(Kind.VALUE, one.id)).pieces == (Piece("x", "ana-ruiz"),)
    assert read("A: x", session, Target(Kind.VALUE, two.id)).pieces == (Piece("x", "ali"),)
    assert read("A: x", session, Target(Kind.VALUE)).pieces == (Piece("A: x"),)


def test_a_name_in_the_pair_comes_before_the_same_name_elsewhere() -> None:
    session = in_pairs("Ana Ruiz", "Ben", "Ana", "Cy")
    one, two = session.pairs
    assert read("Ana: x", session, Target(Kind.VALUE, one.id)).pieces == (Piece("x", "ana-ruiz"),)
    assert read("Ana: x", session, Target(Kind.VALUE, two.id)).pieces == (Piece("x", "ana"),)


def test_a_name_that_begins_another_means_the_one_it_is() -> None:
    session = fresh("Ana", "Ana Ruiz", "Anabel")
    usual = Target(Kind.VALUE)
    assert read("Ana: x", session, usual).pieces == (Piece("x", "ana"),)
    assert read("Ana R: x", session, usual).pieces == (Piece("x", "ana-ruiz"),)
    assert read("Anab: x", session, usual).pieces == (Piece("x", "anabel"),)
    assert read("An: x", session, usual).pieces == (Piece("An: x"),)


def test_a_commitment_says_who_and_to_whom() -> None:
    assert read("c Ana > Ben: coffee").pieces == (Piece("coffee", "ana-ruiz", "ben-okafor"),)
    assert read("c Ana>Fay: coffee").pieces == (Piece("coffee", "ana-ruiz", "fay-wu"),)
    assert read("c Ana: coffee").pieces == (Piece("coffee", "ana-ruiz"),)
    assert read("c Ana > Zoe: coffee").pieces == (Piece("Ana > Zoe: coffee"),)
    assert read("c Zoe > Ana: coffee").pieces == (Piece("Zoe > Ana: coffee"),)


def test_names_of_several_words_are_found_by_any_of_them() -> None:
    people = fresh("Juan Pablo Ruiz", "Pablo", "María del Carmen O'Neill").people
    called = [[person.id for person in people_called(word, people)] for word in NAMES_CALLED]
    assert called == list(NAMES_CALLED.values())


NAMES_CALLED = {
    "juan": ["juan-pablo-ruiz"],
    "pablo": ["pablo"],
    "pablo ruiz": ["juan-pablo-ruiz"],
    "MARIA": ["maria-del-carmen-o'neill"],
    "del c": ["maria-del-carmen-o'neill"],
    "o’neill": ["maria-del-carmen-o'neill"],
    "ruiz pablo": [],
    "blo": [],
    "": [],
    " ": [],
}


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
    typed = clean(text).replace(";", "").replace(" ", "")
    assert typed in {kept, *(letter + kept for letter in LETTERS)}


def test_a_mark_without_its_letter_does_not_stop_the_notes_beside_it() -> None:
    line = read("x;\u0301; ye\u0301")
    assert [piece.text for piece in line.pieces] == ["x", "y\xe9"]


plain = st.text(min_size=1, max_size=20).map(clean).filter(lambda t: t and not set(t) & set(";:"))


@given(paired_sessions(2, 20), st.data())
def test_what_is_composed_by_the_grammar_is_read_as_it_was_meant(
    session: Session, data: st.DataObject
) -> None:
    number = data.draw(st.integers(1, len(session.pairs)))
    letter = data.draw(st.sampled_from(sorted(LETTERS)))
    members = session.pairs[number - 1].members
    parts, pieces = [], []
    for text in data.draw(st.lists(plain, min_size=1, max_size=3)):
        who = data.draw(st.sampled_from([*members, ""]))
        name = session.name(who)
        if set(name) & set(";:>"):
            who = ""
        parts.append(f"{name}: {text}" if who else text)
        pieces.append(Piece(text, who))
    line = read(f"{number}{letter} " + "; ".join(parts), session)
    assert line.target == Target(kind=LETTERS[letter], pair=session.pairs[number - 1].id)
    assert line.pieces == tuple(pieces)


@given(paired_sessions(2, 20), st.data())
def test_a_commitment_between_any_two_of_a_pair_is_read_as_it_was_meant(
    session: Session, data: st.DataObject
) -> None:
    pair = data.draw(st.sampled_from(session.pairs))
    who, to = data.draw(st.permutations(pair.members))[:2]
    assume(not set(session.name(who) + session.name(to)) & set(";:>"))
    text = data.draw(plain)
    usual = Target(kind=Kind.COMMITMENT, pair=pair.id)
    line = read(f"{session.name(who)} > {session.name(to)}: {text}", session, usual)
    assert line.pieces == (Piece(text, who, to),)
