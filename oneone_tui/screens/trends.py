"""The trends screen: values and interests that came up in several sessions."""

from __future__ import annotations

from pathlib import PurePath
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen

from oneone_tui.exports.trends import trend_blocks
from oneone_tui.keymap import bindings, footer_bindings
from oneone_tui.screens.console_screen import ConsoleScreen
from oneone_tui.style_sheets import sheets
from oneone_tui.textual_patches.modal import Covering
from oneone_tui.widgets.formatting.line_length import READABLE, readable_columns
from oneone_tui.widgets.formatting.progress_text import progress_lines
from oneone_tui.widgets.page_view import PageView
from oneone_tui.widgets.status_rows import KeysLine
from oneone_tui.widgets.text_block import TextBlock, spread_apart
from oneone_tui.workshop.history.trends import Trend


class TrendsScreen(ConsoleScreen, Covering, Screen[None]):
    """A page that scrolls, with what came up most often first."""

    DEFAULT_CLASSES = READABLE
    CSS_PATH: ClassVar[list[str | PurePath]] = sheets("trends")

    BINDINGS: ClassVar[list[BindingType]] = bindings("trends")

    def __init__(self) -> None:
        super().__init__()
        self._themes: tuple[Trend, ...] | None = None

    def compose(self) -> ComposeResult:
        """Yield the title, the page, the keys."""
        yield TextBlock(id="trends-title")
        yield TextBlock(id="trends-reading")
        yield PageView(id="page")
        yield KeysLine(id="keys")

    def on_mount(self) -> None:
        """Show the themes, now and whenever they change."""
        self.console.cross_sessions.load_trends()
        self.query_one("#keys", KeysLine).bindings = footer_bindings(self, "trends")
        self.query_one(PageView).focus()
        self.observe_cross_session(lambda state: state.trends, self._take)
        self.observe_cross_session(lambda state: state.progress, self._show_reading)

    def on_resize(self) -> None:
        """Fit the title to the new width."""
        self._show_title()

    def _take(self, themes: tuple[Trend, ...] | None) -> None:
        self._themes = themes
        self.query_one("#trends-reading").display = themes is None
        if themes is not None:
            self.query_one(PageView).set_page(trend_blocks(themes))
        self._show_title()

    def _show_title(self) -> None:
        left = Content.assemble((" 1:1 ", "bold $accent"), " ", ("Recurring themes", "bold"))
        many = f"{len(self._themes):,} in more than one session" if self._themes else ""
        title = spread_apart(left, Content.styled(many, "$muted"), readable_columns(self) - 1)
        self.query_one("#trends-title", TextBlock).set_lines(title)

    def _show_reading(self, read: tuple[int, int] | None) -> None:
        lines = progress_lines(*read) if read else (Content("Reading the sessions …"),)
        self.query_one("#trends-reading", TextBlock).set_lines(*lines)
