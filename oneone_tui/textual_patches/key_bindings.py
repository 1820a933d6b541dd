"""Access to a node's key bindings, for which Textual has no public name."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.binding import Binding
    from textual.dom import DOMNode


def bindings_of_key(node: DOMNode, key: str) -> Sequence[Binding]:
    """Return a node's own bindings for a key, with the user's keys applied."""
    return node._bindings.key_to_bindings.get(key, ())
