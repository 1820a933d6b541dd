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
from tests.support.sessions import SIX, apply_changes, fresh_session


def notes_written(kind: NoteKind, *texts: str) -> NotesWritten:
    return NotesWritten(kind=kind, notes=tuple(NoteDraft(text) for text in texts), team=TEAM_ONE)


def session_after(*changes: AnyChange) -> Session:
    """A session of six, whose history has these changes after that they were added."""
    return apply_changes(fresh_session(*SIX), *changes)


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
    session = apply_changes(session, NoteEdited(note=last_note_id(session), text="b"))
    session = apply_changes(
        session, NoteDeleted(note=last_note_id(session)), notes_written(NoteKind.VALUE, "c")
    )
    assert visible_changes(session) == ["NotesWritten"]


def test_feedback_entries_include_time_before_and_after_feedback() -> None:
    for first, then in ((NoteKind.VALUE, NoteKind.FEEDBACK), (NoteKind.FEEDBACK, NoteKind.VALUE)):
        session = session_after(notes_written(first, "a"))
        session = apply_changes(session, NoteEdited(note=last_note_id(session), kind=then))
        session = apply_changes(session, NoteEdited(note=last_note_id(session), text="b"))
        assert visible_changes(session) == []
    plain = session_after(notes_written(NoteKind.VALUE, "a"))
    plain = apply_changes(plain, NoteEdited(note=last_note_id(plain), kind=NoteKind.INTEREST))
    assert visible_changes(plain) == ["NotesWritten", "NoteEdited"]


def test_feedback_entries_include_undo() -> None:
    session = session_after(notes_written(NoteKind.FEEDBACK, "a"))
    session = apply_changes(session, Undone(entry=session.history[-1].id))
    assert session.notes == ()
    assert visible_changes(session) == []
    plain = session_after(notes_written(NoteKind.VALUE, "a"))
    assert visible_changes(apply_changes(plain, Undone(entry=plain.history[-1].id))) == [
        "NotesWritten",
        "Undone",
    ]


def test_feedback_entries_include_notes_missing_from_file() -> None:
    session = session_after(
        notes_written(NoteKind.FEEDBACK, "a", "b"), notes_written(NoteKind.VALUE, "c")
    )
    assert visible_changes(replace(session, notes=())) == ["NotesWritten"]
    mended = session_after(notes_written(NoteKind.VALUE, "a"))
    mended = apply_changes(mended, NoteEdited(note=last_note_id(mended), kind=NoteKind.FEEDBACK))
    assert visible_changes(replace(mended, notes=())) == []


def test_feedback_entries_include_shared_board_entries() -> None:
    session = session_after(
        notes_written(NoteKind.VALUE, "a"),
        notes_written(NoteKind.VALUE, "b"),
        notes_written(NoteKind.VALUE, "c"),
    )
    one, two, three = (note.id for note in session.notes)
    session = apply_changes(
        session, *(NoteBoarded(note=note, on=True) for note in (one, two, three))
    )
    first, second, third = (note.board for note in session.notes)
    session = apply_changes(
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
    struck = apply_changes(note, NoteDeleted(note=note.notes[1].id), PROMISE)
    promise = struck.commitments[0].id
    anew = apply_changes(
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
    begin = apply_changes(fresh_session(*SIX), PROMISE)
    struck = CommitmentDeleted(commitment=begin.commitments[0].id)
    between = apply_changes(
        begin, struck, DetailSet(detail="ask", text="x"), notes_written(NoteKind.FEEDBACK, "a")
    )
    assert visible_changes(between) == ["CommitmentAdded", "CommitmentDeleted", "DetailSet"]
    elsewhere = apply_changes(
        apply_changes(begin, struck), notes_written(NoteKind.FEEDBACK, "a"), console="b"
    )
    assert visible_changes(elsewhere) == ["CommitmentAdded", "CommitmentDeleted"]
    # What another console does meanwhile is not between them.
    meanwhile = apply_changes(
        apply_changes(begin, struck), DetailSet(detail="ask", text="x"), console="b"
    )
    assert visible_changes(apply_changes(meanwhile, notes_written(NoteKind.FEEDBACK, "a"))) == [
        "DetailSet"
    ]


def test_feedback_entries_ignore_other_changes_before_feedback() -> None:
    session = session_after(notes_written(NoteKind.VALUE, "a"), PROMISE)
    note, promise = session.notes[0].id, session.commitments[0].id
    ticked = apply_changes(
        session,
        CommitmentDone(commitment=promise, done=True),
        notes_written(NoteKind.FEEDBACK, "b"),
    )
    assert visible_changes(ticked) == ["NotesWritten", "CommitmentAdded", "CommitmentDone"]
    struck = apply_changes(session, NoteDeleted(note=note), notes_written(NoteKind.FEEDBACK, "b"))
    assert visible_changes(struck) == ["NotesWritten", "CommitmentAdded", "NoteDeleted"]
    again = apply_changes(session, CommitmentDeleted(commitment=promise), PROMISE)
    assert visible_changes(again) == [
        "NotesWritten",
        "CommitmentAdded",
        "CommitmentDeleted",
        "CommitmentAdded",
    ]


def test_feedback_entries_end_when_feedback_becomes_commitment() -> None:
    session = session_after(notes_written(NoteKind.FEEDBACK, "a"))
    session = apply_changes(session, NoteDeleted(note=last_note_id(session)), PROMISE)
    assert visible_changes(session) == ["CommitmentAdded"]
