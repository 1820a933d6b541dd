"""Any keys in any haste: nothing breaks, and what is shown is what is kept."""

from __future__ import annotations

import os
from random import Random

import pytest

from tests.screens.desk import PAIRING, SIX, SUMMARY, Room, rehearsed

KEYS = (
    *"vircft1239npugkwbsxoad<>,.+-[]?BeBr:;",
    *("space", "tab", "shift+tab", "escape", "enter", "enter"),
    *("up", "down", "left", "right", "home", "end", "backspace"),
)
"""Everything but what leaves the session."""


SEEDS = int(os.environ.get("ONEONE_TEST_SEEDS", "1"))
"""How many times to try each beginning; many more find what a usual run does not."""


@pytest.mark.parametrize("minute", [0, PAIRING, SUMMARY])
@pytest.mark.parametrize("seed", range(SEEDS))
async def test_any_keys_in_any_haste_break_nothing(
    painted_room: Room, minute: float, seed: int
) -> None:
    chance = Random(f"{seed} {minute}")
    async with painted_room.desk(rehearsed(minute, *SIX)) as desk:
        for _ in range(5):
            await desk.burst(*chance.choices(KEYS, k=chance.randint(1, 25)))
            await desk.pass_time(chance.uniform(0, 300))
            if chance.random() < 0.3:
                await desk.resize(chance.randint(20, 130), chance.randint(5, 45))
        assert desk.app.is_running
        await desk.press("escape", "escape")
        await desk.check_kept()
