"""What a change did, told backwards: enough to take it back to the letter."""

from typing import TYPE_CHECKING, Generic, TypeVar

import msgspec
from msgspec.structs import replace

from oneone_tui.workshop.guide import Guide
from oneone_tui.workshop.records import (
    Allotment,
    Anchor,
    Commitment,
    Info,
    Note,
    Pair,
    Person,
    Record,
    Team,
    Wish,
)

if TYPE_CHECKING:
    from oneone_tui.workshop.session import Session

R = TypeVar("R", bound=Record)


class Rows(msgspec.Struct, Generic[R], frozen=True, omit_defaults=True):
    """How one table was before a change.

    `count` is how many rows there were, `rows` those that were changed or removed, as they
    were; `order` lists all ids as they stood, given only where cutting the table back to
    `count` rows would not restore it.
    """

    count: int
    rows: tuple[R, ...] = ()
    order: tuple[str, ...] = ()


class Before(msgspec.Struct, frozen=True, omit_defaults=True):
    """How everything that a change touched was before it; None where nothing changed."""

    info: Info | None = None
    guide: Guide | None = None
    people: Rows[Person] | None = None
    teams: Rows[Team] | None = None
    wishes: Rows[Wish] | None = None
    pairs: Rows[Pair] | None = None
    notes: Rows[Note] | None = None
    commitments: Rows[Commitment] | None = None
    agenda: Rows[Allotment] | None = None
    clock: Rows[Anchor] | None = None


def difference(before: "Session", after: "Session") -> Before:
    """What it takes to come from `after` back to `before`."""
    return Before(
        info=before.info if before.info != after.info else None,
        guide=before.guide if before.guide != after.guide else None,
        people=_rows(before.people, after.people),
        teams=_rows(before.teams, after.teams),
        wishes=_rows(before.wishes, after.wishes),
        pairs=_rows(before.pairs, after.pairs),
        notes=_rows(before.notes, after.notes),
        commitments=_rows(before.commitments, after.commitments),
        agenda=_rows(before.agenda, after.agenda),
        clock=_rows(before.clock, after.clock),
    )


def restored(session: "Session", before: Before) -> "Session":
    """`session` with everything that `before` tells put back; the history is left alone."""
    return replace(
        session,
        info=before.info or session.info,
        guide=before.guide or session.guide,
        people=_put_back(session.people, before.people),
        teams=_put_back(session.teams, before.teams),
        wishes=_put_back(session.wishes, before.wishes),
        pairs=_put_back(session.pairs, before.pairs),
        notes=_put_back(session.notes, before.notes),
        commitments=_put_back(session.commitments, before.commitments),
        agenda=_put_back(session.agenda, before.agenda),
        clock=_put_back(session.clock, before.clock),
    )


def _rows(before: tuple[R, ...], after: tuple[R, ...]) -> Rows[R] | None:
    if before is after or before == after:
        return None
    later = {row.id: row for row in after}
    changed = tuple(row for row in before if later.get(row.id) != row)
    ids = tuple(row.id for row in before)
    appended = tuple(row.id for row in after[: len(before)]) == ids
    return Rows(count=len(before), rows=changed, order=() if appended else ids)


def _put_back(now: tuple[R, ...], rows: Rows[R] | None) -> tuple[R, ...]:
    if rows is None:
        return now
    known = {row.id: row for row in now} | {row.id: row for row in rows.rows}
    order = rows.order or tuple(row.id for row in now[: rows.count])
    # People may mend the file by hand: what is gone from it stays gone.
    return tuple(known[row_id] for row_id in order if row_id in known)
