"""The clock's face: what is drawn, and where it stands."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult
from textual.color import Color
from textual.geometry import Region
from textual.widgets import Static

from oneone_tui.terminal.ascii_signs import in_ascii
from oneone_tui.widgets.big_digits import (
    BigDigits,
    DigitSize,
    block_face,
    fitting_face,
    line_face,
)

EVERY_CHARACTER = "0123456789+-: "


class Face(App[None]):
    """A clock with something beside and below it."""

    CSS = """
    Screen { color: rgb(1,2,3); }
    Screen.late BigDigits { color: rgb(4,5,6); }
    BigDigits.-red { color: rgb(7,8,9); }
    """

    def __init__(self, text: str, size: DigitSize = "small") -> None:
        super().__init__()
        self.clock = BigDigits(size=size, id="clock")
        self.clock.set_time(text)

    def compose(self) -> ComposeResult:
        yield self.clock
        yield Static("below", markup=False)

    def painted_rows(self) -> list[str]:
        """The screen's rows from the first that shows anything to the last."""
        rows = [strip.text.rstrip() for strip in self.screen._compositor.render_strips()]
        return "\n".join(rows).strip("\n").split("\n")


async def test_small_digits_are_drawn_in_lines() -> None:
    app = Face("6:42")
    async with app.run_test():
        assert app.painted_rows() == [
            "        ┏━╸ ╻ ┃ ┃ ╺━┓",
            "        ┣━┓   ┗━┫ ┏━┛",
            "        ┗━┛ ╹   ┃ ┗━╸",
            "below",
        ]


async def test_medium_digits_are_five_rows_of_blocks() -> None:
    app = Face("1:05", "medium")
    async with app.run_test():
        assert app.painted_rows() == [
            "                ████        ██████  ██████",
            "                  ██    ██  ██  ██  ██",
            "                  ██        ██  ██  ██████",
            "                  ██    ██  ██  ██      ██",
            "                ██████      ██████  ██████",
            "below",
        ]


async def test_giant_digits_fill_their_space_and_follow_its_size() -> None:
    app = Face("12:00", "giant")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        small = app.painted_rows()
        assert max(len(row) for row in small) <= 80
        # Six places take 22 pixels of 3 columns, 5 pixels of 5 half rows.
        assert sum("█" in row or "▀" in row for row in small) == 13
        await pilot.resize_terminal(120, 40)
        await pilot.pause()
        assert sum("█" in row or "▀" in row for row in app.painted_rows()) == 20
        assert app.clock.text == "12:00"


async def test_colon_and_all_beside_keep_their_column_from_10_00_to_9_59() -> None:
    app = Face("10:00")
    async with app.run_test() as pilot:
        before = app.painted_rows()[0].index("╻")
        width = app.clock.outer_size.width
        for text in ("9:59", "0:00", "-0:01", "+12:05"):
            app.clock.set_time(text)
            await pilot.pause()
            assert app.painted_rows()[0].rindex("╻") == before
            assert app.clock.outer_size.width == width


async def test_longer_text_gets_its_places_and_keeps_them() -> None:
    app = Face("59:59")
    async with app.run_test() as pilot:
        app.clock.set_time("-1:00:00")
        await pilot.pause()
        assert app.clock.text == "-1:00:00"
        assert app.painted_rows()[1].startswith("╺━╸  ┃    ┃ ┃ ┃ ┃   ┃ ┃ ┃ ┃")
        app.clock.set_time("59:58")
        await pilot.pause()
        assert app.clock.text == "59:58"
        assert app.painted_rows()[1].startswith("            ┗━┓ ┗━┫   ┗━┓ ┣━┫")


async def test_class_or_an_ancestors_class_colors_every_glyph() -> None:
    app = Face("6:42")

    def colors() -> set[Color]:
        row = app.screen._compositor.render_strips()[0].crop(0, app.clock.size.width)
        styles = [segment.style for segment in row if segment.text.strip()]
        return {Color.from_rich_color(style.color) for style in styles if style and style.color}

    async with app.run_test() as pilot:
        assert colors() == {Color(1, 2, 3)}
        app.clock.add_class("-red")
        await pilot.pause()
        assert colors() == {Color(7, 8, 9)}
        app.clock.remove_class("-red")
        app.screen.add_class("late")
        await pilot.pause()
        assert colors() == {Color(4, 5, 6)}


async def test_size_can_change_while_it_runs() -> None:
    app = Face("6:42")
    steps: list[tuple[DigitSize, int]] = [("medium", 5), ("small", 3), ("giant", 13), ("small", 3)]
    async with app.run_test() as pilot:
        for size, rows in steps:
            app.clock.digit_size = size
            await pilot.pause()
            await pilot.pause()
            assert sum(bool(row.strip()) for row in app.painted_rows()) == rows + 1
            assert app.clock.digit_size == size


def test_digits_refuse_other_characters() -> None:
    for text in ("[b]6:42[/b]", "6∶42"):
        with pytest.raises(ValueError, match="not a time"):
            BigDigits().set_time(text)


def test_glyphs_have_one_height_and_end_in_a_gap() -> None:
    faces = [line_face()]
    faces += [block_face(x, y) for x in (1, 2, 5) for y in (1, 2, 3, 8)]
    for face in faces:
        glyphs = {char: face.rows(char) for char in EVERY_CHARACTER}
        assert len({len(rows) for rows in glyphs.values()}) == 1
        in_letters = {char: in_ascii("\n".join(rows)) for char, rows in glyphs.items()}
        assert len(set(in_letters.values())) == len(glyphs)
        assert all(rows.isascii() for rows in in_letters.values())
        for rows in glyphs.values():
            assert len({len(row) for row in rows}) == 1
            assert all(row.endswith(" ") for row in rows)


@pytest.mark.parametrize(
    "width,height", [(1, 1), (18, 5), (60, 14), (80, 20), (120, 36), (300, 90)]
)
def test_giant_digits_fit_where_anything_does(width: int, height: int) -> None:
    text = "12:05"
    face = fitting_face(Region(0, 0, width, height).size, text)
    across = sum(len(face.rows(char)[0]) for char in text)
    if width >= 18:
        assert 0.7 * min(width, height * 6) <= across <= width
    assert len(face.rows("0")) <= max(3, height)
