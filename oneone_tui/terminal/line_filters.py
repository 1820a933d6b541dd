"""Line filters for limited terminals: ASCII only, no color, a reversed cursor."""

from __future__ import annotations

from functools import lru_cache

from rich.cells import cell_len
from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from oneone_tui.terminal.ascii_signs import ANY, in_ascii

UTF_8 = "utf-8"
REVERSED = "#010101"
"""The background that a theme gives to what is to be shown in reverse."""
_REVERSED = RichColor.from_rgb(1, 1, 1)


class ReverseCursorFilter(LineFilter):
    """Shows in reverse what has the background `REVERSED`: each text in its own colour, turned.

    So all that can be read elsewhere can be read under the cursor. A style sheet can't say it:
    of a list's rows Textual drops the reverse.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments; `background` is what the cursor hides."""
        return [
            Segment(text, _turned(style, background), control)
            if style and style.bgcolor == _REVERSED
            else segment
            for segment in segments
            for text, style, control in (segment,)
        ]


class AsciiFilter(LineFilter):
    """Draws in ASCII. People's texts stay as they are, but for what `encoding` can't write.

    A widget draws as if there were all signs, and is laid out alike wherever it is shown.
    """

    def __init__(self, encoding: str = UTF_8) -> None:
        super().__init__()
        self._encoding = encoding

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """The same segments in other letters, as wide as before."""
        return [
            segment
            if segment.control or segment.text.isascii()
            else Segment(_written(segment.text, self._encoding), segment.style)
            for segment in segments
        ]


class NoColorFilter(LineFilter):
    """Takes every colour away, greys too; weight and reverse stay."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """The same segments without colours."""
        return [
            segment
            if segment.control or not segment.style
            # Meta tells Textual what a mouse hits there; it never leaves the program.
            else Segment(segment.text, _uncoloured(segment.style))
            for segment in segments
        ]


@lru_cache(maxsize=1024)
def _turned(style: Style, background: Color) -> Style:
    return style + Style(bgcolor=background.rich_color, reverse=True)


@lru_cache(maxsize=1024)
def _written(text: str, encoding: str) -> str:
    text = in_ascii(text)
    if encoding == UTF_8:
        return text
    return "".join(sign if _has(encoding, sign) else ANY * cell_len(sign) for sign in text)


@lru_cache(maxsize=1024)
def _has(encoding: str, sign: str) -> bool:
    try:
        sign.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


@lru_cache(maxsize=1024)
def _uncoloured(style: Style) -> Style:
    plain = style.without_color + Style(dim=False)
    return plain + Style(meta=style.meta) if style.meta else plain
