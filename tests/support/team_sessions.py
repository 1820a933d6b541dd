"""Sessions with several teams, built as data rather than by changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from oneone_tui.workshop.model.records import Person, Team
from oneone_tui.workshop.model.terms import Presence
from tests.support.pilot import TWENTY_FOUR, rehearsed_session

if TYPE_CHECKING:
    from oneone_tui.workshop.model.session import Session

FOUR_TEAMS = (3, 3, 3, 3)
"""Pairs per team, for 24 people."""


def session_in_teams(
    till: float | str, *pairs: int, names: tuple[str, ...] = TWENTY_FOUR
) -> Session:
    """A rehearsed session, its pairs divided into teams of these numbers of pairs."""
    session = rehearsed_session(till, *names)
    numbers = [team for team, many in enumerate(pairs or FOUR_TEAMS, 1) for _ in range(many)]
    team_of = {
        pair.id: f"team-{number}" for pair, number in zip(session.pairs, numbers, strict=True)
    }
    teams = tuple(Team(id=f"team-{n}", name=f"Team {n}") for n in sorted(set(numbers)))
    whose = {m: team_of[pair.id] for pair in session.pairs for m in pair.members}
    return replace(
        session,
        teams=teams,
        people=tuple(replace(p, team=whose[p.id]) for p in session.people),
        pairs=tuple(replace(p, team=team_of[p.id]) for p in session.pairs),
        notes=tuple(replace(n, team=team_of.get(n.pair, "team-1")) for n in session.notes),
        commitments=tuple(
            replace(c, team=team_of.get(c.pair, "team-1")) for c in session.commitments
        ),
    )


def with_presence(session: Session, person: str, presence: Presence) -> Session:
    """The session with the presence of a person changed."""
    people = tuple(replace(p, presence=presence) if p.id == person else p for p in session.people)
    return replace(session, people=people)


def with_observers(session: Session, number: int, *observers: str) -> Session:
    """The session with `observers` in pair by its number."""
    pairs = list(session.pairs)
    pairs[number - 1] = replace(pairs[number - 1], observers=observers)
    return replace(session, pairs=tuple(pairs))


def with_latecomer(session: Session, name: str, at: int) -> Session:
    """The session with a latecomer observing pair `at`; the id is the name."""
    pair = session.pairs[at - 1]
    late = Person(id=name, name=name, team=pair.team, presence=Presence.LATE)
    return with_observers(
        replace(session, people=(*session.people, late)), at, *pair.observers, name
    )


def with_partner_gone(session: Session, number: int, at: int) -> Session:
    """The session with the second of a pair gone, the first observing pair `at`."""
    here = session.pairs[number - 1]
    left = with_presence(session, here.members[1], Presence.LEFT)
    return with_observers(left, at, *left.pairs[at - 1].observers, here.members[0])
