"""What every list of ours is: rows of `Content`, never read as markup, and safe to page through."""

from __future__ import annotations

from contextlib import suppress
from typing import Literal

from textual.widgets import OptionList

COMPACT = "-textual-compact"
"""What `compact` comes to in Textual; given as a class, it is not looked up in all style sheets."""


class PlainList(OptionList):
    """An option list whose rows are shown as they are."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False, classes=COMPACT)

    def _move_page(self, direction: Literal[-1, 1]) -> None:
        with suppress(KeyError):  # without room for a row, Textual has no lines to count by
            super()._move_page(direction)
