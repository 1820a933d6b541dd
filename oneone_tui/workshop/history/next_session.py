"""The next session of the same people."""

from __future__ import annotations

from datetime import datetime

from msgspec.structs import replace

from oneone_tui.workshop.model.records import Team
from oneone_tui.workshop.model.session import Session, new_session
from oneone_tui.workshop.model.terms import Presence
from oneone_tui.workshop.text import clean


def next_session(
    session: Session, session_id: str, title: str, created: datetime, seed: int
) -> Session:
    """Return a new session with the people, teams and wishes of `session`.

    Everybody is expected again, and the roles are open. Guide, campaign and ask stay the same; so
    does the title if none is given.
    """
    info = session.info
    new = new_session(session_id, clean(title) or info.title, session.guide, created, seed)
    return replace(
        new,
        info=replace(new.info, campaign=info.campaign, ask=info.ask, unlike=info.unlike),
        people=tuple(replace(p, presence=Presence.HERE, organized=None) for p in session.people),
        teams=tuple(Team(id=team.id, name=team.name) for team in session.teams),
        wishes=session.wishes,
    )
