"""Between the console and the disk, where the disk hangs."""

from __future__ import annotations

from pathlib import Path

import pytest

from oneone_tui.keeper import Keeper
from oneone_tui.store.library import Library
from tests.unit.workshop.building import START, fresh


async def test_a_disk_that_hangs_holds_nobody_who_leaves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("oneone_tui.keeper.SIGN_SECONDS", 0.01)
    keeper = Keeper.open(Library(tmp_path).create(fresh()).path, "desk")
    with keeper._company._one_at_a_time:  # a look has it for as long as the disk says nothing
        await keeper.leave(START)
