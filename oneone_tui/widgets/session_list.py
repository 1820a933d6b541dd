"""The library's list of sessions: a row each, however many there are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct
from textual.content import Content

from oneone_tui.widgets.choice_rows import ChoiceRows
from oneone_tui.widgets.text_block import spread_apart
from oneone_tui.workshop.model.terms import STAGE_TITLES, Stage

DAY = 12
ROOMY = 100
"""Columns from which on the headings stand in full."""
NARROW = 64
"""Columns below which only the most needed is told."""
FINISHED = "finished"
SORTED = "▾"


class SessionRow(Struct, frozen=True, gc=False):
    """A session on the shelf: what its row says, and in `text` all that it can be found by.

    `problem` is empty for a file that can be opened. There may be ten thousand: the collector of
    garbage does not look at them.
    """

    path: Path
    day: str
    title: str = ""
    stage: Stage | None = None
    finished: bool = False
    people: int = 0
    pairs: int = 0
    notes: int = 0
    commitments: int = 0
    names: str = ""
    text: str = ""
    problem: str = ""


class SessionRows(NamedTuple):
    """The sessions of the folder in every order there is, by its name; and which one to show."""

    orders: Mapping[str, Sequence[SessionRow]]
    chosen: Path | None = None


class SessionColumn(NamedTuple):
    """A column on the right of the rows: its order's name, its heading, its cells."""

    order: str
    heading: str
    cells: int


class SessionList(ChoiceRows):
    """Sessions to choose one from."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._rows: Sequence[SessionRow] = ()

    @property
    def count(self) -> int:
        """How many sessions there are."""
        return len(self._rows)

    @property
    def chosen(self) -> SessionRow | None:
        """The session of the row that is on."""
        return self._rows[self.at] if self._rows else None

    def set_rows(self, rows: Sequence[SessionRow], on: Path | None) -> None:
        """Show these sessions; the one at the path `on` is on, else the row that was."""
        self._rows = rows
        found = (i for i, one in enumerate(rows) if one.path == on)
        self.select_row(next(found, self.at) if on else self.at)

    def row(self, at: int) -> Content:
        """What is told of a session."""
        return format_session_row(self._rows[at], self.width)


def format_session_row(shelved: SessionRow, width: int) -> Content:
    """A session's row."""
    day = (f"{shelved.day:<{DAY}}", "$muted")
    if shelved.problem:
        return Content.assemble(day, ("! ", "bold $error"), shelved.problem)
    stage = STAGE_TITLES[shelved.stage] if shelved.stage else ""
    told = {
        "stage": FINISHED if shelved.finished else stage,
        "people": str(shelved.people),
        "pairs": str(shelved.pairs),
        "notes": str(shelved.notes),
        "commitments": str(shelved.commitments),
    }
    right = Content("".join(_cell(told[c.order], c) for c in _columns(width)))
    return spread_apart(Content.assemble(day, (shelved.title, "bold")), right, width)


def format_heading_row(order: str, width: int) -> Content:
    """What stands over the columns, with a sign at the one that they are sorted by."""
    left = _marked("date", "Date", order).ljust(DAY) + _marked("title", "Workshop", order)
    right = "".join(_cell(_marked(c.order, c.heading, order), c) for c in _columns(width))
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


def _marked(column: str, heading: str, order: str) -> str:
    return f"{SORTED}{heading}" if column == order else heading
