"""Editing of board entries: merging, splitting and rewording lines."""

from __future__ import annotations

from functools import partial
from typing import ClassVar

from textual import events
from textual.binding import BindingType

from oneone_tui.keymap import bindings, key_for
from oneone_tui.screens.note_taking import NoteTakingScreen
from oneone_tui.widgets.board_column import BoardColumn
from oneone_tui.widgets.board_view import BoardView
from oneone_tui.widgets.entry_line import LineInput, Question
from oneone_tui.workshop.model.changes import (
    EntriesMerged,
    EntryReworded,
    EntrySplit,
    NoteBoarded,
    NoteSplit,
)

ON_THE_BOARD = {"same", "apart", "word"}
"""Actions that need the cursor on the board."""


class BoardScreen(NoteTakingScreen):
    """A stage with the team's board, over whose lines a cursor moves."""

    @property
    def board(self) -> BoardView:
        """The board."""
        return self.query_one(BoardView)

    def bind_state(self) -> None:
        """Also let the cursor leave the board."""
        super().bind_state()
        self.board.go_back = self._leave_board

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Take the cursor off the board, unless only the entry line has the focus."""
        if not isinstance(event.widget, BoardColumn | LineInput):
            self.board.entered = False

    def leave_off(self) -> None:
        """Unmark the marked line; if there is none, take the cursor off the board."""
        if self.board.marked:
            self.board.marked = ""
        else:
            self.board.entered = False
        super().leave_off()

    def _leave_board(self) -> None:
        self.board.entered = False
        self.focus_stage()


class BoardEditingScreen(BoardScreen):
    """A stage in which the lines of the board can be merged, split and reworded."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("board-editing")

    _numbered: tuple[str, ...] = ()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Allow editing a line only with the cursor on the board."""
        if action in ON_THE_BOARD and not isinstance(self.focused, BoardColumn):
            return False
        return super().check_action(action, parameters)

    def action_to_board(self) -> None:
        """Move the cursor to the board."""
        self.board.enter()

    def action_same(self) -> None:
        """Mark the line under the cursor, or merge it with the marked one."""
        board = self.board
        chosen, marked = board.chosen, board.marked
        board.marked = "" if marked else chosen
        if chosen and not marked:
            key = key_for("board.same")
            self.notify_line(f"go to the line that says the same and press {key} again")
        elif chosen != marked:
            self.apply(EntriesMerged(entries=(marked, chosen)))

    def action_apart(self) -> None:
        """Split the line under the cursor; of more than two notes, ask which to split off."""
        board = self.board
        if len(board.notes) > 2:
            self._numbered = tuple(note.id for note in board.notes)
            self._ask_which_apart(board.chosen)
        elif len(board.notes) == 2:
            self.apply(EntrySplit(entry=board.chosen))
        elif board.notes:
            self.notify_line("it stands alone")

    def action_word(self) -> None:
        """Ask for a new wording of the line under the cursor."""
        if self.board.chosen:
            reword = partial(self._reword, self.board.chosen)
            self.line.ask(Question("the board says", reword), self.board.text)

    def take_off(self) -> None:
        """Take the line under the cursor off the board, with all its notes."""
        self.apply(*(NoteBoarded(note=note.id, on=False) for note in self.board.notes))

    def _reword(self, entry: str, text: str) -> None:
        self.apply(EntryReworded(entry=entry, text=text))

    def _ask_which_apart(self, entry: str, text: str = "") -> None:
        none = key_for("line.keep")
        asked = f"which one is different? 1 to {len(self._numbered)}, or {none} for none"
        self.line.ask(Question(asked, partial(self._apart, entry)), text)

    def _apart(self, entry: str, text: str) -> None:
        numbers = {str(number): note for number, note in enumerate(self._numbered, 1)}
        number = text.strip()
        if not number:
            self.apply(EntrySplit(entry=entry))
        elif number in numbers:
            self.apply(NoteSplit(note=numbers[number]))
        else:
            self._ask_which_apart(entry, text)
