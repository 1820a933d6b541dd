"""Width of text in terminal cells, and line breaking by it."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_NO_WIDTH = {"Mn", "Me", "Cf", "Cc"}
_EMOJI_FORM = "\ufe0f"


def width(text: str) -> int:
    """Return the columns that `text` takes up in a terminal."""
    if text.isascii():
        return len(text)
    return sum(map(_columns, text))


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """Fill `text` with spaces to `columns`; with `right`, the spaces come first."""
    spaces = " " * max(0, columns - width(text))
    return spaces + text if right else text + spaces


def cut(text: str, columns: int) -> str:
    """Return `text` in at most `columns`, with an ellipsis if it was longer."""
    if width(text) <= columns:
        return text
    return f"{_split_word(text, max(columns - 1, 1))[0].rstrip()}…"


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
        *full, line = _split_word(word, columns) if cells > columns else (word,)
        lines.extend(full)
        used = width(line) if full else cells
    return [*lines, line]


def hanging(start: str, text: str, across: int) -> Iterator[str]:
    """Yield `start` and `text` with a hanging indent, at most `across` columns wide."""
    room = width(start)
    first, *rest = wrap(text, across - room)
    yield start + first
    for line in rest:
        yield " " * room + line


def _split_word(word: str, columns: int) -> list[str]:
    pieces, piece, used = [], "", 0
    for char in word:
        more = _columns(char)
        joined = more == 0 or piece.endswith("\u200d")
        if piece and used + more > columns and not joined:
            pieces.append(piece)
            piece, used = "", 0
        piece += char
        used += more
    return [*pieces, piece]


@lru_cache(maxsize=4_096)
def _columns(char: str) -> int:
    if char == _EMOJI_FORM or unicodedata.category(char) in _NO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
