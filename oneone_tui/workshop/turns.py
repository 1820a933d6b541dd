"""Who organizes in which turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oneone_tui.workshop.words import PAIR

if TYPE_CHECKING:
    from collections.abc import Sequence


def roles_in_turn(members: Sequence[str], turn: int) -> tuple[str, str, str]:
    """Organizer, organizee and observer (or an empty text) of a pair in `turn`, from 1."""
    at = (turn - 1) % len(members)
    circle = [*members[at:], *members[:at]]
    return circle[0], circle[1], circle[2] if len(circle) > PAIR else ""
