"""Which lines of a board may be the same: rather one missed than one seen where there is none."""

from __future__ import annotations

import pytest
from hypothesis import given

from oneone_tui.workshop.similarity import are_similar, have_same_words
from tests.support.strategies import texts


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
def test_are_similar_accepts_same_meaning(one: str, other: str) -> None:
    assert are_similar(one, other)
    assert are_similar(other, one)


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
def test_are_similar_rejects_other_meaning(one: str, other: str) -> None:
    assert not are_similar(one, other)
    assert not are_similar(other, one)


def test_have_same_words_is_stricter() -> None:
    assert have_same_words("we keep our word", "Word keep")
    assert are_similar("honesty", "honesti")
    assert not have_same_words("honesty", "honesti")


@given(texts, texts)
def test_are_similar_is_symmetric(one: str, other: str) -> None:
    assert are_similar(one, one)
    assert are_similar(one, other) == are_similar(other, one)
    assert not have_same_words(one, other) or are_similar(one, other)
