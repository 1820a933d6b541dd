"""Notes as they are shown: one a line, its kind's letter before it."""

from __future__ import annotations

from textual.content import Content

from oneone_tui.widgets.lines import Row
from oneone_tui.widgets.words import LETTER, short_name
from oneone_tui.workshop.days import said_day
from oneone_tui.workshop.records import Commitment, Note
from oneone_tui.workshop.session import Session


def note_row(session: Session, note: Note) -> Row:
    """One note: letter, text, and whose it is."""
    who = short_name(session, note.person)
    return Row(
        Content.styled(f"{LETTER[note.kind]}  ", "bold $accent"),
        Content.assemble(note.text, (f"  {who}" if who else "", "$muted")),
    )


def commitment_row(session: Session, commitment: Commitment) -> Row:
    """One commitment: who, to whom, what, by when."""
    names = [short_name(session, i) for i in (commitment.who, commitment.to) if i]
    who = " → ".join(name for name in names if name)
    by = due_words(session, commitment)
    return Row(
        Content.styled("c  ", "bold $accent"),
        Content.assemble(
            (f"{who}: " if who else "", "bold"), commitment.text, f"  {by}" if by else ""
        ),
    )


def due_words(session: Session, commitment: Commitment) -> str:
    """By when it is promised: ``by Fri 27 Nov``, or as it was written; or nothing."""
    if commitment.due:
        return f"by {said_day(commitment.due, session.info.created.astimezone().date())}"
    return f"by {commitment.by}" if commitment.by else ""


def pair_rows(session: Session, pair: str) -> list[Row]:
    """Everything that a pair has written and promised, in the order of coming."""
    rows = [(n.at, note_row(session, n)) for n in session.notes if n.pair == pair]
    rows += [(c.at, commitment_row(session, c)) for c in session.commitments if c.pair == pair]
    return [row for _, row in sorted(rows, key=lambda timed: timed[0])]
