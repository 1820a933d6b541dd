"""The maximum line length on wide terminals."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.screen import Screen

READABLE = "readable"
"""The class of screens whose lines stay as short; `styles/app.tcss` holds them to it."""
MOST_COLUMNS = 160
"""As in `styles/app.tcss`."""


def readable_columns(screen: Screen[None]) -> int:
    """The columns that a line across a readable screen has."""
    return min(screen.size.width, MOST_COLUMNS)
