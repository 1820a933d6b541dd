"""Changes of the team's board: what stands on it, what is the same, how it reads."""

from typing import TYPE_CHECKING

from msgspec.structs import replace

from oneone_tui.workshop.changes.base import Change, Refused, Stamp, replaced
from oneone_tui.workshop.changes.notes import on_board
from oneone_tui.workshop.records import Note
from oneone_tui.workshop.text import LINE_LIMIT, NAME_LIMIT, clean
from oneone_tui.workshop.words import COLUMNS

if TYPE_CHECKING:
    from oneone_tui.workshop.session import Session

MAX_TALK = 200
"""Lines of what a reporter will say."""
_GONE = "that is not on the board any more"


class NoteBoarded(Change, frozen=True):
    """A note was put on the team's board, or taken off it.

    `entry` is the entry that it was said to be the same as.
    """

    note: str
    on: bool
    entry: str = ""

    def apply_to(self, session: "Session", stamp: Stamp) -> "Session":
        def placed(note: Note) -> Note:
            if note.kind not in COLUMNS:
                raise Refused(f"the board has no column for a {note.kind}")
            if not self.on:
                return replace(note, board="", wording="")
            there = note.board and not self.entry
            return note if there else on_board(note, session, stamp, self.entry)

        return replace(session, notes=replaced(session.notes, self.note, placed, "note"))

    def say(self, session: "Session") -> str:
        return f"{'on' if self.on else 'off'} the board: {_text(session, self.note)}"


class EntriesMerged(Change, frozen=True):
    """Entries of one column were said to be the same: all their notes stand under the first."""

    entries: tuple[str, ...]

    def apply_to(self, session: "Session", stamp: Stamp) -> "Session":  # noqa: ARG002
        if len(set(self.entries)) < 2:
            raise Refused("it takes two entries to be the same")
        found = [_notes(session, entry) for entry in self.entries]
        if len({(note.team, note.kind) for notes in found for note in notes}) > 1:
            raise Refused("only entries of one column are the same")
        wording = next((notes[0].wording for notes in found if notes[0].wording), "")
        first = self.entries[0]
        notes = tuple(
            replace(note, board=first, wording=wording) if note.board in self.entries else note
            for note in session.notes
        )
        return replace(session, notes=notes)

    def say(self, session: "Session") -> str:
        return "the same: " + " = ".join(_entry_text(session, entry) for entry in self.entries)


class NoteSplit(Change, frozen=True):
    """A note stands alone again, apart from what it was said to be the same as."""

    note: str

    def apply_to(self, session: "Session", stamp: Stamp) -> "Session":
        def alone(note: Note) -> Note:
            if not note.board:
                raise Refused(_GONE)
            with_it = any(n.board == note.board and n.id != note.id for n in session.notes)
            return on_board(note, session, stamp) if with_it else note

        return replace(session, notes=replaced(session.notes, self.note, alone, "note"))

    def say(self, session: "Session") -> str:
        return f"apart again: {_text(session, self.note)}"


class EntrySplit(Change, frozen=True):
    """Every note of an entry stands alone again."""

    entry: str

    def apply_to(self, session: "Session", stamp: Stamp) -> "Session":
        first, *others = _notes(session, self.entry)
        if not others:
            return session
        for note in others:
            session = NoteSplit(note=note.id).apply_to(session, stamp)
        return EntryWorded(entry=first.board, text="").apply_to(session, stamp)

    def say(self, session: "Session") -> str:
        return f"apart again: {_entry_text(session, self.entry)}"


class EntryWorded(Change, frozen=True):
    """How an entry reads was written by hand; an empty text is its first note's again.

    The notes stay as they were said.
    """

    entry: str
    text: str

    def apply_to(self, session: "Session", stamp: Stamp) -> "Session":  # noqa: ARG002
        _notes(session, self.entry)
        wording = clean(self.text, limit=LINE_LIMIT)
        notes = tuple(
            replace(note, wording=wording) if note.board == self.entry else note
            for note in session.notes
        )
        return replace(session, notes=notes)

    def say(self, session: "Session") -> str:
        text = clean(self.text, limit=LINE_LIMIT)
        if text:
            return f"the board says: {text}"
        return f"the board says what was said: {_entry_text(session, self.entry)}"


class TalkWritten(Change, frozen=True):
    """What a team's reporter will say was written, line by line; no lines are the draft again."""

    team: str
    lines: tuple[str, ...]

    def apply_to(self, session: "Session", stamp: Stamp) -> "Session":  # noqa: ARG002
        if len(self.lines) > MAX_TALK:
            raise Refused(f"what is said has at most {MAX_TALK} lines")
        talk = tuple(clean(line, limit=LINE_LIMIT) for line in self.lines)
        talk = talk if any(talk) else ()
        return replace(
            session,
            teams=replaced(session.teams, self.team, lambda t: replace(t, talk=talk), "team"),
        )

    def say(self, session: "Session") -> str:
        team = session.team(self.team)
        name = clean(team.name, limit=NAME_LIMIT) if team else "a team"
        return f"what {name} will say: {'written' if any(self.lines) else 'the draft again'}"


def _notes(session: "Session", entry: str) -> tuple[Note, ...]:
    notes = tuple(note for note in session.notes if note.board == entry)
    if not entry or not notes:
        raise Refused(_GONE)
    return notes


def _text(session: "Session", note_id: str) -> str:
    return next((n.text for n in session.notes if n.id == note_id), "a note")


def _entry_text(session: "Session", entry: str) -> str:
    return next((n.wording or n.text for n in session.notes if n.board == entry), "an entry")
