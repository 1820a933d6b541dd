"""Names in the note line: who is meant, who commits to whom and by when."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from oneone_tui.workshop.model.changes import CommitmentAdded
from oneone_tui.workshop.model.session import TEAM_ONE, Session
from oneone_tui.workshop.model.terms import NoteKind
from oneone_tui.workshop.notes.grammar import LETTERS, LineTarget, NotePiece, ParsedLine, parse_line
from oneone_tui.workshop.notes.people_lookup import find_people
from oneone_tui.workshop.notes.to_changes import changes_for_line
from oneone_tui.workshop.text import clean
from tests.support.sessions import SIX, fresh_session, paired_session
from tests.support.strategies import paired_sessions

SESSION = paired_session(*SIX)
ONE = SESSION.pairs[0].id
USUAL = LineTarget(kind=NoteKind.VALUE, pair=ONE)
TODAY = date(2026, 11, 23)  # a Monday
MARKS = set(";:>=\\\u061b\uff1a\uff1b")


def read(text: str, session: Session = SESSION, usual: LineTarget = USUAL) -> ParsedLine:
    return parse_line(text, session, usual)


def said(text: str) -> ParsedLine:
    return ParsedLine(target=USUAL, pieces=(NotePiece(text),))


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
def test_parse_line_finds_person_by_beginning_of_name(text: str, who: str, rest: str) -> None:
    assert read(text).pieces == (NotePiece(rest, who),)


def test_parse_line_finds_person_of_each_note() -> None:
    pieces = read("r Ana: a van; Ben: the hall; a choir").pieces
    assert pieces == (
        NotePiece("a van", "ana-ruiz"),
        NotePiece("the hall", "ben-okafor"),
        NotePiece("a choir"),
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
def test_parse_line_keeps_text_without_person(text: str) -> None:
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
def test_parse_line_asks_about_unknown_name(text: str, problem: str) -> None:
    line = read(text)
    assert [asked.text for asked in line.problems] == ([problem] if problem else [])
    assert line.pieces == (NotePiece(text[2:]),)


@pytest.mark.parametrize(
    "word, problem",
    [
        ("An", "An can be Ana Ruiz or Anton: write more"),
        ("A", "A can be Ana Ruiz, Anton or Ali: write more"),
        ("B", "B can be Ben, Bo or 2 others: write more"),
    ],
)
def test_parse_line_asks_about_ambiguous_name(word: str, problem: str) -> None:
    session = fresh_session("Ana Ruiz", "Anton", "Ali", "Ben", "Bo", "Bea", "Bill")
    line = read(f"v {word}: x", session, LineTarget(NoteKind.VALUE))
    assert [asked.text for asked in line.problems] == [problem]
    assert {session.name_of(person)[: len(word)] for person in line.problems[0].people} == {word}
    assert line.pieces == (NotePiece(f"{word}: x"),)


def test_parse_line_backslash_and_colon_decide_about_name() -> None:
    assert read(r"Ana\: x").pieces == (NotePiece("Ana: x"),)
    assert read("Ana：有车").pieces == (NotePiece("有车", "ana-ruiz"),)  # noqa: RUF001


def test_find_people_near_prefers_pair() -> None:
    session = paired_session("Ana Ruiz", "Ben", "Ali", "Cy")
    one, two = session.pairs
    assert read("A: x", session, LineTarget(NoteKind.VALUE, one.id)).pieces == (
        NotePiece("x", "ana-ruiz"),
    )
    assert read("A: x", session, LineTarget(NoteKind.VALUE, two.id)).pieces == (
        NotePiece("x", "ali"),
    )
    assert read("A: x", session, LineTarget(NoteKind.VALUE)).pieces == (NotePiece("A: x"),)


def test_find_people_near_prefers_same_name_in_pair() -> None:
    session = paired_session("Ana Ruiz", "Ben", "Ana", "Cy")
    one, two = session.pairs
    assert read("Ana: x", session, LineTarget(NoteKind.VALUE, one.id)).pieces == (
        NotePiece("x", "ana-ruiz"),
    )
    assert read("Ana: x", session, LineTarget(NoteKind.VALUE, two.id)).pieces == (
        NotePiece("x", "ana"),
    )


def test_find_people_near_prefers_exact_name() -> None:
    session = fresh_session("Ana", "Ana Ruiz", "Anabel")
    usual = LineTarget(NoteKind.VALUE)
    assert read("Ana: x", session, usual).pieces == (NotePiece("x", "ana"),)
    assert read("Ana R: x", session, usual).pieces == (NotePiece("x", "ana-ruiz"),)
    assert read("Anab: x", session, usual).pieces == (NotePiece("x", "anabel"),)
    assert read("=Ana: x", session, usual).pieces == (NotePiece("x", "ana"),)
    assert read("An: x", session, usual).pieces == (NotePiece("An: x"),)


def test_parse_line_commitment_has_who_and_to() -> None:
    assert read("c Ana > Ben: coffee").pieces == (NotePiece("coffee", "ana-ruiz", "ben-okafor"),)
    assert read("c Ana>Fay: coffee").pieces == (NotePiece("coffee", "ana-ruiz", "fay-wu"),)
    assert read("c Ana: coffee").pieces == (NotePiece("coffee", "ana-ruiz"),)
    assert read("c Ana > Zoe: coffee").pieces == (NotePiece("Ana > Zoe: coffee"),)
    assert read("c Zoe > Ana: coffee").pieces == (NotePiece("Zoe > Ana: coffee"),)
    assert read("c > Ben: coffee").pieces == (NotePiece("coffee", "", "ben-okafor"),)


def test_parse_line_commitment_has_due_date() -> None:
    friday = date(2026, 11, 27)
    line = parse_line("c Ana > Ben: coffee by fri; tea on Friday; x by hand", SESSION, USUAL, TODAY)
    assert line.pieces == (
        NotePiece("coffee", "ana-ruiz", "ben-okafor", by="fri", due=friday),
        NotePiece("tea", by="on Friday", due=friday),
        NotePiece("x by hand"),
    )
    assert changes_for_line(line, SESSION)[0] == CommitmentAdded(
        text="coffee",
        team=TEAM_ONE,
        pair=ONE,
        who="ana-ruiz",
        to="ben-okafor",
        by="fri",
        due=friday,
    )


def test_changes_for_line_give_commitment_to_pair_of_person() -> None:
    line = read("c Ana > Ben: coffee; Cy > Dee: tea; a walk")
    kept = [
        change for change in changes_for_line(line, SESSION) if isinstance(change, CommitmentAdded)
    ]
    one, two, _ = (pair.id for pair in SESSION.pairs)
    assert [(c.text, c.pair) for c in kept] == [("coffee", one), ("tea", two), ("a walk", one)]


def test_parse_line_reads_date_only_in_commitment_with_today() -> None:
    assert parse_line("v rest by fri", SESSION, USUAL, TODAY).pieces == (NotePiece("rest by fri"),)
    assert parse_line("c coffee by fri", SESSION, USUAL).pieces == (NotePiece("coffee by fri"),)
    held = parse_line(r"c coffee \by fri", SESSION, USUAL, TODAY)
    assert held.pieces == (NotePiece("coffee by fri"),)


def test_find_people_matches_any_word_of_name() -> None:
    people = fresh_session("Juan Pablo Ruiz", "Pablo", "María del Carmen O'Neill").people
    called = [[person.id for person in find_people(word, people)] for word in NAMES_CALLED]
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
def test_parse_line_reads_whatever_grammar_composes(session: Session, data: st.DataObject) -> None:
    number = data.draw(st.integers(1, len(session.pairs)))
    letter = data.draw(st.sampled_from(sorted(LETTERS)))
    members = session.pairs[number - 1].members
    parts, pieces = [], []
    for text in data.draw(st.lists(plain, min_size=1, max_size=3)):
        who = data.draw(st.sampled_from([*members, ""]))
        name = session.name_of(who)
        if set(name) & MARKS or find_people(name, session.people) != (session.person(who),):
            who = ""
        parts.append(f"{name}: {text}" if who else text)
        pieces.append(NotePiece(text, who))
    line = read(f"{number}{letter} " + "; ".join(parts), session)
    assert line.target == LineTarget(kind=LETTERS[letter], pair=session.pairs[number - 1].id)
    assert line.pieces == tuple(pieces)


@given(paired_sessions(2, 20), st.data())
def test_parse_line_reads_commitment_between_any_two(session: Session, data: st.DataObject) -> None:
    pair = data.draw(st.sampled_from(session.pairs))
    who, to = data.draw(st.permutations(pair.members))[:2]
    assume(not set(session.name_of(who) + session.name_of(to)) & MARKS)
    text = data.draw(plain)
    usual = LineTarget(kind=NoteKind.COMMITMENT, pair=pair.id)
    line = read(f"{session.name_of(who)} > {session.name_of(to)}: {text}", session, usual)
    assert line.pieces == (NotePiece(text, who, to),)
