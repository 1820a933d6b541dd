"""The pairing, worked by keys: everybody has one place, whatever is drawn and swapped."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from oneone_tui.widgets.pair_cards import PairCards
from oneone_tui.workshop.words import Stage
from tests.screens.desk import (
    MIXED,
    PAIRING,
    ROUNDS,
    SEVEN,
    SIX,
    TWENTY_FOUR,
    Room,
    fresh,
    rehearsed,
)

if TYPE_CHECKING:
    from tests.screens.desk import Desk


def pairs(desk: Desk) -> list[tuple[str, ...]]:
    """The pairs, by names."""
    return [tuple(map(desk.session.name, pair.members)) for pair in desk.session.pairs]


def placed(desk: Desk) -> list[str]:
    """Everybody who has a place, in order of their names."""
    return sorted(name for pair in pairs(desk) for name in pair)


def cursor(desk: Desk) -> str:
    """Who the cursor is on."""
    return desk.session.name(desk.app.screen.query_one(PairCards).chosen)


@pytest.mark.parametrize("names", [SIX[:2], MIXED, (*TWENTY_FOUR, "Hal Kim")])
async def test_the_first_visit_draws_the_pairs(room: Room, names: tuple[str, ...]) -> None:
    async with room.desk(fresh(*names)) as desk:
        await desk.press(">")
        assert desk.stage is Stage.PAIRING
        assert placed(desk) == sorted(names)
        assert len(desk.session.pairs) == len(names) // 2
        trios = sum(len(pair) == 3 for pair in pairs(desk))
        assert trios == len(names) % 2
        assert ("trio" in desk.reads("#pairing-heading")) == bool(trios)
        await desk.press("end")
        assert cursor(desk) == pairs(desk)[-1][-1]
        await desk.shows(f"▸ {cursor(desk)}")
        await desk.press("down", "right", "home", "up", "left")
        assert cursor(desk) == pairs(desk)[0][0]
        drawn = pairs(desk)
        await desk.press("<", ">")  # looked at again, they are the same
        assert pairs(desk) == drawn


async def test_a_shuffle_draws_anew_and_undo_brings_the_old_pairs_back(room: Room) -> None:
    async with room.desk(rehearsed(PAIRING)) as desk:
        drawn = [pairs(desk)]
        for _ in range(3):
            await desk.press("s")
            drawn.append(pairs(desk))
            assert placed(desk) == sorted(SIX)
        assert len({frozenset(map(frozenset, each)) for each in drawn}) > 1
        for before in reversed(drawn[:-1]):
            await desk.press("u")
            assert pairs(desk) == before


async def test_two_people_change_places(room: Room) -> None:
    async with room.desk(rehearsed(PAIRING)) as desk:
        before = pairs(desk)
        await desk.press("home", "x")
        assert len(desk.told) == 1  # what to do next
        await desk.press("end", "x")
        assert pairs(desk) == [
            (before[2][1], before[0][1]),
            before[1],
            (before[2][0], before[0][0]),
        ]
        await desk.press("x", "x")  # with oneself: nothing
        await desk.press("u")
        assert pairs(desk) == before


async def test_somebody_is_to_organize_first(room: Room) -> None:
    async with room.desk(rehearsed(PAIRING, *SEVEN)) as desk:
        before = pairs(desk)
        assert len(before[-1]) == 3
        await desk.press("home", "down", "o")
        assert pairs(desk)[0] == before[0][::-1]
        await desk.shows(f"{before[0][1]}  organizes first")
        await desk.press("end", "o")
        first, second, third = before[-1]
        assert pairs(desk)[-1] == (third, first, second)
        await desk.press("u", "u")
        assert pairs(desk) == before


@pytest.mark.parametrize("names", [(), SIX[:1]])
async def test_too_few_people_are_told_so_and_nothing_starts(
    room: Room, names: tuple[str, ...]
) -> None:
    async with room.desk(fresh(*names)) as desk:
        await desk.press(">")
        assert desk.stage is Stage.PAIRING
        assert "takes two" in desk.reads("#pairing-heading")
        await desk.press("s")
        await desk.press("space")
        await desk.press("n")
        await desk.press("x", "o", "up", "down", "end")
        assert desk.told
        assert all(desk.told)
        assert desk.session.pairs == ()
        assert desk.session.clock == ()


async def test_who_comes_late_is_told_of_and_drawn_in(room: Room) -> None:
    async with room.desk(fresh(*SIX)) as desk:
        await desk.press(">", "<", "a")
        await desk.enter("Gus Ødegård")
        await desk.press("escape", ">")
        assert placed(desk) == sorted(SIX)
        assert "1 came later" in desk.reads("#pairing-heading")
        await desk.press("s")
        assert placed(desk) == sorted(SEVEN)


async def test_pairs_that_talk_stay_as_they_are(room: Room) -> None:
    async with room.desk(rehearsed(ROUNDS)) as desk:
        before = desk.session
        await desk.press("<")
        await desk.press("s")
        await desk.press("home", "x", "end", "x")
        await desk.press("o")
        refusals = [line for line in desk.told if "talking" in line]
        assert len(refusals) == 3
        assert desk.session.pairs == before.pairs
        assert desk.session.clock == before.clock
