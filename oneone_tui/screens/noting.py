"""What the stages with a note line share: the kinds' keys, and choosing a pair by its number."""

from __future__ import annotations

from time import monotonic
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import OptionList

from oneone_tui.screens.stage import StageScreen
from oneone_tui.widgets.command_key import CommandKey
from oneone_tui.widgets.entry_line import EntryLine, LineInput
from oneone_tui.widgets.note_line import KIND_KEYS, NoteLine, Unfinished
from oneone_tui.workshop.entry import changes_for
from oneone_tui.workshop.words import Kind

NOTE_KEYS = Binding.Group("note", compact=True)
DIGITS_TOGETHER = 0.8
"""Seconds within which two digits are one number."""


class NotingScreen(StageScreen):
    """A stage in which people talk and somebody writes it down."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            CommandKey(key, f"note('{kind}')", kind, group=NOTE_KEYS, id=f"note.{kind}")
            for key, kind in KIND_KEYS.items()
        ),
        CommandKey("enter", "note('')", "write", show=False, id="note.last"),
        *(
            CommandKey(digit, f"digit({digit})", f"pair {digit}", show=False, id=f"pair.{digit}")
            for digit in "1234567890"
        ),
    ]

    _number = 0
    _pressed = 0.0

    def compose_line(self) -> EntryLine:
        """The note line."""
        return NoteLine(id="line").data_bind(NotingScreen.session)

    def begin(self) -> None:
        """Carry on with what stood unfinished in the line of the stage before."""
        super().begin()
        self.focus_stage()
        if self.carried:
            self.query_one(NoteLine).carry_on(self.carried)

    def unfinished(self) -> Unfinished | None:
        """What stands unfinished in the line."""
        return self.query_one(NoteLine).unfinished() if self.ready else self.carried

    def action_note(self, kind: str) -> None:
        """Write a note of that kind, or of the last one."""
        self.query_one(NoteLine).write(Kind(kind) if kind else None)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter on a row of a list writes, too: the list takes that key before the screen."""
        event.stop()
        self.action_note("")

    def action_digit(self, digit: int) -> None:
        """Choose a pair; two digits in quick succession are one number."""
        now = monotonic()
        longer = self._number * 10 + digit
        together = now - self._pressed < DIGITS_TOGETHER and longer <= len(self.session.pairs)
        self._number = longer if together else digit
        self._pressed = now
        self.choose_pair(self._number)

    def choose_pair(self, number: int) -> None:
        """Choose the pair that notes go to; a stage without pairs to choose ignores it."""

    def on_note_line_written(self, event: NoteLine.Written) -> None:
        """A line was kept: it becomes changes."""
        event.stop()
        self.make(*changes_for(event.line, self.session))

    def on_line_input_pasted(self, event: LineInput.Pasted) -> None:
        """Several lines were pasted: each is kept as a note of its own."""
        event.stop()
        self.query_one(NoteLine).submit_lines(event.text)
