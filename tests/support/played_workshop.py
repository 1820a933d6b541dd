"""A workshop played in memory, for tests that need a complete session."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

from oneone_tui.workshop.reducers.apply import apply
from oneone_tui.workshop.rehearsal import prepare_rehearsal, rehearsal_script
from tests.support.sessions import START, fresh_session

if TYPE_CHECKING:
    from oneone_tui.workshop.model.session import Session


def played_session(*names: str, seed: int = 9) -> Session:
    """The session after a whole rehearsal with these people, or the default ones."""
    session = fresh_session(*names)
    chance = Random(seed)
    for change in prepare_rehearsal(session, chance):
        session = apply(session, change, START)
    for act in rehearsal_script(session, chance):
        for change in act.changes(session):
            session = apply(session, change, START + timedelta(seconds=act.after))
    return session
