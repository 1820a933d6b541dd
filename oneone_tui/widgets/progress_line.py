"""A one-row progress bar for the running segment."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from textual.strip import Strip
from textual.widget import Widget


class ProgressLine(Widget):
    """A bar of one row: `━━━━━━╸──────`.

    The two parts have different characters, and can have different colors: see the component
    classes `progress-line--done` and `progress-line--rest`. If both have the same style, they are
    sent as one.

    Args:
        id: The widget's id.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"progress-line--done", "progress-line--rest"}
    DEFAULT_CSS = """
    ProgressLine { width: 1fr; height: 1; }
    """
    ALLOW_SELECT: ClassVar[bool] = False

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._fraction = 0.0

    @property
    def text(self) -> str:
        """The bar at its current width."""
        return "".join(self._parts())

    def set_fraction(self, fraction: float) -> None:
        """Show a fraction from 0 to 1; values outside are clamped."""
        before = self.text
        self._fraction = min(1.0, max(0.0, fraction))
        if self.text != before:
            self.refresh()

    def render_line(self, y: int) -> Strip:
        """Render the bar, in two styles at most."""
        if y:
            return Strip.blank(self.size.width, self.rich_style)
        done, rest = self._parts()
        done_style = self.get_component_rich_style("progress-line--done")
        rest_style = self.get_component_rich_style("progress-line--rest")
        return Strip([Segment(done, done_style), Segment(rest, rest_style)]).simplify()

    def _parts(self) -> tuple[str, str]:
        """Return the done part and the rest, together as wide as the widget."""
        width = self.size.width
        halves = int(width * 2 * self._fraction)
        full, half = divmod(halves, 2)
        return "━" * full + "╸" * half, "─" * (width - full - half)
