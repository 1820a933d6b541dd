"""Everybody has a place, whoever comes and goes and whenever."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneone_tui.store.soundness import check
from oneone_tui.workshop.changes import (
    MarkedAbsent,
    MarkedPresent,
    MovedOn,
    MovedToTeam,
    NotesWritten,
    OddPlaced,
    PairLocked,
    PersonLeft,
    PersonMoved,
    PersonRemoved,
    Refused,
    RoleGiven,
    TeamsMade,
    Written,
)
from oneone_tui.workshop.changes import pairs as pair_changes
from oneone_tui.workshop.changes.teams import Group
from oneone_tui.workshop.grouping import MOST_TEAMS
from oneone_tui.workshop.places import FACILITATOR_ID, odd_of, talkers, talking, waiting
from oneone_tui.workshop.session import TEAM_ONE, Session
from oneone_tui.workshop.words import Kind, Odd, Presence, Role
from tests.unit.workshop.building import SIX, added, drawn, fresh, in_pairs, made, running
from tests.unit.workshop.strategies import Run, runs

SEVEN = (*SIX, "Gus Bo")
TALKING = "turn-1-conversation"
Comings = list[tuple[type[PersonLeft | MarkedPresent] | None, int, int]]


def groups(session: Session) -> list[set[str]]:
    """The first names in each pair, an observer's in brackets."""
    return [
        {m.split("-")[0] for m in pair.members} | {f"({o.split('-')[0]})" for o in pair.observers}
        for pair in session.pairs
    ]


def talk(*names: str, seconds: float = 0) -> Session:
    return made(running(*names), MovedOn(left="roles", to=TALKING), seconds=seconds)


# ---------------------------------------------------------------- before they talk


def test_an_absent_persons_partner_makes_a_trio() -> None:
    session = made(in_pairs(*SIX), MarkedAbsent(person="ben-okafor"))
    assert groups(session) == [{"cy", "dee"}, {"eve", "fay", "ana"}]


def test_an_absent_persons_partner_takes_the_third_of_a_trio() -> None:
    session = made(in_pairs(*SEVEN), MarkedAbsent(person="ben-okafor"))
    assert groups(session) == [{"cy", "dee"}, {"eve", "fay"}, {"gus", "ana"}]


def test_an_absent_person_holds_no_role() -> None:
    role = RoleGiven(team=TEAM_ONE, role=Role.TIMEKEEPER, person="ben-okafor")
    session = made(in_pairs(*SIX), role, MarkedAbsent(person="ben-okafor"))
    assert session.teams[0].timekeeper == ""


def test_who_comes_after_all_gets_a_place_again() -> None:
    away = made(in_pairs(*SIX), MarkedAbsent(person="ben-okafor"))
    session = made(away, MarkedPresent(person="ben-okafor"))
    assert sorted(map(len, groups(session))) == [2, 2, 2]
    assert not waiting(session, TEAM_ONE)


def test_who_is_added_to_a_drawn_team_gets_a_place() -> None:
    session = made(in_pairs(*SIX), added("Gus Bo"))
    assert groups(session)[-1] == {"eve", "fay", "gus"}
    session = made(session, added("Hal Fo"))
    assert groups(session)[-1] == {"gus", "hal"}


def test_a_locked_trio_is_not_taken_apart_for_a_newcomer() -> None:
    trio = in_pairs(*SEVEN)
    locked = made(trio, PairLocked(pair=trio.pairs[-1].id, locked=True))
    assert groups(made(locked, added("Hal Fo"))) == [
        {"ana", "ben"},
        {"cy", "dee", "hal"},
        {"eve", "fay", "gus"},
    ]


def test_with_one_pair_only_the_partner_waits() -> None:
    session = made(in_pairs("Ana", "Ben"), MarkedAbsent(person="ben"))
    assert not session.pairs
    assert groups(made(session, drawn(), MarkedPresent(person="ben"))) == []


# ---------------------------------------------------------------- the odd one


def test_the_facilitator_joins_the_odd_one_and_goes_again() -> None:
    session = made(in_pairs(*SEVEN), OddPlaced(team=TEAM_ONE, odd=Odd.FACILITATOR))
    assert groups(session)[-1] == {"gus", "facilitator"}
    assert odd_of(session, TEAM_ONE) is Odd.FACILITATOR
    back = made(session, OddPlaced(team=TEAM_ONE, odd=Odd.TRIO))
    assert back.person(FACILITATOR_ID) is None
    assert sorted(map(len, groups(back))) == [2, 2, 3]


def test_the_timekeeper_sits_out_and_comes_back() -> None:
    keeps = made(
        in_pairs(*SEVEN), RoleGiven(team=TEAM_ONE, role=Role.TIMEKEEPER, person="ana-ruiz")
    )
    session = made(keeps, OddPlaced(team=TEAM_ONE, odd=Odd.TIMEKEEPER))
    assert sorted(map(len, groups(session))) == [2, 2, 2]
    assert session.pair_of("ana-ruiz") is None
    assert session.teams[0].timekeeper == "ana-ruiz"
    back = made(session, OddPlaced(team=TEAM_ONE, odd=Odd.TRIO))
    assert back.pair_of("ana-ruiz")


def test_an_even_team_has_no_odd_one() -> None:
    with pytest.raises(Refused, match="no odd one"):
        made(in_pairs(*SIX), OddPlaced(team=TEAM_ONE, odd=Odd.FACILITATOR))


def test_sitting_out_takes_a_timekeeper_who_is_there() -> None:
    session = in_pairs(*SEVEN, "Hal Fo")
    keeps = RoleGiven(team=TEAM_ONE, role=Role.TIMEKEEPER, person="hal-fo")
    absent = made(session, MarkedAbsent(person="hal-fo"))
    for odd in (absent, made(absent, keeps)):
        with pytest.raises(Refused, match="timekeeper first"):
            made(odd, OddPlaced(team=TEAM_ONE, odd=Odd.TIMEKEEPER))


def test_a_timekeeper_who_sat_out_talks_in_another_team() -> None:
    session = fresh(*SEVEN)
    ids = tuple(person.id for person in session.people)
    session = made(
        session,
        TeamsMade(teams=(Group("A", ids[:3]), Group("B", ids[3:]))),
        drawn(ids[:3], ids[3:5], ids[5:]),
        RoleGiven(team="team-1", role=Role.TIMEKEEPER, person="ana-ruiz"),
        OddPlaced(team="team-1", odd=Odd.TIMEKEEPER),
        MovedToTeam(person="ana-ruiz", team="team-2"),
    )
    assert groups(session) == [{"ben", "cy"}, {"dee", "eve"}, {"fay", "gus", "ana"}]
    assert session.person("ana-ruiz").presence is Presence.HERE  # type: ignore[union-attr] # there


# ---------------------------------------------------------------- by hand


def test_the_third_of_a_trio_moves_to_another_pair() -> None:
    session = in_pairs(*SEVEN)
    moved = made(session, PersonMoved(person="fay-wu", pair=session.pairs[0].id))
    assert groups(moved) == [{"ana", "ben", "fay"}, {"cy", "dee"}, {"eve", "gus"}]


def test_two_trios_can_be_made_of_three_pairs() -> None:
    session = in_pairs(*SIX)
    moved = made(session, PersonMoved(person="fay-wu", pair=session.pairs[0].id))
    assert groups(moved) == [{"ana", "ben", "fay"}, {"cy", "dee", "eve"}]


def test_nobody_is_left_alone_by_a_move() -> None:
    session = in_pairs("Ana", "Ben", "Cy", "Dee")
    with pytest.raises(Refused, match="Ana would be left alone"):
        made(session, PersonMoved(person="ben", pair=session.pairs[1].id))


def test_locked_pairs_stay_when_others_are_drawn() -> None:
    session = in_pairs(*SIX)
    locked = made(session, PairLocked(pair=session.pairs[0].id, locked=True))
    again = made(
        locked, drawn(("ana-ruiz", "ben-okafor"), ("cy-lam", "fay-wu"), ("eve-sol", "dee-park"))
    )
    assert again.pairs[0] == locked.pairs[0]
    assert again.pairs[1].id != locked.pairs[1].id


# ---------------------------------------------------------------- while they talk


def test_a_latecomer_of_the_first_minutes_makes_a_trio() -> None:
    session = made(talk(), added("Gus Bo"), seconds=170)
    assert groups(session)[-1] == {"eve", "fay", "gus"}
    assert session.people[-1].presence is Presence.HERE


def test_a_later_latecomer_observes() -> None:
    session = made(talk(), added("Gus Bo"), seconds=200)
    assert groups(session)[0] == {"ana", "ben", "(gus)"}
    assert session.people[-1].presence is Presence.LATE


def test_an_absent_person_who_comes_late_observes() -> None:
    session = made(made(in_pairs(*SIX), MarkedAbsent(person="ben-okafor")))
    session = made(session, *[c.change for c in talk().history[-2:]])
    late = made(session, MarkedPresent(person="ben-okafor"), seconds=600)
    assert late.history[-1].said == "Ben Okafor came late"
    assert sum("(ben)" in group for group in groups(late)) == 1


def test_who_leaves_early_frees_the_partner_for_a_trio() -> None:
    session = talk()
    note = NotesWritten(
        kind=Kind.VALUE,
        notes=(Written(text="honesty", person="ben-okafor"),),
        team=TEAM_ONE,
        pair=session.pairs[0].id,
    )
    session = made(session, note, PersonLeft(person="ben-okafor", organized=False), seconds=60)
    assert groups(session) == [{"cy", "dee"}, {"eve", "fay", "ana"}]
    assert session.notes[0].text == "honesty"
    assert session.person("ben-okafor").presence is Presence.LEFT  # type: ignore[union-attr] # there


def test_who_leaves_later_leaves_a_partner_who_observes() -> None:
    session = made(talk(), PersonLeft(person="ben-okafor", organized=True), seconds=400)
    assert groups(session)[0] == {"ana", "ben"}
    assert groups(session)[1] == {"cy", "dee", "(ana)"}
    assert session.history[-1].said == "Ben Okafor left, having organized"


def test_a_latecomer_takes_the_place_of_one_who_left() -> None:
    session = made(talk(), added("Gus Bo"), seconds=400)
    session = made(session, PersonLeft(person="dee-park"), seconds=500)
    assert groups(session)[1] == {"cy", "dee", "gus"}
    assert session.people[-1].presence is Presence.HERE


def test_who_comes_back_has_the_place_and_the_partner_again() -> None:
    left = made(talk(), PersonLeft(person="ben-okafor"), seconds=400)
    session = made(left, MarkedPresent(person="ben-okafor"), seconds=500)
    assert groups(session) == [{"ana", "ben"}, {"cy", "dee"}, {"eve", "fay"}]
    with pytest.raises(Refused, match="has a place already"):
        made(session, MarkedPresent(person="ben-okafor"))


def test_the_trio_goes_on_as_two() -> None:
    session = made(talk(*SEVEN), PersonLeft(person="gus-bo"), seconds=400)
    assert groups(session)[-1] == {"eve", "fay", "gus"}


def test_of_a_trio_that_one_has_left_a_second_leaves_and_no_pair_is_of_four() -> None:
    session = made(talk(*SEVEN), added("Hal Fo"), seconds=400)
    session = made(session, PersonLeft(person="gus-bo"), PersonLeft(person="fay-wu"), seconds=500)
    assert groups(session) == [
        {"ana", "ben", "(hal)"},
        {"cy", "dee", "(eve)"},
        {"eve", "fay", "gus"},
    ]
    check(session)


def test_when_a_latecomer_takes_a_place_the_others_go_on_listening() -> None:
    session = made(talk("Ana", "Ben", "Cy", "Dee"), added("Hal", "Io", "Joe"), seconds=400)
    assert groups(session) == [{"ana", "ben", "(hal)", "(joe)"}, {"cy", "dee", "(io)"}]
    session = made(session, PersonLeft(person="ben"), seconds=500)
    assert groups(session) == [{"ana", "ben", "hal", "(joe)"}, {"cy", "dee", "(io)"}]
    session = made(session, PersonLeft(person="dee"), PersonLeft(person="cy"), seconds=600)
    assert groups(session)[0] == {"ana", "ben", "hal", "(joe)", "(io)"}


def test_who_left_cannot_leave_again_and_before_the_talk_one_is_absent() -> None:
    with pytest.raises(Refused, match="mark Ana Ruiz as absent"):
        made(in_pairs(*SIX), PersonLeft(person="ana-ruiz"))
    left = made(talk(), PersonLeft(person="ana-ruiz"))
    with pytest.raises(Refused, match="left already"):
        made(left, PersonLeft(person="ana-ruiz"))
    with pytest.raises(Refused, match="say that Cy Lam left"):
        made(left, MarkedAbsent(person="cy-lam"))


# ---------------------------------------------------------------- teams


def test_teams_are_made_of_everybody_and_pairs_come_anew() -> None:
    session = in_pairs(*SIX)
    ids = [p.id for p in session.people]
    parted = made(
        session, TeamsMade(teams=(Group("North", tuple(ids[:4])), Group("", tuple(ids[4:]))))
    )
    assert [t.name for t in parted.teams] == ["North", "Team 2"]
    assert [len(parted.team_members(t.id)) for t in parted.teams] == [4, 2]
    assert not parted.pairs


def test_teams_leave_nobody_out() -> None:
    session = fresh(*SIX)
    with pytest.raises(Refused, match="roster has changed"):
        made(session, TeamsMade(teams=(Group("A", ("ana-ruiz", "ben-okafor")),)))


def test_there_are_not_more_teams_than_a_room_can_have() -> None:
    session = fresh(*(f"Nr {n}" for n in range(MOST_TEAMS + 1)))
    groups_of_one = tuple(Group(p.name, (p.id,)) for p in session.people)
    with pytest.raises(Refused, match="at most 50 teams"):
        made(session, TeamsMade(teams=groups_of_one))


def test_somebody_moved_to_another_team_gets_a_place_there() -> None:
    session = fresh(*SIX, "Gus Bo", "Hal Fo")
    ids = [p.id for p in session.people]
    session = made(
        session, TeamsMade(teams=(Group("A", tuple(ids[:4])), Group("B", tuple(ids[4:]))))
    )
    session = made(session, drawn(*zip(ids[::2], ids[1::2], strict=True)))
    moved = made(session, MovedToTeam(person="ana-ruiz", team="team-2"))
    assert groups(moved) == [{"cy", "dee", "ben"}, {"eve", "fay"}, {"gus", "hal", "ana"}]


# ---------------------------------------------------------------- always


KINDS = (
    *(MarkedAbsent, MarkedPresent, PersonLeft, OddPlaced, PersonMoved, MovedToTeam, TeamsMade),
    *(PersonRemoved, RoleGiven, MovedOn, PairLocked),
    *(pair_changes.PairsDrawn, pair_changes.PeopleSwapped, type(added("a"))),
)


@given(runs(kinds=KINDS))
def test_whoever_comes_and_goes_nobody_has_two_places_and_no_pair_is_of_one(run: Run) -> None:
    for step in run.made:
        session = step.session
        check(session)
        placed = [member for pair in session.pairs for member in pair.members]
        assert len(placed) == len(set(placed))
        if not talking(session):
            assert all(not pair.observers for pair in session.pairs)
            for team in session.teams:
                assert len(waiting(session, team.id)) <= 1


COMINGS = st.lists(
    st.tuples(
        st.sampled_from((PersonLeft, MarkedPresent, None)),
        st.integers(2, 9),
        st.sampled_from((10, 100)),
    ),
    max_size=12,
)


@given(st.integers(4, 7), COMINGS)
def test_while_they_talk_whoever_is_there_talks_or_listens(people: int, comings: Comings) -> None:
    session, seconds = talk(*SEVEN[:people]), 0  # the first pair stays
    for number, (kind, person, wait) in enumerate(comings):
        seconds += wait
        who = session.people[person % len(session.people)].id
        change = added(f"Late {number}") if kind is None else kind(person=who)
        if who in {"ana-ruiz", "ben-okafor"}:
            continue
        try:
            session = made(session, change, seconds=seconds)
        except Refused:
            continue
        check(session)
        live = [pair for pair in session.pairs if len(talkers(session, pair)) > 1]
        places = [*(m for pair in live for m in talkers(session, pair))]
        places += [one for pair in session.pairs for one in pair.observers]
        there = [p.id for p in session.people if p.presence in (Presence.HERE, Presence.LATE)]
        assert sorted(places) == sorted(there)
        assert all(pair in live for pair in session.pairs if pair.observers)
