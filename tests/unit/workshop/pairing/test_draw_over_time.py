"""Over many sessions: few meet again before all have met."""

from __future__ import annotations

from random import Random

import pytest
from msgspec.structs import replace

from oneone_tui.workshop.history.attendance import attendance_history
from oneone_tui.workshop.model.records import Pair
from oneone_tui.workshop.model.session import TEAM_ONE
from oneone_tui.workshop.model.terms import Presence
from oneone_tui.workshop.pairing.draw import draw_pairs
from tests.support.sessions import fresh_session
from tests.support.weekly_workshops import (
    count_repeats,
    count_trio_seats,
    held_session,
    hold_sessions,
    least_repeats,
    random_pairs,
    session_of_size,
    with_presence,
)


def test_draw_pairs_prefers_rarest_then_oldest_meeting() -> None:
    session = fresh_session("Ana", "Ben", "Cy", "Dee")
    ways = [
        [("ana", "ben"), ("cy", "dee")],
        [("ana", "cy"), ("ben", "dee")],
        [("ana", "dee"), ("ben", "cy")],
    ]
    weeks = [held_session(session, pairs, week) for week, pairs in enumerate(ways)]

    def groups(seed: int) -> list[list[str]]:
        return sorted(map(sorted, draw_pairs(session, attendance_history(weeks), seed).pairs))

    assert groups(1) == [["ana", "ben"], ["cy", "dee"]]
    weeks.append(held_session(session, ways[0], 3))
    assert groups(1) == [["ana", "cy"], ["ben", "dee"]]
    assert draw_pairs(session, attendance_history(weeks), 1).repeats == 2


@pytest.mark.parametrize("count", [4, 6, 8, 10, 12, 16])
def test_draw_pairs_meets_everybody_before_repeats(count: int) -> None:
    for seed in range(20 if count == 10 else 4):
        assert count_repeats(hold_sessions([session_of_size(count)] * (count - 1), seed)) == 0


@pytest.mark.parametrize("weeks", [5, 9])
def test_draw_pairs_of_ten_people_has_no_repeat(weeks: int) -> None:
    assert [
        count_repeats(hold_sessions([session_of_size(10)] * weeks, seed))
        for seed in range(100, 120)
    ] == [0] * 20


@pytest.mark.slow
@pytest.mark.parametrize("weeks", [5, 9])
def test_draw_pairs_of_ten_people_has_no_repeat_for_any_seed(weeks: int) -> None:
    assert (
        sum(
            count_repeats(hold_sessions([session_of_size(10)] * weeks, seed)) > 0
            for seed in range(200)
        )
        == 0
    )


@pytest.mark.parametrize("seed", range(6))
def test_draw_pairs_makes_up_for_manual_changes(seed: int) -> None:
    session = session_of_size(10)
    ids = [person.id for person in session.people]
    by_hand = [held_session(session, random_pairs(ids, Random(seed)), week) for week in range(2)]
    start = count_repeats(by_hand)
    assert count_repeats(hold_sessions([session] * 6, seed, before=by_hand)) == start


def test_draw_pairs_with_absences_has_few_repeats() -> None:
    ten = session_of_size(10)
    met_again = 0
    for seed in range(6):
        chance = Random(seed)
        ids = [person.id for person in ten.people]
        rosters = [with_presence(ten, Presence.ABSENT, *chance.sample(ids, 2)) for _ in range(7)]
        met_again += count_repeats(hold_sessions(rosters, seed))
    assert met_again <= 3


@pytest.mark.parametrize("count, weeks", [(7, 3), (9, 6), (11, 7)])
def test_draw_pairs_of_odd_roster_has_late_repeats(count: int, weeks: int) -> None:
    assert [
        count_repeats(hold_sessions([session_of_size(count)] * weeks, seed)) for seed in range(3)
    ] == [0] * 3


def test_draw_pairs_beside_locked_trio_meets_new_people() -> None:
    session = session_of_size(60)
    ids = [person.id for person in session.people]
    past = attendance_history(
        [held_session(session, random_pairs(ids, Random(week)), week) for week in range(40)]
    )
    trio = Pair(id="pair-1", team=TEAM_ONE, members=(ids[0], ids[1], ids[2]), locked=True)
    paired = draw_pairs(replace(session, pairs=(trio,)), past, 1)
    assert paired.pairs[0] == trio.members
    assert sorted(map(len, paired.pairs)) == [2] * 27 + [3, 3]


@pytest.mark.parametrize("count", [5, 7, 9, 11])
def test_draw_pairs_shares_trio_seats_evenly_without_more_repeats(count: int) -> None:
    for seed in range(4):
        held = hold_sessions([session_of_size(count)] * count, seed)
        assert count_repeats(held) == least_repeats(count, count)
        assert count_trio_seats(held) == (3,) * count


@pytest.mark.slow
@pytest.mark.parametrize("count", [13, 15])
def test_draw_pairs_of_large_odd_team_shares_trio_seats(count: int) -> None:
    for seed in range(10):
        held = hold_sessions([session_of_size(count)] * count, seed)
        assert count_repeats(held) == least_repeats(count, count)
        assert all(2 <= seats <= 4 for seats in count_trio_seats(held))


def test_draw_pairs_seats_who_had_fewest_trios_and_none_twice_running() -> None:
    session = session_of_size(9)
    a, b, c, d, e, f, g, h, i = (person.id for person in session.people)
    # After four sessions of three trios each, all have met once.
    ways: list[list[tuple[str, ...]]] = [
        [(a, b, c), (d, e, f), (g, h, i)],
        [(a, d, g), (b, e, h), (c, f, i)],
        [(a, e, i), (b, f, g), (c, d, h)],
        [(a, f, h), (b, d, i), (c, e, g)],
        [(a, b, c), (d, e), (f, g), (h, i)],
        [(d, e, f), (a, b), (c, g), (h, i)],
        [(g, h, i), (a, b), (c, d), (e, f)],
    ]
    weeks = [held_session(session, pairs, week) for week, pairs in enumerate(ways)]

    def trio(before: int, seed: int) -> set[str]:
        drawn = draw_pairs(session, attendance_history(weeks[:before]), seed)
        return {member for pair in drawn.pairs if len(pair) == 3 for member in pair}

    for seed in range(10):
        assert trio(6, seed) == {g, h, i}
        assert not trio(7, seed) & {g, h, i}


def test_draw_pairs_lets_each_observe_first_before_anybody_twice() -> None:
    session = fresh_session("Ana", "Ben", "Cy")
    for seed in range(6):
        held = hold_sessions([session] * 6, seed)
        watching = [one.pairs[0].members[-1] for one in held]
        assert sorted(watching[:3]) == sorted(watching[3:]) == ["ana", "ben", "cy"]
