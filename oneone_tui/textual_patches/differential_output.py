"""Sends to the terminal only the cells that read otherwise than they did.

Textual sends a widget again from its left edge, and the whole screen whenever anything has been
laid out, mostly with what stands there already.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import compress, groupby, repeat
from operator import itemgetter, ne
from typing import TYPE_CHECKING, cast

from rich.cells import cell_len
from rich.control import Control
from rich.segment import Segment
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.strip import Strip

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.style import Style
    from textual.app import App
    from textual.geometry import Size
    from textual.screen import Screen

    Base = App[None]
else:
    Base = object  # Textual looks through each class of an app as it is made: one is enough

GAP = 8
"""So many unchanged cells are sent along: to pass over them would cost more."""

Cell = tuple[str, "Style | None"]
Piece = tuple[int, int, Sequence[Segment]]
"""A piece of a row: the column and the row where it begins, and the piece itself."""


class Pieces(CompositorUpdate):
    """Some pieces of the screen, each sent to its place."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces

    def render_segments(self, console: Console) -> str:
        """What is sent."""
        return "".join(
            f"{Control.move_to(x, y).segment.text}{Strip(segments).render(console)}"
            for x, y, segments in self._pieces
        )


class DifferentialApp(Base):
    """Knows what the terminal shows.

    A screen that is laid over another is painted whole: so what somebody else has written between
    can be cleared up by hand. A row with letters that are not one cell each is sent as Textual
    sends it: terminals differ over them.
    """

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[int, list[Cell]] = {}
        self._painted_on: tuple[Screen[object], Size] | None = None
        """What was painted last, and the size that it had."""
        self._look_of = lru_cache(maxsize=1024)(self._looked_up)

    def sent_as(self, style: Style) -> Style:
        """How a style is sent to the terminal."""
        return style

    def forget_painted(self) -> None:
        """Somebody else has used the terminal: it may show anything."""
        self._rows.clear()

    def refresh_css(self, animate: bool = True) -> None:
        """Read the style sheets again for other colours; before there is a screen, only once."""
        if self.screen_stack:
            super().refresh_css(animate)
        else:
            self.stylesheet.set_variables(self.get_css_variables())

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        if self._batch_count:  # nothing will be sent
            return
        last, size = self._painted_on or (None, None)
        if size != self.size or (last is not screen and last in self.screen_stack):
            self.forget_painted()
        self._painted_on = screen, self.size
        if isinstance(renderable, LayoutUpdate | ChopsUpdate):
            news = [new for piece in _pieces(renderable) for new in self._news(*piece)]
            renderable = cast("RenderableType", Pieces(news)) if news else None
        super()._display(screen, renderable)

    def _news(self, x: int, y: int, strip: Strip) -> Iterator[Piece]:
        """What of a piece is to be sent."""
        segments = [
            Segment(text, style and self._look_of(style), control) for text, style, control in strip
        ]
        cells, row = _cells(segments), self._rows.get(y)
        if cells is None or row is None or x + len(cells) > len(row):
            self._rows.pop(y, None)
            if cells is not None and len(cells) == self.size.width:
                self._rows[y] = cells
            yield x, y, segments if cells is None else _joined(cells)
            return
        end = x + len(cells)
        old, row[x:end] = row[x:end], cells
        for first, last in _changed(old, cells):
            yield x + first, y, _joined(cells[first : last + 1])

    def _looked_up(self, style: Style) -> Style:
        return _one(self.sent_as(style.clear_meta_and_links()))


def _pieces(update: LayoutUpdate | ChopsUpdate) -> Iterator[tuple[int, int, Strip]]:
    """The pieces that an update sends."""
    if isinstance(update, LayoutUpdate):
        for y, line in enumerate(update.strips, update.region.y):
            yield update.region.x, y, Strip.join(line)
        return
    for y, first, last in update.spans:
        for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            if strip is not None and x < last and end > first:
                yield x, y, strip.crop(0, min(end, last) - x)


def _changed(old: Sequence[Cell], new: Sequence[Cell]) -> Iterator[tuple[int, int]]:
    """The first and the last cell of each run that differs."""
    first = last = -1
    for at in compress(range(len(new)), map(ne, old, new)):
        if first < 0:
            first = at
        elif at - last > GAP:
            yield first, last
            first = at
        last = at
    if first >= 0:
        yield first, last


def _cells(segments: Sequence[Segment]) -> list[Cell] | None:
    """What is in each cell, or None where a letter is not one cell wide."""
    cells: list[Cell] = []
    for text, style, _ in segments:
        if not (text.isascii() or _is_narrow(text)):
            return None
        cells.extend(zip(text, repeat(style)))
    return cells


def _joined(cells: Sequence[Cell]) -> list[Segment]:
    return [
        Segment("".join(text for text, _ in run), style)
        for style, run in groupby(cells, itemgetter(1))
    ]


@lru_cache(maxsize=1024)
def _is_narrow(text: str) -> bool:
    return all(cell_len(letter) == 1 for letter in text)


@lru_cache(maxsize=1024)
def _one(style: Style) -> Style:
    """The same object for the same looks: so two cells are compared without a look at either."""
    return style
