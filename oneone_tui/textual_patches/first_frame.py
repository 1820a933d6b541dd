"""A screen whose first frame is painted when its layout is complete."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from textual import events
from textual.widget import Widget

from oneone_tui.textual_patches.screen_styles import Styled

PATIENCE = 0.25
"""Seconds after which a screen is painted, complete or not."""
MOST_ROUNDS = 3
"""Layouts before the first frame at most: what still moves then does so in sight."""


class Settling(Styled):
    """A screen that leaves the one before it in sight until it is laid out and filled.

    Textual would paint it at every step of its layout, and look up every style three times.
    """

    is_settled = False
    """Whether changes are painted: the layout is complete."""
    _asked = False
    """Whether its widgets have been asked, or will be next."""
    _rounds = 0
    """How often it has been laid out by what its widgets answered."""

    def settle(self) -> None:
        """Paint once the layout is complete. To be called when mounted and filled with data."""
        if not (self.is_settled or self._asked):
            self._asked = True
            self.call_later(self._ask_widgets)
            self.set_timer(PATIENCE, self._paint)  # a widget that is taken away answers no more

    def settled(self) -> None:
        """Called when the layout is complete, before the first frame. For subclasses."""

    def paint_with_next_frame(self, widget: Widget) -> None:
        """Have a widget painted with the very next frame, not with one of those after it."""
        self._dirty_widgets.add(widget)

    def on_compose(self) -> None:
        """Take the classes of the terminal's size before there are widgets to be styled anew."""
        app, size = self.app, self.app.size
        across = self._get_breakpoint_classes(size.width, app.HORIZONTAL_BREAKPOINTS or [])
        down = self._get_breakpoint_classes(size.height, app.VERTICAL_BREAKPOINTS or [])
        self.add_class(*across, *down)

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """What has just been made has its styles."""
        event.refresh_styles = self.is_settled

    def _ask_widgets(self, widgets: Iterable[Widget] | None = None) -> None:
        """Let widgets (or else all of them) hear of their sizes, and fill themselves by them."""
        waiting = len(asked := list(self.query(Widget) if widgets is None else widgets))
        moves = False

        def answer(widget: Widget) -> None:
            nonlocal waiting, moves
            waiting -= 1
            moves = moves or _moves(widget)
            if not waiting:
                self.call_later(self._lay_out, moves)

        for widget in asked:
            # Not by `call_later`, which looks at the function's signature for each of them anew.
            if not widget.post_message(events.Callback(callback=partial(answer, widget))):
                answer(widget)

    async def _lay_out(self, moves: bool) -> None:
        """Lay all out by what the widgets have in them now; once nothing moves, paint it."""
        if self.is_settled:
            return
        if not (moves or _moves(self)) or self._rounds == MOST_ROUNDS:
            self._paint()
            return
        self._rounds += 1
        before = {widget: widget.size for widget in self.query(Widget)}
        self._refresh_layout()
        self._layout_required = self._scroll_required = False
        await self._invoke_and_clear_callbacks()  # what is to come after a layout
        now = self.query(Widget)
        moved = [one for one in now if one.size != before.get(one) or _moves(one)]
        if moved:
            self._ask_widgets(moved)
        else:
            self._paint()

    def _paint(self) -> None:
        if self.is_settled:
            return
        if self.app._batch_count:  # the app itself is not there yet
            self.app.call_later(self.call_later, self._paint)
            return
        self.is_settled = True
        self.settled()
        self._compositor_refresh()

    def _compositor_refresh(self) -> None:
        # Nor while the app holds all painting back: Textual would render it and throw that away.
        if self.is_settled and not self.app._batch_count:
            super()._compositor_refresh()


def _moves(widget: Widget) -> bool:
    """Whether what a widget has in it now asks for another layout."""
    return widget._layout_required or widget._scroll_required
