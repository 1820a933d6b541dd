"""The pair's notes scroll to the last one."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.content import Content

from oneone_tui.screens.rounds import LatestScroll
from oneone_tui.widgets.text_block import TextBlock


class Latest(App[None]):
    """Notes that come one after the other."""

    def compose(self) -> ComposeResult:
        with LatestScroll():
            yield TextBlock()

    def show(self, count: int) -> None:
        self.query_one(TextBlock).set_lines(*(Content(f"note {number}") for number in range(count)))


async def test_latest_note_is_visible_after_layout() -> None:
    app = Latest()
    async with app.run_test(size=(40, 10)) as pilot:
        for count in (3, 30, 31, 60):
            app.show(count)
            await pilot.pause()
            scroll = app.query_one(LatestScroll)
            assert scroll.virtual_size.height == max(count, 10)
            assert scroll.scroll_offset.y == max(count - 10, 0)
