"""The matrix of who has met whom: darker where two people met more often."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.message import Message
from textual.reactive import var
from textual.strip import Strip
from textual.widget import Widget

from oneone_tui.keymap import bindings
from oneone_tui.widgets.text_block import fit
from oneone_tui.workshop.history.attendance import (
    NO_ATTENDANCE,
    AttendanceHistory,
    KnownPerson,
    TimesAndLast,
    format_times,
)
from oneone_tui.workshop.model.terms import Role

NUMBER, CELL, COUNT = 3, 3, 5
"""Cells of a row's number, of a meeting, and of a count."""
NAME, WIDE_NAME = 16, 28
"""Cells of a name at most, on a narrow and on a wide terminal."""
WIDE = 110
"""Cells of the matrix from which on names are longer."""
COUNTS = ("came", "org.", "time", "note", "rep.")
"""The headings of the counts: came, organized, and the three roles."""
NONE = "–"
SHADES = ("never", "once", "twice", "often")
PAGE = 10
"""Rows that page up and page down move."""


class PeopleMatrix(Widget, can_focus=True):
    """Everyone by name, with counts and their meetings; a cursor moves over the cells.

    The names and the column numbers stay in place while the rest scrolls. A cell shows how often
    two people met, as a number and as a shade.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "matrix--head",
        "matrix--here",
        "matrix--name",
        "matrix--count",
        "matrix--self",
        *(f"matrix--{shade}" for shade in SHADES),
    }
    BINDINGS: ClassVar[list[BindingType]] = bindings("matrix")
    ALLOW_SELECT: ClassVar[bool] = False

    past: var[AttendanceHistory] = var(NO_ATTENDANCE)

    class Moved(Message):
        """The cursor has moved."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._people: tuple[KnownPerson, ...] = ()
        self._longest = 0
        self._row = self._column = 0
        self._top = self._left = 0

    @property
    def two(self) -> tuple[KnownPerson, KnownPerson] | None:
        """The people of the cursor's row and of its column, or None."""
        if not self._people:
            return None
        return self._people[self._row], self._people[self._column]

    def watch_past(self, past: AttendanceHistory) -> None:
        """Show the people of another history."""
        self._people = past.by_name()
        self._longest = max((Content(one.name).cell_length for one in self._people), default=0)
        self.action_go(0, 0)

    def on_resize(self) -> None:
        """Fit the matrix to the new size, with the cursor in view."""
        self._top = self._left = 0  # show again what was scrolled out of a smaller matrix
        self.action_go(0, 0)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Move the cursor down."""
        event.stop()
        self.action_go(1, 0)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Move the cursor up."""
        event.stop()
        self.action_go(-1, 0)

    def action_go(self, down: int, right: int) -> None:
        """Move the cursor by cells, within the matrix, and scroll it into view."""
        last = max(len(self._people) - 1, 0)
        self._row = min(max(self._row + down, 0), last)
        self._column = min(max(self._column + right, 0), last)
        rows, columns = self._visible_size()
        self._top = _scroll_offset(self._top, self._row, rows, len(self._people))
        self._left = _scroll_offset(self._left, self._column, columns, len(self._people))
        self.refresh()
        self.post_message(self.Moved())

    def render_line(self, y: int) -> Strip:
        """Render the column numbers, or a person's row."""
        width = self.size.width
        rows, _ = self._visible_size()
        if y == 0:
            return Strip(self._header_segments()).adjust_cell_length(width, self.rich_style)
        row = self._top + y - 1
        if y > rows or row >= len(self._people):
            return Strip.blank(width, self.rich_style)
        return Strip(self._person_segments(row)).adjust_cell_length(width, self.rich_style)

    def _visible_size(self) -> tuple[int, int]:
        """Return how many rows and columns fit."""
        columns = (self.size.width - self._lead) // CELL
        return max(self.size.height - 1, 1), max(columns, 1)

    @property
    def _name_cells(self) -> int:
        return min(self._longest, WIDE_NAME if self.size.width >= WIDE else NAME)

    @property
    def _lead(self) -> int:
        return NUMBER + 1 + self._name_cells + COUNT * len(COUNTS) + 1

    @property
    def _columns(self) -> range:
        end = self._left + self._visible_size()[1]
        return range(self._left, min(end, len(self._people)))

    def _header_segments(self) -> Iterator[Segment]:
        head, here = self._style("head"), self._style("here")
        counts = "".join(f"{count:>{COUNT}}" for count in COUNTS)
        part, many = self._columns, len(self._people)
        all_fit = len(part) == many
        range_shown = "" if all_fit else f"{part.start + 1}–{part.stop} of {many}"
        lead = fit(Content(range_shown), NUMBER + 1 + self._name_cells).plain
        yield Segment(f"{lead}{counts} ", head)
        for column in part:
            yield Segment(f"{column + 1:>{CELL - 1}} ", here if column == self._column else head)

    def _person_segments(self, row: int) -> Iterator[Segment]:
        known = self._people[row]
        on = row == self._row
        yield Segment(f"{row + 1:>{NUMBER}} ", self._style("here" if on else "head"))
        name = fit(Content(known.name), self._name_cells).plain
        yield Segment(name, self._style("here" if on else "name"))
        served = [known.roles[role].times if role in known.roles else 0 for role in Role]
        times = (known.sessions, known.organized, *served)
        counts = (str(count) if count else NONE for count in times)
        yield Segment("".join(f"{count:>{COUNT}}" for count in counts), self._style("count"))
        yield Segment(" ", self._style("count"))
        for column in self._columns:
            yield self._cell(row, column)

    def _cell(self, row: int, column: int) -> Segment:
        cursor = (row, column) == (self._row, self._column)
        before, after = ("[", "]") if cursor else (" ", " ")
        if row == column:
            return Segment(f"{before}╲{after}", self._style("self"))
        met = self.past.meeting(self._people[row].id, self._people[column].id)
        sign = format_times(met.times if met else 0)
        text = f"{before}{sign}{after}" if len(sign) == 1 else f"{sign}{after}"
        return Segment(text, self._style(_shade(met)))

    def _style(self, part: str) -> Style:
        return self.get_component_rich_style(f"matrix--{part}")


def _shade(met: TimesAndLast | None) -> str:
    return SHADES[min(met.times if met else 0, len(SHADES) - 1)]


def _scroll_offset(first: int, at: int, room: int, count: int) -> int:
    """Return the first index to show so that `at` is visible and no room is wasted."""
    first = min(max(first, at - room + 1), at)
    return max(min(first, count - room), 0)
