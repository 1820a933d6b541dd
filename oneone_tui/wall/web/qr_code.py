"""An address as a QR code in the cells of a terminal."""

from __future__ import annotations

import segno

BORDER = 2
"""Free modules around the code; phones want a few."""
_CELLS = {(True, True): "█", (True, False): "▀", (False, True): "▄", (False, False): " "}


def draw_qr_code(text: str, *, is_dark: bool = True) -> str:
    """Return the code as lines of half blocks, two modules to a row.

    Args:
        text: What it says.
        is_dark: Whether the terminal shows light text on dark; the light modules are then drawn.
    """
    rows = [
        [bool(module) != is_dark for module in row]
        for row in segno.make(text, error="m", micro=False).matrix_iter(border=BORDER)
    ]
    if len(rows) % 2:
        rows.append([is_dark] * len(rows[0]))
    return "\n".join(
        "".join(_CELLS[upper, lower] for upper, lower in zip(top, bottom, strict=True))
        for top, bottom in zip(rows[::2], rows[1::2], strict=True)
    )
