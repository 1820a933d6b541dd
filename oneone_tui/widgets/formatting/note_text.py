"""Notes as text: one a line, after the letter of its kind."""

from __future__ import annotations

from datetime import date

from textual.content import Content

from oneone_tui.widgets.text_block import Row
from oneone_tui.workshop.dates import format_due
from oneone_tui.workshop.model.records import Commitment, Note
from oneone_tui.workshop.model.session import Session
from oneone_tui.workshop.model.terms import NoteKind
from oneone_tui.workshop.notes.grammar import LETTER
from oneone_tui.workshop.notes.people_lookup import short_name
from oneone_tui.workshop.notes.recall import notes_and_commitments

MOST = 100
"""Lines shown; a pair writes fewer, and thousands would take seconds to lay out."""


def format_note(session: Session, note: Note) -> Row:
    """Format a note: its letter, its text, and its person; for feedback, who it is for."""
    who = short_name(session, note.person)
    if who and note.kind is NoteKind.FEEDBACK:
        who = f"to {who}"
    return Row(
        Content.styled(f"{LETTER[note.kind]}  ", "bold $accent"),
        Content.assemble(note.text, (f"  {who}" if who else "", "$muted")),
    )


def format_commitment(session: Session, commitment: Commitment, today: date) -> Content:
    """Format a commitment: who, to whom, what, and by when.

    The due date is shown as a day if it is known, otherwise as it was written.
    """
    names = [short_name(session, person) for person in (commitment.who, commitment.to)]
    who = " → ".join(name for name in names if name)
    by = format_due(commitment.due, commitment.by, today)
    return Content.assemble(
        (f"{who}: " if who else "", "bold"),
        commitment.text,
        (f"  by {by}" if by else "", "bold $primary"),
    )


def pair_rows(session: Session, pair: str, today: date) -> list[Row]:
    """Return the latest notes and commitments of a pair, in the order of entry."""
    entries = [one for one in notes_and_commitments(session) if one.pair == pair]
    earlier = len(entries) - MOST
    words = Content.styled(f"{earlier:,} earlier ones are in the review", "$muted")
    lead = Content.styled(f"{LETTER[NoteKind.COMMITMENT]}  ", "bold $accent")
    return [
        *([Row(Content(), words)] if earlier > 0 else []),
        *(
            format_note(session, one)
            if isinstance(one, Note)
            else Row(lead, format_commitment(session, one, today))
            for one in entries[-MOST:]
        ),
    ]
