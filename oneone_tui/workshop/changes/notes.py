"""Changes of the notes: written, mended, struck out, put on the board; and commitments."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from oneone_tui.workshop.changes.base import Change, Refused, Stamp, replaced
from oneone_tui.workshop.records import Commitment, Note
from oneone_tui.workshop.text import LINE_LIMIT, clean
from oneone_tui.workshop.words import COLUMNS, Kind

if TYPE_CHECKING:
    from oneone_tui.workshop.session import Session


class Written(msgspec.Struct, frozen=True):
    """One note of a line: the text, and whose it is where that was said."""

    text: str
    person: str = ""


class NotesWritten(Change, frozen=True):
    """A line was kept: one note, or several of one kind."""

    kind: Kind
    notes: tuple[Written, ...]
    team: str
    pair: str = ""
    on_board: bool = False

    def apply_to(self, session: Session, stamp: Stamp) -> Session:
        if self.kind is Kind.COMMITMENT:
            raise Refused("a commitment is kept as one")
        _must_have(session, self.team, self.pair, *(w.person for w in self.notes))
        texts = [(clean(w.text, limit=LINE_LIMIT), w.person) for w in self.notes]
        if not texts or not all(text for text, _ in texts):
            raise Refused("there is nothing to keep")
        boarded = self.on_board and self.kind in COLUMNS
        made = []
        for index, (text, person) in enumerate(texts, 1):
            note_id = f"note-{stamp.key}" if index == 1 else f"note-{stamp.key}-{index}"
            made.append(
                Note(
                    id=note_id,
                    kind=self.kind,
                    text=text,
                    at=stamp.at,
                    team=self.team,
                    pair=self.pair,
                    person=person,
                    console=stamp.console,
                    board=f"on-{note_id}" if boarded else "",
                )
            )
        return replace(session, notes=(*session.notes, *made))

    def say(self, session: Session) -> str:  # noqa: ARG002
        return f"{self.kind}: " + "; ".join(clean(w.text, limit=LINE_LIMIT) for w in self.notes)


class NoteMended(Change, frozen=True):
    """A note's text was mended."""

    note: str
    text: str

    def apply_to(self, session: Session, stamp: Stamp) -> Session:  # noqa: ARG002
        text = clean(self.text, limit=LINE_LIMIT)
        if not text:
            raise Refused("there is nothing to keep")
        return replace(
            session,
            notes=replaced(session.notes, self.note, lambda n: replace(n, text=text), "note"),
        )

    def say(self, session: Session) -> str:  # noqa: ARG002
        return f"mended: {clean(self.text, limit=LINE_LIMIT)}"


class NoteStruck(Change, frozen=True):
    """A note was taken out."""

    note: str

    def apply_to(self, session: Session, stamp: Stamp) -> Session:  # noqa: ARG002
        kept = tuple(n for n in session.notes if n.id != self.note)
        if len(kept) == len(session.notes):
            raise Refused("there is no such note any more")
        return replace(session, notes=kept)

    def say(self, session: Session) -> str:
        return f"struck out: {_text(session, self.note)}"


class NoteBoarded(Change, frozen=True):
    """A note was put on the team's board, or taken off it."""

    note: str
    on: bool

    def apply_to(self, session: Session, stamp: Stamp) -> Session:  # noqa: ARG002
        def placed(note: Note) -> Note:
            if note.kind not in COLUMNS:
                raise Refused(f"the board has no column for a {note.kind}")
            return replace(note, board=f"on-{note.id}" if self.on else "")

        return replace(session, notes=replaced(session.notes, self.note, placed, "note"))

    def say(self, session: Session) -> str:
        return f"{'on' if self.on else 'off'} the board: {_text(session, self.note)}"


class Committed(Change, frozen=True):
    """Somebody committed to something."""

    text: str
    team: str
    pair: str = ""
    who: str = ""
    to: str = ""
    by: str = ""

    def apply_to(self, session: Session, stamp: Stamp) -> Session:
        _must_have(session, self.team, self.pair, self.who, self.to)
        text = clean(self.text, limit=LINE_LIMIT)
        if not text:
            raise Refused("there is nothing to keep")
        made = Commitment(
            id=f"commitment-{stamp.key}",
            text=text,
            at=stamp.at,
            team=self.team,
            pair=self.pair,
            who=self.who,
            to=self.to,
            by=clean(self.by, limit=LINE_LIMIT),
            console=stamp.console,
        )
        return replace(session, commitments=(*session.commitments, made))

    def say(self, session: Session) -> str:  # noqa: ARG002
        return f"commitment: {clean(self.text, limit=LINE_LIMIT)}"


def _must_have(session: Session, team: str, pair: str, *people: str) -> None:
    # A pair and people may be left unsaid: an empty text.
    if session.team(team) is None:
        raise Refused("there is no such team any more")
    if pair and session.pair(pair) is None:
        raise Refused("there is no such pair any more")
    if any(person and session.person(person) is None for person in people):
        raise Refused("there is no such person any more")


def _text(session: Session, note_id: str) -> str:
    return next((n.text for n in session.notes if n.id == note_id), "a note")
