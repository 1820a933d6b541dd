"""The progress line: what is drawn."""

from __future__ import annotations

import math

import pytest
from textual.app import App, ComposeResult
from textual.widgets import Static

from oneone_tui.widgets.progress_line import ProgressLine


class Line(App[None]):
    """A line over the whole width, and something below it."""

    CSS = "Screen { overflow: hidden; }"

    def __init__(self, fraction: float = 0.0) -> None:
        super().__init__()
        self.line = ProgressLine(id="line")
        self.line.set_fraction(fraction)

    def compose(self) -> ComposeResult:
        yield self.line
        yield Static("below", markup=False)

    def painted_row(self) -> str:
        """The first row of the screen, which is the line."""
        return self.screen._compositor.render_strips()[0].text


class TwoColors(Line):
    """The same with a color for each part."""

    CSS = """
    Screen { overflow: hidden; }
    ProgressLine > .progress-line--done { color: red; }
    ProgressLine > .progress-line--rest { color: blue; }
    ProgressLine.-red > .progress-line--done { color: rgb(7,8,9); }
    """


DRAWN = {
    0.0: "────────────────────",
    0.024: "────────────────────",
    0.025: "╸───────────────────",
    0.05: "━───────────────────",
    0.5: "━━━━━━━━━━──────────",
    0.68: "━━━━━━━━━━━━━╸──────",
    0.999: "━━━━━━━━━━━━━━━━━━━╸",
    1.0: "━━━━━━━━━━━━━━━━━━━━",
    -1.0: "────────────────────",
    7.0: "━━━━━━━━━━━━━━━━━━━━",
    math.nan: "────────────────────",
}


@pytest.mark.parametrize("kind", [Line, TwoColors])
async def test_progress_line_is_as_full_as_its_fraction(kind: type[Line]) -> None:
    app = kind()
    async with app.run_test(size=(20, 5)) as pilot:
        for fraction, expected in DRAWN.items():
            app.line.set_fraction(fraction)
            await pilot.pause()
            assert app.painted_row() == expected == app.line.text


@pytest.mark.parametrize("kind", [Line, TwoColors])
async def test_progress_line_takes_any_width_and_follows_a_resize(kind: type[Line]) -> None:
    app = kind(0.4)
    async with app.run_test(size=(80, 5)) as pilot:
        for width in (81, 79, 60, 200, 9, 5, 3, 80):
            await pilot.resize_terminal(width, 5)
            await pilot.pause()
            await pilot.pause()
            assert app.painted_row() == app.line.text
            assert len(app.line.text) == width


async def test_progress_line_keeps_a_fraction_set_before_layout() -> None:
    app = Line()
    app.line.set_fraction(0.5)
    async with app.run_test(size=(20, 5)):
        assert app.painted_row() == "━" * 10 + "─" * 10


async def test_class_that_colors_a_part_repaints_it() -> None:
    app = TwoColors(0.5)

    def color(x: int) -> str:
        (segment,) = app.screen._compositor.render_strips()[0].crop(x, x + 1)
        assert segment.style is not None
        assert segment.style.color is not None
        return segment.style.color.get_truecolor().hex

    async with app.run_test(size=(40, 5)) as pilot:
        await pilot.pause()
        assert (color(0), color(39)) == ("#ff0000", "#0000ff")
        app.line.add_class("-red")
        await pilot.pause()
        assert (color(0), color(39)) == ("#070809", "#0000ff")
