"""A session set up from what the command line was given."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from random import Random
from typing import TYPE_CHECKING

from oneone_tui.cli.options import Problem
from oneone_tui.cli.roster import GIVEN, MIXED
from oneone_tui.workshop.changes import AnyChange, DetailSet, PeopleAdded, Refused
from oneone_tui.workshop.changes.setup import Listed
from oneone_tui.workshop.grouping import BadTeams, by_given_names, team_count
from oneone_tui.workshop.preparing import teams_of
from oneone_tui.workshop.session import TEAM_ONE, apply, new_session
from oneone_tui.workshop.text import clean, fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oneone_tui.workshop.guide import Guide
    from oneone_tui.workshop.past import Past
    from oneone_tui.workshop.records import Person
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
        listed = tuple(Listed(name=p.name, tags=p.tags, team=p.team) for p in roster.people)
        changes.append(PeopleAdded(people=listed, team=TEAM_ONE))
    return applied(session, changes)


def applied(session: Session, changes: Iterable[AnyChange]) -> Session:
    """`session` after these changes, made when it was made. Raises `Refused`."""
    for change in changes:
        session = apply(session, change, session.info.created, CONSOLE)
    return session


def in_teams(session: Session, wanted: int | str | None, past: Past) -> Session:
    """`session` with its people in teams: so many, or as `--teams` says.

    Without a wish they are what the screen proposes. Raises `Problem` where there cannot be
    such teams.
    """
    count = wanted if isinstance(wanted, int) else None
    if wanted == MIXED:
        count = team_count(len(session.people))
    try:
        if wanted == GIVEN and by_given_names(session.people) is None:
            raise Problem("the roster does not name two teams of two people or more")
        change = teams_of(session, past, count)
    except BadTeams as error:
        raise Problem(str(error)) from error
    return applied(session, [change]) if len(change.teams) > 1 else session


def names_teams(session: Session) -> bool:
    """Whether the roster names teams that there can be."""
    try:
        return by_given_names(session.people) is not None
    except BadTeams:
        return False


def alone_in_team(session: Session) -> Person | None:
    """Somebody who is the only one in their team, where the roster names several."""
    teams = Counter(fold(person.given_team) for person in session.people if person.given_team)
    if len(teams) == 1:
        return None
    return next((p for p in session.people if teams[fold(p.given_team)] == 1), None)
