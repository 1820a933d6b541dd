"""A screen's style sheet is read alone, and a screen that has gone is not taken for another."""

from __future__ import annotations

from pathlib import Path, PurePath
from typing import ClassVar

import pytest
from textual.app import App
from textual.css.stylesheet import Stylesheet
from textual.screen import Screen

from oneone_tui.textual_patches.modal import Covering
from oneone_tui.textual_patches.screen_styles import Styled


class CountingSheet(Stylesheet):
    """A style sheet that counts how often all of it is read again."""

    reparsed = 0

    def reparse(self) -> None:
        self.reparsed += 1
        super().reparse()


class Console(App[None]):
    """An app to show screens on."""

    def __init__(self) -> None:
        super().__init__()
        self.sheet = self.stylesheet = CountingSheet(variables=self.get_css_variables())


class StockScreen(Screen[None]):
    """As Textual has it."""

    CSS_PATH: ClassVar[str | PurePath | list[str | PurePath] | None] = []


class OurScreen(Styled, Screen[None]):
    """As it is patched."""

    CSS_PATH: ClassVar[str | PurePath | list[str | PurePath] | None] = []


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "screen.tcss"
    path.write_text("StockScreen, OurScreen { layout: horizontal; }")
    return path


@pytest.mark.parametrize("kind, times", [(StockScreen, 1), (OurScreen, 0)])
async def test_textual_reads_all_sheets_again_for_a_screen(
    sheet: Path, monkeypatch: pytest.MonkeyPatch, kind: type[Screen[None]], times: int
) -> None:
    monkeypatch.setattr(kind, "CSS_PATH", [sheet])
    app = Console()
    async with app.run_test() as pilot:
        before = app.sheet.reparsed
        await app.push_screen(kind())
        await pilot.pause()
        assert app.screen.styles.layout
        assert app.screen.styles.layout.name == "horizontal"
        assert app.sheet.reparsed == before + times


class StockModal(Screen[None]):
    """As Textual has it."""


class OurModal(Covering, Screen[None]):
    """As it is patched."""


@pytest.mark.parametrize("kind, left", [(StockModal, 1), (OurModal, 2)])
async def test_textual_takes_a_second_answer_for_the_screen_below(
    kind: type[Screen[None]], left: int
) -> None:
    app = Console()
    async with app.run_test():
        await app.push_screen(Screen())
        modal = kind()
        await app.push_screen(modal)
        modal.dismiss()
        modal.dismiss()
        assert len(app.screen_stack) == left
