"""Notes and commitments mended, retagged, moved, given to somebody, struck out, and taken back."""

from __future__ import annotations

from datetime import date

import pytest

from oneone_tui.workshop.changes import (
    AnyChange,
    CommitmentMended,
    CommitmentStruck,
    Committed,
    NoteMended,
    NoteStruck,
    NotesWritten,
    Refused,
    Undone,
    Written,
)
from oneone_tui.workshop.records import Pair, Person, Team
from oneone_tui.workshop.session import TEAM_ONE, Session
from oneone_tui.workshop.words import Kind
from tests.unit.workshop.building import SIX, but_history, in_pairs, made, reopened

FRIDAY = date(2026, 11, 27)


def noted() -> Session:
    """A session with a value of pair 1 on the board."""
    session = in_pairs(*SIX)
    note = NotesWritten(
        kind=Kind.VALUE,
        notes=(Written("dignty"),),
        team=TEAM_ONE,
        pair=session.pairs[0].id,
        on_board=True,
    )
    return made(session, note)


def promised() -> Session:
    session = in_pairs(*SIX)
    promise = Committed(
        text="cofee", team=TEAM_ONE, pair=session.pairs[0].id, who="ana-ruiz", by="fri", due=FRIDAY
    )
    return made(session, promise)


def with_second_team(session: Session) -> Session:
    from msgspec.structs import replace

    return replace(
        session,
        teams=(*session.teams, Team(id="team-2", name="North")),
        people=(
            *session.people,
            Person(id="gus", name="Gus", team="team-2"),
            Person(id="hal", name="Hal", team="team-2"),
        ),
        pairs=(*session.pairs, Pair(id="north", team="team-2", members=("gus", "hal"))),
    )


@pytest.mark.parametrize(
    "change, said",
    [
        (NoteMended(note="note-3", text=" dignity "), "mended: dignity"),
        (NoteMended(note="note-3", kind=Kind.INTEREST), "now an interest: dignty"),
        (NoteMended(note="note-3", kind=Kind.RESOURCE), "now a resource: dignty"),
        (NoteMended(note="note-3", pair="pair-2-2"), "now pair 2's: dignty"),
        (NoteMended(note="note-3", pair=""), "now of no pair: dignty"),
        (NoteMended(note="note-3", person="cy-lam"), "now of Cy Lam: dignty"),
        (
            NoteMended(note="note-3", text="dignity", kind=Kind.TAKEAWAY, pair="", person="fay-wu"),
            "mended, now a takeaway, now of no pair, now of Fay Wu: dignity",
        ),
        (NoteStruck(note="note-3"), "struck out: dignty"),
    ],
)
def test_a_mend_says_what_it_changed_and_can_be_taken_back(change: AnyChange, said: str) -> None:
    before = noted()
    after = made(before, change)
    assert after.history[-1].said == said
    assert but_history(after) != but_history(before)
    back = made(reopened(after), Undone(entry=after.history[-1].id))
    assert but_history(back) == but_history(before)


def test_only_what_is_said_of_a_note_changes() -> None:
    before = noted()
    (note,) = made(before, NoteMended(note="note-3", person="cy-lam")).notes
    (was,) = before.notes
    assert (note.person, note.text, note.kind, note.pair) == (
        "cy-lam",
        "dignty",
        was.kind,
        was.pair,
    )
    assert (note.at, note.console, note.board) == (was.at, was.console, was.board)
    assert made(before, NoteMended(note="note-3")) == before
    assert made(before, NoteMended(note="note-3", text="dignty", kind=Kind.VALUE)) == before


def test_a_note_of_nobody_by_name_again() -> None:
    session = made(noted(), NoteMended(note="note-3", person="cy-lam"))
    session = made(session, NoteMended(note="note-3", person=""))
    assert session.history[-1].said == "now of nobody by name: dignty"
    assert session.notes[0].person == ""


def test_a_note_moved_to_a_pair_of_another_team_goes_to_that_teams_board() -> None:
    session = made(with_second_team(noted()), NoteMended(note="note-3", pair="north"))
    assert [(n.team, n.pair, bool(n.board)) for n in session.notes] == [("team-2", "north", True)]
    home = made(session, NoteMended(note="note-3", pair=""))
    assert [(n.team, n.pair) for n in home.notes] == [("team-2", "")]


@pytest.mark.parametrize(
    "change, why",
    [
        (NoteMended(note="note-9", text="x"), "no such note any more"),
        (NoteMended(note="note-3", text=" "), "there is nothing to keep"),
        (NoteMended(note="note-3", kind=Kind.COMMITMENT), "a commitment is kept as one"),
        (NoteMended(note="note-3", pair="pair-9"), "no such pair any more"),
        (NoteMended(note="note-3", person="nobody"), "no such person any more"),
        (CommitmentMended(commitment="note-3", text="x"), "no such commitment any more"),
        (CommitmentStruck(commitment="note-3"), "no such commitment any more"),
    ],
)
def test_a_mend_that_makes_no_sense_is_refused(change: AnyChange, why: str) -> None:
    with pytest.raises(Refused, match=why):
        made(noted(), change)


def test_a_commitment_keeps_its_day_through_the_file() -> None:
    (promise,) = reopened(promised()).commitments
    assert (promise.by, promise.due) == ("fri", FRIDAY)


def test_a_commitment_is_mended_whole() -> None:
    session = promised()
    mended = CommitmentMended(
        commitment="commitment-3", text="coffee", who="cy-lam", to="dee-park", by="", due=None
    )
    after = made(session, mended)
    (promise,) = after.commitments
    assert (promise.text, promise.who, promise.to) == ("coffee", "cy-lam", "dee-park")
    assert (promise.by, promise.due, promise.pair) == ("", None, session.pairs[1].id)
    assert after.history[-1].said == "mended: coffee"
    assert but_history(made(after, Undone(entry="entry-4"))) == but_history(session)


def test_a_commitment_of_nobody_by_name_is_of_the_pair_that_is_told() -> None:
    session = with_second_team(promised())
    mended = CommitmentMended(commitment="commitment-3", text="coffee", pair="north")
    (promise,) = made(session, mended).commitments
    assert (promise.pair, promise.team) == ("north", "team-2")


def test_a_commitment_is_struck_out_and_comes_back() -> None:
    session = promised()
    struck = made(session, CommitmentStruck(commitment="commitment-3"))
    assert struck.commitments == ()
    assert struck.history[-1].said == "struck out: cofee"
    assert made(struck, Undone(entry="entry-4")).commitments == session.commitments


@pytest.mark.parametrize("year", [1, 1969, 2201, 9999])
def test_a_day_that_no_file_would_keep_is_refused(year: int) -> None:
    far = date(year, 1, 1)
    with pytest.raises(Refused, match="that day is too far away"):
        made(promised(), Committed(text="x", team=TEAM_ONE, due=far))
    with pytest.raises(Refused, match="that day is too far away"):
        made(promised(), CommitmentMended(commitment="commitment-3", text="x", due=far))
