"""What the tests of the command line share."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

SIX = b"Ana Ruiz\nBen Okafor\nCy Lam\nDee Park\nEve Sol\nFay Wu\n"


class Outcome(NamedTuple):
    """What a call left behind."""

    code: int
    out: str
    err: str


Oneone = Callable[..., Outcome]


def check_refused(outcome: Outcome, *words: str) -> None:
    """Check that a call was refused in exactly one line, which holds these words."""
    assert outcome.code == 2
    assert outcome.out == ""
    assert outcome.err.startswith("oneone: ")
    assert outcome.err.count("\n") == 1
    assert outcome.err.endswith("\n")
    for word in words:
        assert word in outcome.err
