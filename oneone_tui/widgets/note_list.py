"""Notes as they are shown: one a line, its kind's letter before it."""

from __future__ import annotations

from datetime import date

from textual.content import Content

from oneone_tui.widgets.lines import Row
from oneone_tui.widgets.words import LETTER
from oneone_tui.workshop.days import said_day
from oneone_tui.workshop.entry.naming import short_name
from oneone_tui.workshop.records import Commitment, Note
from oneone_tui.workshop.session import Session
from oneone_tui.workshop.words import Kind


def note_row(session: Session, note: Note) -> Row:
    """One note: letter, text, and whose it is."""
    who = short_name(session, note.person)
    return Row(
        Content.styled(f"{LETTER[note.kind]}  ", "bold $accent"),
        Content.assemble(note.text, (f"  {who}" if who else "", "$muted")),
    )


def promised(session: Session, commitment: Commitment, today: date) -> Content:
    """One commitment: who, to whom, what, and by which day, or by when as it was written."""
    names = [short_name(session, person) for person in (commitment.who, commitment.to)]
    who = " → ".join(name for name in names if name)
    by = said_day(commitment.due, today) if commitment.due else commitment.by
    return Content.assemble(
        (f"{who}: " if who else "", "bold"),
        commitment.text,
        (f"  by {by}" if by else "", "bold $primary"),
    )


def pair_rows(session: Session, pair: str, today: date) -> list[Row]:
    """Everything that a pair has written and promised, in the order of coming."""
    rows = [(n.at, note_row(session, n)) for n in session.notes if n.pair == pair]
    lead = Content.styled(f"{LETTER[Kind.COMMITMENT]}  ", "bold $accent")
    rows += [
        (c.at, Row(lead, promised(session, c, today)))
        for c in session.commitments
        if c.pair == pair
    ]
    return [row for _, row in sorted(rows, key=lambda timed: timed[0])]
