"""Virtual rows: only those in sight are made, so long lists cost no more."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from oneone_tui.keymap import CommandKey
from oneone_tui.widgets.text_block import fit

SCROLLBAR = 1


class VirtualRows(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows one cell high. What is in them is asked for when they come into sight."""

    DEFAULT_CSS = """
    VirtualRows {
        height: 1fr; overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1;
        scrollbar-background: $background; scrollbar-background-hover: $background;
        scrollbar-background-active: $background; scrollbar-color: $border;
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        CommandKey("up", "step(-1)", "a row up", show=False, id="rows.up"),
        CommandKey("down", "step(1)", "a row down", show=False, id="rows.down"),
        CommandKey("pageup", "page(-1)", "a page up", show=False, id="rows.page-up"),
        CommandKey("pagedown", "page(1)", "a page down", show=False, id="rows.page-down"),
        CommandKey("home", "edge(0)", "to the first row", show=False, id="rows.first"),
        CommandKey("end", "edge(1)", "to the last row", show=False, id="rows.last"),
    ]

    @property
    def count(self) -> int:
        """How many rows there are."""
        raise NotImplementedError

    def row(self, at: int) -> Content:
        """What stands in a row; it is cut where it is too long."""
        raise NotImplementedError

    def row_class(self, at: int) -> str:  # noqa: ARG002
        """The component class that a row is painted in, where it is not like the others."""
        return ""

    @property
    def width(self) -> int:
        """Cells that a row has, beside the room for a scroll bar."""
        return max(self.size.width - SCROLLBAR, 1)

    @property
    def page_rows(self) -> int:
        """How many rows are in sight."""
        return max(self.size.height, 1)

    def refresh_rows(self) -> None:
        """Other rows are there, or they read otherwise."""
        self.virtual_size = Size(self.width, self.count)
        self.refresh()

    def on_resize(self) -> None:
        """There is another number of cells."""
        self.refresh_rows()

    def scroll_to_row(self, at: int) -> None:
        """Bring a row into sight, at once: the next key goes on from there."""
        top = round(self.scroll_offset.y)
        if at < top:
            self._go(at)
        elif at >= top + self.page_rows:
            self._go(at - self.page_rows + 1)

    def action_step(self, rows: int) -> None:
        """Scroll by rows."""
        self._go(round(self.scroll_offset.y) + rows)

    def action_page(self, pages: int) -> None:
        """Scroll by as much as is in sight, but for one row."""
        self.action_step(pages * max(self.page_rows - 1, 1))

    def action_edge(self, end: int) -> None:
        """Scroll to the first row, or the last."""
        self._go(self.count if end else 0)

    def render_line(self, y: int) -> Strip:
        """A row that is in sight."""
        at = y + round(self.scroll_offset.y)
        width = self.scrollable_content_region.width
        name = self.row_class(at) if at < self.count else ""
        style = self.get_visual_style(name) if name else self.visual_style
        if at >= self.count:
            return Strip.blank(width, style.rich_style)
        [strip] = Visual.to_strips(self, fit(self.row(at), width), width, 1, style, pad=True)
        return strip

    def _go(self, y: int) -> None:
        self.scroll_to(y=max(y, 0), animate=False, immediate=True, force=True)
