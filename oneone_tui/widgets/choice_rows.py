"""Rows of which one is selected, by arrow keys or mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.message import Message
from textual.reactive import var

from oneone_tui.widgets.virtual_rows import VirtualRows

if TYPE_CHECKING:
    from textual import events


class ChoiceRows(VirtualRows):
    """Rows to choose one from."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"choice-rows--on"}

    class Chosen(Message):
        """Another row is on."""

    class Opened(Message):
        """The row that is on was clicked."""

    at: var[int] = var(0)

    def is_selectable(self, at: int) -> bool:  # noqa: ARG002
        """Whether that row can be chosen; a heading can't."""
        return True

    def row_class(self, at: int) -> str:
        """The row that is on looks it."""
        return "choice-rows--on" if at == self.at else ""

    def select_row(self, at: int) -> None:
        """Other rows are there: that one is on, or where it can't be, one near it."""
        self.at = at
        self.at = self.validate_at(self.at)
        self.refresh_rows()
        self.scroll_to_row(self.at)
        self.post_message(self.Chosen())

    def validate_at(self, at: int) -> int:
        """There is such a row, and it can be chosen: else the next, or the last before it."""
        at = max(0, min(at, self.count - 1))
        down, up = range(at, self.count), range(at, -1, -1)
        ways = (up, down) if at < self.at else (down, up)
        return next((row for way in ways for row in way if self.is_selectable(row)), 0)

    def watch_at(self, before: int, at: int) -> None:
        """Another row is on."""
        self.refresh_line(before)
        self.refresh_line(at)
        self.scroll_to_row(at)
        self.post_message(self.Chosen())

    def scroll_to_row(self, at: int) -> None:
        """Bring a row into sight, and the headings right above it."""
        above = at
        while above and not self.is_selectable(above - 1):
            above -= 1
        super().scroll_to_row(above)
        super().scroll_to_row(at)

    def action_step(self, rows: int) -> None:
        """Go up or down."""
        self.at += rows

    def action_edge(self, end: int) -> None:
        """Go to the first row, or the last."""
        self.at = self.count if end else 0

    def on_resize(self) -> None:
        """The row that is on stays in sight."""
        super().on_resize()
        self.scroll_to_row(self.at)

    def on_click(self, event: events.Click) -> None:
        """The row under the mouse is on; where it was already, it is opened."""
        at = event.y + round(self.scroll_offset.y)
        if not (at < self.count and self.is_selectable(at)):
            return
        if at == self.at:
            self.post_message(self.Opened())
        else:
            self.at = at
