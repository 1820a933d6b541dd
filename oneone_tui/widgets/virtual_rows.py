"""Virtual rows: only the visible ones are made, so long lists cost no more."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from oneone_tui.keymap import bindings
from oneone_tui.widgets.text_block import fit

SCROLLBAR = 1
"""Cells of the scroll bar."""


class VirtualRows(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows one cell high; the content of a row is requested when it becomes visible."""

    DEFAULT_CSS = """
    VirtualRows {
        height: 1fr; overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1;
        scrollbar-background: $background; scrollbar-background-hover: $background;
        scrollbar-background-active: $background; scrollbar-color: $border;
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = bindings("rows")

    @property
    def count(self) -> int:
        """The number of rows."""
        raise NotImplementedError

    def row(self, at: int) -> Content:
        """Return the content of a row; it is cut if it is too long."""
        raise NotImplementedError

    def row_class(self, at: int) -> str:  # noqa: ARG002
        """Return the component class of a row that is painted differently, or an empty text."""
        return ""

    @property
    def width(self) -> int:
        """Cells of a row, without the scroll bar."""
        return max(self.size.width - SCROLLBAR, 1)

    @property
    def page_rows(self) -> int:
        """The number of visible rows."""
        return max(self.size.height, 1)

    def refresh_rows(self) -> None:
        """Repaint after the rows have changed."""
        self.virtual_size = Size(self.width, self.count)
        self.refresh()

    def on_resize(self) -> None:
        """Repaint for the new size."""
        self.refresh_rows()

    def scroll_to_row(self, at: int) -> None:
        """Scroll a row into view, at once: the next key counts from there."""
        top = round(self.scroll_offset.y)
        if at < top:
            self._scroll_to_top(at)
        elif at >= top + self.page_rows:
            self._scroll_to_top(at - self.page_rows + 1)

    def action_step(self, rows: int) -> None:
        """Scroll by rows."""
        self._scroll_to_top(round(self.scroll_offset.y) + rows)

    def action_page(self, pages: int) -> None:
        """Scroll by pages, each one row less than is visible."""
        self.action_step(pages * max(self.page_rows - 1, 1))

    def action_edge(self, end: int) -> None:
        """Scroll to the first row, or to the last."""
        self._scroll_to_top(self.count if end else 0)

    def render_line(self, y: int) -> Strip:
        """Render a visible row."""
        at = y + round(self.scroll_offset.y)
        width = self.scrollable_content_region.width
        name = self.row_class(at) if at < self.count else ""
        style = self.get_visual_style(name) if name else self.visual_style
        if at >= self.count:
            return Strip.blank(width, style.rich_style)
        [strip] = Visual.to_strips(self, fit(self.row(at), width), width, 1, style, pad=True)
        return strip

    def _scroll_to_top(self, y: int) -> None:
        self.scroll_to(y=max(y, 0), animate=False, immediate=True, force=True)
