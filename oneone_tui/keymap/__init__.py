"""The keys: one table of commands (`commands`), and what is made of it.

Textual is imported only where bindings are made of it: the command line checks a person's keys
against the table without it.
"""

from __future__ import annotations

from contextvars import ContextVar
from typing import TYPE_CHECKING, TypeVar

from oneone_tui.keymap.commands import BY_ID, COMMANDS, ONLY_WITH_FOCUS
from oneone_tui.keymap.footers import FOOTERS
from oneone_tui.keymap.key_names import spoken_keys

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.binding import Binding, BindingType
    from textual.screen import Screen

ResultT = TypeVar("ResultT")

_USER_KEYS: ContextVar[Mapping[str, str]] = ContextVar("the keys that a person has set")


def bindings(scope: str) -> list[BindingType]:
    """Make the bindings of a class: the commands of its scope, in the order of the table."""
    from textual.binding import Binding  # noqa: PLC0415 - the command line does without

    return [
        Binding(
            command.keys,
            command.action,
            command.words,
            key_display=command.shown or None,
            priority=scope not in ONLY_WITH_FOCUS,
            id=command.id,
            group=Binding.Group(command.group) if command.group else None,
        )
        for command in COMMANDS[scope]
    ]


def footer_bindings(screen: Screen[ResultT], name: str) -> tuple[Binding, ...]:
    """Give what the footer of that name shows on `screen`: its commands that work now."""
    found: dict[str, Binding] = {}
    for _, binding, enabled, _ in screen.active_bindings.values():
        if enabled and binding.id:
            found.setdefault(binding.id, binding)  # the first key of several speaks for all
    return tuple(found[one] for one in dict.fromkeys(FOOTERS[name]) if one in found)


def set_user_keys(keys: Mapping[str, str]) -> None:
    """Take the keys that a person has set, by the ids of the commands."""
    _USER_KEYS.set(keys)


def key_for(command: str) -> str:
    """Give the key of the command with that id, as a sentence names it."""
    if keys := _USER_KEYS.get({}).get(command, ""):
        return spoken_keys(keys)
    return BY_ID[command].shown or spoken_keys(BY_ID[command].keys)


def undo_key() -> str:
    """The key that takes back the last change."""
    return key_for("change.undo")


def start_key() -> str:
    """The key that starts the clock."""
    return key_for("clock.pause")


def note_keys(*kinds: str) -> str:
    """The keys that begin a note of these kinds, one after the other."""
    return " ".join(key_for(f"note.{kind}") for kind in kinds)
