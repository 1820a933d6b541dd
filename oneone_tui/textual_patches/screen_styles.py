"""The base of all screens: style sheets of its own, freed once it is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual._styles_cache import StylesCache

from oneone_tui.messages import ScreenClosed

if TYPE_CHECKING:
    from textual.dom import DOMNode
    from textual.screen import Screen

    Base = Screen[None]
else:
    Base = object  # as a screen of its own it would hide the style sheets of the other base


class Styled(Base):
    """Has the sheets of its `CSS_PATH` read alone.

    Textual would read all sheets again, and look up all styles, for each screen that is new.
    """

    def __init__(self) -> None:
        super().__init__()
        sheet = self.app.stylesheet
        for path in self.css_path:
            if not sheet.has_source(str(path)):
                sheet.read(path)

    def on_unmount(self) -> None:
        """Have Textual forget the screen and its widgets, which it would keep in memory."""
        forget_closed_watchers(self.app)
        # It remembers for whom it mixed the last thousand pairs of colours (textual#6665).
        StylesCache.get_inner_outer.cache_clear()
        self.app.post_message(ScreenClosed())


def forget_closed_watchers(watched: DOMNode) -> None:
    """Forget all that watches a value of `watched` and is closed, or closing.

    Textual does so only when that value changes next, and some seldom change (textual#6666).
    """
    for watchers in getattr(watched, "__watchers", {}).values():
        watchers[:] = [one for one in watchers if not one[0]._closing]
