"""A column of the board: wrapped lines, a cursor, and its own scrolling."""

from __future__ import annotations

from typing import NamedTuple

from textual.content import Content
from textual.widgets.option_list import Option

from oneone_tui.textual_patches.option_list import PlainList
from oneone_tui.widgets.text_block import Row, wrap_hanging

NOTHING = "nothing yet"


class BoardItem(NamedTuple):
    """A line of a column. Items that compare equal are not laid out again.

    Attributes:
        id: The id of the board entry.
        sign: What comes before the text, such as ``★ ×3``.
        who: Whose it is, or an empty text.
        text: The wording of the entry.
        after: What follows the text in muted color.
        holds: The ids of the entry's notes, by which the cursor finds its line again.
    """

    id: str
    sign: str
    who: str
    text: str
    after: str
    holds: frozenset[str]


class BoardColumn(PlainList):
    """A column that lays out only new lines, and only when a line has changed."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._items: tuple[BoardItem, ...] | None = None
        self._laid_options: dict[BoardItem, Option] = {}
        self._width = 0

    @property
    def chosen(self) -> str:
        """The id of the line under the cursor, or an empty text."""
        item = self._at_cursor
        return item.id if item else ""

    def enter(self) -> None:
        """Bring the cursor in: on its last line, or on the line that was added last."""
        if self._items and self.highlighted is None:
            self.highlighted = 0

    def step(self, by: int) -> None:
        """Move the cursor down by `by` lines, or up; it stays in the column."""
        if self._items and self.highlighted is not None:
            self.highlighted += by

    def go_to(self, index: int) -> None:
        """Move the cursor to the line at `index`; -1 is the last."""
        if self._items:
            self.highlighted = index % len(self._items)

    def on_resize(self) -> None:
        """Lay the lines out for the new width and keep the cursor in view."""
        if self._items is not None and self._width != self.scrollable_content_region.width:
            self._laid_options.clear()
            self._lay_out(self._items, self.highlighted, self.scroll_offset.y)
        self.scroll_to_highlight()

    def set_items(self, items: tuple[BoardItem, ...], *, from_top: bool = False) -> None:
        """Show these lines. The cursor stays with its line.

        While the cursor is in another column, new lines are scrolled into view.

        Args:
            items: The lines, from the top.
            from_top: Whether this is another board, which is shown from its top.
        """
        if items == self._items and not from_top:
            return
        before, top = () if from_top else self._items or (), 0 if from_top else self.scroll_offset.y
        cursor = None if from_top else self._find_cursor(items)
        if before and not self.has_focus:
            known = frozenset[str]().union(*(item.holds for item in before))
            news = [at for at, item in enumerate(items) if item.holds - known]
            cursor = news[-1] if news else cursor
        self._lay_out(items, cursor, top)

    @property
    def _at_cursor(self) -> BoardItem | None:
        at, items = self.highlighted, self._items
        return items[at] if items and at is not None and at < len(items) else None

    def _find_cursor(self, items: tuple[BoardItem, ...]) -> int | None:
        # The line under the cursor may have moved, or have been merged with another.
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
        laid_options = {
            item: self._laid_options.get(item) or Option(_line(item, width)) for item in items
        }
        self._laid_options = laid_options
        self.set_options(laid_options.values())
        self.scroll_to(y=top, animate=False, force=True, immediate=True)
        self.highlighted = cursor


def _line(item: BoardItem, width: int) -> Content:
    text = Content.assemble(
        (f"{item.who}: " if item.who else "", "bold"),
        item.text,
        (f" {item.after}" if item.after else "", "$muted"),
    )
    return wrap_hanging(Row(Content.styled(item.sign, "bold $accent"), text), width)
