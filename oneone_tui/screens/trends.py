"""What comes up again: values and interests that were said in more than one session."""

from __future__ import annotations

from pathlib import PurePath
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.screen import Screen

from oneone_tui.exports.trends import trend_blocks
from oneone_tui.screens.covering import Covering
from oneone_tui.screens.readable import READABLE, columns_of
from oneone_tui.sheets import sheets
from oneone_tui.widgets.chrome import KeysLine
from oneone_tui.widgets.command_key import CommandKey
from oneone_tui.widgets.foot import foot_keys
from oneone_tui.widgets.lines import Lines, spread
from oneone_tui.widgets.page_view import PageView
from oneone_tui.widgets.reading import reading_lines
from oneone_tui.workshop.trends import Theme

FOOT = ("trends.leave", "help.open")
"""The ids of the keys at the foot."""


class TrendsScreen(Covering, Screen[None]):
    """A page to scroll through: what came up most often stands first."""

    DEFAULT_CLASSES = READABLE
    CSS_PATH: ClassVar[list[str | PurePath]] = sheets("trends")

    BINDINGS: ClassVar[list[BindingType]] = [
        CommandKey("escape,q,t", "dismiss", "back", key_display="esc", id="trends.leave"),
        CommandKey("question_mark", "app.help", "help", key_display="?", id="help.open"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._themes: tuple[Theme, ...] | None = None

    def compose(self) -> ComposeResult:
        """The title, the page, the keys."""
        yield Lines(id="trends-title")
        yield Lines(id="trends-reading")
        yield PageView(id="page")
        yield KeysLine(id="keys")

    def on_mount(self) -> None:
        """Show what the app has read, now and whenever that changes."""
        self.query_one("#keys", KeysLine).bindings = foot_keys(self, FOOT)
        self.query_one(PageView).focus()
        self.watch(self.app, "themes", self._take)
        self.watch(self.app, "across_read", self._show_reading)

    def on_resize(self) -> None:
        """The title is made for the width."""
        self._show_title()

    def _take(self, themes: tuple[Theme, ...] | None) -> None:
        self._themes = themes
        self.query_one("#trends-reading").display = themes is None
        if themes is not None:
            self.query_one(PageView).show(trend_blocks(themes))
        self._show_title()

    def _show_title(self) -> None:
        left = Content.assemble((" 1:1 ", "bold $accent"), " ", ("What comes up again", "bold"))
        many = f"{len(self._themes):,} in more than one session" if self._themes else ""
        title = spread(left, Content.styled(many, "$muted"), columns_of(self) - 1)
        self.query_one("#trends-title", Lines).show(title)

    def _show_reading(self, read: tuple[int, int] | None) -> None:
        lines = reading_lines(*read) if read else (Content("Reading the sessions …"),)
        self.query_one("#trends-reading", Lines).show(*lines)
