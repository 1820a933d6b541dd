"""What a change overwrote, and how to restore it."""

from collections.abc import Sequence
from typing import TypeVar

from msgspec.structs import replace

from oneone_tui.workshop.model.overwritten_values import OverwrittenRows, OverwrittenValues
from oneone_tui.workshop.model.records import Record
from oneone_tui.workshop.model.session import Session

R = TypeVar("R", bound=Record)


def diff_sessions(before: Session, after: Session) -> OverwrittenValues:
    """Return what `after` overwrote of `before`."""
    return OverwrittenValues(
        info=before.info if before.info != after.info else None,
        guide=before.guide if before.guide != after.guide else None,
        people=_diff_rows(before.people, after.people),
        teams=_diff_rows(before.teams, after.teams),
        wishes=_diff_rows(before.wishes, after.wishes),
        pairs=_diff_rows(before.pairs, after.pairs),
        notes=_diff_rows(before.notes, after.notes),
        commitments=_diff_rows(before.commitments, after.commitments),
        agenda=_diff_rows(before.agenda, after.agenda),
        clock=_diff_rows(before.clock, after.clock),
    )


def restore_session(session: Session, before: OverwrittenValues) -> Session:
    """Return the session with the overwritten values restored, except its history."""
    return replace(
        session,
        info=before.info or session.info,
        guide=before.guide or session.guide,
        people=_restore_rows(session.people, before.people),
        teams=_restore_rows(session.teams, before.teams),
        wishes=_restore_rows(session.wishes, before.wishes),
        pairs=_restore_rows(session.pairs, before.pairs),
        notes=_restore_rows(session.notes, before.notes),
        commitments=_restore_rows(session.commitments, before.commitments),
        agenda=_restore_rows(session.agenda, before.agenda),
        clock=_restore_rows(session.clock, before.clock),
    )


def restore_before_all(session: Session, later: Sequence[OverwrittenValues]) -> Session:
    """Return the session as it was before several changes, except its history.

    It is the same as to restore one after the other, without a session for each.

    Args:
        session: The session after them.
        later: What they overwrote, the first change first.
    """
    return replace(
        session,
        info=next((one.info for one in later if one.info), session.info),
        guide=next((one.guide for one in later if one.guide), session.guide),
        people=_restore_back(session.people, [one.people for one in later]),
        teams=_restore_back(session.teams, [one.teams for one in later]),
        wishes=_restore_back(session.wishes, [one.wishes for one in later]),
        pairs=_restore_back(session.pairs, [one.pairs for one in later]),
        notes=_restore_back(session.notes, [one.notes for one in later]),
        commitments=_restore_back(session.commitments, [one.commitments for one in later]),
        agenda=_restore_back(session.agenda, [one.agenda for one in later]),
        clock=_restore_back(session.clock, [one.clock for one in later]),
    )


def _restore_back(now: tuple[R, ...], later: list[OverwrittenRows[R] | None]) -> tuple[R, ...]:
    rows: dict[str, R] = {}
    count: int | None = None
    for one in filter(None, reversed(later)):
        if one.order and count is not None:
            now = _restore_rows(now, OverwrittenRows(count=count, rows=tuple(rows.values())))
            rows, count = {}, None
        if one.order:
            now = _restore_rows(now, one)
        else:  # it cuts the table back: the earliest of several that do decides
            rows.update((row.id, row) for row in one.rows)
            count = one.count
    if count is None:
        return now
    return _restore_rows(now, OverwrittenRows(count=count, rows=tuple(rows.values())))


def _diff_rows(before: tuple[R, ...], after: tuple[R, ...]) -> OverwrittenRows[R] | None:
    if before is after or before == after:
        return None
    later = {row.id: row for row in after}
    changed = tuple(row for row in before if later.get(row.id) != row)
    ids = tuple(row.id for row in before)
    appended = tuple(row.id for row in after[: len(before)]) == ids
    return OverwrittenRows(count=len(before), rows=changed, order=() if appended else ids)


def _restore_rows(now: tuple[R, ...], rows: OverwrittenRows[R] | None) -> tuple[R, ...]:
    if rows is None:
        return now
    known = {row.id: row for row in now} | {row.id: row for row in rows.rows}
    order = rows.order or tuple(row.id for row in now[: rows.count])
    # People may mend the file by hand: what is gone from it stays gone.
    return tuple(known[row_id] for row_id in order if row_id in known)
