"""Validation of the keys that people set, against the table of commands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from itertools import combinations
from typing import NamedTuple

from oneone_tui.config.settings import Keys
from oneone_tui.keymap.key_names import NAMED, key_name, written_key
from oneone_tui.keymap.screen_keys import BoundCommand, KeyScope

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


class KeyTrouble(NamedTuple):
    """A problem with the keys of `id`; if `left_out`, its default keys are used."""

    id: str
    text: str
    left_out: bool = True


def resolve_keys(wanted: Keys, scopes: tuple[KeyScope, ...]) -> tuple[Keys, list[KeyTrouble]]:
    """Return those of the `wanted` keys that are valid in `scopes`, and the problems."""
    known = {one.id: one for scope in scopes for one in scope.bound if one.id}
    resolved, troubles = Keys(), list[KeyTrouble]()
    for binding, written in wanted.items():
        bound = known.get(binding)
        if bound is None:
            troubles.append(
                KeyTrouble(binding, f"there is no such id{suggest_similar(binding, known)}")
            )
            continue
        keys, trouble = _parse_keys(written, bound)
        if trouble:
            troubles.append(KeyTrouble(binding, trouble))
        else:
            resolved[binding] = ",".join(keys)
            troubles += (KeyTrouble(binding, doubt, left_out=False) for doubt in _find_doubts(keys))
    while clash := _find_clash(resolved, scopes):
        del resolved[clash.id]
        troubles = [one for one in troubles if one.id != clash.id or one.left_out]
        troubles.append(clash)
    return resolved, troubles


def suggest_similar(wrong: str, names: Mapping[str, object] | tuple[str, ...]) -> str:
    """Return the end of a message about a wrong name: similar names, if any."""
    close = get_close_matches(wrong, names, MAX_SUGGESTIONS)
    close = close or [name for name in names if wrong in name.split(".")][:MAX_SUGGESTIONS]
    return f": did you mean {' or '.join(close)}?" if close else ""


def _parse_keys(written: str, bound: BoundCommand) -> tuple[list[str], str]:
    keys = []
    for typed in written.split(","):
        key = key_name(typed.strip())
        if key is None:
            what = f'"{typed.strip()}"' if typed.strip() else "nothing"
            return [], f"{what} is not a key; a comma is called comma"
        if bound.typing and _is_typed(key):
            return [], f"{typed.strip()} is typed into the line, and can do nothing else there"
        keys.append(key)
    return keys, ""


def _is_typed(key: str) -> bool:
    return "+" not in key and (key == "space" or key not in NAMED)


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


def _find_clash(resolved: Keys, scopes: tuple[KeyScope, ...]) -> KeyTrouble | None:
    """Return the first clash, if any. The later entry in the file is dropped."""
    order = list(resolved)
    for scope in scopes:
        for one, other in combinations(scope.bound, 2):
            later, former = _later_and_earlier(one, other, order)
            if later.id not in resolved or _never_clash(one, other):
                continue
            common = set(_current_keys(one, resolved)) & set(_current_keys(other, resolved))
            if common and not set(one.keys) & set(other.keys):
                key = min(common)
                taken = f"{former.id} ({former.what})" if former.id else former.what
                return KeyTrouble(
                    later.id, f"on {scope.title}, {written_key(key)} is {taken} already"
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
