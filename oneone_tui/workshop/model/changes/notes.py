"""Changes to the notes: written, edited, deleted."""

import msgspec

from oneone_tui.workshop.model.changes.base import Change
from oneone_tui.workshop.model.terms import NoteKind


class NoteDraft(msgspec.Struct, frozen=True):
    """One note of a line: the text, and whose it is where that was said.

    `entry` is the entry of the board that it was said to be the same as.
    """

    text: str
    person: str = ""
    entry: str = ""


class NotesWritten(Change, frozen=True):
    """A line was kept: one note, or several of one kind."""

    kind: NoteKind
    notes: tuple[NoteDraft, ...]
    team: str
    pair: str = ""
    on_board: bool = False


class NoteEdited(Change, frozen=True, tag="NoteMended"):
    """A note was mended: its text, its kind, the pair it is of, or whose it is.

    What is None stays as it was; an empty pair or person is none.
    """

    note: str
    text: str | None = None
    kind: NoteKind | None = None
    pair: str | None = None
    person: str | None = None


class NoteDeleted(Change, frozen=True, tag="NoteStruck"):
    """A note was taken out."""

    note: str


def note_ids(key: str, count: int) -> tuple[str, ...]:
    """Return the ids of the notes that the change with that key writes."""
    return tuple(f"note-{key}" if n == 1 else f"note-{key}-{n}" for n in range(1, count + 1))
