"""The base of all screens: its own style sheets, and its memory freed once it closes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual._styles_cache import StylesCache

from oneone_tui.messages import ScreenClosed

if TYPE_CHECKING:
    from textual.dom import DOMNode
    from textual.screen import Screen

    Base = Screen[None]
else:
    Base = object  # a screen class here would hide the style sheets of the other base


class Styled(Base):
    """A screen that reads only the style sheets of its own `CSS_PATH`.

    Textual would read all sheets again, and look up all styles, for each new kind of screen.
    """

    def __init__(self) -> None:
        super().__init__()
        sheet = self.app.stylesheet
        for path in self.css_path:
            if not sheet.has_source(str(path)):
                sheet.read(path)

    def on_unmount(self) -> None:
        """Remove Textual's references to the closed screen, which would keep it in memory."""
        forget_closed_watchers(self.app)
        # The cache of mixed colors holds the widgets that used them (textual#6665).
        StylesCache.get_inner_outer.cache_clear()
        self.app.post_message(ScreenClosed())


def forget_closed_watchers(watched: DOMNode) -> None:
    """Remove closed and closing watchers of `watched`.

    Textual does so only when the watched value changes, which can be late (textual#6666).
    """
    for watchers in getattr(watched, "__watchers", {}).values():
        watchers[:] = [one for one in watchers if not one[0]._closing]
