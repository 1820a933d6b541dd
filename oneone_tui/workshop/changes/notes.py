"""Changes of the notes: written, mended, struck out."""

from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from oneone_tui.workshop.changes.base import Change, Refused, Stamp, replaced
from oneone_tui.workshop.records import Note
from oneone_tui.workshop.text import LINE_LIMIT, clean
from oneone_tui.workshop.words import COLUMNS, Kind

if TYPE_CHECKING:
    from oneone_tui.workshop.session import Session

NOTHING = "there is nothing to keep"
ONE_BY_ONE = "a commitment is kept as one"


class Written(msgspec.Struct, frozen=True):
    """One note of a line: the text, and whose it is where that was said.

    `entry` is the entry of the board that it was said to be the same as.
    """

    text: str
    person: str = ""
    entry: str = ""


class NotesWritten(Change, frozen=True):
    """A line was kept: one note, or several of one kind."""

    kind: Kind
    notes: tuple[Written, ...]
    team: str
    pair: str = ""
    on_board: bool = False

    def apply_to(self, session: "Session", stamp: Stamp) -> "Session":
        if self.kind is Kind.COMMITMENT:
            raise Refused(ONE_BY_ONE)
        if not self.notes:
            raise Refused(NOTHING)
        team, pair = still_there(session, self.team, self.pair)
        made = []
        for note_id, written in zip(note_ids(stamp.key, len(self.notes)), self.notes, strict=True):
            note = Note(
                id=note_id,
                kind=self.kind,
                text=text_of(written.text),
                at=stamp.at,
                team=team,
                pair=pair,
                person=written.person,
                console=stamp.console,
            )
            boarded = self.on_board and self.kind in COLUMNS
            made.append(on_board(note, session, stamp, written.entry) if boarded else note)
        return replace(session, notes=(*session.notes, *made))

    def say(self, session: "Session") -> str:  # noqa: ARG002
        return f"{self.kind}: " + "; ".join(clean(w.text, limit=LINE_LIMIT) for w in self.notes)


class NoteMended(Change, frozen=True):
    """A note was mended: its text, its kind, the pair it is of, or whose it is.

    What is None stays as it was; an empty pair or person is none.
    """

    note: str
    text: str | None = None
    kind: Kind | None = None
    pair: str | None = None
    person: str | None = None

    def apply_to(self, session: "Session", stamp: Stamp) -> "Session":
        if self.kind is Kind.COMMITMENT:
            raise Refused(ONE_BY_ONE)

        def mended(note: Note) -> Note:
            pair = session.pair(note.pair if self.pair is None else self.pair)
            after = replace(
                note,
                text=note.text if self.text is None else text_of(self.text),
                kind=self.kind or note.kind,
                pair=pair.id if pair else "",
                person=note.person if self.person is None else self.person,
                team=pair.team if pair else note.team,
            )
            must_have(session, after.team, self.pair or "", self.person or "")
            if not note.board or (after.kind, after.team) == (note.kind, note.team):
                return after
            # In another column, or on another team's board, it is the same as nothing yet.
            after = replace(after, board="", wording="")
            return on_board(after, session, stamp) if after.kind in COLUMNS else after

        return replace(session, notes=replaced(session.notes, self.note, mended, "note"))

    def say(self, session: "Session") -> str:
        note = next((n for n in session.notes if n.id == self.note), None)
        if note is None:
            return "mended a note"
        text = note.text if self.text is None else clean(self.text, limit=LINE_LIMIT)
        said = []
        if self.kind not in (None, note.kind):
            said.append(f"now {'an' if self.kind is Kind.INTEREST else 'a'} {self.kind}")
        if self.pair not in (None, note.pair):
            number = session.pair_number(self.pair or "")
            said.append(f"now pair {number}'s" if number else "now of no pair")
        if self.person not in (None, note.person):
            name = session.name(self.person or "")
            said.append(f"now of {name}" if name else "now of nobody by name")
        if text != note.text or not said:
            said.insert(0, "mended")
        return f"{', '.join(said)}: {text}"


class NoteStruck(Change, frozen=True):
    """A note was taken out."""

    note: str

    def apply_to(self, session: "Session", stamp: Stamp) -> "Session":  # noqa: ARG002
        kept = tuple(n for n in session.notes if n.id != self.note)
        if len(kept) == len(session.notes):
            raise Refused("there is no such note any more")
        return replace(session, notes=kept)

    def say(self, session: "Session") -> str:
        text = next((n.text for n in session.notes if n.id == self.note), "a note")
        return f"struck out: {text}"


def on_board(note: Note, session: "Session", stamp: Stamp, entry: str = "") -> Note:
    """`note` under `entry` of the board, or where that is none for it, as an entry of its own."""
    for other in session.notes:
        there = (other.board, other.kind, other.team) == (entry, note.kind, note.team)
        if entry and there and other.id != note.id:
            return replace(note, board=entry, wording=other.wording)
    own = f"on-{note.id}"
    if any(other.board == own and other.id != note.id for other in session.notes):
        own = f"{own}.{stamp.key}"  # others still stand under what began with it
    return replace(note, board=own, wording="")


def note_ids(key: str, count: int) -> tuple[str, ...]:
    """The ids of the notes that the change of that key writes."""
    return tuple(f"note-{key}" if n == 1 else f"note-{key}-{n}" for n in range(1, count + 1))


def text_of(text: str) -> str:
    """`text` as it is kept. Raises `Refused` where nothing is left of it."""
    kept = clean(text, limit=LINE_LIMIT)
    if not kept:
        raise Refused(NOTHING)
    return kept


def still_there(session: "Session", team: str, pair: str) -> tuple[str, str]:
    """The team and the pair of what was said for these.

    Another console may have made others meanwhile: what was said is kept all the same, as what was
    said before is when they are made anew.
    """
    return (
        team if session.team(team) else session.teams[0].id,
        pair if session.pair(pair) else "",
    )


def must_have(session: "Session", team: str, pair: str, *people: str) -> None:
    """Raise `Refused` where one of them is gone. A pair and people may be left unsaid: empty."""
    if session.team(team) is None:
        raise Refused("there is no such team any more")
    if pair and session.pair(pair) is None:
        raise Refused("there is no such pair any more")
    if any(person and session.person(person) is None for person in people):
        raise Refused("there is no such person any more")
