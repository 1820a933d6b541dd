"""Which lines of the history would tell what people said to each other as feedback."""

from __future__ import annotations

from msgspec.structs import replace

from oneone_tui.exports.untold import about_feedback
from oneone_tui.workshop.changes import (
    AnyChange,
    CommitmentDone,
    CommitmentStruck,
    Committed,
    DetailSet,
    EntriesMerged,
    EntryWorded,
    NoteBoarded,
    NoteMended,
    NoteStruck,
    NotesWritten,
    Undone,
    Written,
)
from oneone_tui.workshop.session import TEAM_ONE, Session
from oneone_tui.workshop.words import Kind
from tests.unit.workshop.building import SIX, fresh, made


def said(kind: Kind, *texts: str) -> NotesWritten:
    return NotesWritten(kind=kind, notes=tuple(Written(text) for text in texts), team=TEAM_ONE)


def begun(*changes: AnyChange) -> Session:
    """A session of six, whose history has these changes after that they were added."""
    return made(fresh(*SIX), *changes)


def told(session: Session) -> list[str]:
    """The changes of the history that are told, in order, by their names."""
    hidden = about_feedback(session)
    return [type(e.change).__name__ for e in session.history[1:] if e.id not in hidden]


def last(session: Session) -> str:
    """The id of the last note."""
    return session.notes[-1].id


PROMISE = Committed(text="call", team=TEAM_ONE)


def test_feedback_is_untold_and_nothing_else_is() -> None:
    session = begun(said(Kind.VALUE, "a"), said(Kind.FEEDBACK, "b", "c"), PROMISE)
    assert told(session) == ["NotesWritten", "Committed"]
    assert told(begun(said(Kind.TAKEAWAY, "a"), DetailSet(detail="ask", text="x"))) == [
        "NotesWritten",
        "DetailSet",
    ]


def test_what_is_done_to_feedback_is_untold_too() -> None:
    session = begun(said(Kind.FEEDBACK, "a"))
    session = made(session, NoteMended(note=last(session), text="b"))
    session = made(session, NoteStruck(note=last(session)), said(Kind.VALUE, "c"))
    assert told(session) == ["NotesWritten"]


def test_it_is_untold_from_its_first_word_on_and_to_its_last() -> None:
    for first, then in ((Kind.VALUE, Kind.FEEDBACK), (Kind.FEEDBACK, Kind.VALUE)):
        session = begun(said(first, "a"))
        session = made(session, NoteMended(note=last(session), kind=then))
        session = made(session, NoteMended(note=last(session), text="b"))
        assert told(session) == []
    plain = begun(said(Kind.VALUE, "a"))
    plain = made(plain, NoteMended(note=last(plain), kind=Kind.INTEREST))
    assert told(plain) == ["NotesWritten", "NoteMended"]


def test_taking_it_back_is_untold_and_so_is_taking_that_back() -> None:
    session = begun(said(Kind.FEEDBACK, "a"))
    session = made(session, Undone(entry=session.history[-1].id))
    assert session.notes == ()
    assert told(session) == []
    plain = begun(said(Kind.VALUE, "a"))
    assert told(made(plain, Undone(entry=plain.history[-1].id))) == ["NotesWritten", "Undone"]


def test_it_is_untold_also_where_its_note_was_taken_out_of_the_file_by_hand() -> None:
    session = begun(said(Kind.FEEDBACK, "a", "b"), said(Kind.VALUE, "c"))
    assert told(replace(session, notes=())) == ["NotesWritten"]
    mended = begun(said(Kind.VALUE, "a"))
    mended = made(mended, NoteMended(note=last(mended), kind=Kind.FEEDBACK))
    assert told(replace(mended, notes=())) == []


def test_what_stood_on_the_board_before_it_was_feedback_is_untold_there() -> None:
    session = begun(said(Kind.VALUE, "a"), said(Kind.VALUE, "b"), said(Kind.VALUE, "c"))
    one, two, three = (note.id for note in session.notes)
    session = made(session, *(NoteBoarded(note=note, on=True) for note in (one, two, three)))
    first, second, third = (note.board for note in session.notes)
    session = made(
        session,
        EntryWorded(entry=first, text="as it was"),
        EntriesMerged(entries=(first, second)),
        EntryWorded(entry=third, text="another"),
        NoteMended(note=one, kind=Kind.FEEDBACK),
    )
    # The second note is no feedback, but what was done to their common line tells the first.
    assert told(session) == [
        "NotesWritten",
        "NotesWritten",
        "NoteBoarded",
        "NoteBoarded",
        "EntryWorded",
    ]


def test_what_was_struck_out_and_written_anew_as_feedback_was_it_before() -> None:
    note = begun(said(Kind.VALUE, "x"), said(Kind.VALUE, "a"))
    struck = made(note, NoteStruck(note=note.notes[1].id), PROMISE)
    promise = struck.commitments[0].id
    anew = made(struck, CommitmentStruck(commitment=promise), said(Kind.FEEDBACK, "a"))
    assert told(anew) == ["NotesWritten"]
    assert told(struck) == ["NotesWritten", "NotesWritten", "NoteStruck", "Committed"]


def test_written_anew_means_right_after_it_and_at_the_same_console() -> None:
    begin = made(fresh(*SIX), PROMISE)
    struck = CommitmentStruck(commitment=begin.commitments[0].id)
    between = made(begin, struck, DetailSet(detail="ask", text="x"), said(Kind.FEEDBACK, "a"))
    assert told(between) == ["Committed", "CommitmentStruck", "DetailSet"]
    elsewhere = made(made(begin, struck), said(Kind.FEEDBACK, "a"), console="b")
    assert told(elsewhere) == ["Committed", "CommitmentStruck"]
    # What another console does meanwhile is not between them.
    meanwhile = made(made(begin, struck), DetailSet(detail="ask", text="x"), console="b")
    assert told(made(meanwhile, said(Kind.FEEDBACK, "a"))) == ["DetailSet"]


def test_only_a_note_becomes_a_commitment_and_the_other_way_about() -> None:
    session = begun(said(Kind.VALUE, "a"), PROMISE)
    note, promise = session.notes[0].id, session.commitments[0].id
    ticked = made(session, CommitmentDone(commitment=promise, done=True), said(Kind.FEEDBACK, "b"))
    assert told(ticked) == ["NotesWritten", "Committed", "CommitmentDone"]
    struck = made(session, NoteStruck(note=note), said(Kind.FEEDBACK, "b"))
    assert told(struck) == ["NotesWritten", "Committed", "NoteStruck"]
    again = made(session, CommitmentStruck(commitment=promise), PROMISE)
    assert told(again) == ["NotesWritten", "Committed", "CommitmentStruck", "Committed"]


def test_feedback_that_became_a_commitment_is_untold_up_to_there() -> None:
    session = begun(said(Kind.FEEDBACK, "a"))
    session = made(session, NoteStruck(note=last(session)), PROMISE)
    assert told(session) == ["Committed"]
