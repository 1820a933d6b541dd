"""A workshop played in memory, for tests that want a session with everything in it."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

from oneone_tui.workshop.rehearsal import preparation, script
from oneone_tui.workshop.session import apply
from tests.unit.workshop.building import START, fresh

if TYPE_CHECKING:
    from oneone_tui.workshop.session import Session


def played(*names: str, seed: int = 9) -> Session:
    """The session after a whole rehearsal, with these people or the rehearsal's own."""
    session = fresh(*names)
    chance = Random(seed)
    for change in preparation(session, chance):
        session = apply(session, change, START)
    for act in script(session, chance):
        for change in act.changes(session):
            session = apply(session, change, START + timedelta(seconds=act.after))
    return session
