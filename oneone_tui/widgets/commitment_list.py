"""Commitments across sessions: a row each, under a heading for each state."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import count, groupby

from textual.content import Content
from textual.reactive import var

from oneone_tui.widgets.choice_rows import ChoiceRows
from oneone_tui.workshop.dates import format_weekday_date
from oneone_tui.workshop.history.commitments import (
    CommitmentStatus,
    TrackedCommitment,
    format_who_to_whom,
)

HEADINGS = {
    CommitmentStatus.OVERDUE: "Overdue",
    CommitmentStatus.TODAY: "Due today",
    CommitmentStatus.AHEAD: "To come",
    CommitmentStatus.UNDATED: "Without a day",
    CommitmentStatus.DONE: "Done",
}
DATED = (CommitmentStatus.OVERDUE, CommitmentStatus.AHEAD)
"""Where each has another day to be told."""

Key = tuple[str, str]


class CommitmentList(ChoiceRows):
    """Promises to go through, in the order in which they are given, however many.

    One that is ticked off, or open again, stays in its place until others are shown, so that
    nothing jumps away under the cursor.
    """

    named: var[bool] = var(default=True)
    """Whether it is told who promised what."""

    def __init__(self, today: date, *, id: str) -> None:
        super().__init__(id=id)
        self._today = today
        self._promises: dict[Key, TrackedCommitment] = {}
        self._rows: list[Key | Content] = []
        self._days: dict[CommitmentStatus, int] = {}
        self._places: dict[Key, CommitmentStatus] = {}

    @property
    def count(self) -> int:
        """How many rows there are, headings and the blanks above them as well."""
        return len(self._rows)

    @property
    def chosen(self) -> TrackedCommitment | None:
        """The promise of the row that is on."""
        key = self._rows[self.at] if self._rows else None
        return self._promises[key] if isinstance(key, tuple) else None

    def set_commitments(
        self,
        promises: Sequence[TrackedCommitment],
        standings: Sequence[CommitmentStatus],
        *,
        afresh: bool,
    ) -> None:
        """Show these promises; each stands where `standings` says.

        Where they are the same ones, and not to be shown `afresh`, each stands where it stood.
        """
        chosen = self.chosen
        self._promises = {promise.key: promise for promise in promises}
        if afresh or self._promises.keys() != self._places.keys():
            self._places = dict(zip(self._promises, standings, strict=True))
            self._make_rows()
        on = chosen.key if chosen else None
        found = (at for at, row in enumerate(self._rows) if row == on) if on else count(self.at)
        self.select_row(next(found, self.at))

    def watch_named(self) -> None:
        """Names are hidden, or shown again."""
        self.refresh()

    def is_selectable(self, at: int) -> bool:
        """A heading can't."""
        return at < self.count and isinstance(self._rows[at], tuple)

    def row(self, at: int) -> Content:
        """A heading, or a promise; it is told in full elsewhere while it is on."""
        row = self._rows[at]
        if isinstance(row, Content):
            return row
        promise, standing = self._promises[row], self._places[row]
        late = promise.status_on(self._today) is CommitmentStatus.OVERDUE
        day = f"{self._day(promise):<{self._days[standing]}}" if standing in DATED else ""
        whose = format_who_to_whom(promise) if self.named else ""
        muted = "$muted" if promise.done else ""
        return Content.assemble(
            ("[✓] " if promise.done else "[ ] ", "bold $success" if promise.done else ""),
            (day, "$warning" if late else "$muted"),
            (f"{whose}: " if whose else "", muted or "bold"),
            (promise.text, muted),
        )

    def _make_rows(self) -> None:
        self._rows = []
        by_standing = sorted(self._places, key=lambda key: list(HEADINGS).index(self._places[key]))
        for standing, found in groupby(by_standing, key=self._places.__getitem__):
            keys = list(found)
            heading = ((HEADINGS[standing], "bold $accent"), (f"  {len(keys):,}", "$muted"))
            self._rows += [Content()] if self._rows else []
            self._rows += [Content.assemble(*heading), *keys]
            days = {self._promises[key].due: self._promises[key] for key in keys}
            self._days[standing] = max(len(self._day(promise)) for promise in days.values())

    def _day(self, promise: TrackedCommitment) -> str:
        if not promise.due:
            return ""
        late = promise.due < self._today
        mark = ("  " if promise.done else "! ") if late else ""
        return f"{mark}{format_weekday_date(promise.due, self._today)}  "
