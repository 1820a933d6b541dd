"""A time in large glyphs that can be read from across a room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar, Literal

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

DigitSize = Literal["small", "medium", "large", "huge", "giant"]
"""The size of the glyphs.

`small` is 3 rows of lines, `medium` and `large` 5 rows of blocks, `huge` 8 rows, and `giant` the
largest that fits.
"""

_WIDE = "0123456789+- "
_NARROW = ":"

# Three columns a glyph and one between them, in the order of _WIDE + _NARROW.
_LINES = """
┏━┓ ╺┓  ╺━┓ ╺━┓ ┃ ┃ ┏━╸ ┏━╸ ╺━┓ ┏━┓ ┏━┓  ╻          ╻
┃ ┃  ┃  ┏━┛  ━┫ ┗━┫ ┗━┓ ┣━┓   ┃ ┣━┫ ┗━┫ ╺╋╸ ╺━╸
┗━┛ ╺┻╸ ┗━╸ ╺━┛   ┃ ╺━┛ ┗━┛   ┃ ┗━┛ ╺━┛  ╹          ╹
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
class DigitFace:
    """A set of glyphs; every row of a glyph ends with the gap to the next one."""

    glyphs: Mapping[str, tuple[str, ...]]

    def rows(self, char: str) -> tuple[str, ...]:
        """Return the rows of a character, from the top; all have the same length in cells."""
        return self.glyphs[char]


@lru_cache
def line_face() -> DigitFace:
    """Return the glyphs drawn in lines, 3 × 3 cells each."""
    rows = _LINES.strip("\n").split("\n")
    glyphs = {}
    for at, char in enumerate(_WIDE + _NARROW):
        width = 1 if char == _NARROW else 3
        glyphs[char] = tuple(row[at * 4 : at * 4 + width].ljust(width) + " " for row in rows)
    return DigitFace(glyphs)


@lru_cache
def block_face(across: int, down: int) -> DigitFace:
    """Return the glyphs made of solid blocks, 3 × 5 pixels each.

    Args:
        across: The width of a pixel in columns; the gap between two glyphs has the same width.
        down: The height of a pixel in half rows.
    """
    marks = " ▀▄█"
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
    return DigitFace(glyphs)


def fitting_face(space: Size, text: str) -> DigitFace:
    """Return the largest block face with which `text` fits into `space` (cells).

    If none fits, it is the smallest. A pixel is at most one and a half times as high as it is
    wide: taller digits are harder to read.
    """
    pixels = sum(2 if char in _NARROW else 4 for char in text)
    across = max(1, space.width // max(1, pixels))
    down = max(1, min(space.height * 2 // 5, (across * 3 + 1) // 2))
    return block_face(across, down)


class BigDigits(Widget):
    """A time such as `6:42`, `-0:31`, `+1:05` or `12:00` in big glyphs.

    The text is right-aligned in a fixed number of places, so that the colon stays in its column
    when 10:00 becomes 9:59 and nothing next to it moves. A longer text adds places, and these
    stay. The color comes from the widget's CSS; classes such as `-amber` and `-red` have no
    effect without a style sheet.

    Args:
        size: See `DigitSize`. `giant` fills its container.
        places: The minimum number of characters to reserve room for.
        id: The widget's id.
    """

    DEFAULT_CSS = """
    BigDigits {
        width: auto;
        height: auto;
        &.-giant { width: 1fr; height: 1fr; }
    }
    """
    ALLOW_SELECT: ClassVar[bool] = False

    def __init__(
        self, *, size: DigitSize = "small", places: int = 6, id: str | None = None
    ) -> None:
        super().__init__(id=id)
        self._shown = " " * places
        self._digit_size: DigitSize = size
        self._rows = self._draw_rows()
        self._style = Style.null()
        self.set_class(size == "giant", "-giant")

    @property
    def text(self) -> str:
        """The time as it was set, without the padding."""
        return self._shown.strip()

    @property
    def digit_size(self) -> DigitSize:
        """The size of the glyphs; set it to change them."""
        return self._digit_size

    @digit_size.setter
    def digit_size(self, size: DigitSize) -> None:
        if size != self._digit_size:
            self._digit_size = size
            self.set_class(size == "giant", "-giant")
            self._redraw()

    def set_time(self, text: str) -> None:
        """Show another time, made of digits, `:`, `+`, `-` and spaces.

        Raises:
            ValueError: The text has a character without a glyph.
        """
        shown = _require_glyphs(text).rjust(len(self._shown))
        if shown != self._shown:
            self._shown = shown
            self._redraw()

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002
        """Return the width in cells, including the gap after the last glyph."""
        return len(self._rows[0])

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Return the height in cells."""
        return len(self._rows)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Render the rows in a style that is looked up once for all of them."""
        self._style = self.rich_style
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Render one row in one style: each further style would be sent, too."""
        width, height = self.size
        row = y - max(0, (height - len(self._rows)) // 2)
        text = self._rows[row] if 0 <= row < len(self._rows) else ""
        left = " " * max(0, (width - len(text)) // 2)
        return Strip([Segment((left + text).ljust(width)[:width], self._style)], width)

    def _redraw(self) -> None:
        before, self._rows = self._rows, self._draw_rows()
        grown = len(before) != len(self._rows) or len(before[0]) != len(self._rows[0])
        self.refresh(layout=grown and self._digit_size != "giant")

    def _draw_rows(self) -> list[str]:
        face = self._pick_face()
        glyphs = [face.rows(char) for char in self._shown]
        return ["".join(rows) for rows in zip(*glyphs, strict=True)]

    def _pick_face(self) -> DigitFace:
        if self._digit_size == "small":
            return line_face()
        if self._digit_size == "medium":
            return block_face(2, 2)
        if self._digit_size == "large":
            return block_face(3, 2)
        if self._digit_size == "huge":
            return block_face(4, 3)
        return fitting_face(self.size, self._shown)

    def on_resize(self, event: events.Resize) -> None:
        """Fit giant digits to the new size."""
        event.stop()
        if self._digit_size == "giant":
            self._redraw()


def _require_glyphs(text: str) -> str:
    """Return the text if all its characters have glyphs; a wrong time must not be shown.

    Raises:
        ValueError: A character has no glyph.
    """
    if unknown := set(text) - set(_WIDE + _NARROW):
        raise ValueError(f"not a time: {text!r} (no glyph for {''.join(sorted(unknown))!r})")
    return text
