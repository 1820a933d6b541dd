"""A scrolling page of a report, with search matches highlighted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from textual.content import Content

from oneone_tui.exports.report_blocks import (
    Block,
    Drawing,
    Fields,
    Heading,
    ListBlock,
    Paragraph,
    Table,
)
from oneone_tui.widgets.text_block import Line, Row, fit, wrap_rows
from oneone_tui.widgets.virtual_rows import VirtualRows
from oneone_tui.workshop.text import fold

READABLE = 100
"""Cells; longer lines are hard to read."""
MARGIN = 2
"""Cells on either side of the text."""
FOUND, HERE = "· ", "▸ "
"""The sign in the margin of a line that matches the search, and of the current match."""
GAP = 2
"""Cells between two columns of a table."""


class PageRow(NamedTuple):
    """A line on the screen, and the index of the page's line that it is a part of."""

    line: int
    content: Content


class PageView(VirtualRows):
    """Shows one page, with the lines that match a search marked."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._blocks: tuple[Block, ...] = ()
        self._rows: list[PageRow] = []
        self._found: frozenset[int] = frozenset()
        self._here = -1

    @property
    def count(self) -> int:
        """The number of rows that the page takes."""
        return len(self._rows)

    def row(self, at: int) -> Content:
        """Return a row, with a sign in the margin if its line matches the search."""
        line, content = self._rows[at]
        begins = at == 0 or self._rows[at - 1].line != line
        if line not in self._found:
            return Content.assemble(" " * MARGIN, content)
        sign = HERE if line == self._here else FOUND
        shown = content.stylize("bold $accent")
        return Content.assemble((sign if begins else " " * MARGIN, "bold $accent"), shown)

    def set_page(
        self, blocks: tuple[Block, ...], found: Iterable[int] = (), here: int = -1
    ) -> None:
        """Show a page and scroll the current match into view.

        Args:
            blocks: The blocks of the page.
            found: The indexes of the lines that match the search.
            here: The index of the current match, or -1.
        """
        if blocks is not self._blocks:
            self._blocks = blocks
            self._lay_out()
            self.action_edge(0)
        self._found, self._here = frozenset(found), here
        self.refresh_rows()
        rows = [at for at, page_row in enumerate(self._rows) if page_row.line == here]
        if rows:
            self.scroll_to_row(rows[-1])
            self.scroll_to_row(rows[0])

    def on_resize(self) -> None:
        """Lay the page out for the new width."""
        self._lay_out()
        super().on_resize()

    def _lay_out(self) -> None:
        width = min(self.width - 2 * MARGIN, READABLE)
        lines = page_lines(self._blocks, width)
        self._rows = [
            PageRow(at, row) for at, line in enumerate(lines) for row in wrap_rows([line], width)
        ]


def page_lines(blocks: Iterable[Block], width: int) -> list[Line]:
    """Return the blocks as lines. Only tables depend on `width` (cells)."""
    lines = [line for block in blocks for line in _lines(block, width)]
    return lines[1:] if lines and not _plain_text(lines[0]) else lines


def lines_with(blocks: Iterable[Block], sought: str) -> list[int]:
    """Return the indexes of the page's lines that hold every word of `sought`."""
    words = fold(sought).split()
    texts = (_plain_text(line) for line in page_lines(blocks, READABLE)) if words else ()
    return [at for at, text in enumerate(texts) if all(word in fold(text) for word in words)]


def _plain_text(line: Line) -> str:
    return f"{line.lead.plain} {line.body.plain}" if isinstance(line, Row) else line.plain


def _lines(block: Block, width: int) -> Iterator[Line]:
    match block:
        case Heading():
            yield Content()
            yield Content.styled(block.text, "bold $accent" if block.level < 4 else "bold")
        case Fields():
            labels = _width(label for label, _ in block.rows)
            for label, text in block.rows:
                lead = fit(Content.styled(label, "$muted"), min(labels, width // 3))
                yield Row(Content.assemble(lead, " " * GAP), Content(text))
        case Table():
            yield Content()
            yield from _table(block, width)
        case ListBlock():
            if block.label:
                yield Content.styled(block.label, "bold")
            for text in block.rows:
                yield Row(Content.styled("· ", "bold $accent"), Content(text))
        case Drawing():
            yield Content()
            labels = _width(label for label, _ in block.rows)
            for label, cells in block.rows:
                yield Content.assemble(fit(Content(label), labels + GAP), (cells, "$primary"))
        case Paragraph():
            yield Content.styled(block.text, "$muted")


def _table(table: Table, width: int) -> Iterator[Line]:
    columns = zip(table.header, *table.rows, strict=True)
    widths = [_width(column) for column in columns]
    while sum(widths) + GAP * (len(widths) - 1) > width and max(widths) > 1:
        widths[widths.index(max(widths))] -= 1
    yield Content.styled(_format_row(table.header, widths, table.numbers).plain, "$muted")
    for row in table.rows:
        yield _format_row(row, widths, table.numbers)


def _format_row(row: Sequence[str], widths: Sequence[int], numbers: int) -> Content:
    cells = []
    for at, (text, width) in enumerate(zip(row, widths, strict=True)):
        cell = Content(text)
        blank = " " * (width - cell.cell_length) if at >= numbers else ""
        cells.append(fit(Content.assemble(blank, cell), width))
    return Content(" " * GAP).join(cells)


def _width(texts: Iterable[str]) -> int:
    return max((Content(text).cell_length for text in texts), default=0)
