"""Rotation: who organizes, who is organized and who observes in which turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oneone_tui.workshop.model.terms import PAIR

if TYPE_CHECKING:
    from collections.abc import Sequence


def roles_in_turn(members: Sequence[str], turn: int) -> tuple[str, str, str]:
    """Return organizer, organizee and observer of a pair in `turn`, from 1.

    The observer is an empty string in a pair of two.
    """
    at = (turn - 1) % len(members)
    circle = [*members[at:], *members[:at]]
    return circle[0], circle[1], circle[2] if len(circle) > PAIR else ""
