"""What all changes share."""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

import msgspec
from msgspec.structs import replace

from oneone_tui.workshop.records import Record
from oneone_tui.workshop.words import Role

if TYPE_CHECKING:
    from oneone_tui.workshop.session import Session

R = TypeVar("R", bound=Record)


class Refused(ValueError):
    """A change that the workshop, as it stands, does not allow; the message says why."""


class Stamp(msgspec.Struct, frozen=True):
    """When and where a change was made, and the key of its entry in the history."""

    at: datetime
    console: str
    key: str


class Change(msgspec.Struct, frozen=True, tag_field="change"):
    """Something a person did, as data."""

    def apply_to(self, session: "Session", stamp: Stamp) -> "Session":
        """The session after this change. Raises `Refused` where it makes no sense."""
        raise NotImplementedError

    def say(self, session: "Session") -> str:
        """One line that tells the change, given the session before it."""
        raise NotImplementedError


def replaced(rows: tuple[R, ...], row_id: str, make: Callable[[R], R], what: str) -> tuple[R, ...]:
    """`rows` with the one of that id made anew. Raises `Refused` where there is none."""
    if all(row.id != row_id for row in rows):
        raise Refused(f"there is no such {what} any more")
    return tuple(make(row) if row.id == row_id else row for row in rows)


def without_roles(session: "Session", person: str) -> "Session":
    """`session` with every role of `person` free again."""
    fields = [role.name.lower() for role in Role]
    teams = tuple(
        replace(team, **{field: "" for field in fields if getattr(team, field) == person})
        for team in session.teams
    )
    return replace(session, teams=teams)
