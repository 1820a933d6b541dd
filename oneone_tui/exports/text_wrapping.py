"""Line breaking by the width of text in terminal cells, as Textual measures it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len as width
from rich.cells import chop_cells

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["cut", "pad", "readable_columns", "width", "wrap", "wrap_hanging"]

MIN_COLUMNS, MAX_COLUMNS = 50, 100
"""Longer lines are hard to read."""


def readable_columns(columns: int, least: int = MIN_COLUMNS) -> int:
    """Return the length of lines in a terminal of `columns`: between `least` and 100."""
    return max(least, min(columns, MAX_COLUMNS))


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """Fill `text` with spaces to `columns`; with `right`, the spaces come first."""
    spaces = " " * max(0, columns - width(text))
    return spaces + text if right else text + spaces


def cut(text: str, columns: int) -> str:
    """Return `text` in at most `columns`, with an ellipsis if it was longer."""
    if width(text) <= columns:
        return text
    return f"{chop_cells(text, max(columns - 1, 1))[0].rstrip()}…"


def wrap(text: str, columns: int) -> list[str]:
    """Break `text` at its spaces into lines of at most `columns`; there is at least one.

    A word that is longer than a line is cut, but never between a letter and its accents.
    """
    lines: list[str] = []
    line, used = "", 0
    for word in text.split():
        cells = width(word)
        if line and used + 1 + cells <= columns:
            line, used = f"{line} {word}", used + 1 + cells
            continue
        if line:
            lines.append(line)
        *full, line = chop_cells(word, columns) if cells > columns else (word,)
        lines.extend(full)
        used = width(line) if full else cells
    return [*lines, line]


def wrap_hanging(start: str, text: str, across: int) -> Iterator[str]:
    """Yield `start` and `text` with a hanging indent, at most `across` columns wide."""
    indent = width(start)
    first, *rest = wrap(text, across - indent)
    yield start + first
    for line in rest:
        yield " " * indent + line
