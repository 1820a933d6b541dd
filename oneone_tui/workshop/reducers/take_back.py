"""Taking an earlier change back while everything that came after it stays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple, TypeVar, cast

import msgspec
from msgspec.structs import replace

from oneone_tui.workshop.agenda.schedule import has_talking_begun
from oneone_tui.workshop.model.changes.base import ChangeRejected
from oneone_tui.workshop.model.overwritten_values import OverwrittenRows
from oneone_tui.workshop.model.records import Commitment, Note, Pair, Person, Record
from oneone_tui.workshop.model.terms import COLUMNS, Role
from oneone_tui.workshop.reducers.diff import restore_before_all, restore_session
from oneone_tui.workshop.reducers.pairs import reject_once_talking

if TYPE_CHECKING:
    from oneone_tui.workshop.model.session import HistoryEntry, Session

R = TypeVar("R", bound=Record)
T = TypeVar("T")
S = TypeVar("S", bound=Note | Commitment)


def take_back(session: Session, entry: HistoryEntry) -> Session:
    """Return the session as it would be without the change of `entry`, except its history.

    Raises:
        ChangeRejected: Something that the change touched was changed since, or what came later
            needs it.
    """
    later = session.history[session.history.index(entry) + 1 :]
    after = restore_before_all(session, [one.before for one in later])
    before = restore_session(after, entry.before)
    if entry.before.clock is not None and after.clock != session.clock:
        raise _Place(later, "clock").conflict()
    info, guide = session.info, session.guide
    if entry.before.info is not None:
        # The room's stage moves with the clock, and people look elsewhere all the time.
        moved = entry.before.clock is not None and info.stage is not after.info.stage
        known = replace(after.info, stage=info.stage) if moved else after.info
        was = replace(before.info, stage=info.stage) if moved else before.info
        info = _merge(was, known, info, _Place(later, "info"))
    if entry.before.guide is not None:
        guide = _merge(before.guide, after.guide, guide, _Place(later, "guide"))
    merged = replace(
        session,
        info=info,
        guide=guide,
        people=_merge_rows(before.people, after.people, session.people, _Place(later, "people")),
        teams=_merge_rows(before.teams, after.teams, session.teams, _Place(later, "teams")),
        wishes=_merge_rows(before.wishes, after.wishes, session.wishes, _Place(later, "wishes")),
        pairs=_merge_rows(before.pairs, after.pairs, session.pairs, _Place(later, "pairs")),
        notes=_merge_rows(before.notes, after.notes, session.notes, _Place(later, "notes")),
        commitments=_merge_rows(
            before.commitments, after.commitments, session.commitments, _Place(later, "commitments")
        ),
        agenda=_merge_rows(before.agenda, after.agenda, session.agenda, _Place(later, "agenda")),
        clock=before.clock if entry.before.clock is not None else session.clock,
    )
    if not later:
        return merged
    if merged.pairs != session.pairs and not has_talking_begun(before):
        reject_once_talking(session)
    pairs = {pair.id for pair in merged.pairs}
    merged = replace(
        merged,
        notes=_without_lost_pairs(session.notes, merged.notes, pairs),
        commitments=_without_lost_pairs(session.commitments, merged.commitments, pairs),
    )
    earlier = set(_contradictions(session))
    for words, wrong in _contradictions(merged):
        if (words, wrong) not in earlier:
            raise ChangeRejected(f"{words} since")
    return merged


class _Place(NamedTuple):
    """Where a change did something, and what was changed after it."""

    later: tuple[HistoryEntry, ...]
    table: str
    row: str = ""

    def conflict(self) -> ChangeRejected:
        """Return the error that names the last change made there."""
        for one in reversed(self.later):
            part = getattr(one.before, self.table)
            rows = {r.id for r in part.rows} if isinstance(part, OverwrittenRows) else set()
            if part is not None and (not self.row or self.row in rows):
                who = f"{one.console}: " if one.console else ""
                return ChangeRejected(f"something else came after it ({who}{one.said})")
        return ChangeRejected("it was changed since")


def _merge_rows(
    before: tuple[R, ...],
    after: tuple[R, ...],
    now: tuple[R, ...],
    place: _Place,
) -> tuple[R, ...]:
    if before == after:
        return now
    if now == after:
        return before
    was, made = {row.id: row for row in before}, {row.id: row for row in after}
    result = {row.id: row for row in now}
    missing: list[str] = []
    for row_id in dict.fromkeys((*made, *was)):
        old, new, here = was.get(row_id), made.get(row_id), result.get(row_id)
        if old in (new, here):
            continue
        there = place._replace(row=row_id)
        if old is None or (here is None and new is not None):
            if here != new:
                raise there.conflict()
            del result[row_id]
        elif new is None:
            if here is not None:
                raise there.conflict()
            result[row_id] = old
            missing.append(row_id)
        else:
            assert here is not None  # for the type checker: it was asked above
            result[row_id] = _merge(old, new, here, there)
    return _in_order(result, before, after, now, missing)


def _in_order(
    rows: dict[str, R],
    before: tuple[R, ...],
    after: tuple[R, ...],
    now: tuple[R, ...],
    missing: list[str],
) -> tuple[R, ...]:
    old = [row.id for row in before]
    order = [row.id for row in now if row.id in rows]
    if [row.id for row in now] == [row.id for row in after]:
        return tuple(rows[one] for one in old if one in rows)
    for row_id in (one for one in old if one in missing):
        # Behind the nearest of those that stood before it.
        ahead = set(old[: old.index(row_id)])
        at = max((i for i, one in enumerate(order, 1) if one in ahead), default=0)
        order.insert(at, row_id)
    return tuple(rows[one] for one in order)


def _merge(before: T, after: T, now: T, place: _Place) -> T:
    """Return `now` with what differs between `after` and `before` as it was before."""
    if before in (after, now):
        return now
    if now == after:
        return before
    if isinstance(now, msgspec.Struct):
        fields = {
            name: _merge(getattr(before, name), getattr(after, name), getattr(now, name), place)
            for name in now.__struct_fields__
        }
        return replace(now, **fields)
    if isinstance(before, tuple) and isinstance(after, tuple) and isinstance(now, tuple):
        # Steps of a guide; a pair's members are one value: each decides what the others may be.
        rows = list(zip(before, after, now, strict=False))
        is_aligned = len(before) == len(after) == len(now)
        if is_aligned and all(isinstance(one, msgspec.Struct) for row in rows for one in row):
            return cast("T", tuple(_merge(old, new, here, place) for old, new, here in rows))
    raise place.conflict()


def _without_lost_pairs(now: tuple[S, ...], rows: tuple[S, ...], pairs: set[str]) -> tuple[S, ...]:
    # What was said in a pair that is no more stays, as the team's, also where it comes back.
    known = {row.id: row.pair for row in now}
    return tuple(
        replace(row, pair="") if row.pair not in pairs and known.get(row.id) != row.pair else row
        for row in rows
    )


def _contradictions(session: Session) -> Iterator[tuple[str, str]]:
    """Yield what does not hold together, in words and by its id or number.

    What came later can need what an undo takes away. A session can also hold such a thing before:
    two consoles may remove a person and write down what that person said at the same time.
    """
    people, teams = {p.id for p in session.people}, {t.id for t in session.teams}
    pairs = {pair.id for pair in session.pairs}
    said: tuple[Note | Commitment, ...] = (*session.notes, *session.commitments)
    for pair in {row.pair for row in said} - pairs - {""}:
        yield "something was said in that pair", pair
    members: tuple[Person | Pair, ...] = (*session.people, *session.pairs)
    for team in ({row.team for row in said} | {one.team for one in members}) - teams:
        yield "that team was used", team
    named = [one for pair in session.pairs for one in (*pair.members, *pair.observers)]
    roles = [team.person_in_role(role) for team in session.teams for role in Role]
    wished = [one for wish in session.wishes for one in wish.people]
    noted = [note.person for note in session.notes]
    promised = [one for c in session.commitments for one in (c.who, c.to)]
    for person in {*named, *roles, *wished, *noted, *promised} - people - {""}:
        yield "that person was given a place or said something", person
    seats = Counter(one for pair in session.pairs for one in pair.members)
    numbers = Counter(pair.number for pair in session.pairs if pair.number)
    twice = [
        *(pair.id for pair in session.pairs if set(pair.members) & set(pair.observers)),
        *(person for person, count in seats.items() if count > 1),
        *(str(number) for number, count in numbers.items() if count > 1),
    ]
    for wrong in twice:
        yield "the pairs were changed", wrong
    boarded = [note for note in session.notes if note.board]
    kinds = {note.board: note.kind for note in boarded}
    for note in boarded:
        if note.kind not in COLUMNS or kinds[note.board] is not note.kind:
            yield "the board was changed", note.id
