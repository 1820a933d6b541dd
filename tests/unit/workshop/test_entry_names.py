"""Names in the note line: who is meant, who commits to whom and by when."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from oneone_tui.workshop.changes import Committed
from oneone_tui.workshop.entry import (
    LETTERS,
    Line,
    Piece,
    Target,
    changes_for,
    people_called,
    read_line,
)
from oneone_tui.workshop.session import TEAM_ONE, Session
from oneone_tui.workshop.text import clean
from oneone_tui.workshop.words import Kind
from tests.unit.workshop.building import SIX, fresh, in_pairs
from tests.unit.workshop.strategies import paired_sessions

SESSION = in_pairs(*SIX)
ONE = SESSION.pairs[0].id
USUAL = Target(kind=Kind.VALUE, pair=ONE)
TODAY = date(2026, 11, 23)  # a Monday
MARKS = set(";:>=\\\u061b\uff1a\uff1b")


def read(text: str, session: Session = SESSION, usual: Target = USUAL) -> Line:
    return read_line(text, session, usual)


def said(text: str) -> Line:
    return Line(target=USUAL, pieces=(Piece(text),))


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


@pytest.mark.parametrize(
    "text, problem",
    [
        ("r Zoe: has a van", "nobody here is called Zoe"),
        ("r Zoe Li: has a van", "nobody here is called Zoe Li"),
        ("r 佐伊: has a van", ""),  # no capital tells a name from another word
        ("r skills: cooking", ""),
        ("v Zoe: says no", ""),
        ("f Good: asked well", ""),
        ("c zoe > Ana: coffee", "nobody here is called zoe"),
        ("c Ana > Zoe: coffee", "nobody here is called Zoe"),
        ("c Zoe: coffee", "nobody here is called Zoe"),
    ],
)
def test_a_name_that_nobody_has_is_asked_about_where_names_stand(text: str, problem: str) -> None:
    line = read(text)
    assert [asked.text for asked in line.problems] == ([problem] if problem else [])
    assert line.pieces == (Piece(text[2:]),)


@pytest.mark.parametrize(
    "word, problem",
    [
        ("An", "An can be Ana Ruiz or Anton: write more"),
        ("A", "A can be Ana Ruiz, Anton or Ali: write more"),
        ("B", "B can be Ben, Bo or 2 others: write more"),
    ],
)
def test_a_name_that_can_be_several_peoples_is_asked_about(word: str, problem: str) -> None:
    session = fresh("Ana Ruiz", "Anton", "Ali", "Ben", "Bo", "Bea", "Bill")
    line = read(f"v {word}: x", session, Target(Kind.VALUE))
    assert [asked.text for asked in line.problems] == [problem]
    assert {session.name(person)[: len(word)] for person in line.problems[0].people} == {word}
    assert line.pieces == (Piece(f"{word}: x"),)


def test_a_backslash_or_another_colon_decides_whether_a_name_is_one() -> None:
    assert read(r"Ana\: x").pieces == (Piece("Ana: x"),)
    assert read("Ana：有车").pieces == (Piece("有车", "ana-ruiz"),)  # noqa: RUF001


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
    assert read("=Ana: x", session, usual).pieces == (Piece("x", "ana"),)
    assert read("An: x", session, usual).pieces == (Piece("An: x"),)


def test_a_commitment_says_who_and_to_whom() -> None:
    assert read("c Ana > Ben: coffee").pieces == (Piece("coffee", "ana-ruiz", "ben-okafor"),)
    assert read("c Ana>Fay: coffee").pieces == (Piece("coffee", "ana-ruiz", "fay-wu"),)
    assert read("c Ana: coffee").pieces == (Piece("coffee", "ana-ruiz"),)
    assert read("c Ana > Zoe: coffee").pieces == (Piece("Ana > Zoe: coffee"),)
    assert read("c Zoe > Ana: coffee").pieces == (Piece("Zoe > Ana: coffee"),)
    assert read("c > Ben: coffee").pieces == (Piece("coffee", "", "ben-okafor"),)


def test_a_commitment_says_by_when() -> None:
    friday = date(2026, 11, 27)
    line = read_line("c Ana > Ben: coffee by fri; tea on Friday; x by hand", SESSION, USUAL, TODAY)
    assert line.pieces == (
        Piece("coffee", "ana-ruiz", "ben-okafor", by="fri", due=friday),
        Piece("tea", by="on Friday", due=friday),
        Piece("x by hand"),
    )
    assert changes_for(line, SESSION)[0] == Committed(
        text="coffee",
        team=TEAM_ONE,
        pair=ONE,
        who="ana-ruiz",
        to="ben-okafor",
        by="fri",
        due=friday,
    )


def test_each_commitment_of_a_line_belongs_to_the_pair_of_who_makes_it() -> None:
    line = read("c Ana > Ben: coffee; Cy > Dee: tea; a walk")
    kept = [change for change in changes_for(line, SESSION) if isinstance(change, Committed)]
    one, two, _ = (pair.id for pair in SESSION.pairs)
    assert [(c.text, c.pair) for c in kept] == [("coffee", one), ("tea", two), ("a walk", one)]


def test_a_day_is_read_in_commitments_only_and_where_today_is_known() -> None:
    assert read_line("v rest by fri", SESSION, USUAL, TODAY).pieces == (Piece("rest by fri"),)
    assert read_line("c coffee by fri", SESSION, USUAL).pieces == (Piece("coffee by fri"),)
    held = read_line(r"c coffee \by fri", SESSION, USUAL, TODAY)
    assert held.pieces == (Piece("coffee by fri"),)


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


plain = (
    st.text(min_size=1, max_size=20)
    .map(clean)
    .filter(lambda text: text and not set(text) & set(";:>\\\u061b\uff1a\uff1b"))
)


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
        if set(name) & MARKS or people_called(name, session.people) != (session.person(who),):
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
    assume(not set(session.name(who) + session.name(to)) & MARKS)
    text = data.draw(plain)
    usual = Target(kind=Kind.COMMITMENT, pair=pair.id)
    line = read(f"{session.name(who)} > {session.name(to)}: {text}", session, usual)
    assert line.pieces == (Piece(text, who, to),)
