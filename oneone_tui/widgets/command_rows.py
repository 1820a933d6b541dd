"""The commands that can be run now, a row each, under a heading for each group."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from oneone_tui.keymap.help_groups import group_of
from oneone_tui.widgets.choice_rows import GroupedRows

if TYPE_CHECKING:
    from textual.binding import ActiveBinding, Binding
    from textual.dom import DOMNode

KEY_CELLS = 13
"""Cells for the keys of a command."""
EXAMPLE_CELLS = 28
"""Cells for an example of what can be typed."""


class CommandRow(NamedTuple):
    """A command: its keys, what it does, and how it is run.

    Attributes:
        group: The heading that it stands under.
        keys: The keys as they are shown, or an example of what can be typed.
        words: What it does.
        node: The screen or widget that runs the action; None where nothing is run.
        action: Textual's action.
    """

    group: str
    keys: str
    words: str
    node: DOMNode | None = None
    action: str = ""

    def matches(self, searched: str) -> bool:
        """Return whether each searched word is part of the keys, the words or the heading."""
        text = f"{self.keys} {self.words} {self.group}".casefold()
        return all(word in text for word in searched.casefold().split())


class CommandRows(GroupedRows[CommandRow]):
    """A list of commands, one of which is selected."""

    def __init__(self, commands: Sequence[CommandRow], *, id: str) -> None:
        super().__init__(id=id)
        self._commands = commands

    def show_matches(self, searched: str = "") -> None:
        """Show the commands that match what was typed; select the first of them."""
        found = [command for command in self._commands if command.matches(searched)]
        self._rows = []
        for group, commands in groupby(found, lambda command: command.group):
            self.add_group(Content.styled(group, "bold $accent"), commands)
        self.select_row(0)

    def row(self, at: int) -> Content:
        """Return a command's row, or a heading."""
        row = self._rows[at]
        if isinstance(row, Content):
            return row
        keys = f"{row.keys:>{KEY_CELLS}}" if row.node else f"   {row.keys:<{EXAMPLE_CELLS}}"
        return Content.assemble((f"{keys}   ", "bold"), row.words)


def command_rows(
    active: Iterable[ActiveBinding], own: Iterable[str], shown: Callable[[Binding], str]
) -> Iterator[CommandRow]:
    """Yield the commands that work, by group; a group of digits is one row.

    Args:
        active: The bindings that work on a screen now.
        own: The ids of the screen's own commands, which come first.
        shown: Returns how a key is shown.
    """
    found: dict[tuple[str, str], list[ActiveBinding]] = {}
    for one in active:
        binding = one.binding
        if one.enabled and binding.id:
            alike = binding.group if binding.key.isdigit() else None
            key = ("", alike.description) if alike else (binding.id, binding.description)
            found.setdefault(key, []).append(one)
    own, rows = set(own), list[tuple[int, CommandRow]]()
    for (command, words), same in found.items():
        first = same[0]
        keys = list(dict.fromkeys(shown(one.binding) for one in same))
        text = " ".join(keys) if command or len(keys) == 1 else f"{keys[0]} … {keys[-1]}"
        rank, group = group_of(first.binding.id or "", is_own=first.binding.id in own)
        rows.append((rank, CommandRow(group, text, words, first.node, first.binding.action)))
    yield from (row for _, row in sorted(rows, key=lambda ranked: ranked[0]))
