"""Lists page without room for a row, and show their rows as they are."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from oneone_tui.textual_patches.option_list import PlainList


class Listed(App[None]):
    """A list that has no row to show anything in."""

    CSS = "OptionList { height: 0; border: none; padding: 0; }"

    def __init__(self, shown: OptionList) -> None:
        super().__init__()
        self.shown = shown

    def compose(self) -> ComposeResult:
        yield self.shown


def filled(shown: OptionList) -> OptionList:
    """The list, with two rows of which the first is marked."""
    shown.add_options([Option("one"), Option("two")])
    shown.highlighted = 0
    return shown


async def test_textual_raises_where_a_list_without_room_is_paged() -> None:
    shown = filled(OptionList())
    async with Listed(shown).run_test():
        with pytest.raises(KeyError):
            await shown.run_action("page_down")


async def test_list_without_room_may_be_paged() -> None:
    shown = filled(PlainList())
    async with Listed(shown).run_test():
        await shown.run_action("page_down")
        await shown.run_action("page_up")
        assert shown.highlighted == 0


async def test_rows_of_a_list_are_never_markup() -> None:
    shown = PlainList()
    shown.styles.height = 3
    shown.add_option(Option("[b]Ana[/b]"))
    async with Listed(shown).run_test():
        assert "[b]Ana[/b]" in shown.render_line(0).text
