"""Looking ahead: all who have not met still can."""

from __future__ import annotations

from itertools import combinations
from random import Random

import pytest

from oneone_tui.workshop.pairing.lookahead import FutureSessions, FutureTrioSessions


def everybody(count: int) -> list[set[int]]:
    return [set(range(count)) - {person} for person in range(count)]


@pytest.mark.parametrize("count", [2, 4, 6, 8, 10, 12, 20, 40])
def test_future_sessions_hold_all_meetings_in_fewest_sessions(count: int) -> None:
    rounds = FutureSessions(everybody(count), count - 1, Random(count))
    assert rounds.fill() == 0
    planned = rounds.whole()
    assert len(planned) == count - 1
    assert {pair for pairs in planned for pair in pairs} == set(combinations(range(count), 2))


def test_future_sessions_count_left_over_and_end() -> None:
    # Two triangles: each needs three sessions, and never is everybody met at once.
    triangles = [{1, 2}, {0, 2}, {0, 1}, {4, 5}, {3, 5}, {3, 4}]
    rounds = FutureSessions(triangles, 2, Random(1))
    assert rounds.fill() == 2
    assert rounds.whole() == []


def test_future_sessions_never_repeat_meeting() -> None:
    unmet = everybody(10)
    for a, b in ((0, 1), (2, 3), (0, 9)):
        unmet[a].discard(b)
        unmet[b].discard(a)
    rounds = FutureSessions(unmet, 9, Random(3))
    assert rounds.fill() == 0
    assert {(0, 1), (2, 3), (0, 9)}.isdisjoint(p for pairs in rounds.whole() for p in pairs)


@pytest.mark.parametrize("count, sessions", [(3, 1), (5, 1), (7, 3), (9, 6), (11, 7)])
def test_future_trio_sessions_have_no_early_repeat(count: int, sessions: int) -> None:
    plan = FutureTrioSessions(everybody(count), Random(1))
    assert len(plan.sessions) == sessions
    met = [frozenset(t) for s in plan.sessions for group in s for t in combinations(group, 2)]
    assert len(set(met)) == len(met) == sessions * (count + 3) // 2
    for groups in plan.sessions:
        assert sorted(person for group in groups for person in group) == list(range(count))
