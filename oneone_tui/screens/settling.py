"""A screen that is painted for the first time when it is whole."""

from __future__ import annotations

from textual import events
from textual.screen import Screen

from oneone_tui.screens.styled import Styled

LAYOUTS = 2
"""In the first, widgets hear of their size; what they fill in then has its place in the second."""


class SettlingScreen(Styled, Screen[None]):
    """What lay there before stays in sight until this is laid out and filled.

    Textual would paint all of it at every step on the way, and look up every style three times.
    """

    _unsettled = LAYOUTS

    def settle(self) -> None:
        """Paint it once it is laid out; to be called when it is mounted."""
        self.call_after_refresh(self._laid_out)

    def on_compose(self) -> None:
        """Take the classes of the terminal's size before there are widgets to be styled anew."""
        app, size = self.app, self.app.size
        across = self._get_breakpoint_classes(size.width, app.HORIZONTAL_BREAKPOINTS or [])
        down = self._get_breakpoint_classes(size.height, app.VERTICAL_BREAKPOINTS or [])
        self.add_class(*across, *down)

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """What has just been made has its styles."""
        event.refresh_styles = not self._unsettled

    def _laid_out(self) -> None:
        self._unsettled -= 1
        if self._unsettled:
            self.settle()
        else:
            self._compositor_refresh()

    def _compositor_refresh(self) -> None:
        if not self._unsettled:
            super()._compositor_refresh()
