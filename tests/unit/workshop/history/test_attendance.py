"""The past: who met, who served, and who is to come first next time."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import pytest
from msgspec.structs import replace

from oneone_tui.workshop.history.attendance import NO_ATTENDANCE, TimesAndLast, attendance_history
from oneone_tui.workshop.model.records import Person
from oneone_tui.workshop.model.session import TEAM_ONE, Session
from oneone_tui.workshop.model.terms import Presence, Role
from tests.support.processor_time import measure_effort
from tests.support.sessions import SIX, START, fresh_session, running_session
from tests.support.weekly_workshops import held_session, session_of_size

WEEK = timedelta(weeks=1)
ANA, BEN, CY, DEE, EVE, FAY = "ana-ruiz", "ben-okafor", "cy-lam", "dee-park", "eve-sol", "fay-wu"
THREE_PAIRS = ((ANA, BEN), (CY, DEE), (EVE, FAY))
SIXSOME = fresh_session(*SIX)


def being(session: Session, person: str, presence: Presence, **more: bool | None) -> Session:
    people = (
        replace(p, presence=presence, **more) if p.id == person else p for p in session.people
    )
    return replace(session, people=tuple(people))


def serving(session: Session, **roles: str) -> Session:
    return replace(session, teams=tuple(replace(team, **roles) for team in session.teams))


def test_meeting_is_found_in_either_order() -> None:
    past = attendance_history(
        [held_session(SIXSOME, THREE_PAIRS), held_session(SIXSOME, THREE_PAIRS, 2)]
    )
    assert past.meeting(ANA, BEN) == past.meeting(BEN, ANA) == TimesAndLast(2, START + 2 * WEEK)
    assert past.meeting(ANA, CY) is None


def test_attendance_history_ignores_order_of_sessions() -> None:
    weeks = [held_session(SIXSOME, [(FAY, EVE), (ANA, DEE), (BEN, CY)], 3)]
    weeks += [held_session(SIXSOME, THREE_PAIRS, week) for week in range(3)]
    tellings = [attendance_history(Random(seed).sample(weeks, len(weeks))) for seed in range(10)]
    assert all(past == tellings[0] for past in tellings)
    assert tellings[0].people[FAY].organized_first
    assert not tellings[0].people[EVE].organized_first


def test_attendance_history_counts_trio_and_not_observer() -> None:
    session = held_session(SIXSOME, [(ANA, BEN, CY), (DEE, EVE)])
    watched = replace(session.pairs[1], observers=(FAY,))
    past = attendance_history([replace(session, pairs=(session.pairs[0], watched))])
    assert len(past.met) == 4
    assert past.meeting(ANA, CY) == past.meeting(BEN, CY) == past.meeting(ANA, BEN)
    assert not any(FAY in two for two in past.met)


@pytest.mark.parametrize("segment", ["roles", ""])
def test_attendance_history_counts_only_sessions_that_talked(segment: str) -> None:
    session = held_session(SIXSOME, THREE_PAIRS)
    clock = (replace(session.clock[0], segment=segment),)
    assert attendance_history([replace(session, clock=clock)]) == NO_ATTENDANCE
    assert attendance_history([replace(session, clock=())]) == NO_ATTENDANCE
    assert attendance_history([running_session(*SIX, segment="turn-1-conversation")]).met


def test_attendance_history_knows_person_by_identity_and_last_name() -> None:
    first = held_session(SIXSOME, THREE_PAIRS)
    people = (Person(id="anna", name="Anna Ruiz", team=TEAM_ONE, same=ANA), *SIXSOME.people[1:])
    second = held_session(
        replace(SIXSOME, people=people), [("anna", CY), (BEN, DEE), (EVE, FAY)], 1
    )
    past = attendance_history([second, first])
    assert "anna" not in past.people
    assert past.people[ANA].name == "Anna Ruiz"
    assert past.people[ANA].sessions == 2
    assert past.people[ANA].last == START + WEEK
    assert past.meeting(ANA, CY)


def test_attendance_history_counts_each_role() -> None:
    first = serving(held_session(SIXSOME, THREE_PAIRS), timekeeper=ANA, reporter=BEN)
    second = serving(held_session(SIXSOME, THREE_PAIRS, 1), timekeeper=ANA, note_taker=BEN)
    past = attendance_history([first, second])
    assert past.people[ANA].roles == {Role.TIMEKEEPER: TimesAndLast(2, START + WEEK)}
    assert past.people[BEN].roles == {
        Role.REPORTER: TimesAndLast(1, START),
        Role.NOTE_TAKER: TimesAndLast(1, START + WEEK),
    }
    assert past.people[CY].roles == {}


def test_attendance_history_skips_absent_people() -> None:
    session = being(held_session(SIXSOME, [(ANA, BEN), (CY, DEE)]), EVE, Presence.ABSENT)
    assert EVE not in attendance_history([session]).people


def test_attendance_history_tells_who_waits() -> None:
    session = held_session(SIXSOME, [(ANA, BEN), (CY, DEE)])
    session = being(session, EVE, Presence.LATE)
    session = being(session, FAY, Presence.SITS_OUT)
    session = being(session, BEN, Presence.LEFT, organized=False)
    session = being(session, DEE, Presence.LEFT, organized=True)
    people = attendance_history([session]).people
    assert {person for person, known in people.items() if known.waits} == {BEN, EVE, FAY}


def test_attendance_history_ends_waiting_after_a_turn() -> None:
    late = being(held_session(SIXSOME, [(ANA, BEN), (CY, DEE)]), EVE, Presence.LATE)
    assert not attendance_history([late, held_session(SIXSOME, THREE_PAIRS, 1)]).people[EVE].waits


def test_attendance_history_reads_ten_thousand_sessions_in_seconds() -> None:
    session = held_session(
        session_of_size(10), [(f"p{n:03d}", f"p{n + 1:03d}") for n in range(0, 10, 2)]
    )
    with measure_effort() as spent:
        past = attendance_history(session for _ in range(1_000))
    assert spent.seconds < 2
    assert past.meeting("p000", "p001") == TimesAndLast(1_000, START)


def organized(session: Session) -> set[str]:
    return {
        person for person, known in attendance_history([session]).people.items() if known.organized
    }


def at_turn(session: Session, turn: int) -> Session:
    segments = ["turn-1-conversation", "turn-2-conversation"][:turn]
    first = session.clock[0]
    clock = (replace(first, id=f"anchor-{n}", segment=s) for n, s in enumerate(segments))
    return replace(session, clock=tuple(clock))


def test_attendance_history_counts_organizing_after_a_turn() -> None:
    session = held_session(SIXSOME, THREE_PAIRS)
    assert organized(at_turn(session, 1)) == {ANA, CY, EVE}
    assert organized(at_turn(session, 2)) == {ANA, BEN, CY, DEE, EVE, FAY}


def test_attendance_history_counts_organizing_of_whole_trio() -> None:
    session = held_session(SIXSOME, [(ANA, BEN, CY), (DEE, EVE)])
    assert organized(at_turn(session, 1)) == {ANA, DEE}
    assert organized(at_turn(session, 2)) == {ANA, BEN, CY, DEE, EVE}


def test_attendance_history_takes_reported_organizing_of_leaver() -> None:
    session = at_turn(held_session(SIXSOME, THREE_PAIRS), 2)
    session = being(session, ANA, Presence.LEFT, organized=False)
    session = being(session, BEN, Presence.LEFT, organized=True)
    assert organized(session) == {BEN, CY, DEE, EVE, FAY}


def test_attendance_history_adds_up_organizing() -> None:
    weeks = [held_session(SIXSOME, THREE_PAIRS, week) for week in range(3)]
    people = attendance_history(weeks).people
    assert (people[ANA].organized, people[BEN].organized) == (3, 0)
