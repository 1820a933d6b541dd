"""A new session built from command-line options."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from random import Random
from typing import TYPE_CHECKING

from oneone_tui.cli.options import InputProblem
from oneone_tui.cli.roster_option import GIVEN, MIXED
from oneone_tui.workshop.model.changes import AnyChange, ChangeRejected, DetailSet
from oneone_tui.workshop.model.session import TEAM_ONE, new_session
from oneone_tui.workshop.pairing.teams import InvalidTeams, team_count, teams_from_roster
from oneone_tui.workshop.reducers.apply import apply
from oneone_tui.workshop.roster.additions import add_people
from oneone_tui.workshop.suggestions.setup import split_into_teams
from oneone_tui.workshop.text import clean, fold

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from oneone_tui.workshop.history.attendance import AttendanceHistory
    from oneone_tui.workshop.model.guide import Guide
    from oneone_tui.workshop.model.records import Person
    from oneone_tui.workshop.model.session import Session
    from oneone_tui.workshop.roster.records import Roster

CONSOLE = "command line"
"""The console's name in the history."""

MAX_SEED = 2**31 - 1


def now() -> datetime:
    """Return the time (UTC), in whole milliseconds."""
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
    """Return a new session, created at `at` (UTC); the arguments determine its id.

    Raises:
        ChangeRejected: The title is empty, or a person cannot be on the roster.
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
        changes.append(add_people(roster.people, TEAM_ONE))
    return apply_all(session, changes)


def apply_all(session: Session, changes: Iterable[AnyChange]) -> Session:
    """Apply changes to `session`, dated at its creation. Raises `ChangeRejected`."""
    for change in changes:
        session = apply(session, change, session.info.created, CONSOLE)
    return session


def split_session(session: Session, wanted: int | str | None, past: AttendanceHistory) -> Session:
    """Return `session` with its people split into teams.

    Args:
        session: The session.
        wanted: A number of teams, or another value of ``--teams``; None for what the console
            suggests.
        past: The attendance in earlier sessions.

    Raises:
        InputProblem: Such teams are impossible.
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


def split_by_option(
    session: Session, wanted: int | str | None, folder: Path
) -> tuple[Session, list[str]]:
    """Return `session` in teams, as requested or as in its roster, and lines about that.

    Args:
        session: The session, in one team.
        wanted: The value of ``--teams``; None for the teams that the roster names, if it does.
        folder: The folder of earlier sessions, to learn from who met whom.

    Raises:
        InputProblem: Such teams are impossible.
    """
    from oneone_tui.store.attendance_reader import read_attendance
    from oneone_tui.workshop.history.attendance import NO_ATTENDANCE
    from oneone_tui.workshop.pairing.teams import MOST

    if wanted is None and names_teams(session):
        wanted = GIVEN
    if wanted is not None:
        past = NO_ATTENDANCE if wanted == GIVEN else read_attendance(folder).attendance
        session = split_session(session, wanted, past)
    told = []
    alone = find_person_alone(session) if wanted in (None, GIVEN) else None
    if alone and wanted:
        told.append(f"{alone.name} is alone in {alone.given_team}, and joined the smallest team")
    elif alone:
        told.append(f"{alone.name} is alone in {alone.given_team}: everyone is in one team")
    if wanted is None and len(session.people) > MOST:
        many = f"{len(session.people)} people are many for one team"
        told.append(f"{many}: the console proposes teams, and so does --teams {MIXED}")
    return session, told


def names_teams(session: Session) -> bool:
    """Return whether the roster names valid teams."""
    try:
        return teams_from_roster(session.people) is not None
    except InvalidTeams:
        return False


def find_person_alone(session: Session) -> Person | None:
    """Return a person who is alone in a team, if the roster names several teams."""
    teams = Counter(fold(person.given_team) for person in session.people if person.given_team)
    if len(teams) == 1:
        return None
    return next((p for p in session.people if teams[fold(p.given_team)] == 1), None)
