"""A time in large glyphs that can be read across a room."""

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
"""How large.

`small` has 3 rows of lines, `medium` and `large` 5 of blocks, `huge` 8, and `giant` what fits.
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
    """One set of glyphs. Every row of a glyph is padded, the gap to the next glyph included."""

    glyphs: Mapping[str, tuple[str, ...]]

    def rows(self, char: str) -> tuple[str, ...]:
        """The rows of one character, from the top; all of one length, in cells."""
        return self.glyphs[char]


@lru_cache
def line_face() -> DigitFace:
    """Glyphs of 3 × 3 cells drawn in lines."""
    rows = _LINES.strip("\n").split("\n")
    glyphs = {}
    for at, char in enumerate(_WIDE + _NARROW):
        width = 1 if char == _NARROW else 3
        glyphs[char] = tuple(row[at * 4 : at * 4 + width].ljust(width) + " " for row in rows)
    return DigitFace(glyphs)


@lru_cache
def block_face(across: int, down: int) -> DigitFace:
    """Glyphs of solid blocks, 3 × 5 pixels each.

    Args:
        across: Columns a pixel; the gap between two glyphs is as wide, but at least 1.
        down: Half rows a pixel.
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
    """The largest block face in which `text` fits `space` (cells), or else the smallest there is.

    A pixel grows at most half as high again as it is wide: taller digits are harder to read.
    """
    pixels = sum(2 if char in _NARROW else 4 for char in text)
    across = max(1, space.width // max(1, pixels))
    down = max(1, min(space.height * 2 // 5, (across * 3 + 1) // 2))
    return block_face(across, down)


class BigDigits(Widget):
    """A time such as `6:42`, `-0:31`, `+1:05` or `12:00` in big glyphs.

    The text stands at the right of a fixed number of places, so that the colon keeps its column
    from 10:00 to 9:59 and nothing beside it moves. A text with more characters than places adds
    places, which stay. The colour is the widget's own, from CSS; nothing is drawn for
    `-amber`, `-red` and the like unless a stylesheet says so.

    Args:
        size: See `DigitSize`. `giant` fills what its container gives it.
        places: The least number of characters to hold room for.
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
        self._rows = self._drawn()
        self._style = Style.null()
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

    def set_time(self, text: str) -> None:
        """Show another time: digits, `:`, `+`, `-` and spaces.

        Raises:
            ValueError: If the text holds anything that no time holds.
        """
        shown = _checked(text).rjust(len(self._shown))
        if shown != self._shown:
            self._shown = shown
            self._redraw()

    def get_content_width(self, container: Size, viewport: Size) -> int:  # noqa: ARG002
        """Cells across, the gap after the last glyph included."""
        return len(self._rows[0])

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:  # noqa: ARG002
        """Cells down."""
        return len(self._rows)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows, in a style that is looked up once for all of them."""
        self._style = self.rich_style
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """One row, in one style: every further style would cost its colours over the wire."""
        width, height = self.size
        row = y - max(0, (height - len(self._rows)) // 2)
        text = self._rows[row] if 0 <= row < len(self._rows) else ""
        left = " " * max(0, (width - len(text)) // 2)
        return Strip([Segment((left + text).ljust(width)[:width], self._style)], width)

    def _redraw(self) -> None:
        before, self._rows = self._rows, self._drawn()
        grown = len(before) != len(self._rows) or len(before[0]) != len(self._rows[0])
        self.refresh(layout=grown and self._digit_size != "giant")

    def _drawn(self) -> list[str]:
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
        """Let giant digits fill the new space."""
        event.stop()
        if self._digit_size == "giant":
            self._redraw()


def _checked(text: str) -> str:
    """The text if it can be drawn, or else a ValueError: a wrong time must not be shown."""
    if unknown := set(text) - set(_WIDE + _NARROW):
        raise ValueError(f"not a time: {text!r} (no glyph for {''.join(sorted(unknown))!r})")
    return text
