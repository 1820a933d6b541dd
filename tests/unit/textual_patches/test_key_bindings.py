"""Keys by their characters, and the bindings of a class and of a node."""

from __future__ import annotations

from typing import ClassVar

from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.widget import Widget

from oneone_tui.textual_patches.key_bindings import (
    bindings_of_class,
    bindings_of_key,
    key_of_character,
)


class Row(Widget):
    BINDINGS: ClassVar[list[BindingType]] = [Binding("x,?", "strike", id="row.strike")]


class LongRow(Row):
    BINDINGS: ClassVar[list[BindingType]] = [Binding("y", "copy", id="row.copy")]


class Rows(App[None]):
    def compose(self) -> ComposeResult:
        yield LongRow()


def test_characters_have_the_key_names_that_textual_sends() -> None:
    names = [key_of_character(one) for one in "a?,\u200d"]
    assert names == ["a", "question_mark", "comma", "zero_width_joiner"]


def test_bindings_of_class_are_its_own_and_inherited_ones() -> None:
    found = {(one.key, one.id) for one in bindings_of_class(LongRow)}
    assert found >= {("x", "row.strike"), ("question_mark", "row.strike"), ("y", "row.copy")}


async def test_bindings_of_key_are_those_of_the_node_alone() -> None:
    async with Rows().run_test() as pilot:
        row = pilot.app.query_one(LongRow)
        assert [one.id for one in bindings_of_key(row, "y")] == ["row.copy"]
        assert not bindings_of_key(row, "ctrl+q")
