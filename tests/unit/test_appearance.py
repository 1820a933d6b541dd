"""The theme that the console starts with, and what its lines go through."""

from __future__ import annotations

from textual.filter import DimFilter, Monochrome

from oneone_tui.appearance import Painter
from oneone_tui.terminal.line_filters import AsciiFilter, NoColorFilter, ReverseCursorFilter
from oneone_tui.terminal.themes import THEMES, Appearance


def test_painter_without_colors_marks_the_cursor_by_reverse() -> None:
    painter = Painter(Appearance(color=False), {})
    assert painter.first_theme == "ansi"
    assert list(painter.other_themes("ansi")) == []
    kinds = [type(one) for one in painter.line_filters([Monochrome()], THEMES["ansi"])]
    assert kinds == [ReverseCursorFilter, NoColorFilter]


def test_painter_translates_to_ascii_last() -> None:
    painter = Painter(Appearance(ascii=True), {})
    first, *_, last = painter.line_filters([DimFilter()], THEMES["dark"])
    assert isinstance(last, AsciiFilter)
    assert isinstance(first, DimFilter)


def test_painter_offers_every_theme_but_the_current_one() -> None:
    painter = Painter(Appearance(), {})
    current = THEMES[painter.first_theme].name
    assert set(painter.other_themes(current)) == THEMES.keys() - {painter.first_theme}
