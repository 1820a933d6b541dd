"""Changes of the notes and commitments: what each does, what it refuses and how."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from oneone_tui.workshop.model.changes import (
    AnyChange,
    ChangeRejected,
    CommitmentAdded,
    CommitmentDeleted,
    CommitmentEdited,
    NoteBoarded,
    NoteDeleted,
    NoteDraft,
    NoteEdited,
    NotesWritten,
    Undone,
)
from oneone_tui.workshop.model.records import Pair, Person, Team
from oneone_tui.workshop.model.session import TEAM_ONE, Session
from oneone_tui.workshop.model.terms import COLUMNS, NoteKind
from tests.support.invariants import check_invariants
from tests.support.sessions import (
    SIX,
    apply_changes,
    decode_again,
    fresh_session,
    paired_session,
    time_at,
    without_history,
)

FRIDAY = date(2026, 11, 27)


def refusal(session: Session, change: AnyChange) -> str:
    with pytest.raises(ChangeRejected) as caught:
        apply_changes(session, change)
    return str(caught.value)


def noted() -> Session:
    """A session with a value of pair 1 on the board."""
    session = paired_session(*SIX)
    note = NotesWritten(
        kind=NoteKind.VALUE,
        notes=(NoteDraft("dignty"),),
        team=TEAM_ONE,
        pair=session.pairs[0].id,
        on_board=True,
    )
    return apply_changes(session, note)


def promised() -> Session:
    session = paired_session(*SIX)
    promise = CommitmentAdded(
        text="cofee", team=TEAM_ONE, pair=session.pairs[0].id, who="ana-ruiz", by="fri", due=FRIDAY
    )
    return apply_changes(session, promise)


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
        (NoteEdited(note="note-3", text=" dignity "), "edited: dignity"),
        (NoteEdited(note="note-3", kind=NoteKind.INTEREST), "now an interest: dignty"),
        (NoteEdited(note="note-3", kind=NoteKind.RESOURCE), "now a resource: dignty"),
        (NoteEdited(note="note-3", pair="pair-2-2"), "now pair 2's: dignty"),
        (NoteEdited(note="note-3", pair=""), "now without a pair: dignty"),
        (NoteEdited(note="note-3", person="cy-lam"), "now of Cy Lam: dignty"),
        (
            NoteEdited(
                note="note-3", text="dignity", kind=NoteKind.TAKEAWAY, pair="", person="fay-wu"
            ),
            "edited, now a takeaway, now without a pair, now of Fay Wu: dignity",
        ),
        (NoteDeleted(note="note-3"), "deleted: dignty"),
    ],
)
def test_edit_describes_change_and_can_be_undone(change: AnyChange, said: str) -> None:
    before = noted()
    after = apply_changes(before, change)
    assert after.history[-1].said == said
    assert without_history(after) != without_history(before)
    back = apply_changes(decode_again(after), Undone(entry=after.history[-1].id))
    assert without_history(back) == without_history(before)


def test_note_edited_changes_only_given_fields() -> None:
    before = noted()
    (note,) = apply_changes(before, NoteEdited(note="note-3", person="cy-lam")).notes
    (was,) = before.notes
    assert (note.person, note.text, note.kind, note.pair) == (
        "cy-lam",
        "dignty",
        was.kind,
        was.pair,
    )
    assert (note.at, note.console, note.board) == (was.at, was.console, was.board)
    assert apply_changes(before, NoteEdited(note="note-3")) == before
    assert (
        apply_changes(before, NoteEdited(note="note-3", text="dignty", kind=NoteKind.VALUE))
        == before
    )


def test_note_edited_removes_person() -> None:
    session = apply_changes(noted(), NoteEdited(note="note-3", person="cy-lam"))
    session = apply_changes(session, NoteEdited(note="note-3", person=""))
    assert session.history[-1].said == "now without a name: dignty"
    assert session.notes[0].person == ""


def test_note_edited_moves_to_board_of_other_team() -> None:
    session = apply_changes(with_second_team(noted()), NoteEdited(note="note-3", pair="north"))
    assert [(n.team, n.pair, bool(n.board)) for n in session.notes] == [("team-2", "north", True)]
    home = apply_changes(session, NoteEdited(note="note-3", pair=""))
    assert [(n.team, n.pair) for n in home.notes] == [("team-2", "")]


@pytest.mark.parametrize(
    "change, why",
    [
        (NoteEdited(note="note-9", text="x"), "that note no longer exists"),
        (NoteEdited(note="note-3", text=" "), "there is nothing to keep"),
        (NoteEdited(note="note-3", kind=NoteKind.COMMITMENT), "a commitment is kept as one"),
        (NoteEdited(note="note-3", pair="pair-9"), "that pair no longer exists"),
        (NoteEdited(note="note-3", person="nobody"), "that person no longer exists"),
        (CommitmentEdited(commitment="note-3", text="x"), "that commitment no longer exists"),
        (CommitmentDeleted(commitment="note-3"), "that commitment no longer exists"),
    ],
)
def test_edit_rejects_impossible_changes(change: AnyChange, why: str) -> None:
    with pytest.raises(ChangeRejected, match=why):
        apply_changes(noted(), change)


def test_commitment_added_keeps_date_in_file() -> None:
    (promise,) = decode_again(promised()).commitments
    assert (promise.by, promise.due) == ("fri", FRIDAY)


def test_commitment_edited_replaces_all_fields() -> None:
    session = promised()
    mended = CommitmentEdited(
        commitment="commitment-3", text="coffee", who="cy-lam", to="dee-park", by="", due=None
    )
    after = apply_changes(session, mended)
    (promise,) = after.commitments
    assert (promise.text, promise.who, promise.to) == ("coffee", "cy-lam", "dee-park")
    assert (promise.by, promise.due, promise.pair) == ("", None, session.pairs[1].id)
    assert after.history[-1].said == "edited: coffee"
    assert without_history(apply_changes(after, Undone(entry="entry-4"))) == without_history(
        session
    )


def test_commitment_edited_without_person_belongs_to_pair() -> None:
    session = with_second_team(promised())
    mended = CommitmentEdited(commitment="commitment-3", text="coffee", pair="north")
    (promise,) = apply_changes(session, mended).commitments
    assert (promise.pair, promise.team) == ("north", "team-2")


def test_commitment_deleted_can_be_undone() -> None:
    session = promised()
    struck = apply_changes(session, CommitmentDeleted(commitment="commitment-3"))
    assert struck.commitments == ()
    assert struck.history[-1].said == "deleted: cofee"
    assert apply_changes(struck, Undone(entry="entry-4")).commitments == session.commitments


@pytest.mark.parametrize("year", [1, 1969, 2201, 9999])
def test_commitment_added_rejects_remote_date(year: int) -> None:
    far = date(year, 1, 1)
    with pytest.raises(ChangeRejected, match="that day is too far away"):
        apply_changes(promised(), CommitmentAdded(text="x", team=TEAM_ONE, due=far))
    with pytest.raises(ChangeRejected, match="that day is too far away"):
        apply_changes(promised(), CommitmentEdited(commitment="commitment-3", text="x", due=far))


def told(
    *texts: str, kind: NoteKind = NoteKind.VALUE, pair: str = "", person: str = ""
) -> NotesWritten:
    notes = tuple(NoteDraft(text=text, person=person) for text in texts)
    return NotesWritten(kind=kind, notes=notes, team=TEAM_ONE, pair=pair)


def test_notes_written_keeps_place_and_time() -> None:
    session = paired_session(*SIX)
    pair = session.pairs[1].id
    session = apply_changes(
        session, told("  a\nvan", "hall", pair=pair, person="cy-lam"), seconds=7, console="b"
    )
    one, two = session.notes
    assert (one.id, one.text, one.at, one.console) == ("note-3", "a van", time_at(7), "b")
    assert (one.pair, one.person, one.board) == (pair, "cy-lam", "")
    assert (two.id, two.text) == ("note-3-2", "hall")
    assert session.history[-1].said == "value: a van; hall"


@pytest.mark.parametrize("kind", [kind for kind in NoteKind if kind is not NoteKind.COMMITMENT])
def test_note_boarded_rejects_kind_without_column(kind: NoteKind) -> None:
    session = apply_changes(fresh_session("Ana"), replace(told("x", kind=kind), on_board=True))
    assert bool(session.notes[0].board) == (kind in COLUMNS)
    if kind not in COLUMNS:
        change = NoteBoarded(note=session.notes[0].id, on=True)
        assert refusal(session, change) == f"the board has no column for a {kind}"


@pytest.mark.parametrize(
    "change, line",
    [
        (told(), "there is nothing to keep"),
        (told("x", " \u200b"), "there is nothing to keep"),
        (told("x", kind=NoteKind.COMMITMENT), "a commitment is kept as one"),
        (CommitmentAdded(text="\x1b[2J", team=TEAM_ONE), "there is nothing to keep"),
        (NoteEdited(note="note-9", text="x"), "that note no longer exists"),
        (NoteEdited(note="note-2", text=" "), "there is nothing to keep"),
        (NoteDeleted(note="note-9"), "that note no longer exists"),
        (NoteBoarded(note="note-9", on=True), "that note no longer exists"),
    ],
)
def test_notes_written_rejects_impossible_notes(change: AnyChange, line: str) -> None:
    session = apply_changes(fresh_session("Ana"), told("one"))
    assert [note.id for note in session.notes] == ["note-2"]
    assert refusal(session, change) == line


def test_notes_written_survives_redrawn_pairs() -> None:
    gone = replace(told("we keep our word", pair="pair-9", person="zoe"), team="team-9")
    promised = CommitmentAdded(text="coffee", team="team-9", pair="pair-9", who="zoe", to="yan")
    session = apply_changes(fresh_session("Ana"), gone, promised)
    (note,), (promise,) = session.notes, session.commitments
    assert (note.text, note.team, note.pair) == ("we keep our word", TEAM_ONE, "")
    assert (promise.text, promise.team, promise.pair) == ("coffee", TEAM_ONE, "")
    check_invariants(session)


def test_note_edited_boarded_and_deleted() -> None:
    session = apply_changes(
        fresh_session("Ana"), told("one"), NoteEdited(note="note-2", text=" two ")
    )
    session = apply_changes(session, NoteBoarded(note="note-2", on=True))
    assert [(note.text, note.board) for note in session.notes] == [("two", "on-note-2")]
    session = apply_changes(session, NoteBoarded(note="note-2", on=False))
    assert session.notes[0].board == ""
    session = apply_changes(session, NoteDeleted(note="note-2"))
    assert session.notes == ()
    assert [entry.said for entry in session.history[2:]] == [
        "edited: two",
        "on the board: two",
        "off the board: two",
        "deleted: two",
    ]


def test_commitment_added_has_all_fields() -> None:
    session = paired_session(*SIX)
    pair = session.pairs[0].id
    promise = CommitmentAdded(
        text=" coffee ", team=TEAM_ONE, pair=pair, who="ana-ruiz", to="ben-okafor", by=" Friday "
    )
    session = apply_changes(session, promise, seconds=30)
    (kept,) = session.commitments
    assert (kept.id, kept.text, kept.by, kept.at) == (
        "commitment-3",
        "coffee",
        "Friday",
        time_at(30),
    )
    assert (kept.who, kept.to, kept.pair) == ("ana-ruiz", "ben-okafor", pair)
    assert session.history[-1].said == "commitment: coffee"
