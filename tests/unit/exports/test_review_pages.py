"""A session page by page."""

from __future__ import annotations

from datetime import UTC, date

from oneone_tui.exports.plain_text import blocks_as_text
from oneone_tui.exports.report_blocks import Fields, Heading, Paragraph
from oneone_tui.exports.review_pages import (
    HIDDEN_FEEDBACK,
    NAMES_IN_HISTORY,
    Page,
    pages_in_one,
    session_pages,
)
from oneone_tui.workshop.model.changes import (
    CommitmentAdded,
    CommitmentDeleted,
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
from tests.support.played_workshop import played_session
from tests.support.sessions import SIX, apply_changes, fresh_session, time_at

NOW = time_at(3600)
TITLES = (
    *("Agenda", "Pairs", "Notes", "Kinds", "Board"),
    *("Commitments", "Takeaways", "Roles", "History"),
)


def text_of(*found: Page) -> str:
    return blocks_as_text(pages_in_one("First", found))


def page_text(session: Session, title: str, *, feedback: bool = False, named: bool = True) -> str:
    found = session_pages(session, NOW, UTC, feedback=feedback, named=named)
    return text_of(next(one for one in found if one.title == title))


def test_session_pages_are_nine_for_any_session() -> None:
    for session in (fresh_session(), fresh_session(*SIX), played_session(*SIX)):
        found = session_pages(session, NOW, UTC)
        assert tuple(one.title for one in found) == TITLES
        assert all(one.blocks for one in found)


def test_session_pages_show_each_note_by_pair_and_kind() -> None:
    session = played_session(*SIX)
    for note in session.notes:
        if note.kind is NoteKind.TAKEAWAY:
            assert note.text in page_text(session, "Takeaways")
        elif note.kind is not NoteKind.FEEDBACK:
            number = session.pair_number(note.pair)
            assert note.text in page_text(session, "Notes")
            lines = page_text(session, "Kinds").splitlines()
            assert any(note.text in x and x.endswith(f"· pair {number}") for x in lines)
    for commitment in session.commitments:
        assert commitment.text in page_text(session, "Commitments")
        assert commitment.text not in page_text(session, "Takeaways")


def test_commitments_page_shows_day() -> None:
    promise = CommitmentAdded(text="tea", team=TEAM_ONE, by="fri", due=date(2026, 12, 4))
    assert "tea (by Fri 4 Dec)" in page_text(
        apply_changes(fresh_session(*SIX), promise), "Commitments"
    )


def test_pairs_page_shows_who_met() -> None:
    session = played_session(*SIX)
    one, other = (session.name_of(member) for member in session.pairs[0].members)
    lines = page_text(session, "Pairs").splitlines()
    assert any(line.split() == [*one.split(), *other.split()] for line in lines)


def test_roles_page_shows_roles_and_reporter() -> None:
    session = played_session(*SIX)
    [fields] = next(p for p in session_pages(session, NOW, UTC) if p.title == "Roles").blocks
    assert isinstance(fields, Fields)
    team = session.teams[0]
    assert dict(fields.rows)["Reporter"] == session.name_of(team.reporter)
    assert dict(fields.rows)["Timekeeper"] == session.name_of(team.timekeeper)


def test_session_pages_hide_feedback_in_history_too() -> None:
    session = fresh_session(*SIX)
    secret = NotesWritten(kind=NoteKind.FEEDBACK, notes=(NoteDraft("talk less"),), team=TEAM_ONE)
    session = apply_changes(session, secret)
    note = session.notes[-1].id
    session = apply_changes(session, NoteEdited(note=note, text="talk less, listen"))
    session = apply_changes(session, NoteDeleted(note=note))
    session = apply_changes(session, Undone(entry=session.history[-1].id))
    everything = text_of(*session_pages(session, NOW, UTC))
    assert "talk less" not in everything
    assert everything.count(HIDDEN_FEEDBACK) == 4
    assert page_text(session, "History", feedback=True).count("talk less") == 4
    assert "talk less, listen" in page_text(session, "Kinds", feedback=True)


def notes_written(kind: NoteKind, *texts: str) -> NotesWritten:
    return NotesWritten(kind=kind, notes=tuple(map(NoteDraft, texts)), team=TEAM_ONE)


def test_history_page_hides_note_changed_to_feedback() -> None:
    session = apply_changes(
        fresh_session(*SIX), notes_written(NoteKind.VALUE, "honesty", "felt pushed")
    )
    honesty, pushed = (note.id for note in session.notes)
    session = apply_changes(
        session, NoteBoarded(note=honesty, on=True), NoteBoarded(note=pushed, on=True)
    )
    entries = (session.notes[1].board, session.notes[0].board)
    session = apply_changes(session, EntriesMerged(entries=entries))
    session = apply_changes(session, EntryReworded(entry=entries[0], text="pushed, honestly"))
    session = apply_changes(session, NoteEdited(note=pushed, kind=NoteKind.FEEDBACK))
    hidden = page_text(session, "History")
    assert "pushed" not in hidden
    assert hidden.count(HIDDEN_FEEDBACK) == 5
    assert "on the board: honesty" in hidden


def test_history_page_hides_note_deleted_and_rewritten_as_feedback() -> None:
    session = apply_changes(fresh_session(*SIX), notes_written(NoteKind.INTEREST, "felt pushed"))
    session = apply_changes(session, NoteDeleted(note=session.notes[-1].id))
    session = apply_changes(session, CommitmentAdded(text="felt pushed", team=TEAM_ONE))
    session = apply_changes(session, notes_written(NoteKind.VALUE, "courage"), console="b")
    session = apply_changes(session, CommitmentDeleted(commitment=session.commitments[-1].id))
    session = apply_changes(session, notes_written(NoteKind.FEEDBACK, "felt pushed"))
    hidden = page_text(session, "History")
    assert "pushed" not in hidden
    assert hidden.count(HIDDEN_FEEDBACK) == 5
    assert "courage" in hidden


def test_session_pages_without_names_name_nobody() -> None:
    session = played_session(*SIX)
    [history] = session_pages(session, NOW, UTC, named=False)[-1:]
    assert history.blocks == (Paragraph(NAMES_IN_HISTORY),)
    names = {person.name for person in session.people}
    for title in ("Kinds", "Board", "Commitments", "Takeaways"):
        assert not any(name in page_text(session, title, named=False) for name in names)


def test_history_page_shows_every_change_in_order() -> None:
    session = played_session(*SIX)
    history = session_pages(session, NOW, UTC, feedback=True)[-1]
    assert isinstance(history.blocks[0], Heading)
    said = [text for b in history.blocks if isinstance(b, Fields) for _, text in b.rows]
    assert said == [entry.said for entry in session.history]
