"""Who may be somebody known under another spelling."""

from __future__ import annotations

from random import Random

import pytest
from msgspec.structs import replace

from oneone_tui.workshop.history.attendance import NO_ATTENDANCE, AttendanceHistory, KnownPerson
from oneone_tui.workshop.history.identity import LikelySamePerson, find_likely_same_people
from oneone_tui.workshop.model.records import Person
from oneone_tui.workshop.model.session import TEAM_ONE, Session
from tests.support.processor_time import measure_effort
from tests.support.sessions import START, fresh_session


def knowing(*names: str) -> AttendanceHistory:
    people = {
        name: KnownPerson(
            id=name,
            name=name,
            sessions=1,
            last=START,
            roles={},
            organized_first=False,
            waits=False,
        )
        for name in names
    }
    return AttendanceHistory(people=people, met={})


def proposed(session: Session, past: AttendanceHistory) -> dict[str, str]:
    return {
        session.name_of(likely.person): likely.name
        for likely in find_likely_same_people(session, past)
    }


@pytest.mark.parametrize(
    "name, known",
    [
        ("Ana Ruis", "Ana Ruiz"),
        ("ANA RUÍZ", "Ana Ruiz"),
        ("Ruiz, Ana", "Ana Ruiz"),
        ("Anna Ruiz", "Ana Ruiz"),
        ("Ana Maria Ruiz", "Ana Ruiz"),
        ("Ana M. Ruiz", "Ana Maria Ruiz"),
        ("Ana Ruiz", "Ana M Ruiz"),
        ("A. Ruiz", "Ana Ruiz"),
        ("Ana R.", "Ana Ruiz"),
        ("Mary Ann O’Brien", "Maryann OBrien"),
        ("Mary-Ann Li", "Mary Ann Li"),
        ("Gus Odegaard", "Gus Ødegaard"),
        ("Kateryna", "Katerina"),
        ("Wiliam Okafor", "William Okafor"),
        ("Иванова Юлия", "Юлия Иванова"),
    ],
)
def test_likely_same_people_have_similar_names(name: str, known: str) -> None:
    assert proposed(fresh_session(name), knowing(known, "Somebody Else")) == {name: known}
    assert proposed(fresh_session(known), knowing(name, "Somebody Else")) == {known: name}


@pytest.mark.parametrize(
    "name, known",
    [
        ("Ana", "Ana Ruiz"),
        ("Ana Ruiz", "Ana Okafor"),
        ("Ana Ruiz", "Ben Ruiz"),
        ("Cy Lam", "Cy Lim"),
        ("Maria", "Marta"),
        ("A. R.", "Ana Ruiz"),
        ("Ana Maria", "Maria Ruiz"),
        ("Ana Luiza Ruiz", "Ana Maria Ruiz"),
        ("李雷", "李梅"),
    ],
)
def test_likely_same_people_exclude_different_names(name: str, known: str) -> None:
    assert proposed(fresh_session(name), knowing(known)) == {}
    assert proposed(fresh_session(known), knowing(name)) == {}


def test_likely_same_people_are_ordered_and_unique() -> None:
    session = fresh_session("Ana Ruis", "Ben Okafor Smith", "Ana M Ruis")
    past = knowing("Ana Ruiz", "Okafor Smith Ben", "Ana Ruis Lopez")
    assert list(proposed(session, past).items()) == [
        ("Ben Okafor Smith", "Okafor Smith Ben"),
        ("Ana Ruis", "Ana Ruis Lopez"),
    ]


def test_likely_same_person_has_name_and_date() -> None:
    (likely,) = find_likely_same_people(fresh_session("Ana Ruis"), knowing("Ana Ruiz"))
    assert likely == LikelySamePerson(
        person="ana-ruis", known="Ana Ruiz", name="Ana Ruiz", last=START
    )


def test_likely_same_people_exclude_those_on_roster() -> None:
    session = fresh_session("Ana Ruis", "Ana Ruiz")
    known = knowing("Ana Ruiz").people["Ana Ruiz"]
    assert (
        find_likely_same_people(session, AttendanceHistory(people={"ana-ruiz": known}, met={}))
        == ()
    )


def test_likely_same_people_exclude_known_and_decided() -> None:
    past = knowing("Ana Ruiz")
    decided = Person(id="ana-ruis", name="Ana Ruis", team=TEAM_ONE, same="ana-ruis")
    session = replace(fresh_session(), people=(decided,))
    assert find_likely_same_people(session, past) == ()
    assert find_likely_same_people(fresh_session("Ana Ruis"), NO_ATTENDANCE) == ()
    there = AttendanceHistory(people={**past.people, "ana-ruis": past.people["Ana Ruiz"]}, met={})
    assert find_likely_same_people(fresh_session("Ana Ruis"), there) == ()


def test_likely_same_people_of_large_roster_take_a_moment() -> None:
    chance = Random(1)

    def name() -> str:
        return " ".join("".join(chance.choices("aeinorstlmk", k=6)).title() for _ in range(2))

    past, session = (
        knowing(*{name() for _ in range(2_000)}),
        fresh_session(*{name() for _ in range(200)}),
    )
    with measure_effort() as spent:
        find_likely_same_people(session, past)
    assert spent.seconds < 3
