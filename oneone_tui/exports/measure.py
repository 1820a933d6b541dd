"""How wide a text stands in a terminal, and how it is broken into lines."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_NO_WIDTH = {"Mn", "Me", "Cf", "Cc"}
_EMOJI_FORM = "\ufe0f"


def width(text: str) -> int:
    """The columns that `text` takes up in a terminal."""
    if text.isascii():
        return len(text)
    return sum(_columns(char) for char in text)


def pad(text: str, columns: int, *, right: bool = False) -> str:
    """`text` filled up with spaces to so many columns; with `right`, the spaces come first."""
    spaces = " " * max(0, columns - width(text))
    return spaces + text if right else text + spaces


def wrap(text: str, columns: int) -> list[str]:
    """`text` broken at its spaces into lines of at most `columns`, at least one line.

    A word that is longer than a line is cut, never between a letter and its accents.
    """
    lines: list[str] = []
    line = ""
    for word in text.split():
        joined = f"{line} {word}" if line else word
        if width(joined) <= columns:
            line = joined
            continue
        if line:
            lines.append(line)
        *full, line = _cut(word, columns)
        lines.extend(full)
    return [*lines, line]


def hanging(start: str, text: str, across: int) -> Iterator[str]:
    """`text` after `start` in lines of at most `across`, the later ones set in below the first."""
    room = width(start)
    first, *rest = wrap(text, across - room)
    yield start + first
    for line in rest:
        yield " " * room + line


def _cut(word: str, columns: int) -> list[str]:
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


def _columns(char: str) -> int:
    if char == _EMOJI_FORM or unicodedata.category(char) in _NO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
