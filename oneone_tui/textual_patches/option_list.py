"""Option lists that never read rows as markup, and page in any height."""

from __future__ import annotations

from contextlib import suppress
from typing import Literal

from textual.widgets import OptionList


class PlainList(OptionList):
    """An option list whose rows are shown as they are."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)

    def _move_page(self, direction: Literal[-1, 1]) -> None:
        with suppress(KeyError):  # without room for a row, Textual has no lines to count by
            super()._move_page(direction)
