"""What Textual knows of keys and bindings and tells of by private names alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.keys import _character_to_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.binding import Binding
    from textual.dom import DOMNode


def key_of_character(character: str) -> str:
    """The name of the key that types a character, as bindings and key events have it."""
    return _character_to_key(character)


def bindings_of_class(kind: type[DOMNode]) -> Iterable[Binding]:
    """All bindings of a class, its own and those that it inherits."""
    return (binding for _, binding in kind._merge_bindings())


def bindings_of_key(node: DOMNode, key: str) -> Sequence[Binding]:
    """The bindings that a node itself has for a key, with the keys that the user has set."""
    return node._bindings.key_to_bindings.get(key, ())
