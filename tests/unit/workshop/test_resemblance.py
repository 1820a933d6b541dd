"""Which lines of a board may be the same: rather one missed than one seen where there is none."""

from __future__ import annotations

import pytest
from hypothesis import given

from oneone_tui.workshop.resemblance import alike, same_words
from tests.unit.workshop.strategies import texts


@pytest.mark.parametrize(
    "one, other",
    [
        ("we keep our word", "keep our word"),
        ("We Keep Our Word!", "keep word"),
        ("our word we keep", "we keep our word"),
        ("children", "childrens"),
        ("our children", "the child"),
        ("the children's future", "future of our children"),
        ("affordable homes", "an affordable home"),
        ("dignity at work", "dignty at work"),
        ("solidarity", "solidarty"),
        ("labour rights", "labor right"),
        ("organisation", "organization"),
        ("commitment", "comitment"),
        ("neighbourhood", "neigborhood"),
        ("has a van", "van"),
        ("José’s café", "jose's cafe"),
        ("los valores", "valor"),
        ("communities", "community"),
        ("classes", "class"),
        ("诚实", "诚实"),
        ("!!!", "!!!"),
        ("we", "We"),
    ],
)
def test_these_are_alike(one: str, other: str) -> None:
    assert alike(one, other)
    assert alike(other, one)


@pytest.mark.parametrize(
    "one, other",
    [
        ("rent control", "rent relief"),
        ("rent control", "control"),
        ("honesty", "honesty and courage"),
        ("peace", "place"),
        ("health", "wealth"),
        ("hearing", "healing"),
        ("marching", "matching"),
        ("loyalty", "royalty"),
        ("respect", "disrespect"),
        ("affordable", "unaffordable"),
        ("employer", "employee"),
        ("union", "unity"),
        ("we are not alone", "we are alone"),
        ("with a car", "without a car"),
        ("for the landlord", "against the landlord"),
        ("a ride to school", "a ride from school"),
        ("24 hours", "25 hours"),
        ("2020s", "2021s"),
        ("our kids", "their kids"),
        ("我们要公平的租金", "我们不要公平的租金"),
        ("", "honesty"),
        ("!!!", "???"),
        ("bus", "bu"),
    ],
)
def test_these_are_not(one: str, other: str) -> None:
    assert not alike(one, other)
    assert not alike(other, one)


def test_the_same_words_are_more_than_alike() -> None:
    assert same_words("we keep our word", "Word keep")
    assert alike("honesty", "honesti")
    assert not same_words("honesty", "honesti")


@given(texts, texts)
def test_likeness_goes_both_ways(one: str, other: str) -> None:
    assert alike(one, one)
    assert alike(one, other) == alike(other, one)
    assert not same_words(one, other) or alike(one, other)
