"""What is shown of a line: its chip, the rest of a name, and a note as it would be typed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from oneone_tui.workshop.model.changes import (
    CommitmentAdded,
    CommitmentDeleted,
    CommitmentEdited,
    NoteDeleted,
    NoteDraft,
    NoteEdited,
    NotesWritten,
)
from oneone_tui.workshop.model.records import Commitment, Note, Team
from oneone_tui.workshop.model.session import TEAM_ONE, Session
from oneone_tui.workshop.model.terms import NoteKind
from oneone_tui.workshop.notes.completion import complete_name
from oneone_tui.workshop.notes.formatting import format_as_typed, format_destination
from oneone_tui.workshop.notes.grammar import LETTERS, LineTarget, ParsedLine, parse_line
from oneone_tui.workshop.notes.recall import is_last_entry
from oneone_tui.workshop.notes.to_changes import changes_for_edit, changes_for_line
from oneone_tui.workshop.reducers.apply import apply
from oneone_tui.workshop.text import clean
from tests.support.sessions import (
    SIX,
    START,
    apply_changes,
    fresh_session,
    paired_session,
    time_at,
)
from tests.support.strategies import paired_sessions, texts

SESSION = paired_session(*SIX)
ONE, TWO, THREE = (pair.id for pair in SESSION.pairs)
USUAL = LineTarget(kind=NoteKind.VALUE, pair=ONE)
TODAY = date(2026, 11, 23)  # a Monday


def read(text: str, session: Session = SESSION, usual: LineTarget = USUAL) -> ParsedLine:
    return parse_line(text, session, usual, TODAY)


# ------------------------------------------------------------------------------ the chip


@pytest.mark.parametrize(
    "text, words",
    [
        ("", ("1 value",)),
        ("2i", ("2 interest",)),
        ("we keep our word", ("1 value",)),
        ("2r Ben: has a van", ("2 resource", "Ben Okafor")),
        ("honesty; courage", ("1 value", "2 notes")),
        ("c Ana>Fay: coffee by fri", ("1 commitment", "Ana → Fay", "by Fri 27 Nov")),
        ("c Ana: coffee by 3/1", ("1 commitment", "Ana Ruiz", "by Sun 3 Jan 2027")),
        ("c > Ben: coffee", ("1 commitment", "→ Ben")),
        ("c coffee; tea", ("1 commitment", "2 commitments")),
        ("7v no such pair", ("1 value",)),
    ],
)
def test_format_destination_says_where_line_goes(text: str, words: tuple[str, ...]) -> None:
    assert format_destination(read(text), SESSION, TODAY) == words


def test_format_destination_names_team_without_pair() -> None:
    usual = LineTarget(NoteKind.TAKEAWAY, team="team-2")
    assert format_destination(read("ask more", usual=usual), SESSION) == ("takeaway",)
    session = replace(SESSION, teams=(*SESSION.teams, Team(id="team-2", name="North")))
    assert format_destination(read("ask more", session, usual), session) == ("takeaway", "North")
    assert format_destination(read("Ana: ask more", session, usual), session) == (
        "takeaway",
        "Ana Ruiz",
    )
    assert format_destination(read("ask more", session, replace(usual, pair=TWO)), session) == (
        "2 takeaway",
    )


# ------------------------------------------------------------------------------ names to complete


@pytest.mark.parametrize(
    "text, rest",
    [
        ("r An", "a Ruiz: "),
        ("r ana", " Ruiz: "),
        ("r Ana ", "Ruiz: "),
        ("r Ruiz", ": "),
        ("2r D", "ee Park: "),
        ("r a van; B", "en Okafor: "),
        ("c F", "ay Wu > "),
        ("c Ana Ruiz > b", "en Okafor: "),
        ("c Ana>Ok", "afor: "),
        ("r", None),
        ("r ", None),
        ("r a", None),  # so far it can be any word
        ("r has", None),
        ("v An", None),
        ("t An", "a Ruiz: "),
        ("r Ana: h", None),
        ("c Ana > Ben > C", None),
        ("c Ana > ", None),
    ],
)
def test_complete_name_needs_one_match(text: str, rest: str | None) -> None:
    assert complete_name(text, len(text), SESSION, USUAL) == rest


def test_complete_name_only_at_end_of_line() -> None:
    assert complete_name("r An: has a van", 4, SESSION, USUAL) is None
    assert complete_name("r An  ", 4, SESSION, USUAL) == "a Ruiz: "
    assert complete_name("An", 2, SESSION, LineTarget(NoteKind.RESOURCE)) == "a Ruiz: "


@pytest.mark.parametrize(
    "typed, rest",
    [
        ("jose", " Ángel: "),
        ("José Á", "ngel: "),
        ("an", "gel: "),
        ("x", " Li: "),
        ("李", "雷: "),
    ],
)
def test_complete_name_ignores_accents(typed: str, rest: str) -> None:
    session = fresh_session("José Ángel", "x\u030c Li", "李雷")
    completed = complete_name(
        f"r {typed.upper()}", 2 + len(typed), session, LineTarget(NoteKind.VALUE)
    )
    assert completed == rest


@given(paired_sessions(2, 12), st.data())
def test_complete_name_gives_name_that_is_found(session: Session, data: st.DataObject) -> None:
    person = data.draw(st.sampled_from(session.people))
    assume(not set(person.name) & set(";:>=\\\u061b\uff1a\uff1b"))
    typed = f"r {person.name[: data.draw(st.integers(1, len(person.name)))]}"
    rest = complete_name(typed, len(typed), session, LineTarget(NoteKind.VALUE))
    assume(rest is not None)
    (piece,) = read(f"{typed}{rest}x", session, LineTarget(NoteKind.VALUE)).pieces
    assert piece.text == "x"
    assert piece.who


# ------------------------------------------------------------------------------ as typed

marked = st.text(
    st.sampled_from("aáb \u0301ع李;:>=\\\u061b\uff1a\uff1b\"'-v1 "), min_size=1, max_size=12
)
said = st.one_of(
    texts,
    marked,
    st.builds("{} {} {}".format, marked, st.sampled_from(("by", "\\by", "in two")), texts),
    st.sampled_from(
        (
            "by fri",
            "meet by fri",
            "meet \\by fri",
            "dance on",
            "on by fri by mon",
            "Ana: x; Ben: y",
            "a;; b;",
            "C:\\> dir; ls",
            "I: v: 2v",
        )
    ),
)
odd_names = st.one_of(marked, st.sampled_from(("Ana", "Ana Ruiz", "=Ana", "A: b", "c > d", "e\\")))


@st.composite
def rooms(draw: st.DrawFn) -> Session:
    """Sessions, some of them with names that are hard to write in the grammar."""
    session = draw(paired_sessions(2, 8))
    taken = {clean(person.name).casefold() for person in session.people}
    for person in session.people[:3]:
        name = clean(draw(odd_names))
        if name and name.casefold() not in taken:
            taken.add(name.casefold())
            people = [replace(p, name=name) if p.id == person.id else p for p in session.people]
            session = replace(session, people=tuple(people))
    return session


def someone(data: st.DataObject, session: Session) -> str:
    return data.draw(st.sampled_from(["", *(person.id for person in session.people)]))


def unlike_others(session: Session, *people: str) -> bool:
    """Whether nobody else's name compares as equal to theirs: no roster has two such."""
    from oneone_tui.workshop.text import fold

    names = [fold(person.name) for person in session.people]
    return all(
        names.count(fold(session.name_of(p))) == 1 and fold(session.name_of(p)) for p in people
    )


@given(rooms(), said, st.sampled_from(sorted(LETTERS.values())), st.data())
def test_format_as_typed_note_reads_back(
    session: Session, text: str, kind: NoteKind, data: st.DataObject
) -> None:
    text = clean(text)
    assume(text and kind is not NoteKind.COMMITMENT)
    pair = data.draw(st.sampled_from(["", *(pair.id for pair in session.pairs)]))
    person = someone(data, session)
    assume(unlike_others(session, *filter(None, [person])))
    note = Note(id="n", kind=kind, text=text, at=START, team=TEAM_ONE, pair=pair, person=person)
    written = format_as_typed(note, session, TODAY)
    line = read(written, session, LineTarget(NoteKind.VALUE, team=TEAM_ONE))
    assert line.problems == (), written
    assert (line.target.kind, line.target.pair) == (kind, pair)
    assert [(piece.text, piece.who) for piece in line.pieces] == [(text, person)], written


@given(
    rooms(),
    said,
    st.one_of(st.just(""), st.sampled_from(("fri", "Friday", "on 3 dec", "next tue", "x"))),
    st.none() | st.dates(date(1970, 1, 1), date(2200, 12, 31)),
    st.data(),
)
@example(SESSION, "dance on", "next fri", date(2026, 12, 4), None)
def test_format_as_typed_commitment_reads_back(
    session: Session, text: str, by: str, due: date | None, data: st.DataObject | None
) -> None:
    text = clean(text)
    assume(text)
    who, to = (someone(data, session), someone(data, session)) if data else ("", "")
    assume(unlike_others(session, *filter(None, [who, to])))
    commitment = Commitment(
        id="c", text=text, at=START, team=TEAM_ONE, who=who, to=to, by=by, due=due
    )
    line = read(
        format_as_typed(commitment, session, TODAY),
        session,
        LineTarget(NoteKind.VALUE, team=TEAM_ONE),
    )
    assert line.problems == ()
    assert line.target.kind is NoteKind.COMMITMENT
    read_as = [(piece.text, piece.who, piece.to, piece.due) for piece in line.pieces]
    assert read_as == [(text, who, to, due)]


@pytest.mark.parametrize("text", [": x", ": : x", ":", ":x"])
@pytest.mark.parametrize("due", [None, date(2026, 12, 4)])
def test_format_as_typed_keeps_colon_at_beginning(text: str, due: date | None) -> None:
    commitment = Commitment(id="c", text=text, at=START, team=TEAM_ONE, who="ana-ruiz", due=due)
    written = format_as_typed(commitment, SESSION, TODAY)
    line = read(written, SESSION, LineTarget(NoteKind.VALUE, team=TEAM_ONE))
    assert [(piece.text, piece.who, piece.due) for piece in line.pieces] == [
        (text, "ana-ruiz", due)
    ], written


@given(rooms(), said, st.sampled_from(NoteKind))
def test_format_as_typed_line_reads_back(session: Session, text: str, kind: NoteKind) -> None:
    usual = LineTarget(kind, pair=session.pairs[0].id)
    line = read(text, session, usual)
    assume(line.pieces and not line.problems)
    assume(unlike_others(session, *(who for p in line.pieces for who in (p.who, p.to) if who)))
    again = read(format_as_typed(line, session, TODAY), session, usual)
    assert (again.target, again.problems) == (line.target, ())
    assert [replace(p, by="") for p in again.pieces] == [replace(p, by="") for p in line.pieces]


def test_format_as_typed_keeps_date_unless_it_moved() -> None:
    line = read("c Ana > Ben: coffee by fri")
    assert format_as_typed(line, SESSION, TODAY) == "1c Ana Ruiz > Ben Okafor: coffee by fri"
    later = format_as_typed(line, SESSION, date(2026, 12, 1))
    assert later == "1c Ana Ruiz > Ben Okafor: coffee by 2026-11-27"


# ------------------------------------------------------------------------------ mending by a line


def mended(session: Session, text: str) -> Session:
    said = session.notes[0] if session.notes else session.commitments[0]
    line = read(text, session, LineTarget(NoteKind.VALUE, team=TEAM_ONE))
    return apply_changes(session, *changes_for_edit(said, line, session))


@pytest.mark.parametrize(
    "text, kind",
    [
        ("honesty", NoteKind.VALUE),
        ("2i a garden; a choir", NoteKind.VALUE),
        ("Ben: has a van", NoteKind.RESOURCE),
        ("c Ana > Fay: coffee by fri", NoteKind.TAKEAWAY),
    ],
)
def test_is_last_entry_recognizes_latest_line(text: str, kind: NoteKind) -> None:
    session = apply_changes(SESSION, *changes_for_line(read("courage"), SESSION))
    assert not is_last_entry(text, kind, session, TODAY)
    for change in changes_for_line(read(text, usual=LineTarget(kind, TWO)), session):
        session = apply(session, change, time_at(60))
    assert is_last_entry(text, kind, session, TODAY)
    assert not is_last_entry(f"{text} and more", kind, session, TODAY)
    assert not is_last_entry("courage", NoteKind.VALUE, session, TODAY)
    assert not is_last_entry("", kind, session, TODAY)


def test_changes_for_edit_edit_note() -> None:
    session = apply_changes(SESSION, *changes_for_line(read("2v dignty"), SESSION))
    (note,) = session.notes
    changes = changes_for_edit(note, read("3r Eve: dignity; courage"), session)
    assert changes == (
        NoteEdited(
            note=note.id, text="dignity", kind=NoteKind.RESOURCE, pair=THREE, person="eve-sol"
        ),
        NotesWritten(
            kind=NoteKind.RESOURCE, notes=(NoteDraft("courage"),), team=TEAM_ONE, pair=THREE
        ),
    )
    kept = mended(session, format_as_typed(note, session))
    assert kept == session
    assert changes_for_edit(note, read(""), session) == ()


def test_changes_for_edit_edit_commitment() -> None:
    session = apply_changes(SESSION, *changes_for_line(read("c Ana > Ben: cofee by fri"), SESSION))
    (promise,) = session.commitments
    (change,) = changes_for_edit(promise, read("c Cy > Dee: coffee by mon"), session)
    assert isinstance(change, CommitmentEdited)
    (kept,) = apply_changes(session, change).commitments
    assert (kept.id, kept.pair, kept.who, kept.to) == (promise.id, TWO, "cy-lam", "dee-park")
    assert (kept.text, kept.by, kept.due) == ("coffee", "mon", date(2026, 11, 30))
    assert mended(session, format_as_typed(promise, session, TODAY)) == session


def test_changes_for_edit_turn_note_into_commitment_and_back() -> None:
    session = apply_changes(SESSION, *changes_for_line(read("2v coffee"), SESSION))
    changes = changes_for_edit(session.notes[0], read("2c Cy: coffee"), session)
    assert [type(change) for change in changes] == [NoteDeleted, CommitmentAdded]
    session = apply_changes(session, *changes)
    changes = changes_for_edit(session.commitments[0], read("2t coffee"), session)
    assert [type(change) for change in changes] == [CommitmentDeleted, NotesWritten]
    session = apply_changes(session, *changes)
    assert [(n.text, n.kind, n.pair) for n in session.notes] == [("coffee", NoteKind.TAKEAWAY, TWO)]
    assert session.commitments == ()
