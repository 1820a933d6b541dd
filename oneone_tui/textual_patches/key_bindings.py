"""What Textual knows of bindings and tells of by private names alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import Binding
    from textual.dom import DOMNode


def bindings_of_key(node: DOMNode, key: str) -> Sequence[Binding]:
    """The bindings that a node itself has for a key, with the keys that the user has set."""
    return node._bindings.key_to_bindings.get(key, ())
