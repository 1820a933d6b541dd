"""A pair's own notes, ready to be put on the board."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.reactive import var
from textual.widgets.option_list import Option

from oneone_tui.keymap import bindings, note_keys
from oneone_tui.textual_patches.option_list import PlainList
from oneone_tui.widgets.text_block import Row, wrap_hanging
from oneone_tui.workshop.model.records import Note
from oneone_tui.workshop.model.session import EMPTY_SESSION, Session
from oneone_tui.workshop.model.terms import COLUMNS
from oneone_tui.workshop.notes.board import notes_of_pair
from oneone_tui.workshop.notes.grammar import LETTER


class PairNotes(PlainList):
    """A row for each note: its letter, its text, and whether it is on the board."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("pair-notes")

    session: var[Session] = var(EMPTY_SESSION)
    pair: var[str] = var("")

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._notes: tuple[Note, ...] = ()
        self._shown: tuple[str, int] | None = None

    @property
    def chosen(self) -> Note | None:
        """The highlighted note, or None."""
        at = self.highlighted
        return self._notes[at] if at is not None and at < len(self._notes) else None

    def on_resize(self) -> None:
        """Lay the rows out for the new width."""
        self._fill()

    def watch_session(self) -> None:
        """Update the notes."""
        self._fill()

    def watch_pair(self) -> None:
        """Show the notes of another pair."""
        self._fill()

    def _fill(self) -> None:
        notes = notes_of_pair(self.session, self.pair) if self.pair else ()
        width = self.scrollable_content_region.width
        if not width or (notes == self._notes and (self.pair, width) == self._shown):
            return
        same_pair = self._shown is not None and self._shown[0] == self.pair
        before = self.highlighted if same_pair else 0
        self._notes, self._shown = notes, (self.pair, width)
        if notes:
            self.set_options([Option(wrap_hanging(_row(note), width)) for note in notes])
            self.highlighted = min(before or 0, len(notes) - 1)
        else:
            whose = "no notes of their own: " if self.pair else ""
            empty = Content.styled(f"{whose}{note_keys(*COLUMNS)} write on the board", "$muted")
            self.set_options([Option(empty, disabled=True)])


def _row(note: Note) -> Row:
    sign = ("✓ ", "$muted") if note.board else ("  ", "")
    lead = Content.assemble(sign, (f"{LETTER[note.kind]}  ", "bold $accent"))
    return Row(lead, Content(note.text))
