"""Everybody has a place, whoever comes and goes and whenever."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from oneone_tui.store.integrity import check_integrity
from oneone_tui.workshop.agenda.schedule import has_talking_begun
from oneone_tui.workshop.model.changes import (
    ChangeRejected,
    MarkedAbsent,
    MarkedPresent,
    MovedToTeam,
    NoteDraft,
    NotesWritten,
    OddPersonPlaced,
    PairLocked,
    PersonLeft,
    PersonMoved,
    PersonRemoved,
    RoleGiven,
    SegmentEntered,
    TeamsMade,
)
from oneone_tui.workshop.model.changes import pairs as pair_changes
from oneone_tui.workshop.model.changes.teams import Group
from oneone_tui.workshop.model.presence import present_members
from oneone_tui.workshop.model.session import TEAM_ONE, Session
from oneone_tui.workshop.model.terms import NoteKind, OddPersonPlacement, Presence, Role
from oneone_tui.workshop.pairing.placement import (
    FACILITATOR_ID,
    odd_person_placement,
    people_without_place,
)
from oneone_tui.workshop.pairing.teams import MOST_TEAMS
from tests.support.sessions import (
    SIX,
    apply_changes,
    fresh_session,
    paired_session,
    pairs_drawn,
    people_added,
    running_session,
)
from tests.support.strategies import Run, runs

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
    return apply_changes(
        running_session(*names), SegmentEntered(left="roles", to=TALKING), seconds=seconds
    )


# ---------------------------------------------------------------- before they talk


def test_marked_absent_partner_makes_trio() -> None:
    session = apply_changes(paired_session(*SIX), MarkedAbsent(person="ben-okafor"))
    assert groups(session) == [{"cy", "dee"}, {"eve", "fay", "ana"}]


def test_marked_absent_partner_takes_third_of_trio() -> None:
    session = apply_changes(paired_session(*SEVEN), MarkedAbsent(person="ben-okafor"))
    assert groups(session) == [{"cy", "dee"}, {"eve", "fay"}, {"gus", "ana"}]


def test_marked_absent_person_loses_role() -> None:
    role = RoleGiven(team=TEAM_ONE, role=Role.TIMEKEEPER, person="ben-okafor")
    session = apply_changes(paired_session(*SIX), role, MarkedAbsent(person="ben-okafor"))
    assert session.teams[0].timekeeper == ""


def test_marked_present_person_gets_place_again() -> None:
    away = apply_changes(paired_session(*SIX), MarkedAbsent(person="ben-okafor"))
    session = apply_changes(away, MarkedPresent(person="ben-okafor"))
    assert sorted(map(len, groups(session))) == [2, 2, 2]
    assert not people_without_place(session, TEAM_ONE)


def test_people_added_to_drawn_team_get_place() -> None:
    session = apply_changes(paired_session(*SIX), people_added("Gus Bo"))
    assert groups(session)[-1] == {"eve", "fay", "gus"}
    session = apply_changes(session, people_added("Hal Fo"))
    assert groups(session)[-1] == {"gus", "hal"}


def test_people_added_leave_locked_trio_alone() -> None:
    trio = paired_session(*SEVEN)
    locked = apply_changes(trio, PairLocked(pair=trio.pairs[-1].id, locked=True))
    assert groups(apply_changes(locked, people_added("Hal Fo"))) == [
        {"ana", "ben"},
        {"cy", "dee", "hal"},
        {"eve", "fay", "gus"},
    ]


def test_marked_absent_partner_waits_in_single_pair() -> None:
    session = apply_changes(paired_session("Ana", "Ben"), MarkedAbsent(person="ben"))
    assert not session.pairs
    assert groups(apply_changes(session, pairs_drawn(), MarkedPresent(person="ben"))) == []


# ---------------------------------------------------------------- the odd one


def test_odd_person_placed_with_facilitator_and_back() -> None:
    session = apply_changes(
        paired_session(*SEVEN), OddPersonPlaced(team=TEAM_ONE, odd=OddPersonPlacement.FACILITATOR)
    )
    assert groups(session)[-1] == {"gus", "facilitator"}
    assert odd_person_placement(session, TEAM_ONE) is OddPersonPlacement.FACILITATOR
    back = apply_changes(session, OddPersonPlaced(team=TEAM_ONE, odd=OddPersonPlacement.TRIO))
    assert back.person(FACILITATOR_ID) is None
    assert sorted(map(len, groups(back))) == [2, 2, 3]


def test_odd_person_placed_with_timekeeper_and_back() -> None:
    keeps = apply_changes(
        paired_session(*SEVEN), RoleGiven(team=TEAM_ONE, role=Role.TIMEKEEPER, person="ana-ruiz")
    )
    session = apply_changes(
        keeps, OddPersonPlaced(team=TEAM_ONE, odd=OddPersonPlacement.TIMEKEEPER)
    )
    assert sorted(map(len, groups(session))) == [2, 2, 2]
    assert session.pair_of("ana-ruiz") is None
    assert session.teams[0].timekeeper == "ana-ruiz"
    back = apply_changes(session, OddPersonPlaced(team=TEAM_ONE, odd=OddPersonPlacement.TRIO))
    assert back.pair_of("ana-ruiz")


def test_odd_person_placed_rejects_even_team() -> None:
    with pytest.raises(ChangeRejected, match="no odd one"):
        apply_changes(
            paired_session(*SIX), OddPersonPlaced(team=TEAM_ONE, odd=OddPersonPlacement.FACILITATOR)
        )


def test_odd_person_placed_needs_present_timekeeper() -> None:
    session = paired_session(*SEVEN, "Hal Fo")
    keeps = RoleGiven(team=TEAM_ONE, role=Role.TIMEKEEPER, person="hal-fo")
    absent = apply_changes(session, MarkedAbsent(person="hal-fo"))
    for odd in (absent, apply_changes(absent, keeps)):
        with pytest.raises(ChangeRejected, match="timekeeper first"):
            apply_changes(odd, OddPersonPlaced(team=TEAM_ONE, odd=OddPersonPlacement.TIMEKEEPER))


def test_moved_to_team_timekeeper_talks_again() -> None:
    session = fresh_session(*SEVEN)
    ids = tuple(person.id for person in session.people)
    session = apply_changes(
        session,
        TeamsMade(teams=(Group("A", ids[:3]), Group("B", ids[3:]))),
        pairs_drawn(ids[:3], ids[3:5], ids[5:]),
        RoleGiven(team="team-1", role=Role.TIMEKEEPER, person="ana-ruiz"),
        OddPersonPlaced(team="team-1", odd=OddPersonPlacement.TIMEKEEPER),
        MovedToTeam(person="ana-ruiz", team="team-2"),
    )
    assert groups(session) == [{"ben", "cy"}, {"dee", "eve"}, {"fay", "gus", "ana"}]
    assert session.person("ana-ruiz").presence is Presence.HERE  # type: ignore[union-attr] # there


# ---------------------------------------------------------------- by hand


def test_person_moved_from_trio_to_other_pair() -> None:
    session = paired_session(*SEVEN)
    moved = apply_changes(session, PersonMoved(person="fay-wu", pair=session.pairs[0].id))
    assert groups(moved) == [{"ana", "ben", "fay"}, {"cy", "dee"}, {"eve", "gus"}]


def test_person_moved_makes_two_trios_of_three_pairs() -> None:
    session = paired_session(*SIX)
    moved = apply_changes(session, PersonMoved(person="fay-wu", pair=session.pairs[0].id))
    assert groups(moved) == [{"ana", "ben", "fay"}, {"cy", "dee", "eve"}]


def test_person_moved_leaves_nobody_alone() -> None:
    session = paired_session("Ana", "Ben", "Cy", "Dee")
    with pytest.raises(ChangeRejected, match="Ana would be left alone"):
        apply_changes(session, PersonMoved(person="ben", pair=session.pairs[1].id))


def test_pairs_drawn_keeps_locked_pairs() -> None:
    session = paired_session(*SIX)
    locked = apply_changes(session, PairLocked(pair=session.pairs[0].id, locked=True))
    again = apply_changes(
        locked,
        pairs_drawn(("ana-ruiz", "ben-okafor"), ("cy-lam", "fay-wu"), ("eve-sol", "dee-park")),
    )
    assert again.pairs[0] == locked.pairs[0]
    assert again.pairs[1].id != locked.pairs[1].id


# ---------------------------------------------------------------- while they talk


def test_latecomer_of_first_minutes_makes_trio() -> None:
    session = apply_changes(talk(), people_added("Gus Bo"), seconds=170)
    assert groups(session)[-1] == {"eve", "fay", "gus"}
    assert session.people[-1].presence is Presence.HERE


def test_latecomer_observes_later() -> None:
    session = apply_changes(talk(), people_added("Gus Bo"), seconds=200)
    assert groups(session)[0] == {"ana", "ben", "(gus)"}
    assert session.people[-1].presence is Presence.LATE


def test_latecomer_marked_absent_before_observes() -> None:
    session = apply_changes(apply_changes(paired_session(*SIX), MarkedAbsent(person="ben-okafor")))
    session = apply_changes(session, *[c.change for c in talk().history[-2:]])
    late = apply_changes(session, MarkedPresent(person="ben-okafor"), seconds=600)
    assert late.history[-1].said == "Ben Okafor came late"
    assert sum("(ben)" in group for group in groups(late)) == 1


def test_leaver_of_first_minutes_frees_partner_for_trio() -> None:
    session = talk()
    note = NotesWritten(
        kind=NoteKind.VALUE,
        notes=(NoteDraft(text="honesty", person="ben-okafor"),),
        team=TEAM_ONE,
        pair=session.pairs[0].id,
    )
    session = apply_changes(
        session, note, PersonLeft(person="ben-okafor", organized=False), seconds=60
    )
    assert groups(session) == [{"cy", "dee"}, {"eve", "fay", "ana"}]
    assert session.notes[0].text == "honesty"
    assert session.person("ben-okafor").presence is Presence.LEFT  # type: ignore[union-attr] # there


def test_leaver_later_makes_partner_observe() -> None:
    session = apply_changes(talk(), PersonLeft(person="ben-okafor", organized=True), seconds=400)
    assert groups(session)[0] == {"ana", "ben"}
    assert groups(session)[1] == {"cy", "dee", "(ana)"}
    assert session.history[-1].said == "Ben Okafor left, having organized"


def test_latecomer_takes_place_of_leaver() -> None:
    session = apply_changes(talk(), people_added("Gus Bo"), seconds=400)
    session = apply_changes(session, PersonLeft(person="dee-park"), seconds=500)
    assert groups(session)[1] == {"cy", "dee", "gus"}
    assert session.people[-1].presence is Presence.HERE


def test_leaver_returns_to_place_and_partner() -> None:
    left = apply_changes(talk(), PersonLeft(person="ben-okafor"), seconds=400)
    session = apply_changes(left, MarkedPresent(person="ben-okafor"), seconds=500)
    assert groups(session) == [{"ana", "ben"}, {"cy", "dee"}, {"eve", "fay"}]
    with pytest.raises(ChangeRejected, match="has a place already"):
        apply_changes(session, MarkedPresent(person="ben-okafor"))


def test_leaver_of_trio_leaves_pair() -> None:
    session = apply_changes(talk(*SEVEN), PersonLeft(person="gus-bo"), seconds=400)
    assert groups(session)[-1] == {"eve", "fay", "gus"}


def test_leavers_of_trio_never_make_pair_of_four() -> None:
    session = apply_changes(talk(*SEVEN), people_added("Hal Fo"), seconds=400)
    session = apply_changes(
        session, PersonLeft(person="gus-bo"), PersonLeft(person="fay-wu"), seconds=500
    )
    assert groups(session) == [
        {"ana", "ben", "(hal)"},
        {"cy", "dee", "(eve)"},
        {"eve", "fay", "gus"},
    ]
    check_integrity(session)


def test_latecomer_taking_place_leaves_other_observers() -> None:
    session = apply_changes(
        talk("Ana", "Ben", "Cy", "Dee"), people_added("Hal", "Io", "Joe"), seconds=400
    )
    assert groups(session) == [{"ana", "ben", "(hal)", "(joe)"}, {"cy", "dee", "(io)"}]
    session = apply_changes(session, PersonLeft(person="ben"), seconds=500)
    assert groups(session) == [{"ana", "ben", "hal", "(joe)"}, {"cy", "dee", "(io)"}]
    session = apply_changes(session, PersonLeft(person="dee"), PersonLeft(person="cy"), seconds=600)
    assert groups(session)[0] == {"ana", "ben", "hal", "(joe)", "(io)"}


def test_leaver_cannot_leave_twice_or_before_talk() -> None:
    with pytest.raises(ChangeRejected, match="mark Ana Ruiz as absent"):
        apply_changes(paired_session(*SIX), PersonLeft(person="ana-ruiz"))
    left = apply_changes(talk(), PersonLeft(person="ana-ruiz"))
    with pytest.raises(ChangeRejected, match="left already"):
        apply_changes(left, PersonLeft(person="ana-ruiz"))
    with pytest.raises(ChangeRejected, match="say that Cy Lam left"):
        apply_changes(left, MarkedAbsent(person="cy-lam"))


# ---------------------------------------------------------------- teams


def test_teams_made_of_everybody_draws_pairs_anew() -> None:
    session = paired_session(*SIX)
    ids = [p.id for p in session.people]
    parted = apply_changes(
        session, TeamsMade(teams=(Group("North", tuple(ids[:4])), Group("", tuple(ids[4:]))))
    )
    assert [t.name for t in parted.teams] == ["North", "Team 2"]
    assert [len(parted.team_members(t.id)) for t in parted.teams] == [4, 2]
    assert not parted.pairs


def test_teams_made_leaves_nobody_out() -> None:
    session = fresh_session(*SIX)
    with pytest.raises(ChangeRejected, match="roster has changed"):
        apply_changes(session, TeamsMade(teams=(Group("A", ("ana-ruiz", "ben-okafor")),)))


def test_teams_made_rejects_too_many_teams() -> None:
    session = fresh_session(*(f"Nr {n}" for n in range(MOST_TEAMS + 1)))
    groups_of_one = tuple(Group(p.name, (p.id,)) for p in session.people)
    with pytest.raises(ChangeRejected, match="at most 50 teams"):
        apply_changes(session, TeamsMade(teams=groups_of_one))


def test_moved_to_team_person_gets_place_there() -> None:
    session = fresh_session(*SIX, "Gus Bo", "Hal Fo")
    ids = [p.id for p in session.people]
    session = apply_changes(
        session, TeamsMade(teams=(Group("A", tuple(ids[:4])), Group("B", tuple(ids[4:]))))
    )
    session = apply_changes(session, pairs_drawn(*zip(ids[::2], ids[1::2], strict=True)))
    moved = apply_changes(session, MovedToTeam(person="ana-ruiz", team="team-2"))
    assert groups(moved) == [{"cy", "dee", "ben"}, {"eve", "fay"}, {"gus", "hal", "ana"}]


# ---------------------------------------------------------------- always


KINDS = (
    *(
        MarkedAbsent,
        MarkedPresent,
        PersonLeft,
        OddPersonPlaced,
        PersonMoved,
        MovedToTeam,
        TeamsMade,
    ),
    *(PersonRemoved, RoleGiven, SegmentEntered, PairLocked),
    *(pair_changes.PairsDrawn, pair_changes.PeopleSwapped, type(people_added("a"))),
)


@given(runs(kinds=KINDS))
def test_placement_gives_nobody_two_places_or_single_pair(run: Run) -> None:
    for step in run.made:
        session = step.session
        check_integrity(session)
        placed = [member for pair in session.pairs for member in pair.members]
        assert len(placed) == len(set(placed))
        if not has_talking_begun(session):
            assert all(not pair.observers for pair in session.pairs)
            for team in session.teams:
                assert len(people_without_place(session, team.id)) <= 1


COMINGS = st.lists(
    st.tuples(
        st.sampled_from((PersonLeft, MarkedPresent, None)),
        st.integers(2, 9),
        st.sampled_from((10, 100)),
    ),
    max_size=12,
)


@given(st.integers(4, 7), COMINGS)
def test_placement_leaves_nobody_idle_while_pairs_talk(people: int, comings: Comings) -> None:
    session, seconds = talk(*SEVEN[:people]), 0  # the first pair stays
    for number, (kind, person, wait) in enumerate(comings):
        seconds += wait
        who = session.people[person % len(session.people)].id
        change = people_added(f"Late {number}") if kind is None else kind(person=who)
        if who in {"ana-ruiz", "ben-okafor"}:
            continue
        try:
            session = apply_changes(session, change, seconds=seconds)
        except ChangeRejected:
            continue
        check_integrity(session)
        live = [pair for pair in session.pairs if len(present_members(session, pair)) > 1]
        places = [*(m for pair in live for m in present_members(session, pair))]
        places += [one for pair in session.pairs for one in pair.observers]
        there = [p.id for p in session.people if p.presence in (Presence.HERE, Presence.LATE)]
        assert sorted(places) == sorted(there)
        assert all(pair in live for pair in session.pairs if pair.observers)


@given(runs(most=30))
def test_pair_keeps_its_number_whatever_happens(run: Run) -> None:
    known: dict[str, int] = {}
    for session in (run.first, *(step.session for step in run.made)):
        numbers = session.pair_numbers()
        assert len(set(numbers.values())) == len(numbers)
        for pair, number in numbers.items():
            assert known.setdefault(pair, number) == number


def test_pair_numbers_keep_their_gaps() -> None:
    session = apply_changes(paired_session(*SEVEN), MarkedAbsent(person="ana-ruiz"))
    assert sorted(session.pair_numbers().values()) == [2, 3, 4]
    drawn = [pair.members for pair in session.pairs]
    again = apply_changes(
        session, PairLocked(pair=session.pairs[1].id, locked=True), pairs_drawn(*drawn)
    )
    assert [(pair.number, pair.members) for pair in again.pairs] == [
        (1, drawn[0]),
        (2, drawn[2]),
        (3, drawn[1]),
    ]


def test_pairs_of_an_earlier_file_keep_the_numbers_they_were_shown_with() -> None:
    drawn = paired_session(*SIX)
    earlier = replace(drawn, pairs=tuple(replace(pair, number=0) for pair in drawn.pairs))
    assert list(earlier.pair_numbers().values()) == [1, 2, 3]
    left = apply_changes(earlier, MarkedAbsent(person="ben-okafor"))
    assert list(left.pair_numbers().values()) == [2, 3]
