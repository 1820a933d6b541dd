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

from oneone_tui.keymap import CommandKey
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
ROOM_TO_SAY = 6
"""Rows that the columns have at the least where there is room to say below who said it."""
ROOM_TO_SAY_ALL = 14
"""Rows from which on that may take more than one."""


class Board(Vertical):
    """Our Common Values, Our Shared Interests, Our Unique Resources, side by side.

    Left and right go from column to column, up and down within one. `entered` says whether the
    cursor is here; it stays so while a question about its line is answered.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        CommandKey("down", "step(1)", "next line", show=False, id="board.next"),
        CommandKey("up", "step(-1)", "line before", show=False, id="board.previous"),
        CommandKey("right", "beside(1)", "next column", show=False, id="board.right"),
        CommandKey("left", "beside(-1)", "column before", show=False, id="board.left"),
        CommandKey("home", "go_to(0)", "first line", show=False, id="board.first"),
        CommandKey("end", "go_to(-1)", "last line", show=False, id="board.last"),
    ]

    session: var[Session] = var(EMPTY_SESSION)
    named: var[bool] = var(default=True)
    """Whether it may be told who said what."""
    entered: var[bool] = var(default=False)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.go_back: Callable[[], None] = lambda: None
        """Puts the cursor where it came from; the screen says where that is."""
        self._columns = {kind: BoardColumn(id=f"column-{kind}") for kind in COLUMNS}
        self._headings = {kind: TextBlock(classes="column-heading") for kind in COLUMNS}
        self._said = TextBlock(id="board-said")
        self._kind = COLUMNS[0]

    def compose(self) -> ComposeResult:
        """A heading and a list for each column; below, who said what the cursor is on."""
        with Horizontal(id="board-columns"):
            for kind in COLUMNS:
                with Vertical(classes="column -last" if kind is COLUMNS[-1] else "column"):
                    yield self._headings[kind]
                    yield self._columns[kind]
        yield self._said

    @property
    def chosen(self) -> str:
        """The id of the entry that the cursor is on, or an empty text."""
        return self._columns[self._kind].chosen if self.entered else ""

    def on_mount(self) -> None:
        """Fill in what was already known."""
        self.fill()

    def on_resize(self) -> None:
        """The headings are made for the width."""
        self.fill()

    def watch_session(self) -> None:
        """Something was put on the board, or taken off."""
        self.fill()

    def watch_named(self) -> None:
        """Names are told now, or not any more."""
        self._say()

    def watch_entered(self) -> None:
        """The cursor has come, or gone."""
        self._say()

    def enter(self) -> None:
        """Have the cursor in the column where it was last."""
        self.entered = True
        column = self._columns[self._kind]
        column.enter()
        self.screen.set_focus(column)
        self._say()

    def action_step(self, by: int) -> None:
        """Go to the line below, or above."""
        self._columns[self._kind].step(by)

    def action_go_to(self, index: int) -> None:
        """Go to the first line, or the last."""
        self._columns[self._kind].go_to(index)

    def action_beside(self, step: int) -> None:
        """Go to the column beside; from the first one further left, off the board."""
        at = COLUMNS.index(self._kind) + step
        if at < 0:
            self.go_back()
        elif at < len(COLUMNS):
            self._kind = COLUMNS[at]
            self.enter()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The cursor is where the mouse has put it."""
        for kind, column in self._columns.items():
            if event.widget is column:
                self._kind, self.entered = kind, True

    def on_option_list_option_highlighted(self, event: BoardColumn.OptionHighlighted) -> None:
        """The cursor is on another line."""
        event.stop()
        self._say()

    def fill(self, *, anew: bool = False) -> None:
        """Show what stands on the board; `anew` where it is another one."""
        if not self.is_mounted:
            return
        for kind, items in self.items().items():
            column = self._columns[kind]
            self._headings[kind].set_lines(
                column_heading(kind, items, self._headings[kind].size.width)
            )
            column.set_items(items, anew=anew)
            if self.entered and kind is self._kind:
                column.enter()
        self._say()

    def items(self) -> Items:
        """The lines of each column."""
        raise NotImplementedError

    def describe_entry(self, chosen: str) -> Content:
        """Who said an entry."""
        raise NotImplementedError

    def _say(self) -> None:
        if not self.is_mounted:
            return
        room = self.size.height > ROOM_TO_SAY
        said = self.describe_entry(self.chosen) if self.chosen and room else Content()
        lines = [said]
        if said and self.size.height < ROOM_TO_SAY_ALL:
            lines = [*wrap_in_two_lines(said, self.size.width - 2)]
        self._said.display = self.entered and room
        self._said.set_lines(*lines)


class BoardView(Board):
    """The board of the team looked at; `marked` is the entry that another is to be one with."""

    team: var[str] = var("")
    marked: var[str] = var("")

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._entries: dict[str, BoardEntry] = {}

    @property
    def notes(self) -> tuple[Note, ...]:
        """The notes that say what the cursor is on."""
        entry = self._entries.get(self.chosen)
        return entry.notes if entry else ()

    @property
    def text(self) -> str:
        """How the entry reads that the cursor is on."""
        entry = self._entries.get(self.chosen)
        return entry.text if entry else ""

    def watch_team(self) -> None:
        """Another team's board."""
        self.fill(anew=True)

    def watch_marked(self) -> None:
        """An entry was marked, or is no longer."""
        self.fill()

    def items(self) -> Items:
        """The team's columns."""
        found = board_columns(self.session, self.team or self.session.teams[0].id)
        self._entries = {entry.id: entry for entries in found.values() for entry in entries}
        if self.marked not in self._entries:
            self.set_reactive(BoardView.marked, "")
        return {
            kind: tuple(board_item(self.session, e, marked=e.id == self.marked) for e in entries)
            for kind, entries in found.items()
        }

    def describe_entry(self, chosen: str) -> Content:
        """Who said an entry."""
        entry = self._entries.get(chosen)
        return (
            format_authors_of_entry(self.session, entry, named=self.named) if entry else Content()
        )


class JointBoard(Board):
    """The boards of all teams as one: what most of them share stands first."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._entries: dict[str, JointEntry] = {}

    def items(self) -> Items:
        """The columns of all teams."""
        found = joint_board(self.session)
        self._entries = {e.said[0][1].id: e for entries in found.values() for e in entries}
        teams = len({person.team for person in self.session.people})
        return {
            kind: tuple(joint_item(self.session, entry, teams) for entry in entries)
            for kind, entries in found.items()
        }

    def describe_entry(self, chosen: str) -> Content:
        """Which teams have it, in their own words."""
        entry = self._entries.get(chosen)
        return format_teams_of_entry(self.session, entry, named=self.named) if entry else Content()
