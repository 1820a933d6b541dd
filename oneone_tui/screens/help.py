"""The help screen: the keys that work on a screen, from its bindings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePath
from typing import ClassVar, NamedTuple

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen, Screen

from oneone_tui.keymap import bindings, key_for
from oneone_tui.style_sheets import sheets
from oneone_tui.textual_patches.modal import Covering
from oneone_tui.widgets.text_block import Row, TextBlock

GRAMMAR = (
    ("2v we keep our word", "a value of pair 2"),
    ("v honesty; courage", "two values: a ; and a space"),
    ("r Ana: has a van", "a resource, and whose it is"),
    ("c Ana > Ben: coffee by fri", "who commits, to whom, by when"),
    ("{recall}, then {keep}", "edit a note; empty deletes it"),
    ("right", "take the suggested name"),
    ("\\; \\: \\>", "that character itself"),
)
KEY_ROOM = 12
"""Columns for a key."""


class HelpRow(NamedTuple):
    """A row of the help: the keys, and what they do."""

    keys: str
    what: str


class HelpScreen(Covering, ModalScreen[None]):
    """The keys of the screen below, and how to write a note."""

    CSS_PATH: ClassVar[list[str | PurePath]] = sheets("help")

    BINDINGS: ClassVar[list[BindingType]] = bindings("help")

    def __init__(self, below: Screen[object]) -> None:
        super().__init__()
        self._below = below

    def compose(self) -> ComposeResult:
        """Yield one page that scrolls."""
        with VerticalScroll(id="help-page"):
            yield TextBlock(Content.styled("Keys here", "bold $accent"), *self._keys())
            yield TextBlock(Content(), Content.styled("The note line", "bold $accent"), *_grammar())
            yield TextBlock(Content(), Content.styled(f"{key_for('help.close')} closes", "$muted"))

    def _keys(self) -> Iterator[Row]:
        here = self._below.active_bindings.values()
        for told in rows((one.binding for one in here if one.enabled), self.app.get_key_display):
            yield Row(Content.styled(f"{told.keys:>{KEY_ROOM}}   ", "bold"), Content(told.what))


def rows(bindings: Iterable[Binding], shown: Callable[[Binding], str]) -> Iterator[HelpRow]:
    """Yield what the keys do, one row for each command or group of digits."""
    found: dict[tuple[str, str], list[Binding]] = {}
    for binding in bindings:
        if binding.id and binding.group and binding.key.isdigit():
            found.setdefault(("", binding.group.description), []).append(binding)
        elif binding.id:
            found.setdefault((binding.id, binding.description), []).append(binding)
    for (one, what), alike in found.items():
        keys = list(dict.fromkeys(map(shown, alike)))
        yield HelpRow(" ".join(keys) if one or len(keys) == 1 else f"{keys[0]} … {keys[-1]}", what)


def grammar() -> Iterator[tuple[str, str]]:
    """Yield what can be typed in the note line, with the user's keys, and its meaning."""
    keys = {"recall": key_for("line.recall"), "keep": key_for("line.keep")}
    for line, what in GRAMMAR:
        yield line.format(**keys), what


def _grammar() -> Iterator[Row]:
    for line, what in grammar():
        yield Row(Content.styled(f"   {line:<32}", "bold"), Content(what))
