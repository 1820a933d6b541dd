"""Reducers and descriptions of the changes to the commitments."""

from datetime import date

from msgspec.structs import replace

from oneone_tui.workshop.dates import YEARS
from oneone_tui.workshop.model.changes.base import ChangeMeta, ChangeRejected
from oneone_tui.workshop.model.changes.commitments import (
    CommitmentAdded,
    CommitmentDeleted,
    CommitmentDone,
    CommitmentEdited,
    commitment_id,
)
from oneone_tui.workshop.model.records import Commitment
from oneone_tui.workshop.model.session import Session
from oneone_tui.workshop.reducers.notes import existing_place, require_place, require_text
from oneone_tui.workshop.reducers.registry import description, reducer
from oneone_tui.workshop.reducers.row_updates import with_replaced_row
from oneone_tui.workshop.text import LINE_LIMIT, clean


@reducer(CommitmentAdded)
def reduce_commitment_added(change: CommitmentAdded, session: Session, meta: ChangeMeta) -> Session:
    team, pair = existing_place(session, change.team, change.pair)
    made = Commitment(
        id=commitment_id(meta.key),
        text=require_text(change.text),
        at=meta.at,
        team=team,
        pair=pair,
        who=change.who,
        to=change.to,
        by=clean(change.by, limit=LINE_LIMIT),
        due=_require_near_day(change.due),
        console=meta.console,
    )
    return replace(session, commitments=(*session.commitments, made))


@description(CommitmentAdded)
def describe_commitment_added(change: CommitmentAdded, session: Session) -> str:
    return f"commitment: {clean(change.text, limit=LINE_LIMIT)}"


@reducer(CommitmentEdited)
def reduce_commitment_edited(
    change: CommitmentEdited, session: Session, meta: ChangeMeta
) -> Session:
    pair = (session.pair_of(change.who) if change.who else None) or session.pair(change.pair)

    def edit(commitment: Commitment) -> Commitment:
        team = pair.team if pair else commitment.team
        require_place(session, team, change.pair, change.who, change.to)
        return replace(
            commitment,
            text=require_text(change.text),
            team=team,
            pair=pair.id if pair else "",
            who=change.who,
            to=change.to,
            by=clean(change.by, limit=LINE_LIMIT),
            due=_require_near_day(change.due),
        )

    return replace(
        session,
        commitments=with_replaced_row(session.commitments, change.commitment, edit, "commitment"),
    )


@description(CommitmentEdited)
def describe_commitment_edited(change: CommitmentEdited, session: Session) -> str:
    return f"edited: {clean(change.text, limit=LINE_LIMIT)}"


@reducer(CommitmentDeleted)
def reduce_commitment_deleted(
    change: CommitmentDeleted, session: Session, meta: ChangeMeta
) -> Session:
    kept = tuple(c for c in session.commitments if c.id != change.commitment)
    if len(kept) == len(session.commitments):
        raise ChangeRejected("that commitment no longer exists")
    return replace(session, commitments=kept)


@description(CommitmentDeleted)
def describe_commitment_deleted(change: CommitmentDeleted, session: Session) -> str:
    texts = (c.text for c in session.commitments if c.id == change.commitment)
    return f"deleted: {next(texts, 'a commitment')}"


@reducer(CommitmentDone)
def reduce_commitment_done(change: CommitmentDone, session: Session, meta: ChangeMeta) -> Session:
    def tick(commitment: Commitment) -> Commitment:
        return replace(commitment, done=change.done)

    return replace(
        session,
        commitments=with_replaced_row(session.commitments, change.commitment, tick, "commitment"),
    )


@description(CommitmentDone)
def describe_commitment_done(change: CommitmentDone, session: Session) -> str:
    texts = (c.text for c in session.commitments if c.id == change.commitment)
    return f"{'done' if change.done else 'open again'}: {next(texts, 'a commitment')}"


def _require_near_day(day: date | None) -> date | None:
    if day and day.year not in YEARS:
        raise ChangeRejected("that day is too far away")
    return day
