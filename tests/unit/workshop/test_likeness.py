"""Who may be somebody known under another spelling."""

from __future__ import annotations

from random import Random

import pytest
from msgspec.structs import replace

from oneone_tui.workshop.likeness import Likely, likely_same
from oneone_tui.workshop.past import NO_PAST, Known, Past
from oneone_tui.workshop.records import Person
from oneone_tui.workshop.session import TEAM_ONE, Session
from tests.effort import effort
from tests.unit.workshop.building import START, fresh


def knowing(*names: str) -> Past:
    people = {
        name: Known(
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
    return Past(people=people, met={})


def proposed(session: Session, past: Past) -> dict[str, str]:
    return {session.name(likely.person): likely.name for likely in likely_same(session, past)}


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
def test_two_spellings_of_one_name(name: str, known: str) -> None:
    assert proposed(fresh(name), knowing(known, "Somebody Else")) == {name: known}
    assert proposed(fresh(known), knowing(name, "Somebody Else")) == {known: name}


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
def test_names_that_are_two_peoples(name: str, known: str) -> None:
    assert proposed(fresh(name), knowing(known)) == {}
    assert proposed(fresh(known), knowing(name)) == {}


def test_the_likest_comes_first_and_nobody_comes_twice() -> None:
    session = fresh("Ana Ruis", "Ben Okafor Smith", "Ana M Ruis")
    past = knowing("Ana Ruiz", "Okafor Smith Ben", "Ana Ruis Lopez")
    assert list(proposed(session, past).items()) == [
        ("Ben Okafor Smith", "Okafor Smith Ben"),
        ("Ana Ruis", "Ana Ruis Lopez"),
    ]


def test_what_is_proposed_says_whom_and_when() -> None:
    (likely,) = likely_same(fresh("Ana Ruis"), knowing("Ana Ruiz"))
    assert likely == Likely(person="ana-ruis", known="Ana Ruiz", name="Ana Ruiz", last=START)


def test_nobody_is_proposed_who_is_here_as_themselves() -> None:
    session = fresh("Ana Ruis", "Ana Ruiz")
    known = knowing("Ana Ruiz").people["Ana Ruiz"]
    assert likely_same(session, Past(people={"ana-ruiz": known}, met={})) == ()


def test_whoever_is_known_already_or_was_decided_on_is_left_alone() -> None:
    past = knowing("Ana Ruiz")
    decided = Person(id="ana-ruis", name="Ana Ruis", team=TEAM_ONE, same="ana-ruis")
    session = replace(fresh(), people=(decided,))
    assert likely_same(session, past) == ()
    assert likely_same(fresh("Ana Ruis"), NO_PAST) == ()
    there = Past(people={**past.people, "ana-ruis": past.people["Ana Ruiz"]}, met={})
    assert likely_same(fresh("Ana Ruis"), there) == ()


def test_a_large_roster_against_a_large_past_takes_a_moment() -> None:
    chance = Random(1)

    def name() -> str:
        return " ".join("".join(chance.choices("aeinorstlmk", k=6)).title() for _ in range(2))

    past, session = knowing(*{name() for _ in range(2_000)}), fresh(*{name() for _ in range(200)})
    with effort() as spent:
        likely_same(session, past)
    assert spent.seconds < 3
