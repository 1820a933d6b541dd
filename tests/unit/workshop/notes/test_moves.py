"""Who comes or goes: where everybody is then is told in one line."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given

from oneone_tui.workshop.model.changes import (
    AnyChange,
    CommitmentAdded,
    DetailSet,
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
    Undone,
)
from oneone_tui.workshop.model.changes.teams import Group
from oneone_tui.workshop.model.presence import present_members
from oneone_tui.workshop.model.session import TEAM_ONE, Session
from oneone_tui.workshop.model.terms import NoteKind, OddPersonPlacement, Presence, Role
from oneone_tui.workshop.notes.moved_people import ATTENDANCE, describe_moves, is_attendance
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

TALK, REPORT = "turn-1-conversation", "report-1"
SEVEN = (*SIX, "Gus Bo")
LATE = 400.0
"""Seconds after which no trio is made any more."""


def told(session: Session, *changes: AnyChange, seconds: float = 0) -> str:
    return describe_moves(session, apply_changes(session, *changes, seconds=seconds))


def talk(*names: str, segment: str = TALK) -> Session:
    return running_session(*(names or SIX), segment=segment)


def left(person: str) -> PersonLeft:
    return PersonLeft(person=person, organized=True)


# ---------------------------------------------------------------- before they talk


def test_describe_moves_absence_names_new_partner() -> None:
    assert told(paired_session(*SIX), MarkedAbsent(person="ben-okafor")) == (
        "Ben is absent; Ana works with Eve and Fay (pair 3); turns of pair 3 10:00→7:00"
    )


def test_describe_moves_absence_splits_trio_elsewhere() -> None:
    assert told(paired_session(*SEVEN), MarkedAbsent(person="ben-okafor")) == (
        "Ben is absent; Eve and Fay go on together (pair 3); Gus works with Ana (pair 4)"
    )


def test_describe_moves_absence_leaves_pair_of_trio() -> None:
    assert told(paired_session(*SEVEN), MarkedAbsent(person="gus-bo")) == (
        "Gus is absent; Eve and Fay go on together (pair 3)"
    )


def test_describe_moves_absence_in_last_pair() -> None:
    assert told(paired_session("Ana", "Ben"), MarkedAbsent(person="ben")) == (
        "Ben is absent; Ana is without a partner yet"
    )
    four = apply_changes(
        fresh_session("Ana", "Ben", "Cy", "Dee"),
        TeamsMade(teams=(Group("Red", ("ana", "ben")), Group("Blue", ("cy", "dee")))),
        pairs_drawn(("ana", "ben"), ("cy", "dee")),
    )
    assert told(four, MarkedAbsent(person="dee")) == "Dee is absent; Cy is without a partner yet"


def test_describe_moves_newcomer_makes_trio_and_next_splits_it() -> None:
    seven = apply_changes(paired_session(*SIX), people_added("Gus Bo"))
    assert (
        describe_moves(paired_session(*SIX), seven)
        == "Gus works with Eve and Fay (pair 3); turns of pair 3 10:00→7:00"
    )
    assert told(seven, people_added("Hal Fo")) == (
        "Hal works with Gus (pair 4); Eve and Fay go on together (pair 3); "
        "Report-back 1–3 4:00→3:00"
    )


def test_describe_moves_return_names_partner() -> None:
    away = apply_changes(paired_session(*SIX), MarkedAbsent(person="ben-okafor"))
    assert told(away, MarkedPresent(person="ben-okafor")) == (
        "Ben works with Ana (pair 4); Eve and Fay go on together (pair 3); Team and board 7:00→3:00"
    )


def test_describe_moves_before_draw_names_open_role() -> None:
    six = fresh_session(*SIX)
    away = apply_changes(six, MarkedAbsent(person="ben-okafor"))
    assert told(six, people_added("Gus")) == told(six, PersonRemoved(person="ben-okafor")) == ""
    assert describe_moves(six, away) == describe_moves(away, six) == ""
    served = apply_changes(six, RoleGiven(team=TEAM_ONE, role=Role.NOTE_TAKER, person="ben-okafor"))
    assert told(served, MarkedAbsent(person="ben-okafor")) == (
        "Ben is absent; nobody takes the notes now"
    )


def test_describe_moves_facilitator_joins_and_leaves() -> None:
    seven = paired_session(*SEVEN)
    stands_in = apply_changes(
        seven, OddPersonPlaced(team=TEAM_ONE, odd=OddPersonPlacement.FACILITATOR)
    )
    assert describe_moves(seven, stands_in) == (
        "Facilitator works with Gus (pair 4); Eve and Fay go on together (pair 3); "
        "Report-back 1–3 4:00→3:00"
    )
    assert told(stands_in, MarkedAbsent(person="gus-bo")) == (
        "Gus is absent; Facilitator works with Eve and Fay (pair 3); turns of pair 3 10:00→7:00"
    )
    assert told(stands_in, OddPersonPlaced(team=TEAM_ONE, odd=OddPersonPlacement.TRIO)) == (
        "Facilitator is off the roster; Gus works with Eve and Fay (pair 3); "
        "turns of pair 3 10:00→7:00"
    )


def test_describe_moves_timekeeper_sits_out() -> None:
    keeps = RoleGiven(team=TEAM_ONE, role=Role.TIMEKEEPER, person="gus-bo")
    seven = apply_changes(paired_session(*SEVEN), keeps)
    sits = apply_changes(seven, OddPersonPlaced(team=TEAM_ONE, odd=OddPersonPlacement.TIMEKEEPER))
    assert describe_moves(seven, sits) == (
        "Gus sits out and keeps the time; Eve and Fay go on together (pair 3)"
    )
    assert told(sits, MarkedAbsent(person="gus-bo")) == "Gus is absent; nobody keeps the time now"


def test_describe_moves_names_partner_left_by_hand() -> None:
    six = paired_session(*SIX)
    assert told(six, PersonMoved(person="ana-ruiz", pair=six.pairs[1].id)) == (
        "Ana works with Cy and Dee (pair 2); Ben works with Eve and Fay (pair 3); "
        "turns of pairs 2 and 3 10:00→7:00"
    )


# ---------------------------------------------------------------- while they talk


def test_describe_moves_early_latecomer_joins_pair() -> None:
    assert (
        told(talk(), people_added("Dana Li"))
        == "Dana works with Eve and Fay (pair 3); turns of pair 3 10:00→7:00"
    )


def test_describe_moves_latecomer_observes() -> None:
    assert told(talk(), people_added("Dana Li"), seconds=LATE) == (
        "Dana joins Ana and Ben as observer (pair 1)"
    )


def test_describe_moves_several_latecomers_by_pair() -> None:
    assert told(talk(), people_added("Dana Li", "Hal Fo", "Ida", "Jo"), seconds=LATE) == (
        "Dana and Jo join Ana and Ben as observers (pair 1); "
        "Hal joins Cy and Dee as observer (pair 2); Ida joins Eve and Fay as observer (pair 3)"
    )


def test_describe_moves_latecomer_at_report_back() -> None:
    assert told(talk(segment=REPORT), people_added("Dana Li")) == "Dana is here, in no pair"


def test_describe_moves_early_leaver_makes_trio() -> None:
    assert told(talk(), left("ben-okafor")) == (
        "Ben has left; Ana works with Eve and Fay (pair 3); turns of pair 3 10:00→7:00"
    )


def test_describe_moves_later_leaver_makes_observer() -> None:
    assert told(talk(), left("ben-okafor"), seconds=LATE) == (
        "Ben has left; Ana joins Cy and Dee as observer (pair 2)"
    )


def test_describe_moves_leaver_of_trio_leaves_pair() -> None:
    for seconds in (0, LATE):
        assert told(talk(*SEVEN), left("gus-bo"), seconds=seconds) == (
            "Gus has left; Eve and Fay go on together (pair 3)"
        )


def test_describe_moves_observer_takes_place_of_leaver() -> None:
    session = apply_changes(talk(), people_added("Dana Li"), seconds=LATE)
    assert told(session, left("dee-park"), seconds=LATE) == (
        "Dee has left; Dana works with Cy (pair 2)"
    )


def test_describe_moves_leaver_at_report_back() -> None:
    assert told(talk(segment=REPORT), left("ben-okafor")) == "Ben has left; Ana is alone in pair 1"


def test_describe_moves_leaving_observer_moves_nobody() -> None:
    session = apply_changes(talk(), people_added("Dana Li"), seconds=LATE)
    assert told(session, left("dana-li"), seconds=LATE) == "Dana has left"


def test_describe_moves_returning_person_has_partner_back() -> None:
    session = apply_changes(talk(), left("ben-okafor"), seconds=LATE)
    assert told(session, MarkedPresent(person="ben-okafor"), seconds=LATE) == (
        "Ben works with Ana (pair 1)"
    )


def test_describe_moves_partner_alone_without_other_pairs() -> None:
    session = talk("Ana", "Ben")
    assert told(session, left("ben"), seconds=LATE) == "Ben has left; Ana is alone in pair 1"
    assert told(session, left("ben"), left("ana"), seconds=LATE) == "Ana and Ben have left"


def test_describe_moves_notes_of_split_pair_stay_with_team() -> None:
    six = talk()
    note = NotesWritten(
        kind=NoteKind.VALUE, notes=(NoteDraft("trust"),), team=TEAM_ONE, pair=six.pairs[0].id
    )
    said = apply_changes(six, note)
    assert "; what pair 1 said stays with the team" in told(said, left("ben-okafor"))
    promise = CommitmentAdded(text="call", who="ana-ruiz", team=TEAM_ONE, pair=six.pairs[0].id)
    assert "what pair 1 said" in told(apply_changes(six, promise), left("ben-okafor"))
    assert "what pair" not in told(said, left("ben-okafor"), seconds=LATE)


# ---------------------------------------------------------------- roles, teams, names


@pytest.mark.parametrize(
    "role, words",
    [
        (Role.TIMEKEEPER, "nobody keeps the time now"),
        (Role.NOTE_TAKER, "nobody takes the notes now"),
        (Role.REPORTER, "nobody reports to the larger group now"),
    ],
)
def test_describe_moves_open_role_of_leaver(role: Role, words: str) -> None:
    session = apply_changes(talk(), RoleGiven(team=TEAM_ONE, role=role, person="ben-okafor"))
    assert told(session, left("ben-okafor"), seconds=LATE) == (
        f"Ben has left; Ana joins Cy and Dee as observer (pair 2); {words}"
    )
    takes_over = RoleGiven(team=TEAM_ONE, role=role, person="cy-lam")
    assert told(session, left("ben-okafor"), takes_over, seconds=LATE).endswith(
        f"; {words.replace('nobody', 'Cy')}"
    )


def test_describe_moves_names_team_of_role() -> None:
    session = apply_changes(
        fresh_session(*SIX, "Gus", "Hal"),
        TeamsMade(
            teams=(
                Group("Red", ("ana-ruiz", "ben-okafor", "cy-lam", "dee-park")),
                Group("Blue", ("eve-sol", "fay-wu", "gus", "hal")),
            )
        ),
        pairs_drawn(
            ("ana-ruiz", "ben-okafor"),
            ("cy-lam", "dee-park"),
            ("eve-sol", "fay-wu"),
            ("gus", "hal"),
        ),
        RoleGiven(team="team-2", role=Role.NOTE_TAKER, person="hal"),
    )
    assert told(session, MarkedAbsent(person="hal")) == (
        "Hal is absent; Gus works with Eve and Fay (pair 3); nobody takes the notes now in Blue"
        "; turns of pair 3 10:00→7:00"
    )
    assert told(session, MovedToTeam(person="hal", team="team-1")) == (
        "Hal works with Cy and Dee (pair 2); Gus works with Eve and Fay (pair 3); "
        "nobody takes the notes now in Blue; turns of pairs 2 and 3 10:00→7:00"
    )


def test_describe_moves_tells_equal_first_names_apart() -> None:
    session = paired_session("Ana Ruiz", "Ana Lam", "Cy", "Dee")
    assert told(session, MarkedAbsent(person="ana-lam")).startswith(
        "Ana Lam is absent; Ana Ruiz works with Cy and Dee (pair 2)"
    )


def test_describe_moves_of_a_crowd_is_one_readable_line() -> None:
    names = [f"Kim{chr(97 + i)}" for i in range(20)]
    line = told(talk(*names[:18]), *(left(name.lower()) for name in names[:6]), seconds=LATE)
    assert line.startswith("Kima, Kimb, Kimc and 3 others have left")
    crowd = told(
        talk(*names), people_added(*(f"Lee{chr(97 + i)}" for i in range(20))), seconds=LATE
    )
    assert crowd.endswith("; 4 other pairs have changed")


def test_describe_moves_skips_pair_unrelated_to_arrival() -> None:
    assert told(paired_session(*SIX), DetailSet(detail="title", text="Another")) == ""
    locked = paired_session(*SIX)
    assert told(locked, PairLocked(pair=locked.pairs[0].id, locked=True)) == ""


def test_is_attendance_covers_undo() -> None:
    session = apply_changes(talk(), left("ben-okafor"), seconds=LATE)
    undone = Undone(entry=session.history[-1].id)
    assert is_attendance(undone, session)
    assert told(session, undone, seconds=LATE) == "Ben works with Ana (pair 1)"
    titled = apply_changes(session, DetailSet(detail="title", text="Another"))
    assert not is_attendance(Undone(entry=titled.history[-1].id), titled)
    assert not is_attendance(SegmentEntered(left=TALK, to=REPORT), titled)


@given(runs(most=25))
def test_describe_moves_names_everybody_with_new_partner(run: Run) -> None:
    states = [run.first, *(step.session for step in run.made)]
    for before, after in pairwise(states):
        if not after.history or not isinstance(after.history[-1].change, ATTENDANCE):
            continue
        line = describe_moves(before, after)
        assert "\n" not in line
        if "other pairs" in line or "others" in line:
            continue
        for person in after.people:
            pair = after.pair_of(person.id)
            if pair is None or person.presence is not Presence.HERE:
                continue
            old = before.pair(pair.id)
            came = old is None or person.id not in present_members(before, old)
            if came and len(present_members(after, pair)) > 1:
                assert person.name.split(" ", 1)[0] in line
