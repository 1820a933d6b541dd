"""How the console is painted on this terminal: its theme, and what every line goes through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.filter import Monochrome

from oneone_tui.terminal.line_filters import AsciiFilter, NoColorFilter, ReverseCursorFilter
from oneone_tui.terminal.themes import THEMES, Appearance, uses_reverse_cursor, with_colors

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from textual.filter import LineFilter
    from textual.theme import Theme

WITHOUT_COLORS = "ansi"
"""The theme that marks the cursor by reverse, for terminals without colors."""


class Painter:
    """Chooses the themes and the line filters for a terminal.

    Args:
        appearance: What the terminal can show.
        colors: The colors that the settings change, by their names.
    """

    def __init__(self, appearance: Appearance, colors: Mapping[str, str]) -> None:
        self._appearance = appearance
        self._colors = colors
        self._reverse_cursor = ReverseCursorFilter()
        self._terminal_filters: list[LineFilter] = []
        if not appearance.color:
            self._terminal_filters.append(NoColorFilter())
        if appearance.ascii:
            self._terminal_filters.append(AsciiFilter(appearance.encoding))

    @property
    def first_theme(self) -> str:
        """The name of the theme that the console starts with."""
        return self._appearance.theme if self._appearance.color else WITHOUT_COLORS

    def themes(self) -> Iterator[Theme]:
        """Yield all themes, with the colors of the settings."""
        for theme in THEMES.values():
            yield with_colors(theme, self._colors)

    def other_themes(self, current: str) -> Iterator[str]:
        """Yield the names of the themes that can be changed to."""
        for name, theme in THEMES.items():
            if self._appearance.color and theme.name != current:
                yield name

    def line_filters(self, usual: Iterable[LineFilter], theme: Theme) -> list[LineFilter]:
        """Return what every painted line goes through, from Textual's own filters on."""
        own = [self._reverse_cursor] if uses_reverse_cursor(theme) else []
        return [
            *(one for one in usual if not isinstance(one, Monochrome)),
            *own,
            *self._terminal_filters,
        ]
