"""Queries about who is there: present people, and the pairs and trios they make."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oneone_tui.workshop.model.records import Pair
from oneone_tui.workshop.model.terms import TRIO, Presence

if TYPE_CHECKING:
    from oneone_tui.workshop.model.session import Session


def is_present(session: Session, person: str) -> bool:
    """Return whether the person is on the roster and present: came, and has not left."""
    found = session.person(person)
    return found is not None and found.presence is Presence.HERE


def present_members(session: Session, pair: Pair) -> tuple[str, ...]:
    """Return the members of a pair who are present, in the pair's order."""
    return tuple(member for member in pair.members if is_present(session, member))


def has_trio(session: Session) -> bool:
    """Return whether any three people talk with each other."""
    return any(
        len(p.members) >= TRIO and len(present_members(session, p)) >= TRIO for p in session.pairs
    )
