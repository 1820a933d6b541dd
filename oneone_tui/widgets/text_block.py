"""Text that is repainted only when it changes.

Everything a person typed reaches the screen as `Content`, which is never read as markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from textual.content import Content
from textual.geometry import Size
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

MANY = 60
"""Lines; more than most terminals show."""
LEAST_BODY = 8
"""Cells that the body of a row gets at least."""


class Row(NamedTuple):
    """A line with a lead; the wrapped lines of the body are indented by its width."""

    lead: Content
    body: Content


Line = Content | Row


class TextBlock(Widget):
    """Lines of text, as high as they need unless the style sheet says otherwise."""

    DEFAULT_CSS = """
    TextBlock { height: auto; width: 1fr; }
    """

    def __init__(
        self,
        *content: Line,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._rows = content
        self._wrapped: dict[int, list[list[Content]]] = {}
        """The wrapped rows by width: wrapping hundreds takes longer than painting them."""

    def set_lines(self, *content: Line) -> None:
        """Show these lines; nothing is painted if they are the same as before."""
        if _is_same_lines(content, self._rows):
            return
        width = self.size.width
        before = self._height(width), self._auto_width()
        rows, wrapped = self._rows, self._wrapped_at(width)
        known = min(len(rows), len(content))
        self._rows = content
        self._wrapped = {
            width: [
                wrapped[at]
                if at < known and _is_same_row(row, rows[at])
                else wrap_rows([row], width)
                for at, row in enumerate(content)
            ]
        }
        self.refresh(layout=before != (self._height(width), self._auto_width()))

    def _auto_width(self) -> int:
        # The width of the lines if it is the widget's width; 0 if the style sheet sets that.
        width = self.styles.width
        return max(map(_width, self._rows), default=0) if width and width.is_auto else 0

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return the rows that the lines take at `width` cells."""
        return self._height(width)

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002
        """Return the cells of the longest line."""
        return max((_width(row) for row in self._rows), default=0)

    def render(self) -> Content:
        """Return the text, for Textual to paint."""
        return join_lines(self._lines(self.size.width))

    def render_line(self, y: int) -> Strip:
        """Render one line: of hundreds, only the visible ones are painted."""
        width = self.size.width
        # With a selection, all lines are needed anyway.
        if self._height(width) <= MANY or self.text_selection is not None:
            return super().render_line(y)
        lines = self._lines(width)[y : y + 1]
        strips = Visual.to_strips(self, join_lines(lines), width, 1, self.visual_style)
        return strips[0].apply_offsets(0, y)

    def _lines(self, width: int) -> list[Content]:
        return [line for row in self._wrapped_at(width) for line in row]

    def _wrapped_at(self, width: int) -> list[list[Content]]:
        if width not in self._wrapped:
            self._wrapped[width] = [wrap_rows([row], width) for row in self._rows]
        return self._wrapped[width]

    def _height(self, width: int) -> int:
        return sum(map(len, self._wrapped_at(width)))


def wrap_hanging(row: Row, width: int) -> Content:
    """Wrap a row at `width` cells, with the later lines indented."""
    return join_lines(_wrap_row(row, width))


def join_lines(lines: Iterable[Content]) -> Content:
    """Join lines, one below the other."""
    return Content("\n").join(lines)


def wrap_rows(rows: Iterable[Line], width: int) -> list[Content]:
    """Wrap the rows at `width` cells into single lines."""
    lines: list[Content] = []
    for row in rows:
        if isinstance(row, Row):
            lines.extend(_wrap_row(row, width))
        else:
            lines.extend(row.wrap(width) if width and row.plain else [row])
    return lines


def wrap_in_two_lines(text: Content, width: int) -> Iterator[Content]:
    """Wrap `text` at `width` cells; a second line that is too long ends with an ellipsis."""
    first, *rest = text.wrap(max(width, 1))
    yield first
    if rest:
        yield fit(Content(" ").join(rest), max(width, 1))


def fit(text: Content, width: int) -> Content:
    """Return `text` as exactly `width` cells: cut with an ellipsis, or padded."""
    if text.cell_length > width:
        return text.truncate(max(width, 0), ellipsis=True)
    return text.pad_right(width - text.cell_length)


def spread_apart(left: Content, right: Content, width: int) -> Content:
    """Return a line of `width` cells, `left` and `right` at its ends; `left` is cut."""
    room = max(width - right.cell_length - 1, 0)
    return Content.assemble(fit(left, room), " ", right) if room else fit(right, width)


def _wrap_row(row: Row, width: int) -> list[Content]:
    indent = row.lead.cell_length
    wrapped = row.body.wrap(max(width - indent, LEAST_BODY)) if row.body.plain else [row.body]
    blank = Content(" " * indent)
    return [Content.assemble(blank if at else row.lead, line) for at, line in enumerate(wrapped)]


def _width(row: Line) -> int:
    if isinstance(row, Row):
        return row.lead.cell_length + row.body.cell_length
    return row.cell_length


def _is_same_lines(one: tuple[Line, ...], other: tuple[Line, ...]) -> bool:
    if len(one) != len(other):
        return False
    return all(_is_same_row(a, b) for a, b in zip(one, other, strict=True))


def _is_same_row(one: Line, other: Line) -> bool:
    if isinstance(one, Row) and isinstance(other, Row):
        return one.lead.is_same(other.lead) and one.body.is_same(other.body)
    if isinstance(one, Row) or isinstance(other, Row):
        return False
    return one.is_same(other)
