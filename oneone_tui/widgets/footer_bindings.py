"""The choice of bindings that a screen's footer shows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from textual.binding import Binding
    from textual.screen import Screen

T = TypeVar("T")


def footer_bindings(screen: Screen[T], wanted: Iterable[str]) -> tuple[Binding, ...]:
    """Return the enabled bindings of `screen` with the `wanted` ids, in that order."""
    found: dict[str, Binding] = {}
    for _, binding, enabled, _ in screen.active_bindings.values():
        if enabled and binding.id:
            found.setdefault(binding.id, binding)  # the first of several keys stands for all
    return tuple(found[one] for one in dict.fromkeys(wanted) if one in found)
