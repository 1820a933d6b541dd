"""The clock's face: a time in glyphs that can be read across a room.

Textual repaints regions, never the cells that differ, and of a widget it paints everything from
its left edge: `refresh(Region(...))` saves rows and what is to the right, never what is to the
left. A second changes the rightmost digit, so one widget for the whole time would send the whole
time again. Here every glyph is a widget of its own, and of that glyph only those rows are sent
that differ, up to the last cell that differs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar, Literal

from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

DigitSize = Literal["small", "medium", "large", "giant"]
"""How large: `small` 3 rows of lines, `medium` and `large` 5 of blocks, `giant` what fits."""

_WIDE = "0123456789+- "
_NARROW = ":"

# Three columns a glyph and one between them, in the order of _WIDE + _NARROW.
_LINES = """
┏━┓ ╺┓  ╺━┓ ╺━┓ ╻ ╻ ┏━╸ ┏━╸ ╺━┓ ┏━┓ ┏━┓  ╻          ╻
┃ ┃  ┃  ┏━┛  ━┫ ┗━┫ ┗━┓ ┣━┓   ┃ ┣━┫ ┗━┫ ╺╋╸ ╺━╸
┗━┛ ╺┻╸ ┗━╸ ╺━┛   ╹ ╺━┛ ┗━┛   ╹ ┗━┛ ╺━┛  ╹          ╹
"""
_PLAIN_LINES = """
 _       _   _       _   _   _   _   _
| |   |  _|  _| |_| |_  |_    | |_| |_| _|_ ___     .
|_|   | |_   _|   |  _| |_|   | |_|  _|  |          .
"""

# Three pixels a glyph by five, in the same order; the colon is one pixel across.
_PIXELS = """
### ##. ### ### #.# ### ### ### ### ### ... ... ... .
#.# .#. ..# ..# #.# #.. #.. ..# #.# #.# .#. ... ... #
#.# .#. ### ### ### ### ### ..# ### ### ### ### ... .
#.# .#. #.. ..# ..# ..# #.# ..# #.# ..# .#. ... ... #
### ### ### ### ..# ### ### ..# ### ### ... ... ... .
"""


@dataclass(frozen=True, eq=False)
class Face:
    """One set of glyphs. Every row of a glyph is padded, the gap to the next glyph included.

    The gap has a second use: a repaint that stops short of a widget's right edge spares the
    cursor move which Textual sends for the neighbour whenever a repaint reaches that edge.
    """

    glyphs: Mapping[str, tuple[str, ...]]

    def rows(self, char: str) -> tuple[str, ...]:
        """The rows of one character, from the top; all of one length, in cells."""
        return self.glyphs[char]


@lru_cache
def line_face(*, plain: bool) -> Face:
    """Glyphs of 3 × 3 cells drawn in lines; `plain` keeps to ASCII."""
    rows = (_PLAIN_LINES if plain else _LINES).strip("\n").split("\n")
    glyphs = {}
    for at, char in enumerate(_WIDE + _NARROW):
        width = 1 if char == _NARROW else 3
        glyphs[char] = tuple(row[at * 4 : at * 4 + width].ljust(width) + " " for row in rows)
    return Face(glyphs)


@lru_cache
def block_face(across: int, down: int, *, plain: bool) -> Face:
    """Glyphs of solid blocks, 3 × 5 pixels each; `plain` keeps to ASCII.

    Args:
        across: Columns a pixel; the gap between two glyphs is as wide, but at least 1.
        down: Half rows a pixel. Odd numbers need half blocks: `plain` rounds them down.
        plain: Draw with `#` only.
    """
    if plain:
        down = max(2, down - down % 2)
    marks = " ###" if plain else " ▀▄█"
    pictures = [line.split(" ") for line in _PIXELS.strip().split("\n")]
    glyphs = {}
    for at, char in enumerate(_WIDE + _NARROW):
        halves = [picture[at] for picture in pictures for _ in range(down)]
        halves += ["." * len(halves[0])] * (len(halves) % 2)
        glyphs[char] = tuple(
            "".join(
                marks[(upper == "#") + 2 * (lower == "#")] * across
                for upper, lower in zip(top, bottom, strict=True)
            )
            + " " * across
            for top, bottom in zip(halves[::2], halves[1::2], strict=True)
        )
    return Face(glyphs)


def fitting_face(space: Size, text: str, *, plain: bool) -> Face:
    """The largest block face in which `text` fits `space` (cells), or else the smallest there is.

    A pixel grows at most half as high again as it is wide: taller digits are harder to read.
    """
    pixels = sum(2 if char in _NARROW else 4 for char in text)
    across = max(1, space.width // max(1, pixels))
    down = max(1, min(space.height * 2 // 5, (across * 3 + 1) // 2))
    return block_face(across, down, plain=plain)


class Glyph(Widget):
    """One character of the time. Its owner tells it what to show."""

    DEFAULT_CSS = """
    Glyph { width: auto; height: auto; }
    """
    ALLOW_SELECT: ClassVar[bool] = False

    def __init__(self, rows: tuple[str, ...]) -> None:
        super().__init__()
        self._rows = rows

    def put(self, rows: tuple[str, ...]) -> None:
        """Show these rows, repainting those that differ from what is shown."""
        before, self._rows = self._rows, rows
        if len(rows) != len(before) or len(rows[0]) != len(before[0]):
            self.refresh(layout=True)
            return
        changed = [
            Region(0, y, _last_difference(old, new), 1)
            for y, (old, new) in enumerate(zip(before, rows, strict=True))
            if old != new
        ]
        if changed:
            self.refresh(*changed)

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002
        """Cells across, the gap included."""
        return len(self._rows[0])

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Cells down."""
        return len(self._rows)

    def render_line(self, y: int) -> Strip:
        """One row, in one style: every further style would cost its colours over the wire."""
        if y >= len(self._rows):
            return Strip.blank(self.size.width, self.rich_style)
        # Not `visual_style`: it is cached, and misses a class set on the owner.
        return Strip([Segment(self._rows[y], self.rich_style)], len(self._rows[y]))


def _last_difference(old: str, new: str) -> int:
    """How many cells of two rows of one length lie before what they share at their end."""
    end = len(new)
    while end and old[end - 1] == new[end - 1]:
        end -= 1
    return end


class BigDigits(Widget):
    """A time such as `6:42`, `-0:31`, `+1:05` or `12:00` in big glyphs.

    The text stands at the right of a fixed number of places, so that the colon keeps its column
    from 10:00 to 9:59 and nothing beside it moves. A text with more characters than places adds
    places, which stay. The colour is the widget's own, from CSS; nothing is drawn for
    `-amber`, `-red` and the like unless a stylesheet says so.

    Args:
        text: What to show: digits, `:`, `+`, `-` and spaces.
        size: See `DigitSize`. `giant` fills what its container gives it.
        plain: Keep to ASCII, for terminals that cannot show more.
        places: The least number of characters to hold room for.
        id: The widget's id.
        classes: The widget's CSS classes.
    """

    DEFAULT_CSS = """
    BigDigits {
        layout: horizontal;
        width: auto;
        height: auto;
        &.-giant { width: 1fr; height: 1fr; align: center middle; }
    }
    """
    ALLOW_SELECT: ClassVar[bool] = False

    def __init__(
        self,
        text: str = "",
        *,
        size: DigitSize = "small",
        plain: bool = False,
        places: int = 6,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._plain = plain
        self._shown = _checked(text).rjust(places)
        self._digit_size: DigitSize = size
        self._face = self._pick_face()
        self._glyphs = [Glyph(self._face.rows(char)) for char in self._shown]
        self.set_class(size == "giant", "-giant")

    @property
    def text(self) -> str:
        """The time as it was given, without the places before it."""
        return self._shown.strip()

    @property
    def digit_size(self) -> DigitSize:
        """How large the glyphs are; set it to change them."""
        return self._digit_size

    @digit_size.setter
    def digit_size(self, size: DigitSize) -> None:
        if size != self._digit_size:
            self._digit_size = size
            self.set_class(size == "giant", "-giant")
            self._redraw()

    def compose(self) -> ComposeResult:
        """One widget a place."""
        yield from self._glyphs

    def show(self, text: str) -> None:
        """Show another time; nothing is repainted but the cells that differ.

        Raises:
            ValueError: If the text holds anything that no time holds.
        """
        shown = _checked(text).rjust(len(self._shown))
        if shown == self._shown:
            return
        self._shown = shown
        if missing := len(shown) - len(self._glyphs):
            added = [Glyph(self._face.rows(" ")) for _ in range(missing)]
            self._glyphs[:0] = added
            if self.is_attached:
                self.mount(*added, before=0)
        self._redraw()

    def _redraw(self) -> None:
        self._face = self._pick_face()
        for glyph, char in zip(self._glyphs, self._shown, strict=True):
            glyph.put(self._face.rows(char))

    def _pick_face(self) -> Face:
        if self._digit_size == "small":
            return line_face(plain=self._plain)
        if self._digit_size == "medium":
            return block_face(2, 2, plain=self._plain)
        if self._digit_size == "large":
            return block_face(3, 2, plain=self._plain)
        return fitting_face(self.size, self._shown, plain=self._plain)

    def on_resize(self, event: events.Resize) -> None:
        """Let giant digits fill the new space."""
        event.stop()
        if self._digit_size == "giant":
            self._redraw()


def _checked(text: str) -> str:
    """The text if it can be drawn, or else a ValueError: a wrong time must not be shown."""
    if unknown := set(text) - set(_WIDE + _NARROW):
        raise ValueError(f"not a time: {text!r} (no glyph for {''.join(sorted(unknown))!r})")
    return text
