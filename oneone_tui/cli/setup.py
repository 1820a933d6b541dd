"""A session set up from what the command line was given."""

from __future__ import annotations

from datetime import UTC, datetime
from random import Random
from typing import TYPE_CHECKING

from oneone_tui.workshop.changes import AnyChange, DetailSet, PeopleAdded, Refused
from oneone_tui.workshop.changes.setup import Listed
from oneone_tui.workshop.session import TEAM_ONE, apply, new_session
from oneone_tui.workshop.text import clean

if TYPE_CHECKING:
    from oneone_tui.workshop.guide import Guide
    from oneone_tui.workshop.roster import Roster
    from oneone_tui.workshop.session import Session

CONSOLE = "command line"
"""The console whose name stands in the history."""

MAX_SEED = 2**31 - 1


def now() -> datetime:
    """The time, UTC, to the millisecond."""
    at = datetime.now(UTC)
    return at.replace(microsecond=at.microsecond // 1000 * 1000)


def set_up(
    guide: Guide,
    title: str,
    at: datetime,
    seed: int,
    *,
    campaign: str = "",
    ask: str = "",
    roster: Roster | None = None,
) -> Session:
    """A new session, made at `at`; the same of everything gives the same session.

    Raises `Refused` where there is no title, or somebody cannot be on the roster.
    """
    title = clean(title)
    if not title:
        raise Refused("a workshop needs a title")
    token = f"{Random(f'{seed} {at.isoformat()}').getrandbits(64):016x}"
    session = new_session(token, title, guide, at, seed)
    changes: list[AnyChange] = []
    if clean(campaign):
        changes.append(DetailSet(detail="campaign", text=campaign))
    if clean(ask):
        changes.append(DetailSet(detail="ask", text=ask))
    if roster:
        listed = tuple(Listed(name=one.name, tags=one.tags) for one in roster.people)
        changes.append(PeopleAdded(people=listed, team=TEAM_ONE))
    for change in changes:
        session = apply(session, change, at, CONSOLE)
    return session
