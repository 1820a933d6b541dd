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

CLOSE = 3
"""How many names that are like a wrong one are told."""

NEVER_COME = {
    "ctrl+i": "tab",
    "ctrl+m": "enter",
    "ctrl+j": "enter",
    "ctrl+h": "backspace",
    "ctrl+left_square_bracket": "escape",
}
"""Keys that come from a terminal as another one."""
PREFIXES = {"ctrl+b": "tmux", "ctrl+a": "GNU screen"}
"""Keys that a program around the console takes for itself."""


class BoundCommand(NamedTuple):
    """Something that keys do at a place.

    `id` is empty where the keys are fixed. `typing` is whether they work while a line is typed;
    None where they work always.
    """

    id: str
    keys: tuple[str, ...]
    what: str
    typing: bool | None = False


class KeyScope(NamedTuple):
    """A screen with its widgets: all keys that can be meant there."""

    title: str
    bound: tuple[BoundCommand, ...]


class Keyboard(NamedTuple):
    """All places, and how a key is called; `name` gives None where there is no such key.

    `written` is how a person writes down the key of that name.
    """

    places: tuple[KeyScope, ...]
    name: Callable[[str], str | None]
    written: Callable[[str], str]

    def every(self) -> dict[str, BoundCommand]:
        """What can be set, by its id."""
        return {one.id: one for place in self.places for one in place.bound if one.id}


class KeyTrouble(NamedTuple):
    """What is the matter with the keys of `id`; those that are `left_out` stay as by default."""

    id: str
    text: str
    left_out: bool = True


def resolve_keys(wanted: Keys, keyboard: Keyboard) -> tuple[Keys, list[KeyTrouble]]:
    """The keys of `wanted` that can be, by the names that the screens know; and the troubles."""
    known, settled, troubles = keyboard.every(), Keys(), list[KeyTrouble]()
    for binding, written in wanted.items():
        bound = known.get(binding)
        if bound is None:
            troubles.append(
                KeyTrouble(binding, f"there is no such id{suggest_similar(binding, known)}")
            )
            continue
        keys, trouble = _read(written, bound, keyboard)
        if trouble:
            troubles.append(KeyTrouble(binding, trouble))
        else:
            settled[binding] = ",".join(keys)
            troubles += (KeyTrouble(binding, doubt, left_out=False) for doubt in _doubts(keys))
    while clash := _clash(settled, keyboard):
        del settled[clash.id]
        troubles = [one for one in troubles if one.id != clash.id or one.left_out]
        troubles.append(clash)
    return settled, troubles


def suggest_similar(wrong: str, names: Mapping[str, object] | tuple[str, ...]) -> str:
    """The end of a line about a wrong name: those that are like it, if any."""
    close = get_close_matches(wrong, names, CLOSE)
    close = close or [name for name in names if wrong in name.split(".")][:CLOSE]
    return f": did you mean {' or '.join(close)}?" if close else ""


def _read(written: str, bound: BoundCommand, keyboard: Keyboard) -> tuple[list[str], str]:
    keys = []
    for typed in written.split(","):
        key = keyboard.name(typed.strip())
        if key is None:
            what = f'"{typed.strip()}"' if typed.strip() else "nothing"
            return [], f"{what} is not a key; a comma is called comma"
        if bound.typing and _types(key):
            return [], f"{typed.strip()} is typed into the line, and can do nothing else there"
        keys.append(key)
    return keys, ""


def _types(key: str) -> bool:
    modifiers, _, last = key.rpartition("+")
    named = {"escape", "enter", "tab", "backspace", "delete", "insert", "home", "end"}
    named |= {"up", "down", "left", "right", "pageup", "pagedown"}
    is_function_key = last[:1] == "f" and last[1:].isdecimal()
    return not modifiers and last not in named and not is_function_key


def _doubts(keys: list[str]) -> Iterator[str]:
    for key in keys:
        if comes_as := NEVER_COME.get(key):
            yield f"{key} comes from most terminals as {comes_as}"
        elif around := PREFIXES.get(key):
            yield f"{key} does not get through {around} as it is set up by default"
        elif "alt" in key.split("+")[:-1]:
            yield f"{key}: not every terminal sends alt"
        elif {"super", "hyper", "meta"} & set(key.split("+")[:-1]):
            yield f"{key}: few terminals send it"


def _clash(settled: Keys, keyboard: Keyboard) -> KeyTrouble | None:
    """The first clash there is: the entry that stands later in the file gives way."""
    order = list(settled)
    for place in keyboard.places:
        for one, other in combinations(place.bound, 2):
            later, former = _by_entry(one, other, order)
            if later.id not in settled or _live_apart(one, other):
                continue
            common = set(_keys(one, settled)) & set(_keys(other, settled))
            if common and not set(one.keys) & set(other.keys):
                key = min(common)
                taken = f"{former.id} ({former.what})" if former.id else former.what
                return KeyTrouble(
                    later.id, f"on {place.title}, {keyboard.written(key)} is {taken} already"
                )
    return None


def _by_entry(
    one: BoundCommand, other: BoundCommand, order: list[str]
) -> tuple[BoundCommand, BoundCommand]:
    """The two, that first which gives way."""
    places = [order.index(each.id) if each.id in order else -1 for each in (one, other)]
    return (one, other) if places[0] >= places[1] else (other, one)


def _live_apart(one: BoundCommand, other: BoundCommand) -> bool:
    """Whether they never work at the same time, or are the same."""
    if one.id and one.id == other.id:
        return True
    return None not in (one.typing, other.typing) and one.typing != other.typing


def _keys(bound: BoundCommand, settled: Keys) -> tuple[str, ...]:
    return tuple(settled[bound.id].split(",")) if bound.id in settled else bound.keys
