"""The board as a flipchart: three columns and a cursor across them."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.reactive import var

from oneone_tui.keymap import bindings
from oneone_tui.widgets.board_column import BoardColumn, BoardItem
from oneone_tui.widgets.formatting.board_text import (
    board_item,
    column_heading,
    format_authors_of_entry,
    format_teams_of_entry,
    joint_item,
)
from oneone_tui.widgets.text_block import TextBlock, wrap_in_two_lines
from oneone_tui.workshop.model.records import Note
from oneone_tui.workshop.model.session import EMPTY_SESSION, Session
from oneone_tui.workshop.model.terms import COLUMNS, NoteKind
from oneone_tui.workshop.notes.board import BoardEntry, JointEntry, board_columns, joint_board

Items = dict[NoteKind, tuple[BoardItem, ...]]
ROWS_FOR_AUTHORS = 6
"""Rows the board needs before the line with the authors is shown below it."""
ROWS_FOR_TWO_LINES = 14
"""Rows the board needs before the line with the authors may wrap."""


class Board(Vertical):
    """Our Common Values, Our Shared Interests, Our Unique Resources, side by side.

    Left and right move the cursor from column to column, up and down within a column. `entered`
    tells whether the cursor is on the board; it stays there while a question about its line is
    answered.
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings("board")

    session: var[Session] = var(EMPTY_SESSION)
    named: var[bool] = var(default=True)
    """Whether names may be shown."""
    entered: var[bool] = var(default=False)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.go_back: Callable[[], None] = lambda: None
        """Moves the focus back to where it came from; set by the screen."""
        self._columns = {kind: BoardColumn(id=f"column-{kind}") for kind in COLUMNS}
        self._headings = {kind: TextBlock(classes="column-heading") for kind in COLUMNS}
        self._authors = TextBlock(id="board-authors")
        self._kind = COLUMNS[0]

    def compose(self) -> ComposeResult:
        """Yield a heading and a list for each column, and the line with the authors."""
        with Horizontal(id="board-columns"):
            for kind in COLUMNS:
                with Vertical(classes="column -last" if kind is COLUMNS[-1] else "column"):
                    yield self._headings[kind]
                    yield self._columns[kind]
        yield self._authors

    @property
    def chosen(self) -> str:
        """The id of the entry under the cursor, or an empty text."""
        return self._columns[self._kind].chosen if self.entered else ""

    def on_mount(self) -> None:
        """Fill the board with what was set before it was mounted."""
        self.fill()

    def on_resize(self) -> None:
        """Lay the headings out for the new width."""
        self.fill()

    def watch_session(self) -> None:
        """Update the board."""
        self.fill()

    def watch_named(self) -> None:
        """Show or hide the names."""
        self._show_authors()

    def watch_entered(self) -> None:
        """Show or hide the authors of the entry under the cursor."""
        self._show_authors()

    def enter(self) -> None:
        """Move the cursor to the column where it was last."""
        self.entered = True
        column = self._columns[self._kind]
        column.enter()
        self.screen.set_focus(column)
        self._show_authors()

    def action_step(self, by: int) -> None:
        """Move to a line further down, or up."""
        self._columns[self._kind].step(by)

    def action_go_to(self, index: int) -> None:
        """Move to the first line, or to the last."""
        self._columns[self._kind].go_to(index)

    def action_beside(self, step: int) -> None:
        """Move to the next column, or to the one before; left of the first, leave the board."""
        at = COLUMNS.index(self._kind) + step
        if at < 0:
            self.go_back()
        elif at < len(COLUMNS):
            self._kind = COLUMNS[at]
            self.enter()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Follow the focus to the column that was clicked."""
        for kind, column in self._columns.items():
            if event.widget is column:
                self._kind, self.entered = kind, True

    def on_option_list_option_highlighted(self, event: BoardColumn.OptionHighlighted) -> None:
        """Show the authors of the newly highlighted line."""
        event.stop()
        self._show_authors()

    def fill(self, *, from_top: bool = False) -> None:
        """Show the current lines.

        Args:
            from_top: Whether this is another board, which is shown from its top.
        """
        if not self.is_mounted:
            return
        for kind, items in self.items().items():
            column = self._columns[kind]
            self._headings[kind].set_lines(
                column_heading(kind, items, self._headings[kind].size.width)
            )
            column.set_items(items, from_top=from_top)
            if self.entered and kind is self._kind:
                column.enter()
        self._show_authors()

    def items(self) -> Items:
        """The lines of each column."""
        raise NotImplementedError

    def describe_entry(self, chosen: str) -> Content:
        """Who described an entry."""
        raise NotImplementedError

    def _show_authors(self) -> None:
        if not self.is_mounted:
            return
        room = self.size.height > ROWS_FOR_AUTHORS
        described = self.describe_entry(self.chosen) if self.chosen and room else Content()
        lines = [described]
        if described and self.size.height < ROWS_FOR_TWO_LINES:
            lines = [*wrap_in_two_lines(described, self.size.width - 2)]
        self._authors.display = self.entered and room
        self._authors.set_lines(*lines)


class BoardView(Board):
    """The board of one team; `marked` is the id of the entry to merge with another."""

    team: var[str] = var("")
    marked: var[str] = var("")

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._entries: dict[str, BoardEntry] = {}

    @property
    def notes(self) -> tuple[Note, ...]:
        """The notes of the entry under the cursor."""
        entry = self._entries.get(self.chosen)
        return entry.notes if entry else ()

    @property
    def text(self) -> str:
        """The wording of the entry under the cursor."""
        entry = self._entries.get(self.chosen)
        return entry.text if entry else ""

    def watch_team(self) -> None:
        """Show another team's board."""
        self.fill(from_top=True)

    def watch_marked(self) -> None:
        """Show or remove the mark."""
        self.fill()

    def items(self) -> Items:
        """Return the team's lines by column."""
        found = board_columns(self.session, self.team or self.session.teams[0].id)
        self._entries = {entry.id: entry for entries in found.values() for entry in entries}
        if self.marked not in self._entries:
            self.set_reactive(BoardView.marked, "")
        return {
            kind: tuple(board_item(self.session, e, marked=e.id == self.marked) for e in entries)
            for kind, entries in found.items()
        }

    def describe_entry(self, chosen: str) -> Content:
        """Return who contributed to an entry."""
        entry = self._entries.get(chosen)
        return (
            format_authors_of_entry(self.session, entry, named=self.named) if entry else Content()
        )


class JointBoard(Board):
    """The boards of all teams as one; entries that most teams share come first."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._entries: dict[str, JointEntry] = {}

    def items(self) -> Items:
        """Return the joint lines by column."""
        found = joint_board(self.session)
        self._entries = {e.entries[0][1].id: e for entries in found.values() for e in entries}
        teams = len({person.team for person in self.session.people})
        return {
            kind: tuple(joint_item(self.session, entry, teams) for entry in entries)
            for kind, entries in found.items()
        }

    def describe_entry(self, chosen: str) -> Content:
        """Return which teams have the entry, in their own words."""
        entry = self._entries.get(chosen)
        return format_teams_of_entry(self.session, entry, named=self.named) if entry else Content()
