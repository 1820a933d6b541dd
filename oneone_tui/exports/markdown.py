"""The report as Markdown (CommonMark with tables)."""

from __future__ import annotations

import re
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

if TYPE_CHECKING:
    from collections.abc import Iterator

    from oneone_tui.exports.report import Report

# Characters that are markup anywhere; an ampersand only at the start of an entity.
_ANYWHERE = re.compile(r"[\\`*_\[\]<>|~]|&(?=#?\w+;)")
# Markup at the start of a line: heading, list, rule, numbered list.
_AT_START = re.compile(r"^(?:([-+=])|(#{1,6})(?=\s|$)|(\d{1,9})(?=[.)]))")


def as_markdown(report: Report) -> str:
    """Return the report as Markdown, in which texts that people typed are escaped."""
    return "\n\n".join("\n".join(_block(block)) for block in report_blocks(report)) + "\n"


def escape(text: str) -> str:
    """Escape one line of text so that Markdown shows it unchanged."""
    found = _AT_START.match(text)
    start = ""
    if found and found[3]:
        start, text = f"{found[3]}\\", text[found.end() :]
    elif found:
        start = "\\"
    escaped = _ANYWHERE.sub(lambda mark: f"\\{mark[0]}", text)
    return start + _escape_closing_hashes(escaped)


def _escape_closing_hashes(text: str) -> str:
    # At the end of a heading, hashes after a space would count as its closing sequence.
    bare = text.rstrip("#")
    return f"{bare}\\{text[len(bare) :]}" if bare != text and bare[-1:].isspace() else text


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * block.level} {escape(block.text)}"
        case Fields():
            for label, text in block.rows:
                yield f"- **{escape(label)}:** {escape(text)}"
        case Table():
            yield _row(block.header)
            sides = ["---:" if i >= block.numbers else "---" for i in range(len(block.header))]
            yield f"| {' | '.join(sides)} |"
            for row in block.rows:
                yield _row(row)
        case ListBlock():
            if block.label:
                yield f"**{escape(block.label)}**"
                yield ""
            for text in block.rows:
                yield f"- {escape(text)}"
        case Drawing():
            # The titles come from the guide and may contain backticks: the fence must be longer.
            room = max(len(label) for label, _ in block.rows)
            rows = [f"{label:<{room}}  {cells}".rstrip() for label, cells in block.rows]
            fence = "`" * max(3, *(row.count("`") + 1 for row in rows))
            yield from (fence, *rows, fence)
        case Paragraph():
            yield f"*{escape(block.text)}*"


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(escape(cell) for cell in cells)} |"
