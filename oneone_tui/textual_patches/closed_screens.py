"""What in Textual would keep a screen, or its widgets, in memory once it has closed.

`tests/screens/test_closed_screens.py` tells when one of the mends is not needed any more.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from textual._styles_cache import StylesCache
from textual.style import Style

if TYPE_CHECKING:
    from textual.color import Color
    from textual.dom import DOMNode


def forget_closed_watchers(watched: DOMNode) -> None:
    """Forget all that watches a value of `watched` and is closed, or closing.

    Textual does so only when that value changes next, and some seldom change.
    """
    for watchers in getattr(watched, "__watchers", {}).values():
        watchers[:] = [one for one in watchers if not one[0]._closing]


@lru_cache(maxsize=1024)
def _inner_and_outer(base_background: Color, background: Color) -> tuple[Style, Style]:
    return Style(background=base_background + background), Style(background=base_background)


def _get_inner_outer(
    _: StylesCache, base_background: Color, background: Color
) -> tuple[Style, Style]:
    return _inner_and_outer(base_background, background)


# Textual's own remembers with each answer whom it gave it to: the last thousand widgets that were
# painted, with all their rows (textual#6665).
StylesCache.get_inner_outer = _get_inner_outer  # type: ignore[assignment]
