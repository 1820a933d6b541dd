"""Paths as text: safe to show, and quoted for a shell.

A file's name comes from outside, like a note: it can contain control sequences, invisible
characters, and bytes that are not characters. All code that shows a path uses this module.
"""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

from oneone_tui.workshop.text import clean, is_plain

if TYPE_CHECKING:
    from pathlib import PurePath


def show_path(path: PurePath | str, *, limit: int = 4096) -> str:
    """Return `path` for a sentence: one clean line of at most `limit` code points."""
    return clean(str(path), limit=limit)


def quote_path(path: PurePath | str) -> str:
    r"""Return `path` as one word of a shell, which can be pasted.

    Works in bash, zsh, ksh and POSIX.1-2024. Characters that must not reach a terminal, and bytes
    that are not UTF-8, are written in octal: ``$'a\033b.json'``.
    """
    text = str(path)
    return quote_word(f"./{text}" if text.startswith("-") else text)


def quote_word(text: str) -> str:
    """Return `text`, which need not be a path, quoted as by `quote_path`."""
    if is_plain(text):
        return shlex.quote(text)
    kept = "".join(char if is_plain(char) else _in_octal(char) for char in _escaped(text))
    return f"$'{kept}'"


def printable_path(path: PurePath | str) -> str:
    """Return `path` as a command's output: unchanged if possible, else quoted."""
    return str(path) if is_plain(str(path)) else quote_path(path)


def readable_path(path: PurePath | str) -> str:
    """Return `path` unchanged, except U+FFFD for each byte that is not UTF-8."""
    return re.sub(r"[\ud800-\udfff]", "\N{REPLACEMENT CHARACTER}", str(path))


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("'", "\\'")


def _in_octal(char: str) -> str:
    return "".join(f"\\{byte:03o}" for byte in char.encode("utf-8", "surrogateescape"))
