"""Option lists whose rows are never read as markup, and that page at any height."""

from __future__ import annotations

from contextlib import suppress
from typing import Literal

from textual.widgets import OptionList


class PlainList(OptionList):
    """An option list whose rows are shown as they are."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)

    def _move_page(self, direction: Literal[-1, 1]) -> None:
        with suppress(KeyError):  # Textual finds no lines if there is no room for a row
            super()._move_page(direction)
