"""Sessions with commitments, for tests."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec.structs import replace

from oneone_tui.workshop.history.commitments import TrackedCommitment
from oneone_tui.workshop.model.changes import CommitmentAdded
from oneone_tui.workshop.model.session import TEAM_ONE, Session
from tests.support.sessions import SIX, START, apply_changes, running_session

ANA, BEN, CY = "ana-ruiz", "ben-okafor", "cy-lam"


def commitment_added(
    text: str, due: date | None = None, who: str = ANA, to: str = BEN
) -> CommitmentAdded:
    """The change that adds a commitment."""
    return CommitmentAdded(text=text, team=TEAM_ONE, who=who, to=to, due=due)


def session_with_commitments(week: int, *changes: CommitmentAdded) -> Session:
    """A session of six with these commitments, `week` weeks after `START`."""
    session = apply_changes(running_session(*SIX), *changes)
    when = START + timedelta(weeks=week)
    return replace(session, info=replace(session.info, id=f"s{week}", created=when))


def tracked_commitment(
    number: int, due: date | None = None, *, done: bool = False, week: int = 0
) -> TrackedCommitment:
    """A commitment of Ana to Ben, as read from a session file."""
    return TrackedCommitment(
        session=f"s{week}",
        title="First",
        held=START + timedelta(weeks=week),
        commitment=f"commitment-{number}",
        text=f"promise {number}",
        who=ANA,
        who_name="Ana Ruiz",
        to=BEN,
        to_name="Ben Okafor",
        due=due,
        done=done,
    )
