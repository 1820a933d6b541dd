"""A list that keeps still while something else on the screen is laid out."""

from __future__ import annotations

from textual.geometry import Size

from oneone_tui.textual_patches.option_list import PlainList


class StillList(PlainList):
    """An option list that a layout elsewhere does not paint again.

    Every key in a line to type in has Textual lay out the screen, and at every layout it paints
    the scroll bars of lists anew, and with them all the rows in between.
    """

    _placed: tuple[Size, Size, Size] | None = None

    def _size_updated(
        self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True
    ) -> bool:
        placed = size, virtual_size, container_size
        if placed == self._placed:
            return False
        self._placed = placed
        return super()._size_updated(size, virtual_size, container_size, layout)
