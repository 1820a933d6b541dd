"""Line filters for limited terminals: ASCII only, no color, a reversed cursor."""

from __future__ import annotations

from functools import lru_cache

from rich.cells import cell_len
from rich.color import Color as RichColor
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter

from oneone_tui.terminal.ascii_signs import UNKNOWN, in_ascii

UTF_8 = "utf-8"
REVERSED = "#010101"
"""The background color by which a theme asks for reverse video."""
_REVERSED = RichColor.from_rgb(1, 1, 1)


class ReverseCursorFilter(LineFilter):
    """Shows text with the background `REVERSED` in reverse video.

    Each text keeps its own color, so all that can be read elsewhere can be read under the cursor.
    A style sheet cannot do this: Textual drops the reverse style in the rows of a list.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments; `background` is the color that the cursor covers."""
        return [
            Segment(text, _reverse_style(style, background), control)
            if style and style.bgcolor == _REVERSED
            else segment
            for segment in segments
            for text, style, control in (segment,)
        ]


class AsciiFilter(LineFilter):
    """Draws in ASCII. People's texts stay as they are, except what `encoding` lacks.

    A widget draws as if all signs were available, so its layout is the same everywhere.
    """

    def __init__(self, encoding: str = UTF_8) -> None:
        super().__init__()
        self._encoding = encoding

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """Return the segments in other characters, with the same widths."""
        return [
            segment
            if segment.control or segment.text.isascii()
            else Segment(_replace_missing(segment.text, self._encoding), segment.style)
            for segment in segments
        ]


class NoColorFilter(LineFilter):
    """Removes all colors, including greys; bold and reverse stay."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002
        """Return the segments without colors."""
        return [
            segment
            if segment.control or not segment.style
            # Textual uses meta to find what the mouse points at; it is not drawn.
            else Segment(segment.text, _remove_colors(segment.style))
            for segment in segments
        ]


@lru_cache(maxsize=1024)
def _reverse_style(style: Style, background: Color) -> Style:
    return style + Style(bgcolor=background.rich_color, reverse=True)


@lru_cache(maxsize=1024)
def _replace_missing(text: str, encoding: str) -> str:
    text = in_ascii(text)
    if encoding == UTF_8:
        return text
    return "".join(
        sign if _can_encode(encoding, sign) else UNKNOWN * cell_len(sign) for sign in text
    )


@lru_cache(maxsize=1024)
def _can_encode(encoding: str, sign: str) -> bool:
    try:
        sign.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


@lru_cache(maxsize=1024)
def _remove_colors(style: Style) -> Style:
    plain = style.without_color + Style(dim=False)
    return plain + Style(meta=style.meta) if style.meta else plain
