"""Pairing: everybody has exactly one place, and chance is handed in."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from oneone_tui.workshop.pairing import TooFew, draw, draw_teams, roles_in_turn
from oneone_tui.workshop.session import Session
from tests.unit.workshop.building import SIX, drawn, fresh, made
from tests.unit.workshop.strategies import sessions

seeds = st.integers(0, 2**64)


@pytest.mark.parametrize("count", range(2, 61))
def test_everybody_is_in_exactly_one_pair_or_trio(count: int) -> None:
    people = [f"p{number}" for number in range(count)]
    pairs = draw(people, Random(count))
    assert sorted(person for pair in pairs for person in pair) == sorted(people)
    assert [len(pair) for pair in pairs if len(pair) != 2] == [3] * (count % 2)


@given(sessions(2, 60), seeds)
def test_a_draw_of_any_roster_is_one_that_the_session_takes(session: Session, seed: int) -> None:
    paired = made(session, drawn(*draw_teams(session, Random(seed)), seed=seed))
    placed = [person for pair in paired.pairs for person in pair.members]
    assert sorted(placed) == sorted(person.id for person in session.people)
    assert paired.info.seed == seed


@given(sessions(2, 60), seeds)
def test_the_same_seed_draws_the_same_pairs(session: Session, seed: int) -> None:
    assert draw_teams(session, Random(seed)) == draw_teams(session, Random(seed))


def test_other_seeds_draw_other_pairs() -> None:
    draws = {draw(SIX, Random(seed)) for seed in range(40)}
    assert len(draws) > 20


def test_a_draw_leaves_the_roster_in_its_order() -> None:
    people = list(SIX)
    draw(people, Random(1))
    assert people == list(SIX)


@pytest.mark.parametrize("people", [(), ("ana",)])
def test_fewer_than_two_cannot_be_drawn(people: tuple[str, ...]) -> None:
    with pytest.raises(TooFew, match="a 1:1 takes two: add at least one more person"):
        draw(people, Random(1))


def test_an_empty_roster_is_told_so() -> None:
    with pytest.raises(TooFew, match="nobody is on the roster yet: add people first"):
        draw_teams(fresh(), Random(1))


def test_one_person_alone_is_told_so() -> None:
    with pytest.raises(TooFew, match="add at least one more person"):
        draw_teams(fresh("Ana"), Random(1))


def test_in_a_pair_the_two_take_turns() -> None:
    assert roles_in_turn(("ana", "ben"), 1) == ("ana", "ben", "")
    assert roles_in_turn(("ana", "ben"), 2) == ("ben", "ana", "")


def test_in_a_trio_each_organizes_is_asked_and_watches_once() -> None:
    turns = [roles_in_turn(("ana", "ben", "cy"), turn) for turn in (1, 2, 3)]
    assert turns == [("ana", "ben", "cy"), ("ben", "cy", "ana"), ("cy", "ana", "ben")]
    assert all(len(set(place)) == 3 for place in zip(*turns, strict=True))
