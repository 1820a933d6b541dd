"""Rows of the wall: text side by side, in columns and over pages."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

from textual.content import Content
from textual.geometry import Size

from oneone_tui.widgets.text_block import Line, fit, wrap_rows

GAP = 3
"""Columns between two columns of text."""
BLANK = Content(" " * GAP)
LEAST_PAIR = 34
"""Columns for a pair at least, where pairs stand side by side."""


class DigitsRow(NamedTuple):
    """A row of big digits: `cells` has full blocks, and blanks between them.

    `color` is the name of a color of the theme.
    """

    cells: str
    color: str


WallRow = Content | DigitsRow
Block = list[Content]
Page = list[WallRow]


def column_count(width: int, least: int, most: int) -> int:
    """Return how many columns of at least `least` cells fit into `width`; at most `most`."""
    return min(most, max(1, (width + GAP) // (least + GAP)))


def column_width(width: int, columns: int) -> int:
    """Return the cells of each of some columns."""
    return (width - GAP * (columns - 1)) // columns


def set_in_columns(blocks: Sequence[Sequence[Line]], room: Size, columns: int) -> list[Page]:
    """Return the blocks below each other in columns and over pages.

    A blank line is between two blocks if all then fit on one page. A block stays whole if it can.
    """
    width = column_width(room.width, columns)
    wrapped = [[fit(line, width) for line in wrap_rows(block, width)] for block in blocks]
    spaced = flow([[*block, Content()] for block in wrapped], room, columns)
    return spaced if len(spaced) == 1 else flow(wrapped, room, columns)


def flow(blocks: Sequence[Block], room: Size, columns: int) -> list[Page]:
    """Return blocks of lines down the columns, as evenly as they go, and over pages."""
    total = sum(map(len, blocks))
    heights = range(min(-(-total // columns), room.height), room.height + 1)
    tried = (chunks_of(blocks, height) for height in heights)
    even = next((chunks for chunks in tried if len(chunks) <= columns), None)
    chunks = even or chunks_of(blocks, room.height)
    return [
        side_by_side(chunks[first : first + columns], column_width(room.width, columns))
        for first in range(0, len(chunks), columns)
    ]


def side_by_side(columns: Sequence[Block], width: int) -> Page:
    """Return columns of lines beside each other, `width` cells each."""
    rows = zip_longest(*columns, fillvalue=Content())
    return [BLANK.join([fit(cell, width) for cell in row]) for row in rows]


def chunks_of(blocks: Sequence[Block], height: int) -> list[Block]:
    """Return the lines of the blocks in pieces of at most `height`; a block stays whole.

    A block that is higher than a piece is cut.
    """
    chunks: list[Block] = [[]]
    for block in blocks:
        if chunks[-1] and len(chunks[-1]) + len(block) > height:
            chunks.append([])
        chunks[-1] += block[:height]
    return chunks


def center(lines: Sequence[Content], width: int) -> Block:
    """Return each line in the middle of `width` cells."""
    return [
        Content(" " * max(0, (width - line.cell_length) // 2))
        + fit(line, min(line.cell_length, width))
        for line in lines
    ]


def center_in_room(lines: Sequence[Content], room: Size) -> Page:
    """Return the lines in the middle of a room."""
    above = [Content()] * max(0, (room.height - len(lines)) // 2)
    return [*above, *center(lines, room.width)]
