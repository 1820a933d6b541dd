"""A screen that is painted for the first time when it is whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oneone_tui.screens.styled import Styled
from oneone_tui.widgets.intent import Settled

if TYPE_CHECKING:
    from textual import events

TURNS = 2
"""In the first, widgets hear of their size; in the second the screen hears what they then want."""


class Settling(Styled):
    """What lay there before stays in sight until this is laid out and filled.

    Textual would paint all of it at every step on the way, and look up every style three times.
    """

    is_settled = False
    """Whether it is painted when something in it changes."""

    def settle(self) -> None:
        """Paint it once it is laid out; to be called when it is mounted and has what it shows."""
        if not self.is_settled:
            self.call_later(self._wait, TURNS)

    def on_compose(self) -> None:
        """Take the classes of the terminal's size before there are widgets to be styled anew."""
        app, size = self.app, self.app.size
        across = self._get_breakpoint_classes(size.width, app.HORIZONTAL_BREAKPOINTS or [])
        down = self._get_breakpoint_classes(size.height, app.VERTICAL_BREAKPOINTS or [])
        self.add_class(*across, *down)

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """What has just been made has its styles."""
        event.refresh_styles = self.is_settled

    def settled(self) -> None:
        """All of it is there, and is painted next."""

    def _wait(self, turns: int) -> None:
        if self.app._batch_count:  # the app itself is not there yet
            self.app.call_later(self.call_later, self._wait, 0)
        elif turns:
            self.call_later(self._wait, turns - 1)
        elif not self.is_settled:
            self.is_settled = True
            self.settled()
            self._refresh_layout()
            self.post_message(Settled())

    def _compositor_refresh(self) -> None:
        # Nor while the app holds all painting back: Textual would render it and throw that away.
        if self.is_settled and not self.app._batch_count:
            super()._compositor_refresh()
