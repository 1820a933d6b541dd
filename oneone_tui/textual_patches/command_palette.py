"""The command palette: every command that works now, found by its name."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.app import App, SystemCommand
from textual.command import CommandPalette
from textual.markup import escape

from oneone_tui.style_sheets import sheets
from oneone_tui.textual_patches.modal import Covering

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import PurePath

    from textual.message import Message
    from textual.screen import Screen
    from textual.worker import Worker


class Commands(Covering, CommandPalette):
    """Textual's palette, safe for quick keys and for a terminal without room for rows."""

    CSS_PATH: ClassVar[list[str | PurePath]] = sheets("command_palette")

    def _action_command_list(self, action: str) -> None:
        with suppress(KeyError):  # there is no room for a row: see `PlainList`
            super()._action_command_list(action)

    def _select_or_command(self, event: Message | None = None) -> None:
        if event:
            event.stop()
        if self.is_current:  # a second Enter comes after it has closed
            super()._select_or_command()

    def _gather_commands(self, search_value: str) -> Worker[None]:
        gathering = super()._gather_commands(search_value)
        if not self.is_current:  # closed since the letter was typed: there is no list to fill
            gathering.cancel()
        return gathering


def screen_commands(app: App[None], screen: Screen[object]) -> Iterator[SystemCommand]:
    """Yield every command that works on `screen`, from its own keys."""
    seen = {"palette.open"}
    for node, binding, enabled, _ in screen.active_bindings.values():
        if enabled and binding.id and binding.id not in seen:
            seen.add(binding.id)
            words, key = binding.description.capitalize(), app.get_key_display(binding)
            run = partial(app.run_action, binding.action, node)
            yield SystemCommand(escape(words), escape(f"key {key}"), run)
