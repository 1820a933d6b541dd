"""The names of keys, as Textual has them, without Textual."""

from __future__ import annotations

from string import punctuation
from unicodedata import name as unicode_name

MODIFIERS = frozenset({"ctrl", "shift", "alt", "super", "hyper", "meta"})
NAMED = frozenset(
    {
        *("escape", "enter", "tab", "space", "backspace", "delete", "insert"),
        *("up", "down", "left", "right", "home", "end", "pageup", "pagedown"),
        *(f"f{number}" for number in range(1, 25)),
    }
)
"""Keys that type no sign."""
_RENAMED = {
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "low_line": "underscore",
    "plus_sign": "plus",
    "reverse_solidus": "backslash",
    "solidus": "slash",
}
"""Signs that Textual does not call by their name in Unicode."""


def key_name(typed: str) -> str | None:
    """Give the name of a key that a person wrote down, or None where there is no such key."""
    *modifiers, key = typed.split("+") if len(typed) > 1 else [typed]
    if not MODIFIERS.issuperset(modifiers):
        return None
    if len(key) == 1 and key.isprintable():
        key = _name_of_character(key)
    elif key not in NAMED and key not in _SIGNS:
        return None
    return "+".join([*modifiers, key])


def written_key(key: str) -> str:
    """Give a key as a person can write it down: a sign as such, any other by its name."""
    sign = _SIGNS.get(key, key)
    return key if sign == "," else sign


def spoken_keys(keys: str) -> str:
    """Give the first of several keys as a sentence names it."""
    *modifiers, key = keys.partition(",")[0].split("+")
    return "+".join([*modifiers, "esc" if key == "escape" else _SIGNS.get(key, key)])


def _name_of_character(character: str) -> str:
    if character.isalnum():
        return character
    name = unicode_name(character, character).lower().replace("-", "_").replace(" ", "_")
    return _RENAMED.get(name, name)


_SIGNS = {_name_of_character(sign): sign for sign in punctuation}
"""The signs of ASCII by the names of their keys."""
