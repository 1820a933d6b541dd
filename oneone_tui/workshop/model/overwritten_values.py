"""What a change overwrote: everything that is needed to undo it exactly."""

from typing import Generic, TypeVar

import msgspec

from oneone_tui.workshop.model.guide import Guide
from oneone_tui.workshop.model.records import (
    Allotment,
    Anchor,
    Commitment,
    Note,
    Pair,
    Person,
    Record,
    SessionInfo,
    Team,
    Wish,
)

R = TypeVar("R", bound=Record)


class OverwrittenRows(msgspec.Struct, Generic[R], frozen=True, omit_defaults=True):
    """How one table was before a change.

    `count` is how many rows there were, `rows` those that were changed or removed, as they
    were; `order` lists all ids as they stood, given only where cutting the table back to
    `count` rows would not restore it.
    """

    count: int
    rows: tuple[R, ...] = ()
    order: tuple[str, ...] = ()


class OverwrittenValues(msgspec.Struct, frozen=True, omit_defaults=True):
    """How everything that a change touched was before it; None where nothing changed."""

    info: SessionInfo | None = None
    guide: Guide | None = None
    people: OverwrittenRows[Person] | None = None
    teams: OverwrittenRows[Team] | None = None
    wishes: OverwrittenRows[Wish] | None = None
    pairs: OverwrittenRows[Pair] | None = None
    notes: OverwrittenRows[Note] | None = None
    commitments: OverwrittenRows[Commitment] | None = None
    agenda: OverwrittenRows[Allotment] | None = None
    clock: OverwrittenRows[Anchor] | None = None
