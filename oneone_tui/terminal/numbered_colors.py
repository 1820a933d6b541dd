"""Sends colors by their number in the 256-color palette.

A number takes a third of the bytes of the red, green and blue values, in every painted run of
cells. All terminals with true color have the palette. The themes use its colors only, and
Textual's mixtures become the nearest one.
"""

from __future__ import annotations

from functools import lru_cache

from rich.color import Color, ColorSystem, ColorType
from rich.color_triplet import ColorTriplet
from rich.style import Style

_CUBE = (0, 95, 135, 175, 215, 255)
# Some terminal themes change the first six colors of the cube; all change the sixteen below.
_FIRST = 22
_NUMBERS = {
    ColorTriplet(red, green, blue): 16 + 36 * r + 6 * g + b
    for r, red in enumerate(_CUBE)
    for g, green in enumerate(_CUBE)
    for b, blue in enumerate(_CUBE)
} | {ColorTriplet(v, v, v): 232 + n for n, v in enumerate(range(8, 248, 10))}


@lru_cache(maxsize=1024)
def with_numbered_colors(style: Style) -> Style:
    """Return `style` with numbered colors, except those that terminal themes change."""
    color, background = _number(style.color), _number(style.bgcolor)
    if color is style.color and background is style.bgcolor:
        return style
    return style + Style(color=color, bgcolor=background)


def _number(color: Color | None) -> Color | None:
    if color is None or color.type is not ColorType.TRUECOLOR or color.triplet is None:
        return color
    number = _NUMBERS.get(color.triplet) or color.downgrade(ColorSystem.EIGHT_BIT).number or 0
    return Color.from_ansi(number) if number >= _FIRST else color
