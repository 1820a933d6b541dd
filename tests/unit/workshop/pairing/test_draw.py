"""Pairing: everybody who is there has one place, wishes and locks hold, and few meet again."""

from __future__ import annotations

from datetime import UTC, timedelta, timezone
from itertools import combinations
from random import Random
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from oneone_tui.workshop.history.attendance import (
    NO_ATTENDANCE,
    AttendanceHistory,
    TimesAndLast,
    attendance_history,
)
from oneone_tui.workshop.model.records import Pair, Team, Wish
from oneone_tui.workshop.model.session import TEAM_ONE, Session
from oneone_tui.workshop.model.terms import Presence, WishKind
from oneone_tui.workshop.pairing.draw import (
    NotEnoughPeople,
    draw_pairs,
    format_meetings,
)
from oneone_tui.workshop.pairing.rotation import roles_in_turn
from tests.support.sessions import SIX, START, apply_changes, fresh_session, pairs_drawn
from tests.support.strategies import sessions
from tests.support.weekly_workshops import (
    held_session,
    info_with_tags,
    random_pairs,
    session_of_size,
    with_presence,
)

seeds = st.integers(0, 2**64)


def wishing(session: Session, kind: WishKind, *twos: tuple[str, str]) -> Session:
    """The session with these wishes more; people are named by their first names."""
    ids = {person.name.split()[0]: person.id for person in session.people}
    made = tuple(
        Wish(id=f"wish-{kind}-{n}", kind=kind, people=(ids.get(a, a), ids.get(b, b)))
        for n, (a, b) in enumerate(twos)
    )
    return replace(session, wishes=(*session.wishes, *made))


def locking(session: Session, *groups: tuple[str, ...]) -> Session:
    """The session with these locked pairs, of first names, and no others."""
    ids = {person.name.split()[0]: person.id for person in session.people}
    pairs = tuple(
        Pair(id=f"pair-{n}", team=TEAM_ONE, members=tuple(ids[m] for m in group), locked=True)
        for n, group in enumerate(groups)
    )
    return replace(session, pairs=pairs)


def named(
    session: Session, seed: int = 1, past: AttendanceHistory = NO_ATTENDANCE
) -> list[set[str]]:
    """The groups that are proposed, as sets of first names."""
    pairs = draw_pairs(session, past, seed).pairs
    return [{session.name_of(member).split()[0] for member in members} for members in pairs]


# ------------------------------------------------------------------------------ everybody's place


class Case(NamedTuple):
    session: Session
    past: AttendanceHistory


@st.composite
def cases(draw: st.DrawFn, most: int = 60) -> Case:
    """Some people, a past in which some of them met, wishes, locks, and people who are away."""
    session = session_of_size(draw(st.integers(2, most)))
    chance = Random(draw(st.integers(0, 2**32)))
    ids = [person.id for person in session.people]
    past = [
        held_session(session, random_pairs(ids, chance), week)
        for week in range(chance.randrange(4))
    ]
    away = chance.sample(ids, chance.randrange(3)) if len(ids) > 4 else []
    session = with_presence(session, chance.choice(list(Presence)[1:]), *away)
    groups = [(*pair,) for pair in random_pairs(ids, chance)[: chance.randrange(3)]]
    session = replace(
        session,
        pairs=tuple(
            Pair(id=f"pair-{n}", team=TEAM_ONE, members=group, locked=True)
            for n, group in enumerate(groups)
        ),
        wishes=tuple(
            Wish(id=f"wish-{n}", kind=chance.choice(list(WishKind)), people=(a, b))
            for n, (a, b) in enumerate(_twos(ids, chance, chance.randrange(5)))
        ),
    )
    return Case(session, attendance_history(past))


def _twos(ids: list[str], chance: Random, count: int) -> list[tuple[str, str]]:
    twos = list(combinations(ids, 2))
    return chance.sample(twos, min(count, len(twos)))


@pytest.mark.parametrize("count", range(2, 61))
def test_draw_pairs_gives_everybody_one_place(count: int) -> None:
    session = session_of_size(count)
    pairs = draw_pairs(session, NO_ATTENDANCE, count).pairs
    assert sorted(m for pair in pairs for m in pair) == [p.id for p in session.people]
    assert [len(pair) for pair in pairs if len(pair) != 2] == [3] * (count % 2)


@given(sessions(2, 20), seeds)
def test_draw_pairs_is_accepted_by_session(session: Session, seed: int) -> None:
    paired = apply_changes(
        session, pairs_drawn(*draw_pairs(session, NO_ATTENDANCE, seed).pairs, seed=seed)
    )
    placed = [person for pair in paired.pairs for person in pair.members]
    assert sorted(placed) == sorted(person.id for person in session.people)
    assert paired.info.seed == seed


def _holds(case: Case, seed: int) -> None:
    session = case.session
    try:
        paired = draw_pairs(session, case.past, seed)
    except NotEnoughPeople:
        assert len(session.people_to_pair(TEAM_ONE)) < 2
        return
    here = {person.id for person in session.people_to_pair(TEAM_ONE)}
    assert sorted(m for pair in paired.pairs for m in pair) == sorted(here)
    assert {len(pair) for pair in paired.pairs} <= {2, 3}
    for lock in session.pairs:
        if {*lock.members} <= here:
            told = any(session.name_of(lock.members[0]) in line for line in paired.unkept)
            assert lock.members in paired.pairs or told
    for wish in session.wishes:
        one, other = map(session.name_of, wish.people)
        group = next((pair for pair in paired.pairs if {*wish.people} <= {*pair}), None)
        kept = (group is not None) is (wish.kind is WishKind.TOGETHER)
        assert kept or any(one in line and other in line for line in paired.unkept)
    assert draw_pairs(session, case.past, seed) == paired


@given(cases(12), seeds)
@settings(max_examples=150)
def test_draw_pairs_keeps_or_names_locks_and_wishes(case: Case, seed: int) -> None:
    _holds(case, seed)


@given(cases(60), seeds)
@settings(max_examples=25)
def test_draw_pairs_keeps_or_names_locks_and_wishes_of_many(case: Case, seed: int) -> None:
    _holds(case, seed)


def test_draw_pairs_varies_with_seed() -> None:
    session = fresh_session(*SIX)
    assert len({draw_pairs(session, NO_ATTENDANCE, seed).pairs for seed in range(40)}) > 20


def test_draw_pairs_takes_only_present_people() -> None:
    session = with_presence(fresh_session(*SIX), Presence.ABSENT, "ana-ruiz")
    session = with_presence(session, Presence.SITS_OUT, "fay-wu")
    assert sorted(name for group in named(session) for name in group) == ["Ben", "Cy", "Dee", "Eve"]


def test_draw_pairs_stays_within_teams() -> None:
    session = fresh_session(*SIX)
    there = ("dee-park", "eve-sol", "fay-wu")
    session = replace(
        session,
        teams=(*session.teams, Team(id="team-2", name="Second")),
        people=tuple(replace(p, team="team-2") if p.id in there else p for p in session.people),
    )
    assert named(session) == [{"Ana", "Ben", "Cy"}, {"Dee", "Eve", "Fay"}]


# -------------------------------------------------------------------------------------- too few


def test_draw_pairs_rejects_empty_roster() -> None:
    with pytest.raises(NotEnoughPeople, match="nobody is on the roster yet: add people first"):
        draw_pairs(fresh_session(), NO_ATTENDANCE, 1)


def test_draw_pairs_rejects_single_person() -> None:
    with pytest.raises(NotEnoughPeople, match=r"^a 1:1 takes two: add at least one more person"):
        draw_pairs(fresh_session("Ana"), NO_ATTENDANCE, 1)


def test_draw_pairs_rejects_absent_roster() -> None:
    with pytest.raises(NotEnoughPeople, match="nobody is here to be paired"):
        draw_pairs(
            with_presence(fresh_session("Ana", "Ben"), Presence.ABSENT, "ana", "ben"),
            NO_ATTENDANCE,
            1,
        )


def test_draw_pairs_names_team_of_single_person() -> None:
    session = fresh_session("Ana", "Ben", "Cy")
    people = (*session.people[:2], replace(session.people[2], team="team-2"))
    teams = (*session.teams, Team(id="team-2", name="Second"))
    with pytest.raises(
        NotEnoughPeople, match="Second: a 1:1 takes two: add at least one more person"
    ):
        draw_pairs(replace(session, people=people, teams=teams), NO_ATTENDANCE, 1)


# --------------------------------------------------------------------------- locks and wishes


def test_draw_pairs_keeps_locked_pair_and_number() -> None:
    session = fresh_session(*SIX)
    pairs = apply_changes(session, pairs_drawn(*draw_pairs(session, NO_ATTENDANCE, 1).pairs)).pairs
    session = replace(session, pairs=(pairs[0], replace(pairs[1], locked=True), pairs[2]))
    proposed = {draw_pairs(session, NO_ATTENDANCE, seed).pairs for seed in range(10)}
    assert {second for _, second, _ in proposed} == {pairs[1].members}
    assert len(proposed) > 3


def test_draw_pairs_drops_lock_of_absent_person() -> None:
    session = with_presence(
        locking(fresh_session(*SIX), ("Ana", "Ben")), Presence.ABSENT, "ben-okafor"
    )
    assert {"Ana", "Ben"} not in named(session)
    assert draw_pairs(session, NO_ATTENDANCE, 1).unkept == ()


@pytest.mark.parametrize("seed", range(5))
def test_draw_pairs_makes_trio_by_wish(seed: int) -> None:
    session = wishing(
        fresh_session(*SIX, "Gus Moe"), WishKind.TOGETHER, ("Ana", "Ben"), ("Eve", "Ben")
    )
    assert {"Ana", "Ben", "Eve"} in named(session, seed)


@pytest.mark.parametrize(
    "together, apart, locked, line",
    [
        ("Ana Ben, Ana Cy, Ana Dee", "", "", "Ana Ruiz and Dee Park can't be together: a trio is "
            "the most that there can be"),
        ("Ana Ben, Ana Cy", "Ben Cy", "", "Ana Ruiz and Cy Lam can't be together: Ben Okafor and "
            "Cy Lam are to be apart"),
        ("Ana Ben", "", "Ana Cy", "Ana Ruiz and Ben Okafor can't be together: Ana Ruiz is in a "
            "locked pair"),
        ("", "Ana Cy", "Ana Cy", "Ana Ruiz and Cy Lam can't be apart: they are locked together"),
        ("Ana Gus", "", "", "Ana Ruiz and Gus Moe can't be together: Gus Moe is not here"),
        ("Ana Hal", "", "", "Ana Ruiz and Hal Day can't be together: Hal Day sits out"),
        ("Ana Ida", "", "", "Ana Ruiz and Ida Fox can't be together: they are in different teams"),
        ("", "Ida Joe", "", "Ida Fox and Joe Low can't be apart: there is nobody else"),
        (
            "", "Ana Ben, Ana Cy, Ana Dee, Ana Eve, Ana Fay", "",
            "can't be apart: there is no other way",
        ),
    ],
)  # fmt: skip
def test_draw_pairs_names_unkept_wishes(together: str, apart: str, locked: str, line: str) -> None:
    session = fresh_session(*SIX, "Gus Moe", "Hal Day", "Ida Fox", "Joe Low")
    session = with_presence(session, Presence.ABSENT, "gus-moe")
    session = with_presence(session, Presence.SITS_OUT, "hal-day")
    second = {"ida-fox", "joe-low"}
    session = replace(
        session,
        people=tuple(replace(p, team="team-2") if p.id in second else p for p in session.people),
        teams=(*session.teams, Team(id="team-2", name="Second")),
    )

    def twos(text: str) -> list[tuple[str, str]]:
        return [(two.split()[0], two.split()[1]) for two in text.split(", ") if two]

    session = wishing(session, WishKind.TOGETHER, *twos(together))
    session = locking(wishing(session, WishKind.APART, *twos(apart)), *twos(locked))
    (unkept,) = draw_pairs(session, NO_ATTENDANCE, 3).unkept
    assert line in unkept


def test_draw_pairs_names_lock_opened_for_single_person() -> None:
    session = locking(fresh_session("Ana", "Ben", "Cy"), ("Ana", "Ben"))
    assert named(session) == [{"Ana", "Ben", "Cy"}]
    line = "Ana and Ben can't stay the two of them: Cy would be alone"
    assert draw_pairs(session, NO_ATTENDANCE, 1).unkept == (line,)


def test_draw_pairs_splits_trio_for_single_person() -> None:
    session = fresh_session("Ana", "Ben", "Cy", "Dee")
    for bound in (
        locking(session, ("Ana", "Ben", "Cy")),
        wishing(session, WishKind.TOGETHER, ("Ana", "Ben"), ("Ben", "Cy")),
    ):
        assert [len(group) for group in named(bound)] == [2, 2]
        line = "Ana, Ben and Cy can't stay the three of them: Dee would be alone"
        assert draw_pairs(bound, NO_ATTENDANCE, 1).unkept == (line,)


# ----------------------------------------------------------------------- tags, and whose turn it is


def test_draw_pairs_prefers_other_tags_if_wished() -> None:
    session = session_of_size(12)
    tagged = tuple(
        replace(p, tags=(("Quay", "north")[n % 2],)) for n, p in enumerate(session.people)
    )
    session = replace(session, people=tagged)
    tag = {person.id: person.tags for person in tagged}
    unlike = replace(session, info=info_with_tags(session, unlike=True))
    alike = replace(session, info=info_with_tags(session, unlike=False))
    for seed in range(5):
        assert all(tag[a] != tag[b] for a, b in draw_pairs(unlike, NO_ATTENDANCE, seed).pairs)
    assert any(tag[a] == tag[b] for a, b in draw_pairs(alike, NO_ATTENDANCE, 1).pairs)


def test_draw_pairs_alternates_first_organizer() -> None:
    session = fresh_session(*SIX)
    first = held_session(session, draw_pairs(session, NO_ATTENDANCE, 1).pairs)
    firsts = {pair.members[0] for pair in first.pairs}
    for seed in range(10):
        pairs = draw_pairs(session, attendance_history([first]), seed).pairs
        assert {members[1] for members in pairs} == firsts


def test_draw_pairs_lets_waiting_person_organize_first() -> None:
    session = fresh_session(*SIX)
    ids = [person.id for person in session.people]
    past = attendance_history(
        [
            held_session(
                with_presence(session, Presence.LATE, *ids[2:4]), [tuple(ids[:2]), (*ids[4:],)]
            )
        ]
    )
    assert {person for person, known in past.people.items() if known.waits} == {*ids[2:4]}
    for seed in range(10):
        assert {*ids[2:4]} <= {members[0] for members in draw_pairs(session, past, seed).pairs}
        five = with_presence(session, Presence.ABSENT, ids[0])
        thirds = [members[2] for members in draw_pairs(five, past, seed).pairs if len(members) > 2]
        assert not {*ids[2:4]} & {*thirds}


# ------------------------------------------------------------------------------------ in words


def test_format_meetings_in_words() -> None:
    assert format_meetings(None, UTC) == "first time"
    assert format_meetings(TimesAndLast(2, START), UTC) == "met 2×, last on 9 Nov"
    assert format_meetings(TimesAndLast(2, START), UTC, 2026) == "met 2×, last on 9 Nov"
    assert format_meetings(TimesAndLast(1, START), UTC, 2027) == "met 1×, last on 9 Nov 2026"
    east = timezone(timedelta(hours=8))
    assert format_meetings(TimesAndLast(2, START), east) == "met 2×, last on 10 Nov"


def test_roles_in_turn_alternate_in_pair() -> None:
    assert roles_in_turn(("ana", "ben"), 1) == ("ana", "ben", "")
    assert roles_in_turn(("ana", "ben"), 2) == ("ben", "ana", "")


def test_roles_in_turn_rotate_in_trio() -> None:
    turns = [roles_in_turn(("ana", "ben", "cy"), turn) for turn in (1, 2, 3)]
    assert turns == [("ana", "ben", "cy"), ("ben", "cy", "ana"), ("cy", "ana", "ben")]
    assert all(len(set(place)) == 3 for place in zip(*turns, strict=True))
