"""A folder of earlier sessions, for tests that read across sessions."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

from msgspec.structs import replace

from oneone_tui.store.library import Library
from oneone_tui.workshop.history.attendance import attendance_history
from oneone_tui.workshop.model.records import Anchor, Commitment, Note, Pair
from oneone_tui.workshop.model.session import TEAM_ONE, Session
from oneone_tui.workshop.model.terms import NoteKind
from oneone_tui.workshop.pairing.draw import draw_pairs
from tests.support.pilot import START, fresh_session

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

TODAY = START.date()
TEXTS = (
    "call three neighbours",
    "bring two people to the meeting, and the key of the community room",
    "write to the council",
    "have coffee with the youth group",
)


def distinct_names(people: int) -> tuple[str, ...]:
    """`people` different names, some of them long or wide."""
    first = ("Ana", "Ben", "Cy", "Dee", "Eve", "Fay", "Gus", "李小龍", "Zoë", "Maria-Magdalena")
    last = ("Ruiz", "Okafor", "Lam", "Ødegård", "von und zu Hohenstein", "Park")
    return tuple(f"{first[n % 10]} {last[n // 10]}" for n in range(people))


def weekly_sessions(names: Sequence[str], weeks: int, coming: int) -> list[Session]:
    """Weekly sessions up to last week, each with `coming` of these people."""
    held: list[Session] = []
    for week in range(weeks):
        there = sorted(Random(week).sample(list(names), coming))
        session = fresh_session(*there, title=f"Week {week + 1}")
        when = START - timedelta(weeks=weeks - week)
        pairs = tuple(
            Pair(id=f"pair-{number}", team=TEAM_ONE, members=members)
            for number, members in enumerate(
                draw_pairs(session, attendance_history(held), week).pairs
            )
        )
        segments = ("turn-1-conversation", "turn-2-conversation")
        clock = (Anchor(id=s, at=when, segment=s, running=True) for s in segments)
        roles = dict(zip(("timekeeper", "note_taker", "reporter"), _ids(session), strict=False))
        held.append(
            replace(
                session,
                info=replace(session.info, id=f"week-{week}", created=when),
                teams=tuple(replace(team, **roles) for team in session.teams),
                pairs=pairs,
                clock=tuple(clock),
            )
        )
    return held


def with_commitments(session: Session, *dues: date | None) -> Session:
    """The session with a commitment per due day, people taking turns."""
    ids = _ids(session)
    return replace(
        session,
        commitments=tuple(
            Commitment(
                id=f"commitment-{number}",
                text=TEXTS[number % len(TEXTS)],
                at=session.info.created,
                team=TEAM_ONE,
                who=ids[number % len(ids)],
                to=ids[(number + 1) % len(ids)],
                due=due,
            )
            for number, due in enumerate(dues)
        ),
    )


def with_values(session: Session, *texts: str) -> Session:
    """The session with these texts as its notes, all values."""
    notes = (
        Note(id=f"note-{n}", kind=NoteKind.VALUE, text=text, at=session.info.created, team=TEAM_ONE)
        for n, text in enumerate(texts)
    )
    return replace(session, notes=tuple(notes))


def create_files(folder: Path, *sessions: Session) -> list[Path]:
    """Write the sessions to `folder` and return their paths."""
    return [Library(folder).create(session).path for session in sessions]


def _ids(session: Session) -> list[str]:
    return [person.id for person in session.people]
