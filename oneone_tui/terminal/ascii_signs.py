"""ASCII replacements for the signs that the program draws.

The screens and the printed output use the same table. A replacement is as wide as its sign, one
cell, so nothing in a layout moves.
"""

from __future__ import annotations

import codecs

# Lines and blocks: borders, scroll bars, progress bars, the digits of the clock.
_DRAWN = {
    "-": "─╌╍┄┅┈┉╴╶",
    "=": "━═╸╺╼╾",
    "|": "│┃╎╏┆┇┊┋║╵╷▌▐▎▊▏▕▍▋▉",
    "+": "┌┐└┘├┤┬┴┼┏┓┗┛┣┫┳┻╋╭╮╰╯╔╗╚╝╠╣╦╩╬",
    "/": "╱",  # noqa: RUF001
    "\\": "╲",
    ".": "╻░",
    "'": "╹",
    "#": "█▅▆▇▓▒▛▜▙▟",
    '"': "▀▔",
    "_": "▄▁▂▃▖▗",
}
# Marks in a text.
_MARKS = {
    "-": "·–—‒−‐‑•◦‣▪",  # noqa: RUF001
    ">": "→▸▶›»",
    "<": "←◂◀‹«",  # noqa: RUF001
    "v": "↓▾▼",
    "^": "↑▴▲",
    "+": "✓✔☑",
    "x": "×✗☒",
    "o": "☐○",
    "*": "★♪●",
    "&": "⇄",
    "|": "‖",
    "~": "…",
    '"': "“”„",
    "'": "‘’‚",  # noqa: RUF001
}
REPLACEMENTS = {
    sign: replacement
    for table in (_DRAWN, _MARKS)
    for replacement, signs in table.items()
    for sign in signs
}
"""The ASCII replacement of each sign that the program draws."""
_TABLE = str.maketrans(REPLACEMENTS)
UNKNOWN = "?"
"""Replaces a character that cannot be encoded."""


def in_ascii(text: str) -> str:
    """Replace the program's signs by ASCII; other characters of people's texts stay."""
    return text if text.isascii() else text.translate(_TABLE)


def _replace_unencodable(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    missing = error.object[error.start : error.end]
    return "".join(REPLACEMENTS.get(sign, UNKNOWN) for sign in missing), error.end


ERROR_HANDLER = "oneone.twin"
"""The codec error handler that replaces unencodable characters; pass it as `errors`."""
codecs.register_error(ERROR_HANDLER, _replace_unencodable)
