"""Which lines of the history would tell what people said to each other as feedback."""

from __future__ import annotations

from msgspec.structs import replace

from oneone_tui.exports.feedback_entries import feedback_entries
from oneone_tui.workshop.model.changes import (
    AnyChange,
    CommitmentAdded,
    CommitmentDeleted,
    CommitmentDone,
    DetailSet,
    EntriesMerged,
    EntryReworded,
    NoteBoarded,
    NoteDeleted,
    NoteDraft,
    NoteEdited,
    NotesWritten,
    Undone,
)
from oneone_tui.workshop.model.session import TEAM_ONE, Session
from oneone_tui.workshop.model.terms import NoteKind
from tests.support.factories import SIX, fresh, made


def notes_written(kind: NoteKind, *texts: str) -> NotesWritten:
    return NotesWritten(kind=kind, notes=tuple(NoteDraft(text) for text in texts), team=TEAM_ONE)


def session_after(*changes: AnyChange) -> Session:
    """A session of six, whose history has these changes after that they were added."""
    return made(fresh(*SIX), *changes)


def visible_changes(session: Session) -> list[str]:
    """The changes of the history that are told, in order, by their names."""
    hidden = feedback_entries(session)
    return [type(e.change).__name__ for e in session.history[1:] if e.id not in hidden]


def last_note_id(session: Session) -> str:
    """The id of the last note."""
    return session.notes[-1].id


PROMISE = CommitmentAdded(text="call", team=TEAM_ONE)


def test_feedback_entries_are_written_feedback_only() -> None:
    session = session_after(
        notes_written(NoteKind.VALUE, "a"), notes_written(NoteKind.FEEDBACK, "b", "c"), PROMISE
    )
    assert visible_changes(session) == ["NotesWritten", "CommitmentAdded"]
    assert visible_changes(
        session_after(notes_written(NoteKind.TAKEAWAY, "a"), DetailSet(detail="ask", text="x"))
    ) == [
        "NotesWritten",
        "DetailSet",
    ]


def test_feedback_entries_include_edits_and_deletion() -> None:
    session = session_after(notes_written(NoteKind.FEEDBACK, "a"))
    session = made(session, NoteEdited(note=last_note_id(session), text="b"))
    session = made(
        session, NoteDeleted(note=last_note_id(session)), notes_written(NoteKind.VALUE, "c")
    )
    assert visible_changes(session) == ["NotesWritten"]


def test_feedback_entries_include_time_before_and_after_feedback() -> None:
    for first, then in ((NoteKind.VALUE, NoteKind.FEEDBACK), (NoteKind.FEEDBACK, NoteKind.VALUE)):
        session = session_after(notes_written(first, "a"))
        session = made(session, NoteEdited(note=last_note_id(session), kind=then))
        session = made(session, NoteEdited(note=last_note_id(session), text="b"))
        assert visible_changes(session) == []
    plain = session_after(notes_written(NoteKind.VALUE, "a"))
    plain = made(plain, NoteEdited(note=last_note_id(plain), kind=NoteKind.INTEREST))
    assert visible_changes(plain) == ["NotesWritten", "NoteEdited"]


def test_feedback_entries_include_undo() -> None:
    session = session_after(notes_written(NoteKind.FEEDBACK, "a"))
    session = made(session, Undone(entry=session.history[-1].id))
    assert session.notes == ()
    assert visible_changes(session) == []
    plain = session_after(notes_written(NoteKind.VALUE, "a"))
    assert visible_changes(made(plain, Undone(entry=plain.history[-1].id))) == [
        "NotesWritten",
        "Undone",
    ]


def test_feedback_entries_include_notes_missing_from_file() -> None:
    session = session_after(
        notes_written(NoteKind.FEEDBACK, "a", "b"), notes_written(NoteKind.VALUE, "c")
    )
    assert visible_changes(replace(session, notes=())) == ["NotesWritten"]
    mended = session_after(notes_written(NoteKind.VALUE, "a"))
    mended = made(mended, NoteEdited(note=last_note_id(mended), kind=NoteKind.FEEDBACK))
    assert visible_changes(replace(mended, notes=())) == []


def test_feedback_entries_include_shared_board_entries() -> None:
    session = session_after(
        notes_written(NoteKind.VALUE, "a"),
        notes_written(NoteKind.VALUE, "b"),
        notes_written(NoteKind.VALUE, "c"),
    )
    one, two, three = (note.id for note in session.notes)
    session = made(session, *(NoteBoarded(note=note, on=True) for note in (one, two, three)))
    first, second, third = (note.board for note in session.notes)
    session = made(
        session,
        EntryReworded(entry=first, text="as it was"),
        EntriesMerged(entries=(first, second)),
        EntryReworded(entry=third, text="another"),
        NoteEdited(note=one, kind=NoteKind.FEEDBACK),
    )
    # The second note is no feedback, but what was done to their common line tells the first.
    assert visible_changes(session) == [
        "NotesWritten",
        "NotesWritten",
        "NoteBoarded",
        "NoteBoarded",
        "EntryReworded",
    ]


def test_feedback_entries_include_note_deleted_and_rewritten_as_feedback() -> None:
    note = session_after(notes_written(NoteKind.VALUE, "x"), notes_written(NoteKind.VALUE, "a"))
    struck = made(note, NoteDeleted(note=note.notes[1].id), PROMISE)
    promise = struck.commitments[0].id
    anew = made(
        struck, CommitmentDeleted(commitment=promise), notes_written(NoteKind.FEEDBACK, "a")
    )
    assert visible_changes(anew) == ["NotesWritten"]
    assert visible_changes(struck) == [
        "NotesWritten",
        "NotesWritten",
        "NoteDeleted",
        "CommitmentAdded",
    ]


def test_feedback_entries_need_rewriting_right_after_at_same_console() -> None:
    begin = made(fresh(*SIX), PROMISE)
    struck = CommitmentDeleted(commitment=begin.commitments[0].id)
    between = made(
        begin, struck, DetailSet(detail="ask", text="x"), notes_written(NoteKind.FEEDBACK, "a")
    )
    assert visible_changes(between) == ["CommitmentAdded", "CommitmentDeleted", "DetailSet"]
    elsewhere = made(made(begin, struck), notes_written(NoteKind.FEEDBACK, "a"), console="b")
    assert visible_changes(elsewhere) == ["CommitmentAdded", "CommitmentDeleted"]
    # What another console does meanwhile is not between them.
    meanwhile = made(made(begin, struck), DetailSet(detail="ask", text="x"), console="b")
    assert visible_changes(made(meanwhile, notes_written(NoteKind.FEEDBACK, "a"))) == ["DetailSet"]


def test_feedback_entries_ignore_other_changes_before_feedback() -> None:
    session = session_after(notes_written(NoteKind.VALUE, "a"), PROMISE)
    note, promise = session.notes[0].id, session.commitments[0].id
    ticked = made(
        session,
        CommitmentDone(commitment=promise, done=True),
        notes_written(NoteKind.FEEDBACK, "b"),
    )
    assert visible_changes(ticked) == ["NotesWritten", "CommitmentAdded", "CommitmentDone"]
    struck = made(session, NoteDeleted(note=note), notes_written(NoteKind.FEEDBACK, "b"))
    assert visible_changes(struck) == ["NotesWritten", "CommitmentAdded", "NoteDeleted"]
    again = made(session, CommitmentDeleted(commitment=promise), PROMISE)
    assert visible_changes(again) == [
        "NotesWritten",
        "CommitmentAdded",
        "CommitmentDeleted",
        "CommitmentAdded",
    ]


def test_feedback_entries_end_when_feedback_becomes_commitment() -> None:
    session = session_after(notes_written(NoteKind.FEEDBACK, "a"))
    session = made(session, NoteDeleted(note=last_note_id(session)), PROMISE)
    assert visible_changes(session) == ["CommitmentAdded"]
