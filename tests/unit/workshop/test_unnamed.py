"""A session that does not tell who said what."""

from __future__ import annotations

from oneone_tui.workshop.changes import Committed, NotesWritten, TalkWritten, Written
from oneone_tui.workshop.session import TEAM_ONE
from oneone_tui.workshop.unnamed import unnamed
from oneone_tui.workshop.words import Kind
from tests.unit.workshop.building import SIX, fresh, in_pairs, made

NOTE = NotesWritten(
    kind=Kind.RESOURCE, notes=(Written("has a van", person="ana-ruiz"),), team=TEAM_ONE
)
PROMISE = Committed(text="coffee", team=TEAM_ONE, who="ana-ruiz", to="ben-okafor")


def talk(*lines: str) -> TalkWritten:
    return TalkWritten(team=TEAM_ONE, lines=lines)


def test_notes_and_commitments_have_neither_people_nor_consoles() -> None:
    session = unnamed(made(in_pairs(*SIX), NOTE, PROMISE, console="anas-laptop"))
    (note,), (promise,) = session.notes, session.commitments
    assert (note.text, note.person, note.console) == ("has a van", "", "")
    assert (promise.text, promise.who, promise.to, promise.console) == ("coffee", "", "", "")


def test_the_pairs_keep_their_names() -> None:
    session = in_pairs(*SIX)
    assert (unnamed(session).pairs, unnamed(session).people) == (session.pairs, session.people)


def test_a_talk_keeps_its_lines_without_the_names_before_them() -> None:
    session = made(
        in_pairs(*SIX),
        talk(
            "We can bring: Ana: has a van.",
            "Ana Ruiz and Ben Okafor: a kitchen. Cy, Dee and Eve: songs.",
            "Ana said: nobody lies.",
            "Susanna: an aunt.",
        ),
    )
    assert unnamed(session).teams[0].talk == (
        "We can bring: has a van.",
        "a kitchen. songs.",
        "Ana said: nobody lies.",
        "Susanna: an aunt.",
    )


def test_a_talk_of_a_team_without_people_stays_as_it_is() -> None:
    lines = ("somebody: we keep our word.", "Values: trust.", ": x")
    assert unnamed(made(fresh(), talk(*lines))).teams[0].talk == lines


def test_names_that_have_signs_in_them_are_names() -> None:
    session = made(fresh("A.B (x)", "Axb"), talk("A.B (x): a van. AxB (x): no name."))
    assert unnamed(session).teams[0].talk == ("a van. AxB (x): no name.",)
