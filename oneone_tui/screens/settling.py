"""A screen that is painted for the first time when it is whole."""

from __future__ import annotations

from textual import events

from oneone_tui.screens.styled import Styled
from oneone_tui.widgets.intent import Settled

PATIENCE = 0.25
"""Seconds after which a screen is painted however it stands."""


class Settling(Styled):
    """What lay there before stays in sight until this is laid out and filled.

    Textual would paint all of it at every step on the way, and look up every style three times.
    """

    is_settled = False
    """Whether it is painted when something in it changes."""

    def settle(self) -> None:
        """Paint it once it is laid out; to be called when it is mounted and has what it shows."""
        if not self.is_settled:
            self.call_later(self._ask_widgets)

    def settled(self) -> None:
        """All of it is there, and is painted next."""

    def on_compose(self) -> None:
        """Take the classes of the terminal's size before there are widgets to be styled anew."""
        app, size = self.app, self.app.size
        across = self._get_breakpoint_classes(size.width, app.HORIZONTAL_BREAKPOINTS or [])
        down = self._get_breakpoint_classes(size.height, app.VERTICAL_BREAKPOINTS or [])
        self.add_class(*across, *down)

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """What has just been made has its styles."""
        event.refresh_styles = self.is_settled

    def _ask_widgets(self) -> None:
        """Let every widget hear of its size, and fill itself by it, before all is laid out anew."""
        if not self.stack_updates:  # not laid out yet: that comes next
            self.call_later(self._ask_widgets)
            return
        waiting = len(widgets := list(self.walk_children(with_self=False)))

        def answer() -> None:
            nonlocal waiting
            waiting -= 1
            if not waiting:
                self.call_later(self._paint)

        for widget in widgets:
            # Not by `call_later`, which looks at the function's signature for each of them anew.
            if not widget.post_message(events.Callback(callback=answer)):
                answer()
        self.set_timer(PATIENCE, self._paint)  # one that is taken away meanwhile answers no more

    def _paint(self) -> None:
        if self.is_settled:
            return
        if self.app._batch_count:  # the app itself is not there yet
            self.app.call_later(self.call_later, self._paint)
            return
        self.is_settled = True
        self.settled()
        self._refresh_layout()
        self.post_message(Settled())

    def _compositor_refresh(self) -> None:
        # Nor while the app holds all painting back: Textual would render it and throw that away.
        if self.is_settled and not self.app._batch_count:
            super()._compositor_refresh()
