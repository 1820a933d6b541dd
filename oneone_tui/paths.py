"""Paths as text: safe to show, and quoted for a shell.

A file's name comes from outside, like a note: it can hold control sequences, invisible characters,
and bytes that are no characters at all. Everything that shows a path goes through here.
"""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

from oneone_tui.workshop.text import clean, is_plain

if TYPE_CHECKING:
    from pathlib import PurePath


def show_path(path: PurePath | str, *, limit: int = 4096) -> str:
    """`path` in a sentence: one clean line, at most `limit` code points long."""
    return clean(str(path), limit=limit)


def quote_path(path: PurePath | str) -> str:
    r"""`path` as one word of a shell, to be pasted: bash, zsh, ksh and POSIX of 2024 read it back.

    Where it holds what must not reach a terminal, or bytes that are not UTF-8, those are written
    in octal: ``$'a\033b.json'``.
    """
    text = str(path)
    return quote_word(f"./{text}" if text.startswith("-") else text)


def quote_word(text: str) -> str:
    """`text`, which need not be a path, quoted as `quote_path` does."""
    if is_plain(text):
        return shlex.quote(text)
    kept = "".join(char if is_plain(char) else _in_octal(char) for char in _escaped(text))
    return f"$'{kept}'"


def printable_path(path: PurePath | str) -> str:
    """`path` as a command's result, for people and scripts: as it is, or `quote_path` of it."""
    return str(path) if is_plain(str(path)) else quote_path(path)


def readable_path(path: PurePath | str) -> str:
    """`path` to the letter, with U+FFFD for every byte of it that is not UTF-8."""
    return re.sub(r"[\ud800-\udfff]", "\N{REPLACEMENT CHARACTER}", str(path))


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("'", "\\'")


def _in_octal(char: str) -> str:
    return "".join(f"\\{byte:03o}" for byte in char.encode("utf-8", "surrogateescape"))
