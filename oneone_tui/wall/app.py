"""The wall on a terminal: one surface, painted row by row, that follows the room."""

from __future__ import annotations

import asyncio
import signal
from typing import TYPE_CHECKING, ClassVar, cast

from rich.segment import Segment
from rich.style import Style
from textual.app import App, ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

from oneone_tui.appearance import Painter
from oneone_tui.keymap import bindings, key_for, set_user_keys
from oneone_tui.services.crash_report import CRASHED
from oneone_tui.terminal.numbered_colors import with_numbered_colors
from oneone_tui.terminal.themes import THEMES, Appearance
from oneone_tui.textual_patches.app import PatchedApp
from oneone_tui.textual_patches.driver import ConnectionLost, PutAside
from oneone_tui.wall.clock_drawing import ZOOMS
from oneone_tui.wall.columns import DigitsRow, WallRow
from oneone_tui.wall.drawing import Drawing, draw
from oneone_tui.wall.session_follower import SessionFollower
from oneone_tui.wall.view import Part, View
from oneone_tui.wall.view_builder import ViewBuilder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from textual.filter import LineFilter
    from textual.timer import Timer

    from oneone_tui.config.settings import Settings
    from oneone_tui.services.time_source import TimeSource
    from oneone_tui.workshop.model.session import Session

PAGE_SECONDS = 12.0
"""How long a page stays, where there are several."""
HINT_SECONDS = 10.0
"""How long the keys are shown at the start; then the foot is the room's."""
PARTS = tuple(Part)
SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
TOO_SMALL = "the wall needs 60 × 18"
LEAST = (60, 18)
SHORTEST_TICK = 0.05
"""Seconds: even a sped-up clock repaints no more often."""
SLOWEST_TICK = 15.0
"""Seconds after which a standing wall looks at the time of day at the latest."""


class WallSurface(Widget):
    """The rows of a drawing; only those that differ from the last one are painted."""

    DEFAULT_CSS = "WallSurface { width: 1fr; height: 1fr; }"
    ALLOW_SELECT: ClassVar[bool] = False

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[WallRow, ...] = ()

    @property
    def lines(self) -> list[str]:
        """The rows as plain text."""
        return [row.cells if isinstance(row, DigitsRow) else row.plain for row in self._rows]

    def show(self, rows: tuple[WallRow, ...]) -> None:
        """Show these rows."""
        before, self._rows = self._rows, rows
        if len(before) != len(rows):
            self.refresh()
            return
        changed = [
            Region(0, y, self.size.width, 1)
            for y, (old, new) in enumerate(zip(before, rows, strict=True))
            if not _is_same(old, new)
        ]
        if changed:
            self.refresh(*changed)

    def render_line(self, y: int) -> Strip:
        """Render one row."""
        width = self.size.width
        row = self._rows[y] if y < len(self._rows) else Content()
        if isinstance(row, DigitsRow):
            return self._render_digits(row, width)
        strips = Visual.to_strips(self, row, width, 1, self.visual_style)
        return strips[0] if strips else Strip.blank(width, self.rich_style)

    def _render_digits(self, row: DigitsRow, width: int) -> Strip:
        # A blank in the color of the digits is one byte, a block is three.
        color = self.app.theme_variables[row.color]
        base = self.rich_style
        if self.app.current_theme.ansi or not _is_plain(color):
            return Strip([Segment(row.cells.ljust(width), base)])
        ink, paper = Style(color=color, bgcolor=base.bgcolor), Style(bgcolor=base.bgcolor)
        full = Style(bgcolor=color)
        segments = []
        for cell in row.cells.ljust(width):
            style = full if cell == "█" else paper if cell == " " else ink
            segments.append(Segment(" " if cell == "█" else cell, style))
        return Strip(segments, width).simplify()


def _hint() -> str:
    quits, larger, smaller = map(key_for, ("wall.quit", "wall.larger", "wall.smaller"))
    return f"{quits} ends the wall, {larger} {smaller} size the clock, 1 to 6 hold a part"


def _is_plain(color: str) -> bool:
    return color.startswith("#")


def _is_same(old: WallRow, new: WallRow) -> bool:
    if isinstance(old, Content) and isinstance(new, Content):
        return old.is_same(new)
    return old == new


class WallScreen(Screen[None]):
    """The surface on the whole terminal, and the few keys of the wall."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("wall")

    @property
    def wall(self) -> WallApp:
        """The app."""
        return cast("WallApp", self.app)

    def compose(self) -> ComposeResult:
        """Yield the one surface."""
        yield WallSurface()

    def action_hold(self, index: int) -> None:
        """Show one part whatever the room does."""
        self.wall.hold(PARTS[index])

    def action_follow(self) -> None:
        """Follow the room again."""
        self.wall.hold(None)

    def action_zoom(self, step: int) -> None:
        """Make the clock larger or smaller."""
        self.wall.zoom(step)


class WallApp(PatchedApp, App[None]):
    """Shows what the room may see of one session; nothing here can change it."""

    TITLE = "oneone wall"
    crash_status = CRASHED
    ENABLE_COMMAND_PALETTE = False
    CSS = "Screen { background: $background; color: $foreground; }"
    BINDINGS: ClassVar[list[BindingType]] = bindings("program")

    def __init__(
        self,
        follower: SessionFollower,
        *,
        time: TimeSource | None = None,
        look: Appearance | None = None,
        settings: Settings,
    ) -> None:
        super().__init__()
        look = look or Appearance()
        self._painter = Painter(look, settings.colors)
        for theme in self._painter.themes():
            self.register_theme(theme)
        self.theme = THEMES[self._painter.first_theme].name
        self.set_keymap(settings.keys)
        set_user_keys(settings.keys)
        self._follower = follower
        self._time: TimeSource = time or follower.time
        self._builder = ViewBuilder()
        self._held: Part | None = None
        self._zoom = 0
        self._page = 0
        self._turned_at = self._began_at = 0.0
        self._drawing = Drawing((), 0, ("",))
        self._shown_session: Session | None = None
        self._tick: Timer | None = None

    def get_default_screen(self) -> Screen[None]:
        """Return the one screen."""
        return WallScreen(id="_default")

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return the filters for what the terminal cannot show."""
        return self._painter.line_filters(super().get_line_filters(), self.current_theme)

    def terminal_style(self, style: Style) -> Style:
        """Send colors by their numbers."""
        return with_numbered_colors(style)

    def on_load(self) -> None:
        """End in order when the system asks for it."""
        loop = asyncio.get_running_loop()
        for number in SIGNALS:
            loop.add_signal_handler(number, self.exit)

    async def on_mount(self) -> None:
        """Start to follow the session."""
        self._turned_at = self._began_at = self._time.monotonic()
        await self._follower.poll()
        self.run_worker(self._follower.follow(self.show_now), group="follow")

    def on_ready(self) -> None:
        """Draw the first frame."""
        self.show_now()

    def on_resize(self) -> None:
        """Draw for the new size."""
        self.call_after_refresh(self.show_now)

    def on_connection_lost(self, _: ConnectionLost) -> None:
        """Nobody is at the other end of the line any more."""
        self.exit()

    def on_put_aside(self, _: PutAside) -> None:
        """The system asks for the wall to be stopped for a while."""
        self.action_put_aside()

    def action_put_aside(self) -> None:
        """Stop, as a shell's other jobs do."""
        if self.terminal:
            self.terminal.put_aside()
            self.forget_painted()
            self.refresh(layout=True)
            self.show_now()

    @property
    def surface(self) -> WallSurface:
        """The one widget."""
        return self.query_one(WallSurface)

    def hold(self, part: Part | None) -> None:
        """Show one part whatever the room does, or follow the room again."""
        self._held = part
        self._page, self._turned_at = 0, self._time.monotonic()
        self.show_now()

    def zoom(self, step: int) -> None:
        """Make the clock larger or smaller."""
        self._zoom = min(max(self._zoom + step, ZOOMS[0]), ZOOMS[-1])
        self.show_now()

    def show_now(self) -> None:
        """Draw what is now, and again when the next second begins."""
        if not self.is_running or not self.screen_stack:
            return
        session, names_shown = self._follower.session, self._follower.names_shown
        now = self._time.now()
        view = self._builder.build(session, now, names_shown=names_shown, held=self._held)
        public = self._builder.public(session, names_shown=names_shown)
        self._turn_page()
        drawing = self._draw(view, public, now)
        if session is not self._shown_session and self._turn_to_news(drawing):
            drawing = self._draw(view, public, now)
        self._drawing, self._page, self._shown_session = drawing, drawing.page, session
        self.surface.show(drawing.rows)
        self._schedule(view)

    def _draw(self, view: View, public: Session, now: datetime) -> Drawing:
        return draw(
            view, public, self.size, now, page=self._page, zoom=self._zoom, notice=self._notice()
        )

    def _turn_to_news(self, drawing: Drawing) -> bool:
        """Turn to the first page that reads otherwise than before; return whether there is one."""
        known = (*self._drawing.parts, *[""] * drawing.pages)
        changed = [at for at, text in enumerate(drawing.parts) if text != known[at]]
        if drawing.pages == 1 or not changed or drawing.pages < self._drawing.pages:
            return False
        self._page, self._turned_at = changed[0], self._time.monotonic()
        return True

    def _turn_page(self) -> None:
        now = self._time.monotonic()
        if self._drawing.pages > 1 and now - self._turned_at >= PAGE_SECONDS - 0.01:
            self._page, self._turned_at = self._page + 1, now

    def _notice(self) -> str:
        if self.size.width < LEAST[0] or self.size.height < LEAST[1]:
            return TOO_SMALL
        if self._follower.trouble:
            return self._follower.trouble
        if self._held:
            return f"held: {self._held.value.replace('-', ' ')}; {key_for('wall.follow')} follows"
        is_new = self._time.monotonic() - self._began_at < HINT_SECONDS
        return _hint() if is_new else ""

    def _schedule(self, view: View) -> None:
        if self._tick:
            self._tick.stop()
        waits = [SLOWEST_TICK, 60.0 - self._time.now().second % 60]
        clock = view.frame.clock
        if clock and clock.countdown.ends:
            left = clock.countdown.seconds_left(self._time.now())
            waits = [max((left % 1 or 1.0) / self._time.speed, SHORTEST_TICK)]
        new_for = self._began_at + HINT_SECONDS - self._time.monotonic()
        waits += [new_for] if new_for > 0 else []
        if self._drawing.pages > 1:
            waits.append(self._turned_at + PAGE_SECONDS - self._time.monotonic())
        self._tick = self.set_timer(max(min(waits), SHORTEST_TICK), self.show_now)
