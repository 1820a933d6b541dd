"""Suggestions before the pairs talk: making teams, recognizing people."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from oneone_tui.workshop.agenda.schedule import format_duration, has_talking_begun, schedule_of
from oneone_tui.workshop.dates import format_date
from oneone_tui.workshop.history.identity import find_likely_same_people
from oneone_tui.workshop.model.changes import Group, PersonSame, TeamsMade
from oneone_tui.workshop.model.terms import Stage, StepKind
from oneone_tui.workshop.pairing.teams import (
    DEFAULT_TEAM_SIZE,
    MOST,
    InvalidTeams,
    Teams,
    mix_teams,
    team_count,
    teams_from_roster,
)
from oneone_tui.workshop.suggestions.timing import Suggestion

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import tzinfo

    from oneone_tui.workshop.history.attendance import AttendanceHistory
    from oneone_tui.workshop.model.session import Session


def setup_suggestions(
    session: Session, past: AttendanceHistory, zone: tzinfo | None
) -> list[Suggestion]:
    """Return the suggestions of Setup and Pairing, the most important first.

    Days are those of `zone`; None for the machine's.
    """
    if session.info.stage not in {Stage.SETUP, Stage.PAIRING} or has_talking_begun(session):
        return []
    return [*_suggest_teams(session, past), *_suggest_same_people(session, past, zone)]


def split_into_teams(
    session: Session, past: AttendanceHistory, count: int | None = None
) -> TeamsMade:
    """Return the change that splits everybody into teams.

    Args:
        session: The session with its roster.
        past: Whom people met in earlier sessions.
        count: How many teams; None to take the teams that the roster names, or else as many as
            make a good size.

    Raises:
        InvalidTeams: There would be more teams than allowed.
    """
    named = _teams_by_roster(session) if count is None else None
    if named is None:
        number = team_count(len(session.people)) if count is None else count
        chance = Random(session.info.seed)
        named = mix_teams(session.people, number, past, chance, session.wishes)
    return TeamsMade(teams=tuple(Group(name=name, people=people) for name, people in named))


def _suggest_teams(session: Session, past: AttendanceHistory) -> Iterable[Suggestion]:
    if len(session.teams) > 1 or len(session.people) <= MOST:
        return
    change = split_into_teams(session, past)
    slots = [s.seconds for s in schedule_of(session) if s.kind is StepKind.REPORT and s.slot]
    # A guide need not have the pairs report one by one.
    why = f"{format_duration(min(slots))} a pair at report-back" if slots else "one large team"
    named = " that the roster names" if _teams_by_roster(session) else ""
    sizes = sorted({len(group.people) for group in change.teams})
    of = f"each of {sizes[0]}" if len(sizes) == 1 else f"of {sizes[0]} to {sizes[-1]}"
    yield Suggestion(
        id="teams",
        text=f"{why}: make {len(change.teams)} teams{named}, {of}?",
        change=change,
        weight=len(session.people),
        step=DEFAULT_TEAM_SIZE,
    )


def _teams_by_roster(session: Session) -> Teams | None:
    try:
        return teams_from_roster(session.people)
    except InvalidTeams:  # too many to be teams: it is something else that the roster names
        return None


def _suggest_same_people(
    session: Session, past: AttendanceHistory, zone: tzinfo | None
) -> Iterable[Suggestion]:
    for likely in find_likely_same_people(session, past):
        yield Suggestion(
            id=f"same-{likely.person}",
            text=(
                f"is {session.name_of(likely.person)} the {likely.name}"
                f" of {format_date(likely.last.astimezone(zone).date())}?"
            ),
            change=PersonSame(person=likely.person, same=likely.known),
            otherwise=PersonSame(person=likely.person, same=likely.person),
        )
