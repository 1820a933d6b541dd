"""A new session built from command-line options."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from random import Random
from typing import TYPE_CHECKING

from oneone_tui.cli.options import InputProblem
from oneone_tui.cli.roster_option import GIVEN, MIXED
from oneone_tui.workshop.model.changes import AnyChange, ChangeRejected, DetailSet, PeopleAdded
from oneone_tui.workshop.model.changes.setup import NewPerson
from oneone_tui.workshop.model.session import TEAM_ONE, new_session
from oneone_tui.workshop.pairing.teams import InvalidTeams, team_count, teams_from_roster
from oneone_tui.workshop.reducers.apply import apply
from oneone_tui.workshop.suggestions.setup import split_into_teams
from oneone_tui.workshop.text import clean, fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from oneone_tui.workshop.history.attendance import AttendanceHistory
    from oneone_tui.workshop.model.guide import Guide
    from oneone_tui.workshop.model.records import Person
    from oneone_tui.workshop.model.session import Session
    from oneone_tui.workshop.roster.records import Roster

CONSOLE = "command line"
"""The console whose name stands in the history."""

MAX_SEED = 2**31 - 1


def now() -> datetime:
    """The time, UTC, to the millisecond."""
    at = datetime.now(UTC)
    return at.replace(microsecond=at.microsecond // 1000 * 1000)


def new_session_from(
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

    Raises `ChangeRejected` where there is no title, or somebody cannot be on the roster.
    """
    title = clean(title)
    if not title:
        raise ChangeRejected("a workshop needs a title")
    token = f"{Random(f'{seed} {at.isoformat()}').getrandbits(64):016x}"
    session = new_session(token, title, guide, at, seed)
    changes: list[AnyChange] = []
    if clean(campaign):
        changes.append(DetailSet(detail="campaign", text=campaign))
    if clean(ask):
        changes.append(DetailSet(detail="ask", text=ask))
    if roster:
        listed = tuple(NewPerson(name=p.name, tags=p.tags, team=p.team) for p in roster.people)
        changes.append(PeopleAdded(people=listed, team=TEAM_ONE))
    return apply_all(session, changes)


def apply_all(session: Session, changes: Iterable[AnyChange]) -> Session:
    """`session` after these changes, made when it was made. Raises `ChangeRejected`."""
    for change in changes:
        session = apply(session, change, session.info.created, CONSOLE)
    return session


def split_session(session: Session, wanted: int | str | None, past: AttendanceHistory) -> Session:
    """`session` with its people in teams: so many, or as `--teams` says.

    Without a wish they are what the screen proposes. Raises `Problem` where there cannot be
    such teams.
    """
    count = wanted if isinstance(wanted, int) else None
    if wanted == MIXED:
        count = team_count(len(session.people))
    try:
        if wanted == GIVEN and teams_from_roster(session.people) is None:
            raise InputProblem("the roster does not name two teams of two people or more")
        change = split_into_teams(session, past, count)
    except InvalidTeams as error:
        raise InputProblem(str(error)) from error
    return apply_all(session, [change]) if len(change.teams) > 1 else session


def names_teams(session: Session) -> bool:
    """Whether the roster names teams that there can be."""
    try:
        return teams_from_roster(session.people) is not None
    except InvalidTeams:
        return False


def find_person_alone(session: Session) -> Person | None:
    """Somebody who is the only one in their team, where the roster names several."""
    teams = Counter(fold(person.given_team) for person in session.people if person.given_team)
    if len(teams) == 1:
        return None
    return next((p for p in session.people if teams[fold(p.given_team)] == 1), None)
