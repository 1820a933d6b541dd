"""Weekly sessions with their pairings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import timedelta
from itertools import combinations, pairwise
from random import Random

from msgspec.structs import replace

from oneone_tui.workshop.history.attendance import AttendanceHistory, attendance_history
from oneone_tui.workshop.model.records import Anchor, Pair, Person, SessionInfo
from oneone_tui.workshop.model.session import TEAM_ONE, Session
from oneone_tui.workshop.model.terms import TRIO, Presence
from oneone_tui.workshop.pairing.draw import draw_pairs
from tests.support.sessions import START, fresh_session

Pairs = Sequence[tuple[str, ...]]
Draw = Callable[[Session, AttendanceHistory, int], Pairs]


def propose_pairs(session: Session, past: AttendanceHistory, seed: int) -> Pairs:
    """The pairs that `draw_pairs` proposes."""
    return draw_pairs(session, past, seed).pairs


def held_session(session: Session, pairs: Pairs, week: int = 0) -> Session:
    """The session after `pairs` have talked, held `week` weeks after `START`."""
    when = START + timedelta(weeks=week)
    team = {person.id: person.team for person in session.people}
    return replace(
        session,
        info=replace(session.info, id=f"session-{week}", created=when),
        pairs=tuple(
            Pair(id=f"pair-{number}", team=team[members[0]], members=members)
            for number, members in enumerate(pairs, 1)
        ),
        clock=(Anchor(id="anchor-1", at=when, segment="turn-1-conversation", running=True),),
    )


def session_of_size(count: int) -> Session:
    """A session with `count` people."""
    first = fresh_session()
    numbers = [f"{number:03d}" for number in range(count)]
    people = tuple(Person(id=f"p{n}", name=f"Person {n}", team=TEAM_ONE) for n in numbers)
    return replace(first, people=people)


def with_presence(session: Session, presence: Presence, *people: str) -> Session:
    """The session with the presence of these people (ids) changed."""
    return replace(
        session,
        people=tuple(
            replace(p, presence=presence) if p.id in people else p for p in session.people
        ),
    )


def random_pairs(ids: Sequence[str], chance: Random) -> list[tuple[str, ...]]:
    """Random pairs of these people; an odd one is in the last pair."""
    mixed = chance.sample(ids, len(ids))
    pairs = [tuple(mixed[n : n + 2]) for n in range(0, len(mixed) - 1, 2)]
    if len(mixed) % 2:
        pairs[-1] = (*pairs[-1], mixed[-1])
    return pairs


def info_with_tags(session: Session, *, unlike: bool) -> SessionInfo:
    """The session's info, preferring unlike tags or not."""
    return replace(session.info, unlike=unlike)


def hold_sessions(
    rosters: Sequence[Session],
    seed: int,
    draw: Draw = propose_pairs,
    before: Sequence[Session] = (),
) -> list[Session]:
    """The sessions of `rosters` held in turn, each drawn with those before known."""
    all_held = list(before)
    for week, roster in enumerate(rosters, len(all_held)):
        pairs = draw(roster, attendance_history(all_held), seed * 1_000 + week)
        all_held.append(held_session(roster, pairs, week))
    return all_held


def count_repeats(sessions: Sequence[Session]) -> int:
    """The number of repeated meetings of two people in all sessions."""
    twosomes = [
        frozenset(two)
        for session in sessions
        for pair in session.pairs
        for two in combinations(pair.members, 2)
    ]
    return len(twosomes) - len(set(twosomes))


def least_repeats(people: int, weeks: int) -> int:
    """The fewest repeats that there can be in so many sessions of an odd number of people."""
    return max(0, weeks * (people + 3) // 2 - people * (people - 1) // 2)


def count_trio_seats(sessions: Sequence[Session]) -> tuple[int, ...]:
    """How often each person sat in a trio, the fewest first."""
    seats = Counter(person for trio in _trios(sessions) for person in trio)
    return tuple(sorted(seats[person.id] for person in sessions[0].people))


def count_trios_running(sessions: Sequence[Session]) -> int:
    """How often somebody sat in a trio two sessions running."""
    return sum(len({*one} & {*following}) for one, following in pairwise(_trios(sessions)))


def _trios(sessions: Sequence[Session]) -> list[tuple[str, ...]]:
    return [p.members for session in sessions for p in session.pairs if len(p.members) == TRIO]
