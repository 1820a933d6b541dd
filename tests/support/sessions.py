"""Build sessions by hand, for tests that control each change and its time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from oneone_tui.guides import load_guide
from oneone_tui.workshop.agenda.schedule import schedule_of
from oneone_tui.workshop.model.changes import PairsDrawn, PeopleAdded, SegmentEntered, Started
from oneone_tui.workshop.model.changes.setup import NewPerson
from oneone_tui.workshop.model.session import TEAM_ONE, Session, new_session
from oneone_tui.workshop.reducers.apply import apply

if TYPE_CHECKING:
    from oneone_tui.workshop.model.changes import AnyChange
    from oneone_tui.workshop.model.records import Record

GUIDE = load_guide()
START = datetime(2026, 11, 9, 18, 0, tzinfo=UTC)
SIX = ("Ana Ruiz", "Ben Okafor", "Cy Lam", "Dee Park", "Eve Sol", "Fay Wu")


def time_at(seconds: float) -> datetime:
    """The time `seconds` after `START`."""
    return START + timedelta(seconds=seconds)


def people_added(*names: str, team: str = TEAM_ONE) -> PeopleAdded:
    """The change that adds people to the roster."""
    return PeopleAdded(people=tuple(NewPerson(name=name) for name in names), team=team)


def pairs_drawn(*pairs: tuple[str, ...], seed: int = 1) -> PairsDrawn:
    """The change that draws these pairs of ids."""
    return PairsDrawn(pairs=pairs, seed=seed)


def fresh_session(*names: str) -> Session:
    """A session with these people and nothing else."""
    session = new_session("a-session", "First", GUIDE, START, 7)
    return apply_changes(session, people_added(*names)) if names else session


def apply_changes(
    session: Session, *changes: AnyChange, seconds: float = 0, console: str = "a"
) -> Session:
    """The session after these changes, all made `seconds` after `START`."""
    for change in changes:
        session = apply(session, change, time_at(seconds), console)
    return session


def paired_session(*names: str) -> Session:
    """A session with people paired in order, an odd one added to the last pair."""
    session = fresh_session(*names)
    ids = [person.id for person in session.people]
    pairs = [tuple(ids[i : i + 2]) for i in range(0, len(ids) - 1, 2)]
    if len(ids) % 2:
        pairs[-1] = (*pairs[-1], ids[-1])
    return apply_changes(session, pairs_drawn(*pairs))


def running_session(*names: str, segment: str = "roles") -> Session:
    """A paired session whose clock was started and moved to `segment` at `START`."""
    session = apply_changes(paired_session(*(names or SIX)), Started(segment="roles"))
    return (
        session
        if segment == "roles"
        else apply_changes(session, SegmentEntered(left="roles", to=segment))
    )


def segment_ids(session: Session) -> list[str]:
    """The ids of the segments in the schedule."""
    return [segment.id for segment in schedule_of(session)]


def decode_again(session: Session) -> Session:
    """The session encoded as JSON and decoded again."""
    return msgspec.json.decode(msgspec.json.encode(session), type=Session)


def without_history(session: Session) -> Session:
    """The session without its history, to compare states."""
    return replace(session, history=())


def all_ids(session: Session) -> list[str]:
    """Every id of every record in the session."""
    tables: tuple[tuple[Record, ...], ...] = (
        session.people,
        session.teams,
        session.pairs,
        session.notes,
        session.commitments,
        session.clock,
        session.history,
    )
    return [row.id for table in tables for row in table]
