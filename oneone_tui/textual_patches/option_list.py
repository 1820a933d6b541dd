"""Option lists whose rows are never read as markup, and which page without room for a row."""

from __future__ import annotations

from contextlib import suppress
from typing import Literal

from textual.binding import BindingType
from textual.widgets import OptionList

from oneone_tui.keymap import CommandKey

CURSOR_KEYS: tuple[BindingType, ...] = (
    CommandKey("up", "cursor_up", "a row up", show=False, id="rows.up"),
    CommandKey("down", "cursor_down", "a row down", show=False, id="rows.down"),
    CommandKey("pageup", "page_up", "a page up", show=False, id="rows.page-up"),
    CommandKey("pagedown", "page_down", "a page down", show=False, id="rows.page-down"),
    CommandKey("home", "first", "to the first row", show=False, id="rows.first"),
    CommandKey("end", "last", "to the last row", show=False, id="rows.last"),
)
"""The keys of a list on whose rows commands work: the next one is for the row it leads to."""


class PlainList(OptionList):
    """An option list whose rows are shown as they are."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)

    def _move_page(self, direction: Literal[-1, 1]) -> None:
        with suppress(KeyError):  # without room for a row, Textual has no lines to count by
            super()._move_page(direction)
