"""Sessions at moments of a workshop, and what the wall draws of them."""

from __future__ import annotations

from datetime import timedelta
from functools import lru_cache
from random import Random

from textual.geometry import Size

from oneone_tui.wall.columns import DigitsRow, WallRow
from oneone_tui.wall.drawing import draw
from oneone_tui.wall.view import Part, View
from oneone_tui.wall.view_builder import ViewBuilder
from oneone_tui.workshop.model.session import Session
from oneone_tui.workshop.reducers.apply import apply
from oneone_tui.workshop.rehearsal import prepare_rehearsal, rehearsal_script
from tests.support.sessions import START, fresh_session, time_at


@lru_cache
def rehearsed_states(people: int = 7) -> tuple[tuple[float, Session], ...]:
    """A whole rehearsal: the session after each action, with the seconds from `START`."""
    session = fresh_session(*(f"Person{n} Surname{n}" for n in range(people)))
    chance = Random(9)
    for change in prepare_rehearsal(session, chance):
        session = apply(session, change, START)
    states = [(0.0, session)]
    for action in rehearsal_script(session, chance):
        for change in action.changes(session):
            session = apply(session, change, START + timedelta(seconds=action.after))
        states.append((action.after, session))
    return tuple(states)


def rehearsed_at(seconds: float, people: int = 7) -> Session:
    """The rehearsal as it was `seconds` after `START`."""
    return [session for after, session in rehearsed_states(people) if after <= seconds][-1]


def view_at(
    session: Session, seconds: float, *, names_shown: bool = True, held: Part | None = None
) -> View:
    """What the wall shows `seconds` after `START`."""
    return ViewBuilder().build(session, time_at(seconds), names_shown=names_shown, held=held)


def pages_at(
    session: Session,
    seconds: float,
    size: tuple[int, int] = (80, 24),
    *,
    held: Part | None = None,
    zoom: int = 0,
) -> list[list[WallRow]]:
    """All pages that the wall turns through."""
    builder, now = ViewBuilder(), time_at(seconds)
    view = builder.build(session, now, names_shown=True, held=held)
    public = builder.public(session, names_shown=True)
    size_in_cells = Size(*size)
    first = draw(view, public, size_in_cells, now, zoom=zoom)
    more = (
        draw(view, public, size_in_cells, now, page=page, zoom=zoom)
        for page in range(1, first.pages)
    )
    return [list(drawing.rows) for drawing in (first, *more)]


def text_of(row: WallRow) -> str:
    """A row as plain text."""
    return row.cells if isinstance(row, DigitsRow) else row.plain


def text_at(
    session: Session, seconds: float, size: tuple[int, int] = (80, 24), held: Part | None = None
) -> str:
    """All pages as one text."""
    pages = pages_at(session, seconds, size, held=held)
    return "\n".join(text_of(row) for page in pages for row in page)
