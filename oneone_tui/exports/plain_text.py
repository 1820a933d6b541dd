"""The report as plain text."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from oneone_tui.exports.report_blocks import (
    Block,
    Drawing,
    Fields,
    Heading,
    ListBlock,
    Paragraph,
    Table,
    report_blocks,
)
from oneone_tui.exports.text_wrapping import pad, readable_columns, width, wrap, wrap_hanging

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from oneone_tui.exports.report import Report

DEFAULT_WIDTH = 80

_GAP = 2
_MIN_COLUMN = 6


def as_text(report: Report, columns: int = DEFAULT_WIDTH) -> str:
    """Return the report in lines of at most `columns`, between 50 and 100."""
    return blocks_as_text(report_blocks(report), columns)


def blocks_as_text(blocks: Iterable[Block], columns: int = DEFAULT_WIDTH) -> str:
    """Return blocks in lines of at most `columns`, between 50 and 100."""
    across = readable_columns(columns)
    lines = [line for block in blocks for line in _block(block, across)]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _block(block: Block, across: int) -> Iterator[str]:
    match block:
        case Heading():
            yield from _heading(block, across)
        case Fields():
            yield from _fields(block, across)
        case Table():
            yield from _table(block, across)
        case ListBlock():
            if block.label:
                yield from wrap_hanging("  ", block.label, across)
            for row in block.rows:
                yield from wrap_hanging("    - " if block.label else "  - ", row, across)
        case Drawing():
            yield from _drawing(block, across)
        case Paragraph():
            yield from wrap_hanging("  ", block.text, across)


def _heading(heading: Heading, across: int) -> Iterator[str]:
    lines = wrap(heading.text, across)
    if heading.level == 1:
        yield from lines
        yield "═" * max(map(width, lines))
        return
    yield ""
    yield from lines
    if heading.level == 2:
        yield "─" * across


def _fields(fields: Fields, across: int) -> Iterator[str]:
    labels = max(width(label) for label, _ in fields.rows)
    for label, text in fields.rows:
        yield from wrap_hanging(f"  {pad(label, labels)}  ", text, across)


def _drawing(drawing: Drawing, across: int) -> Iterator[str]:
    cells = max(width(row) for _, row in drawing.rows)
    labels = min(max(width(label) for label, _ in drawing.rows), across - cells - 2 * _GAP)
    if labels < _MIN_COLUMN:
        return  # too narrow to show anything
    yield ""
    for label, row in drawing.rows:
        first = wrap(label, labels)[0] if label else ""
        yield f"  {pad(first, labels)}  {row}"


def _table(table: Table, across: int) -> Iterator[str]:
    widths = _column_widths(table, across - 2)
    for row in (table.header, *table.rows):
        cells = [wrap(cell, columns) for cell, columns in zip(row, widths, strict=True)]
        for parts in zip_longest(*cells, fillvalue=""):
            yield "  " + (" " * _GAP).join(
                pad(part, columns, right=number >= table.numbers)
                for number, (part, columns) in enumerate(zip(parts, widths, strict=True))
            )


def _column_widths(table: Table, across: int) -> Sequence[int]:
    """Return the columns' widths; the widest column shrinks if the line is too long."""
    columns = zip(table.header, *table.rows, strict=True)
    widths = [max(width(cell) for cell in column) for column in columns]
    while sum(widths) + _GAP * (len(widths) - 1) > across and max(widths) > _MIN_COLUMN:
        widths[widths.index(max(widths))] -= 1
    return widths
