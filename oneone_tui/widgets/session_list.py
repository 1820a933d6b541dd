"""The library's list of sessions: one row each, of any length."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from textual.content import Content

from oneone_tui.state import SessionRow
from oneone_tui.widgets.choice_rows import ChoiceRows
from oneone_tui.widgets.text_block import spread_apart
from oneone_tui.workshop.model.terms import STAGE_TITLES

DAY = 12
"""Cells of the date."""
ROOMY = 100
"""Columns from which on the headings are not shortened."""
NARROW = 64
"""Columns below which only the most important columns are shown."""
FINISHED = "finished"
SORTED = "▾"
"""The sign of the column that the list is sorted by."""


class SessionColumn(NamedTuple):
    """A column on the right: the sort order's name, the heading, the width in cells."""

    order: str
    heading: str
    cells: int


class SessionList(ChoiceRows):
    """A list of sessions, one of which is selected."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._rows: Sequence[SessionRow] = ()

    @property
    def count(self) -> int:
        """The number of sessions."""
        return len(self._rows)

    @property
    def chosen(self) -> SessionRow | None:
        """The selected session, or None."""
        return self._rows[self.at] if self._rows else None

    def set_rows(self, rows: Sequence[SessionRow], on: Path | None) -> None:
        """Show these sessions; select the one at the path `on`, or keep the selected row."""
        self._rows = rows
        found = (i for i, one in enumerate(rows) if one.path == on)
        self.select_row(next(found, self.at) if on else self.at)

    def row(self, at: int) -> Content:
        """Return a session's row."""
        return format_session_row(self._rows[at], self.width)


def format_session_row(session: SessionRow, width: int) -> Content:
    """Format a session as a row of `width` cells."""
    day = (f"{session.day:<{DAY}}", "$muted")
    if session.problem:
        return Content.assemble(day, ("! ", "bold $error"), session.problem)
    stage = STAGE_TITLES[session.stage] if session.stage else ""
    values = {
        "stage": FINISHED if session.finished else stage,
        "people": str(session.people),
        "pairs": str(session.pairs),
        "notes": str(session.notes),
        "commitments": str(session.commitments),
    }
    right = Content("".join(_cell(values[c.order], c) for c in _columns(width)))
    return spread_apart(Content.assemble(day, (session.title, "bold")), right, width)


def format_heading_row(order: str, width: int) -> Content:
    """Format the column headings, with a sign at the one that the list is sorted by."""
    left = _format_heading("date", "Date", order).ljust(DAY) + _format_heading(
        "title", "Workshop", order
    )
    right = "".join(_cell(_format_heading(c.order, c.heading, order), c) for c in _columns(width))
    return spread_apart(Content(left), Content(right), width).stylize("$muted")


def _columns(width: int) -> tuple[SessionColumn, ...]:
    stage, people = SessionColumn("stage", "Stage", 13), SessionColumn("people", "People", 7)
    if width < NARROW:
        return stage, people
    if width < ROOMY:
        numbers = (("pairs", "Pairs", 6), ("notes", "Notes", 6), ("commitments", "Commit", 7))
    else:
        numbers = (("pairs", "Pairs", 8), ("notes", "Notes", 8), ("commitments", "Commitments", 13))
    return (stage, people, *(SessionColumn(*number) for number in numbers))


def _cell(text: str, column: SessionColumn) -> str:
    return text.ljust(column.cells) if column.order == "stage" else text.rjust(column.cells)


def _format_heading(column: str, heading: str, order: str) -> str:
    return f"{SORTED}{heading}" if column == order else heading
