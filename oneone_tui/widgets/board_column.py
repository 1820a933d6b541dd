"""A column of the board: wrapped lines, a cursor, and its own scrolling."""

from __future__ import annotations

from typing import NamedTuple

from textual.content import Content
from textual.widgets.option_list import Option

from oneone_tui.textual_patches.option_list import PlainList
from oneone_tui.widgets.text_block import Row, wrap_hanging

NOTHING = "nothing yet"


class BoardItem(NamedTuple):
    """A line of a column, as words: what reads the same is not laid out again.

    `holds` are the notes that say it; by them the cursor finds its line again.
    """

    id: str
    sign: str
    who: str
    text: str
    after: str
    holds: frozenset[str]


class BoardColumn(PlainList):
    """Lays out only the lines that are new, and only when one of them has changed."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._items: tuple[BoardItem, ...] | None = None
        self._laid: dict[BoardItem, Option] = {}
        self._width = 0

    @property
    def chosen(self) -> str:
        """The id of the line that the cursor is on, or an empty text."""
        item = self._at_cursor
        return item.id if item else ""

    def enter(self) -> None:
        """The cursor comes in: on the line where it was, or the one that was put there last."""
        if self._items and self.highlighted is None:
            self.highlighted = 0

    def step(self, by: int) -> None:
        """Move the cursor so many lines down, or up; it stays in the column."""
        if self._items and self.highlighted is not None:
            self.highlighted += by

    def go_to(self, index: int) -> None:
        """Move the cursor to the first line, or the last: -1."""
        if self._items:
            self.highlighted = index % len(self._items)

    def on_resize(self) -> None:
        """The lines are made for the width; the cursor stays in sight."""
        if self._items is not None and self._width != self.scrollable_content_region.width:
            self._laid.clear()
            self._lay_out(self._items, self.highlighted, self.scroll_offset.y)
        self.scroll_to_highlight()

    def set_items(self, items: tuple[BoardItem, ...], *, anew: bool = False) -> None:
        """Show these lines; `anew` where it is another board, whose top is to be seen.

        The cursor stays with its line. While it is in another column, what is put here comes into
        sight.
        """
        if items == self._items and not anew:
            return
        before, top = () if anew else self._items or (), 0 if anew else self.scroll_offset.y
        cursor = None if anew else self._follow(items)
        if before and not self.has_focus:
            known = frozenset[str]().union(*(item.holds for item in before))
            news = [at for at, item in enumerate(items) if item.holds - known]
            cursor = news[-1] if news else cursor
        self._lay_out(items, cursor, top)

    @property
    def _at_cursor(self) -> BoardItem | None:
        at, items = self.highlighted, self._items
        return items[at] if items and at is not None and at < len(items) else None

    def _follow(self, items: tuple[BoardItem, ...]) -> int | None:
        # Where the line is now that the cursor is on: it may have become one with another.
        on = self._at_cursor
        if on is None or not items:
            return None
        ids = [item.id for item in items]
        if on.id in ids:
            return ids.index(on.id)
        holding = (at for at, item in enumerate(items) if item.holds & on.holds)
        return next(holding, min(self.highlighted or 0, len(items) - 1))

    def _lay_out(self, items: tuple[BoardItem, ...], cursor: int | None, top: int) -> None:
        self._items = items
        width = self._width = self.scrollable_content_region.width
        if not width:
            return
        if not items:
            self.set_options([Option(Content.styled(NOTHING, "$muted"), disabled=True)])
            return
        laid = {item: self._laid.get(item) or Option(_line(item, width)) for item in items}
        self._laid = laid
        self.set_options(laid.values())
        self.scroll_to(y=top, animate=False, force=True, immediate=True)
        self.highlighted = cursor


def _line(item: BoardItem, width: int) -> Content:
    text = Content.assemble(
        (f"{item.who}: " if item.who else "", "bold"),
        item.text,
        (f" {item.after}" if item.after else "", "$muted"),
    )
    return wrap_hanging(Row(Content.styled(item.sign, "bold $accent"), text), width)
