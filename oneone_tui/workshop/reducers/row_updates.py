"""Helpers of the reducers: replace a row, take away roles."""

from collections.abc import Callable
from typing import TypeVar

from msgspec.structs import replace

from oneone_tui.workshop.model.changes.base import ChangeRejected
from oneone_tui.workshop.model.records import Record
from oneone_tui.workshop.model.session import Session
from oneone_tui.workshop.model.terms import Role

R = TypeVar("R", bound=Record)


def with_replaced_row(
    rows: tuple[R, ...], row_id: str, make: Callable[[R], R], what: str
) -> tuple[R, ...]:
    """Return `rows` with the row of that id replaced by what `make` returns for it.

    Raises:
        ChangeRejected: There is no such row; the message calls it `what`.
    """
    if all(row.id != row_id for row in rows):
        raise ChangeRejected(f"that {what} no longer exists")
    return tuple(make(row) if row.id == row_id else row for row in rows)


def without_roles(session: Session, person: str) -> Session:
    """Return the session with every role of the person open again."""
    fields = [role.name.lower() for role in Role]
    teams = tuple(
        replace(team, **{field: "" for field in fields if getattr(team, field) == person})
        for team in session.teams
    )
    return replace(session, teams=teams)
