"""Rows of which one is selected, with the arrow keys or the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from textual.content import Content
from textual.message import Message
from textual.reactive import var

from oneone_tui.widgets.virtual_rows import VirtualRows

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual import events

E = TypeVar("E")


class ChoiceRows(VirtualRows):
    """Rows of which one is selected; `at` is its index."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"choice-rows--on"}

    class Chosen(Message):
        """Another row was selected."""

    class Opened(Message):
        """The selected row was clicked."""

    at: var[int] = var(0)

    def is_selectable(self, at: int) -> bool:  # noqa: ARG002
        """Return whether the row can be selected; headings cannot."""
        return True

    def row_class(self, at: int) -> str:
        """Return the component class of the selected row."""
        return "choice-rows--on" if at == self.at else ""

    def select_row(self, at: int) -> None:
        """Select a row after the rows have changed, or the nearest one that can be selected."""
        self.at = at
        self.at = self.validate_at(self.at)
        self.refresh_rows()
        self.scroll_to_row(self.at)
        self.post_message(self.Chosen())

    def validate_at(self, at: int) -> int:
        """Return the nearest row that can be selected, in the direction of the move."""
        at = max(0, min(at, self.count - 1))
        down, up = range(at, self.count), range(at, -1, -1)
        ways = (up, down) if at < self.at else (down, up)
        return next((row for way in ways for row in way if self.is_selectable(row)), 0)

    def watch_at(self, before: int, at: int) -> None:
        """Repaint both rows, scroll to the selected one, and announce it."""
        self.refresh_line(before)
        self.refresh_line(at)
        self.scroll_to_row(at)
        self.post_message(self.Chosen())

    def scroll_to_row(self, at: int) -> None:
        """Scroll a row into view, with the headings right above it."""
        above = at
        while above and not self.is_selectable(above - 1):
            above -= 1
        super().scroll_to_row(above)
        super().scroll_to_row(at)

    def action_step(self, rows: int) -> None:
        """Move the selection down by `rows`, or up."""
        self.at += rows

    def action_edge(self, end: int) -> None:
        """Select the first row, or the last."""
        self.at = self.count if end else 0

    def on_resize(self) -> None:
        """Keep the selected row in view."""
        super().on_resize()
        self.scroll_to_row(self.at)

    def on_click(self, event: events.Click) -> None:
        """Select the row under the mouse; open it if it was already selected."""
        at = event.y + round(self.scroll_offset.y)
        if not (at < self.count and self.is_selectable(at)):
            return
        if at == self.at:
            self.post_message(self.Opened())
        else:
            self.at = at


class GroupedRows(ChoiceRows, Generic[E]):
    """Entries under headings, of which one is selected; headings and blank rows cannot be."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._rows: list[E | Content] = []

    @property
    def count(self) -> int:
        """The number of rows, including headings and blank rows."""
        return len(self._rows)

    @property
    def chosen_entry(self) -> E | None:
        """The entry in the selected row, or None."""
        row = self._rows[self.at] if self._rows else None
        return None if isinstance(row, Content) else row

    def is_selectable(self, at: int) -> bool:
        """Return whether the row has an entry."""
        return at < self.count and not isinstance(self._rows[at], Content)

    def add_group(self, heading: Content, entries: Iterable[E]) -> None:
        """Add entries under a heading, with a blank row above all but the first."""
        self._rows += [Content()] if self._rows else []
        self._rows += [heading, *entries]
