"""Sends only the cells that have changed to the terminal.

Textual sends a widget from its left edge, and the whole screen after any layout, although most of
the cells have not changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import compress, groupby, repeat
from operator import itemgetter, ne
from typing import TYPE_CHECKING, cast

from rich.cells import cell_len
from rich.color import ColorSystem
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
    Base = object  # Textual inspects each class in an app's MRO: one is enough

GAP = 8
"""The most unchanged cells that are sent between changed ones: to skip them costs more bytes."""

Cell = tuple[str, "Style | None"]
Piece = tuple[int, int, Sequence[Segment]]
"""A part of a row: its first column, its row, and its segments."""


class Pieces(CompositorUpdate):
    """An update of parts of rows, each sent to its place."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self._pieces = pieces

    def render_segments(self, console: Console) -> str:
        """Return the control sequences and text to send.

        A style is sent where it changes; it stays while the cursor moves to the next part.
        """
        color_system = console._color_system or ColorSystem.TRUECOLOR
        sent: list[str] = []
        current = ""
        for x, y, segments in self._pieces:
            sent.append(Control.move_to(x, y).segment.text)
            for text, style, _ in segments:
                codes = Strip.render_ansi(style, color_system) if style else ""
                if codes != current:
                    sent.append(f"\x1b[{';'.join(filter(None, (current and '0', codes)))}m")
                    current = codes
                sent.append(text)
        return "".join([*sent, "\x1b[0m" if current else ""])


class DifferentialApp(Base):
    """An app that remembers what the terminal shows, and sends only what differs.

    A screen that opens over another is sent whole, so a person can repair a terminal that another
    program has written to. Rows with characters that are not one cell wide are sent as Textual
    sends them, because terminals disagree about their widths.
    """

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[int, list[Cell]] = {}
        self._painted_on: tuple[Screen[object], Size] | None = None
        """The screen that was painted last, and its size."""
        self._cached_style = lru_cache(maxsize=1024)(self._find_style)

    def terminal_style(self, style: Style) -> Style:
        """Return the style to send to the terminal for `style`."""
        return style

    def forget_painted(self) -> None:
        """Forget what the terminal shows, because another program may have used it."""
        self._rows.clear()

    def refresh_css(self, animate: bool = True) -> None:
        """Apply the style sheets again; before there is a screen, only set their variables."""
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
            news = [
                new
                for piece in _update_parts(renderable)
                for new in self._find_changed_parts(*piece)
            ]
            renderable = cast("RenderableType", Pieces(news)) if news else None
        super()._display(screen, renderable)

    def _find_changed_parts(self, x: int, y: int, strip: Strip) -> Iterator[Piece]:
        """Yield the parts of a row that must be sent."""
        segments = [
            Segment(text, style and self._cached_style(style), control)
            for text, style, control in strip
        ]
        cells, row = _cells(segments), self._rows.get(y)
        if cells is None or row is None or x + len(cells) > len(row):
            self._rows.pop(y, None)
            if cells is not None and len(cells) == self.size.width:
                self._rows[y] = cells
            yield x, y, segments if cells is None else _join_cells(cells)
            return
        end = x + len(cells)
        old, row[x:end] = row[x:end], cells
        for first, last in _changed_runs(old, cells):
            yield x + first, y, _join_cells(cells[first : last + 1])

    def _find_style(self, style: Style) -> Style:
        return _shared(self.terminal_style(style.clear_meta_and_links()))


def _update_parts(update: LayoutUpdate | ChopsUpdate) -> Iterator[tuple[int, int, Strip]]:
    """Yield the column, the row and the content of each part of an update."""
    if isinstance(update, LayoutUpdate):
        for y, line in enumerate(update.strips, update.region.y):
            yield update.region.x, y, Strip.join(line)
        return
    for y, first, last in update.spans:
        for end, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            if strip is not None and x < last and end > first:
                yield x, y, strip.crop(0, min(end, last) - x)


def _changed_runs(old: Sequence[Cell], new: Sequence[Cell]) -> Iterator[tuple[int, int]]:
    """Yield the first and last index of each run of cells that differ."""
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
    """Return the content of each cell; None if a character is not one cell wide."""
    cells: list[Cell] = []
    for text, style, _ in segments:
        if not (text.isascii() or _is_narrow(text)):
            return None
        cells.extend(zip(text, repeat(style)))
    return cells


def _join_cells(cells: Sequence[Cell]) -> list[Segment]:
    return [
        Segment("".join(text for text, _ in run), style)
        for style, run in groupby(cells, itemgetter(1))
    ]


@lru_cache(maxsize=1024)
def _is_narrow(text: str) -> bool:
    return all(cell_len(letter) == 1 for letter in text)


@lru_cache(maxsize=1024)
def _shared(style: Style) -> Style:
    """Return one object for equal styles, so that cells are compared by identity."""
    return style
