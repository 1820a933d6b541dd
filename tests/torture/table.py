"""What a trial found, and all of them as one table."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

SHOWN = 10
"""So many losses of a trial are told in words."""
AT_MOST = "at most"
"""A finding that ends so is a measure, of which the largest counts; the others are counts."""


class Kind(StrEnum):
    """What a loss is: the columns of the table."""

    LOST = "lost"
    """A note that was shown as saved, or a draft that was kept, is gone."""
    TWICE = "twice"
    """A note is there more than once."""
    DAMAGED = "damaged"
    """A file that should open doesn't, or there is no previous good copy."""
    LEFT = "left over"
    """A file is left behind that nobody removes, or that others can read."""
    CRASHED = "crashed"
    """Anything else than a session or one clear line."""
    SLOW = "slow"
    LARGE = "large"
    """More time or memory than anything may take."""


@dataclass
class Trial:
    """One kind of harm, tried many times.

    `losses` says what was lost, or what came up that never may, and `kinds` how many of them are
    of which kind: those that are in no kind's count crashed. `findings` is what else there is to
    tell.
    """

    what: str
    tries: int = 0
    losses: list[str] = field(default_factory=list)
    kinds: Counter[Kind] = field(default_factory=Counter)
    findings: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    _began: float = field(default_factory=time.monotonic, repr=False)

    def lose(self, kind: Kind, loss: str) -> None:
        """Count a loss."""
        self.losses.append(loss)
        self.kinds[kind] += 1

    def expect(self, holds: object, kind: Kind, loss: str) -> None:
        """Count as a loss what does not hold."""
        if not holds:
            self.lose(kind, loss)

    def ended(self) -> Trial:
        """The same, with the time that it took."""
        self.seconds = time.monotonic() - self._began
        return self

    def of(self, kind: Kind) -> int:
        """How many losses are of a kind."""
        rest = len(self.losses) - self.kinds.total() if kind is Kind.CRASHED else 0
        return self.kinds[kind] + rest


def merged(what: str, trials: Iterable[Trial]) -> Trial:
    """Trials of one kind as one; `seconds` is what they took together."""
    whole = Trial(what)
    for trial in trials:
        whole.tries += trial.tries
        whole.losses += trial.losses
        whole.kinds.update(trial.kinds)
        whole.seconds += trial.seconds
        for name, count in trial.findings.items():
            before = whole.findings[name]
            whole.findings[name] = max(before, count) if name.endswith(AT_MOST) else before + count
    return whole


def table(trials: Iterable[Trial]) -> str:
    """All of them as a table in Markdown."""
    rows = [("what", "tries", *Kind, "seconds"), *(_cells(trial) for trial in trials)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    return "\n".join(_row(row, widths) for row in (rows[0], rule, *rows[1:]))


def told(trial: Trial) -> str:
    """What there is to tell of a trial beside its row: what else was found, and what was lost."""
    found = ", ".join(f"{name} {count:,}" for name, count in sorted(trial.findings.items()))
    # One of each kind: what differs by a number or a name only is the same thing again.
    kinds = {re.sub(r"\d+|\[.*\]", "", loss): loss for loss in trial.losses}
    lines = [f"  ! {loss}" for loss in [*kinds.values()][:SHOWN]]
    return "\n".join([f"{trial.what}: {found or 'nothing else'}", *lines])


def _cells(trial: Trial) -> Sequence[str]:
    losses = (f"{trial.of(kind):,}" for kind in Kind)
    return trial.what, f"{trial.tries:,}", *losses, f"{trial.seconds:,.0f}"


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    first, *rest = zip(cells, widths, strict=True)
    shown = [first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in rest)]
    return f"| {' | '.join(shown)} |"
