"""Any keys in any haste, at any size: nothing breaks, and what is shown is what is kept."""

from __future__ import annotations

import pytest

from tests.torture.monkey import play_round


@pytest.mark.parametrize("number", [0, 3])
def test_any_keys_break_nothing(number: int) -> None:
    trial = play_round(seed=7, number=number, keys=350)
    assert trial.losses == []
    assert trial.tries == 350
