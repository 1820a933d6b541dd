"""Validation of the keys that people set.

It does not import the terminal library: the screens supply the bindings
(`oneone_tui.screens.keyboard`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from itertools import combinations
from typing import NamedTuple

from oneone_tui.config.settings import Keys

MAX_SUGGESTIONS = 3
"""The most names that are suggested for a wrong one."""

SENT_AS = {
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+j": "enter",
    "ctrl+h": "backspace",
    "ctrl+left_square_bracket": "escape",
}
"""Keys that most terminals send as another one."""
PREFIXES = {"ctrl+b": "tmux", "ctrl+a": "GNU screen"}
"""Keys that terminal multiplexers keep for themselves."""


class BoundCommand(NamedTuple):
    """A command with its keys in one scope.

    Attributes:
        id: The id of the binding; empty if the keys cannot be set.
        keys: Its keys by default.
        what: What it does.
        typing: Whether the keys work while a line is typed; None if they always work.
    """

    id: str
    keys: tuple[str, ...]
    what: str
    typing: bool | None = False


class KeyScope(NamedTuple):
    """A screen with its widgets, and all commands that have keys there."""

    title: str
    bound: tuple[BoundCommand, ...]


class Keyboard(NamedTuple):
    """All scopes, and the names of keys.

    Attributes:
        places: The scopes.
        name: Returns Textual's name of a key as a person writes it; None if there is no such key.
        written: Returns how a person writes a key that has this name.
    """

    places: tuple[KeyScope, ...]
    name: Callable[[str], str | None]
    written: Callable[[str], str]

    def every(self) -> dict[str, BoundCommand]:
        """Return all commands whose keys can be set, by id."""
        return {one.id: one for place in self.places for one in place.bound if one.id}


class KeyTrouble(NamedTuple):
    """A problem with the keys of `id`; if `left_out`, its default keys are used."""

    id: str
    text: str
    left_out: bool = True


def resolve_keys(wanted: Keys, keyboard: Keyboard) -> tuple[Keys, list[KeyTrouble]]:
    """Return the valid keys in `wanted`, with Textual's names, and the problems."""
    known, resolved, troubles = keyboard.every(), Keys(), list[KeyTrouble]()
    for binding, written in wanted.items():
        bound = known.get(binding)
        if bound is None:
            troubles.append(
                KeyTrouble(binding, f"there is no such id{suggest_similar(binding, known)}")
            )
            continue
        keys, trouble = _parse_keys(written, bound, keyboard)
        if trouble:
            troubles.append(KeyTrouble(binding, trouble))
        else:
            resolved[binding] = ",".join(keys)
            troubles += (KeyTrouble(binding, doubt, left_out=False) for doubt in _find_doubts(keys))
    while clash := _find_clash(resolved, keyboard):
        del resolved[clash.id]
        troubles = [one for one in troubles if one.id != clash.id or one.left_out]
        troubles.append(clash)
    return resolved, troubles


def suggest_similar(wrong: str, names: Mapping[str, object] | tuple[str, ...]) -> str:
    """Return the end of a message about a wrong name: similar names, if any."""
    close = get_close_matches(wrong, names, MAX_SUGGESTIONS)
    close = close or [name for name in names if wrong in name.split(".")][:MAX_SUGGESTIONS]
    return f": did you mean {' or '.join(close)}?" if close else ""


def _parse_keys(written: str, bound: BoundCommand, keyboard: Keyboard) -> tuple[list[str], str]:
    keys = []
    for typed in written.split(","):
        key = keyboard.name(typed.strip())
        if key is None:
            what = f'"{typed.strip()}"' if typed.strip() else "nothing"
            return [], f"{what} is not a key; a comma is called comma"
        if bound.typing and _is_typed(key):
            return [], f"{typed.strip()} is typed into the line, and can do nothing else there"
        keys.append(key)
    return keys, ""


def _is_typed(key: str) -> bool:
    modifiers, _, last = key.rpartition("+")
    named = {"escape", "enter", "tab", "backspace", "delete", "insert", "home", "end"}
    named |= {"up", "down", "left", "right", "pageup", "pagedown"}
    is_function_key = last[:1] == "f" and last[1:].isdecimal()
    return not modifiers and last not in named and not is_function_key


def _find_doubts(keys: list[str]) -> Iterator[str]:
    for key in keys:
        if comes_as := SENT_AS.get(key):
            yield f"{key} comes from most terminals as {comes_as}"
        elif around := PREFIXES.get(key):
            yield f"{key} does not get through {around} as it is set up by default"
        elif "alt" in key.split("+")[:-1]:
            yield f"{key}: not every terminal sends alt"
        elif {"super", "hyper", "meta"} & set(key.split("+")[:-1]):
            yield f"{key}: few terminals send it"


def _find_clash(resolved: Keys, keyboard: Keyboard) -> KeyTrouble | None:
    """Return the first clash, if any. The later entry in the file is dropped."""
    order = list(resolved)
    for place in keyboard.places:
        for one, other in combinations(place.bound, 2):
            later, former = _later_and_earlier(one, other, order)
            if later.id not in resolved or _never_clash(one, other):
                continue
            common = set(_current_keys(one, resolved)) & set(_current_keys(other, resolved))
            if common and not set(one.keys) & set(other.keys):
                key = min(common)
                taken = f"{former.id} ({former.what})" if former.id else former.what
                return KeyTrouble(
                    later.id, f"on {place.title}, {keyboard.written(key)} is {taken} already"
                )
    return None


def _later_and_earlier(
    one: BoundCommand, other: BoundCommand, order: list[str]
) -> tuple[BoundCommand, BoundCommand]:
    """Return the two commands, the one later in the file first."""
    places = [order.index(each.id) if each.id in order else -1 for each in (one, other)]
    return (one, other) if places[0] >= places[1] else (other, one)


def _never_clash(one: BoundCommand, other: BoundCommand) -> bool:
    """Return whether two commands are the same or never active at the same time."""
    if one.id and one.id == other.id:
        return True
    return None not in (one.typing, other.typing) and one.typing != other.typing


def _current_keys(bound: BoundCommand, resolved: Keys) -> tuple[str, ...]:
    return tuple(resolved[bound.id].split(",")) if bound.id in resolved else bound.keys
