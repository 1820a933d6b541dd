"""ASCII replacements for the signs that the program draws.

One table for the screens and for what the commands print. A replacement is as wide as its sign, one
cell, so nothing in a layout moves.
"""

from __future__ import annotations

import codecs

# Lines and blocks: borders, scroll bars, the clock's digits, bars.
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
TWINS = {
    sign: twin for table in (_DRAWN, _MARKS) for twin, signs in table.items() for sign in signs
}
"""The ASCII sign for each sign that we draw."""
_TABLE = str.maketrans(TWINS)
ANY = "?"
"""What stands for a letter that can't be written."""


def in_ascii(text: str) -> str:
    """The text with our signs as ASCII; the letters of people's own texts stay."""
    return text if text.isascii() else text.translate(_TABLE)


def _twin_of(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    missing = error.object[error.start : error.end]
    return "".join(TWINS.get(sign, ANY) for sign in missing), error.end


INSTEAD = "oneone.twin"
"""How a stream deals with what its encoding doesn't have: give it as `errors`."""
codecs.register_error(INSTEAD, _twin_of)
