"""The maximum line length on wide terminals."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.screen import Screen

READABLE = "readable"
"""The class of screens with limited line length; `styles/app.tcss` limits it."""
MOST_COLUMNS = 160
"""Columns of a line at most, as in `styles/app.tcss`."""


def readable_columns(screen: Screen[None]) -> int:
    """Return the columns of a line on a readable screen."""
    return min(screen.size.width, MOST_COLUMNS)
