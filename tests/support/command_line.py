"""Types and checks for tests of the command line."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

SIX = b"Ana Ruiz\nBen Okafor\nCy Lam\nDee Park\nEve Sol\nFay Wu\n"


class Outcome(NamedTuple):
    """The exit status and the output of a call."""

    code: int
    out: str
    err: str


Oneone = Callable[..., Outcome]


def check_refused(outcome: Outcome, *words: str) -> None:
    """Check that a call was rejected in exactly one line with these words in it."""
    assert outcome.code == 2
    assert outcome.out == ""
    assert outcome.err.startswith("oneone: ")
    assert outcome.err.count("\n") == 1
    assert outcome.err.endswith("\n")
    for word in words:
        assert word in outcome.err
