"""Commitments across sessions: one row each, under a heading for each status."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import count, groupby

from textual.content import Content
from textual.reactive import var

from oneone_tui.widgets.choice_rows import GroupedRows
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
"""The statuses under which each row shows its own due date."""

Key = tuple[str, str]


class CommitmentList(GroupedRows[Key]):
    """A list of commitments, of any length, grouped by status.

    A commitment that is ticked off or reopened stays in its group until others are shown, so that
    nothing moves away under the cursor.
    """

    named: var[bool] = var(default=True)
    """Whether names may be shown."""

    def __init__(self, today: date, *, id: str) -> None:
        super().__init__(id=id)
        self._today = today
        self._commitments: dict[Key, TrackedCommitment] = {}
        self._days: dict[CommitmentStatus, int] = {}
        self._groups: dict[Key, CommitmentStatus] = {}

    @property
    def chosen(self) -> TrackedCommitment | None:
        """The commitment in the selected row."""
        key = self.chosen_entry
        return self._commitments[key] if key else None

    def set_commitments(
        self,
        commitments: Sequence[TrackedCommitment],
        statuses: Sequence[CommitmentStatus],
        *,
        afresh: bool,
    ) -> None:
        """Show these commitments, each under the heading of its status.

        If they are the same ones as before, each stays in its group unless they are to be grouped
        `afresh`.

        Args:
            commitments: The commitments in their order within each group.
            statuses: The status of each.
            afresh: Whether to group them again even if they are the same ones.
        """
        chosen = self.chosen
        self._commitments = {commitment.key: commitment for commitment in commitments}
        if afresh or self._commitments.keys() != self._groups.keys():
            self._groups = dict(zip(self._commitments, statuses, strict=True))
            self._build_rows()
        on = chosen.key if chosen else None
        found = (at for at, row in enumerate(self._rows) if row == on) if on else count(self.at)
        self.select_row(next(found, self.at))

    def watch_named(self) -> None:
        """Show or hide the names."""
        self.refresh()

    def row(self, at: int) -> Content:
        """Return a heading, or a commitment with its due date and people."""
        row = self._rows[at]
        if isinstance(row, Content):
            return row
        commitment, status = self._commitments[row], self._groups[row]
        late = commitment.status_on(self._today) is CommitmentStatus.OVERDUE
        day = f"{self._day(commitment):<{self._days[status]}}" if status in DATED else ""
        whose = format_who_to_whom(commitment) if self.named else ""
        muted = "$muted" if commitment.done else ""
        return Content.assemble(
            ("[✓] " if commitment.done else "[ ] ", "bold $success" if commitment.done else ""),
            (day, "$warning" if late else "$muted"),
            (f"{whose}: " if whose else "", muted or "bold"),
            (commitment.text, muted),
        )

    def _build_rows(self) -> None:
        self._rows = []
        by_status = sorted(self._groups, key=lambda key: list(HEADINGS).index(self._groups[key]))
        for status, found in groupby(by_status, key=self._groups.__getitem__):
            keys = list(found)
            heading = ((HEADINGS[status], "bold $accent"), (f"  {len(keys):,}", "$muted"))
            self.add_group(Content.assemble(*heading), keys)
            days = {self._commitments[key].due: self._commitments[key] for key in keys}
            self._days[status] = max(len(self._day(commitment)) for commitment in days.values())

    def _day(self, commitment: TrackedCommitment) -> str:
        if not commitment.due:
            return ""
        late = commitment.due < self._today
        mark = ("  " if commitment.done else "! ") if late else ""
        return f"{mark}{format_weekday_date(commitment.due, self._today)}  "
