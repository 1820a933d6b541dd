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
"""Longer lines are hard to read."""
MARGIN = 2
FOUND, HERE = "· ", "▸ "
"""What stands in the margin of a line that holds what is sought, and of the one gone to."""
GAP = 2


class PageRow(NamedTuple):
    """A line on the screen, and which line of the page it is a part of."""

    line: int
    content: Content


class PageView(VirtualRows):
    """Shows one page. `found` are the lines of it that hold what is sought, `here` one of them."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._blocks: tuple[Block, ...] = ()
        self._laid: list[PageRow] = []
        self._found: frozenset[int] = frozenset()
        self._here = -1

    @property
    def count(self) -> int:
        """How many rows the page takes."""
        return len(self._laid)

    def row(self, at: int) -> Content:
        """A row, with a sign in the margin where what is sought was found."""
        line, content = self._laid[at]
        begins = at == 0 or self._laid[at - 1].line != line
        if line not in self._found:
            return Content.assemble(" " * MARGIN, content)
        sign = HERE if line == self._here else FOUND
        shown = content.stylize("bold $accent")
        return Content.assemble((sign if begins else " " * MARGIN, "bold $accent"), shown)

    def set_page(
        self, blocks: tuple[Block, ...], found: Iterable[int] = (), here: int = -1
    ) -> None:
        """Show this page; a line that is gone to is in sight."""
        if blocks is not self._blocks:
            self._blocks = blocks
            self._lay_out()
            self.action_edge(0)
        self._found, self._here = frozenset(found), here
        self.refresh_rows()
        rows = [at for at, laid in enumerate(self._laid) if laid.line == here]
        if rows:
            self.scroll_to_row(rows[-1])
            self.scroll_to_row(rows[0])

    def on_resize(self) -> None:
        """The page is laid out for the width."""
        self._lay_out()
        super().on_resize()

    def _lay_out(self) -> None:
        width = min(self.width - 2 * MARGIN, READABLE)
        lines = page_lines(self._blocks, width)
        self._laid = [
            PageRow(at, row) for at, line in enumerate(lines) for row in wrap_rows([line], width)
        ]


def page_lines(blocks: Iterable[Block], width: int) -> list[Line]:
    """The blocks as lines: always the same ones, only tables are made for the width."""
    lines = [line for block in blocks for line in _lines(block, width)]
    return lines[1:] if lines and not _plain(lines[0]) else lines


def lines_with(blocks: Iterable[Block], sought: str) -> list[int]:
    """Which of a page's lines hold every word that is sought."""
    words = fold(sought).split()
    texts = (_plain(line) for line in page_lines(blocks, READABLE)) if words else ()
    return [at for at, text in enumerate(texts) if all(word in fold(text) for word in words)]


def _plain(line: Line) -> str:
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
    yield Content.styled(_cells(table.header, widths, table.numbers).plain, "$muted")
    for row in table.rows:
        yield _cells(row, widths, table.numbers)


def _cells(row: Sequence[str], widths: Sequence[int], numbers: int) -> Content:
    cells = []
    for at, (text, width) in enumerate(zip(row, widths, strict=True)):
        cell = Content(text)
        blank = " " * (width - cell.cell_length) if at >= numbers else ""
        cells.append(fit(Content.assemble(blank, cell), width))
    return Content(" " * GAP).join(cells)


def _width(texts: Iterable[str]) -> int:
    return max((Content(text).cell_length for text in texts), default=0)
