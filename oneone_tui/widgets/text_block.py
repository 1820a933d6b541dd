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
"""More lines than stand on most screens."""
LEAST_BODY = 8
"""Cells that a row's body gets, however narrow the place."""


class Row(NamedTuple):
    """A line with something before it, under which the rest of a long line does not go."""

    lead: Content
    body: Content


Line = Content | Row


class TextBlock(Widget):
    """A few lines of text, as high as they are unless the style sheet says otherwise."""

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
        """What becomes of each row at a width: to wrap hundreds takes longer than to paint them."""

    def set_lines(self, *content: Line) -> None:
        """Show these lines; nothing is painted where they say the same as before."""
        if _same(content, self._rows):
            return
        width = self.size.width
        before = self._height(width), self._own_width()
        rows, wrapped = self._rows, self._at(width)
        known = min(len(rows), len(content))
        self._rows = content
        self._wrapped = {
            width: [
                wrapped[at] if at < known and _same_row(row, rows[at]) else wrap_rows([row], width)
                for at, row in enumerate(content)
            ]
        }
        self.refresh(layout=before != (self._height(width), self._own_width()))

    def _own_width(self) -> int:
        # Where the lines decide how wide the widget is; 0 where the style sheet does.
        width = self.styles.width
        return max(map(_width, self._rows), default=0) if width and width.is_auto else 0

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Rows of cells that the lines take at `width`."""
        return self._height(width)

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002
        """Cells that the longest line takes."""
        return max((_width(row) for row in self._rows), default=0)

    def render(self) -> Content:
        """The text, for Textual to paint."""
        return join_lines(self._lines(self.size.width))

    def render_line(self, y: int) -> Strip:
        """A line of cells: of hundreds, only those that are looked at are painted."""
        width = self.size.width
        # With something selected, all of them have to be looked through anyway.
        if self._height(width) <= MANY or self.text_selection is not None:
            return super().render_line(y)
        lines = self._lines(width)[y : y + 1]
        strips = Visual.to_strips(self, join_lines(lines), width, 1, self.visual_style)
        return strips[0].apply_offsets(0, y)

    def _lines(self, width: int) -> list[Content]:
        return [line for row in self._at(width) for line in row]

    def _at(self, width: int) -> list[list[Content]]:
        if width not in self._wrapped:
            self._wrapped[width] = [wrap_rows([row], width) for row in self._rows]
        return self._wrapped[width]

    def _height(self, width: int) -> int:
        return sum(map(len, self._at(width)))


def wrap_hanging(row: Row, width: int) -> Content:
    """A row wrapped at `width`, its later lines set in below the body."""
    return join_lines(_hung(row, width))


def join_lines(lines: Iterable[Content]) -> Content:
    """Lines one below the other."""
    return Content("\n").join(lines)


def wrap_rows(rows: Iterable[Line], width: int) -> list[Content]:
    """The rows wrapped at `width`, a line of cells each."""
    lines: list[Content] = []
    for row in rows:
        if isinstance(row, Row):
            lines.extend(_hung(row, width))
        else:
            lines.extend(row.wrap(width) if width and row.plain else [row])
    return lines


def wrap_in_two_lines(text: Content, width: int) -> Iterator[Content]:
    """`text` wrapped at `width`; what a second line has no room for is cut with an ellipsis."""
    first, *rest = text.wrap(max(width, 1))
    yield first
    if rest:
        yield fit(Content(" ").join(rest), max(width, 1))


def fit(text: Content, width: int) -> Content:
    """`text` as exactly `width` cells: cut with an ellipsis, or padded on the right."""
    if text.cell_length > width:
        return text.truncate(max(width, 0), ellipsis=True)
    return text.pad_right(width - text.cell_length)


def spread_apart(left: Content, right: Content, width: int) -> Content:
    """One line of `width` cells: `left` is cut where `right` needs the room."""
    room = max(width - right.cell_length - 1, 0)
    return Content.assemble(fit(left, room), " ", right) if room else fit(right, width)


def _hung(row: Row, width: int) -> list[Content]:
    indent = row.lead.cell_length
    wrapped = row.body.wrap(max(width - indent, LEAST_BODY)) if row.body.plain else [row.body]
    blank = Content(" " * indent)
    return [Content.assemble(blank if at else row.lead, line) for at, line in enumerate(wrapped)]


def _width(row: Line) -> int:
    if isinstance(row, Row):
        return row.lead.cell_length + row.body.cell_length
    return row.cell_length


def _same(one: tuple[Line, ...], other: tuple[Line, ...]) -> bool:
    if len(one) != len(other):
        return False
    return all(_same_row(a, b) for a, b in zip(one, other, strict=True))


def _same_row(one: Line, other: Line) -> bool:
    if isinstance(one, Row) and isinstance(other, Row):
        return one.lead.is_same(other.lead) and one.body.is_same(other.body)
    if isinstance(one, Row) or isinstance(other, Row):
        return False
    return one.is_same(other)
