"""The bindings that a node has for a key."""

from __future__ import annotations

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.widget import Widget

from oneone_tui.textual_patches.key_bindings import bindings_of_key


class Row(Widget):
    BINDINGS: ClassVar[list[BindingType]] = [Binding("x,?", "strike", id="row.strike")]


class LongRow(Row):
    BINDINGS: ClassVar[list[BindingType]] = [Binding("y", "copy", id="row.copy")]


class Rows(App[None]):
    def compose(self) -> ComposeResult:
        yield LongRow()


async def test_bindings_of_key_are_those_of_the_node_alone() -> None:
    async with Rows().run_test() as pilot:
        row = pilot.app.query_one(LongRow)
        assert [one.id for one in bindings_of_key(row, "y")] == ["row.copy"]
        assert not bindings_of_key(row, "ctrl+q")
