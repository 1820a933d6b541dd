"""What there is to propose before the pairs talk: teams, and who was here before."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from oneone_tui.workshop.changes import Group, PersonSame, TeamsMade
from oneone_tui.workshop.days import said_date
from oneone_tui.workshop.grouping import (
    MOST,
    USUAL,
    BadTeams,
    Teams,
    by_given_names,
    by_mixing,
    team_count,
)
from oneone_tui.workshop.likeness import likely_same
from oneone_tui.workshop.places import talking
from oneone_tui.workshop.proposals import Proposal
from oneone_tui.workshop.schedule import schedule_of, spoken_length
from oneone_tui.workshop.words import Stage, StepKind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import tzinfo

    from oneone_tui.workshop.past import Past
    from oneone_tui.workshop.session import Session


def preparations(session: Session, past: Past, zone: tzinfo | None) -> list[Proposal]:
    """What there is to propose in Setup and Pairing, the most pressing first.

    Days are those of `zone` (None: the machine's).
    """
    if session.info.stage not in {Stage.SETUP, Stage.PAIRING} or talking(session):
        return []
    return [*_teams(session, past), *_same(session, past, zone)]


def teams_of(session: Session, past: Past, count: int | None = None) -> TeamsMade:
    """The change that parts everybody into `count` teams; without it, as the roster names them.

    Where the roster names none, there are as many as make a good size. Raises `BadTeams`.
    """
    named = _named(session) if count is None else None
    if named is None:
        number = team_count(len(session.people)) if count is None else count
        chance = Random(session.info.seed)
        named = by_mixing(session.people, number, past, chance, session.wishes)
    return TeamsMade(teams=tuple(Group(name=name, people=people) for name, people in named))


def _teams(session: Session, past: Past) -> Iterable[Proposal]:
    if len(session.teams) > 1 or len(session.people) <= MOST:
        return
    change = teams_of(session, past)
    slots = [s.seconds for s in schedule_of(session) if s.kind is StepKind.REPORT and s.slot]
    # A guide need not have the pairs report one by one.
    why = f"{spoken_length(min(slots))} a pair at report-back" if slots else "one large team"
    named = " that the roster names" if _named(session) else ""
    sizes = sorted({len(group.people) for group in change.teams})
    of = f"each of {sizes[0]}" if len(sizes) == 1 else f"of {sizes[0]} to {sizes[-1]}"
    yield Proposal(
        id="teams",
        text=f"{why}: make {len(change.teams)} teams{named}, {of}?",
        change=change,
        weight=len(session.people),
        step=USUAL,
    )


def _named(session: Session) -> Teams | None:
    try:
        return by_given_names(session.people)
    except BadTeams:  # too many to be teams: it is something else that the roster names
        return None


def _same(session: Session, past: Past, zone: tzinfo | None) -> Iterable[Proposal]:
    for likely in likely_same(session, past):
        yield Proposal(
            id=f"same-{likely.person}",
            text=(
                f"is {session.name(likely.person)} the {likely.name}"
                f" of {said_date(likely.last.astimezone(zone).date())}?"
            ),
            change=PersonSame(person=likely.person, same=likely.known),
            otherwise=PersonSame(person=likely.person, same=likely.person),
        )
