"""One row that fills up as time goes by, and sends a cell only when that cell changes.

Of a widget that is repainted in part, Textual sends everything from its left edge on. So the line
is made of a few pieces side by side: a step repaints from the left edge of the piece in which it
falls, up to the cell that changed.
"""

from __future__ import annotations

from typing import ClassVar, Self

from rich.segment import Segment
from textual import events
from textual.app import ComposeResult
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

PIECES = 8
"""Into how many widgets a line is cut: more send less a step, fewer cost less to lay out."""


class Piece(Widget):
    """A stretch of the line. It reads from its owner what stands where it lies."""

    DEFAULT_CSS = """
    Piece { width: 1fr; height: 1; }
    """
    ALLOW_SELECT: ClassVar[bool] = False

    def __init__(self, line: ProgressLine) -> None:
        super().__init__()
        self._line = line

    def render_line(self, y: int) -> Strip:
        """The cells of this stretch, in at most two styles."""
        if y:
            return Strip.blank(self.size.width, self.rich_style)
        start, end = self.virtual_region.column_span
        return self._line.cells(start, end)


class ProgressLine(Widget):
    """A bar of one row: `━━━━━━╸──────`, or `=====>----` where only ASCII can be shown.

    The two parts differ by their signs, and may differ by colour too: see the component classes
    `progress-line--done` and `progress-line--rest`. Where both have one style they are sent as one.

    Args:
        fraction: How much is done, from 0 to 1.
        plain: Keep to ASCII, for terminals that cannot show more.
        id: The widget's id.
        classes: The widget's CSS classes.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {"progress-line--done", "progress-line--rest"}
    DEFAULT_CSS = """
    ProgressLine { layout: horizontal; width: 1fr; height: 1; }
    """
    ALLOW_SELECT: ClassVar[bool] = False

    def __init__(
        self,
        fraction: float = 0.0,
        *,
        plain: bool = False,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._plain = plain
        self._fraction = min(1.0, max(0.0, fraction))
        self._pieces = [Piece(self) for _ in range(PIECES)]

    @property
    def fraction(self) -> float:
        """How much is done, from 0 to 1."""
        return self._fraction

    @property
    def text(self) -> str:
        """The line as it is drawn at the width it has."""
        return "".join(self._parts(self._fraction))

    def compose(self) -> ComposeResult:
        """The pieces, from the left."""
        yield from self._pieces

    def show(self, fraction: float) -> None:
        """Show how much is done, from 0 to 1; beyond either end counts as the end.

        Only the cells that change are repainted, and what lies before them in their piece.
        """
        before = self.text
        self._fraction = min(1.0, max(0.0, fraction))
        after = self.text
        if before == after:
            return
        changed = [x for x, (old, new) in enumerate(zip(before, after, strict=True)) if old != new]
        for piece in self._pieces:
            start, end = piece.virtual_region.column_span
            if inside := [x - start for x in changed if start <= x < end]:
                piece.refresh(Region(inside[0], 0, inside[-1] - inside[0] + 1, 1))

    def cells(self, start: int, end: int) -> Strip:
        """The drawn line from column `start` up to `end`, exclusive."""
        done, rest = self._parts(self._fraction)
        done_style = self.get_component_rich_style("progress-line--done")
        rest_style = self.get_component_rich_style("progress-line--rest")
        if done_style == rest_style:
            return Strip([Segment((done + rest)[start:end], done_style)])
        parts = [
            Segment(done[start:end], done_style),
            Segment(rest[max(0, start - len(done)) : max(0, end - len(done))], rest_style),
        ]
        return Strip(part for part in parts if part.text)

    def on_resize(self, event: events.Resize) -> None:
        """Draw every piece anew: one may have kept its width, and with it what it showed."""
        event.stop()
        self.refresh()

    def refresh(
        self,
        *regions: Region,
        repaint: bool = True,
        layout: bool = False,
        recompose: bool = False,
    ) -> Self:
        """Repaint; where the whole line is meant, its pieces too.

        That is how a change of the component classes' styles arrives, which belong to the line.
        """
        if repaint and not regions:
            for piece in self.children:
                piece.refresh()
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def _parts(self, fraction: float) -> tuple[str, str]:
        """What is done and what is left, together as wide as the widget."""
        width = self.size.width
        if self._plain:
            done = int(width * fraction)
            head = ">" if 0 < done < width else "=" * min(1, done)
            return "=" * (done - 1) + head, "-" * (width - done)
        halves = int(width * 2 * fraction)
        full, half = divmod(halves, 2)
        return "━" * full + "╸" * half, "─" * (width - full - half)
