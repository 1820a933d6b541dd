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
"""The most layouts before the first frame; later ones are visible."""


class Settling(Styled):
    """A screen that is painted only once it is laid out and filled.

    Until then, the previous screen stays visible. Textual would paint at every step of the layout,
    and look up every style three times.
    """

    is_settled = False
    """Whether the layout is complete, so that changes are painted."""
    _asked = False
    """Whether the widgets are being waited for."""
    _rounds = 0
    """The number of layouts so far."""

    def settle(self) -> None:
        """Paint once the layout is complete. Call it when the screen is mounted and filled."""
        if not (self.is_settled or self._asked):
            self._asked = True
            self.call_later(self._ask_widgets)
            self.set_timer(PATIENCE, self._paint)  # a removed widget never answers

    def settled(self) -> None:
        """Called when the layout is complete, before the first frame. For subclasses."""

    def paint_with_next_frame(self, widget: Widget) -> None:
        """Paint a widget with the next frame."""
        self._dirty_widgets.add(widget)

    def on_compose(self) -> None:
        """Set the classes for the terminal's size before there are widgets to restyle."""
        app, size = self.app, self.app.size
        across = self._get_breakpoint_classes(size.width, app.HORIZONTAL_BREAKPOINTS or [])
        down = self._get_breakpoint_classes(size.height, app.VERTICAL_BREAKPOINTS or [])
        self.add_class(*across, *down)

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Skip restyling: a new screen has its styles already."""
        event.refresh_styles = self.is_settled

    def _ask_widgets(self, widgets: Iterable[Widget] | None = None) -> None:
        """Wait until widgets (by default all) have processed their resize events."""
        waiting = len(asked := list(self.query(Widget) if widgets is None else widgets))
        moves = False

        def answer(widget: Widget) -> None:
            nonlocal waiting, moves
            waiting -= 1
            moves = moves or _needs_layout(widget)
            if not waiting:
                self.call_later(self._lay_out, moves)

        for widget in asked:
            # `call_later` would inspect the function's signature for each widget.
            if not widget.post_message(events.Callback(callback=partial(answer, widget))):
                answer(widget)

    async def _lay_out(self, moves: bool) -> None:
        """Lay out again for the widgets' new content; paint once nothing changes."""
        if self.is_settled:
            return
        if not (moves or _needs_layout(self)) or self._rounds == MOST_ROUNDS:
            self._paint()
            return
        self._rounds += 1
        before = {widget: widget.size for widget in self.query(Widget)}
        self._refresh_layout()
        self._layout_required = self._scroll_required = False
        await self._invoke_and_clear_callbacks()  # callbacks that wait for a layout
        now = self.query(Widget)
        moved = [one for one in now if one.size != before.get(one) or _needs_layout(one)]
        if moved:
            self._ask_widgets(moved)
        else:
            self._paint()

    def _paint(self) -> None:
        if self.is_settled:
            return
        if self.app._batch_count:  # the app is still starting
            self.app.call_later(self.call_later, self._paint)
            return
        self.is_settled = True
        self.settled()
        self._compositor_refresh()

    def _compositor_refresh(self) -> None:
        # While the app batches updates, Textual would render the screen and discard the result.
        if self.is_settled and not self.app._batch_count:
            super()._compositor_refresh()


def _needs_layout(widget: Widget) -> bool:
    """Return whether a widget's content needs another layout."""
    return widget._layout_required or widget._scroll_required
