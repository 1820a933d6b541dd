"""Every change has a reducer and a description, in the file named like its own."""

from __future__ import annotations

from typing import get_args

import pytest

from oneone_tui.workshop.model.changes import AnyChange, Change
from oneone_tui.workshop.reducers import apply  # noqa: F401 - registers all
from oneone_tui.workshop.reducers.registry import DESCRIPTIONS, REDUCERS

CHANGES: tuple[type[Change], ...] = get_args(AnyChange)


def test_registry_covers_every_change_and_nothing_else() -> None:
    assert set(REDUCERS) == set(CHANGES)
    assert set(DESCRIPTIONS) == set(CHANGES)


@pytest.mark.parametrize("change", CHANGES)
def test_registry_has_both_functions_from_the_file_of_the_subject(change: type[Change]) -> None:
    subject = change.__module__.rpartition(".")[2]
    for function in (REDUCERS[change], DESCRIPTIONS[change]):
        assert function.__module__ == f"oneone_tui.workshop.reducers.{subject}"
