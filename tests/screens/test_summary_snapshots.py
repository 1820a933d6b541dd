"""Snapshots of the summary: empty, filled, with teams, overflowing, and its script edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from oneone_tui.workshop.dates import parse_day
from oneone_tui.workshop.model.changes import (
    CommitmentAdded,
    EntriesMerged,
    NoteDraft,
    NotesWritten,
    ReportScriptWritten,
    StageShown,
)
from oneone_tui.workshop.model.session import TEAM_ONE
from oneone_tui.workshop.model.terms import NoteKind, Stage
from tests.screens.test_snapshots import both_sizes, doing, opened
from tests.support.pilot import MIXED, START, fresh_session, rehearsed_session
from tests.support.pilot import apply_changes as made
from tests.support.team_sessions import session_in_teams

if TYPE_CHECKING:
    from oneone_tui.workshop.model.changes import AnyChange
    from oneone_tui.workshop.model.session import Session
    from tests.support.screen_snapshot import SnapshotFiles

pytestmark = pytest.mark.usefixtures("unpainted")
WRAP_UP, MINUTE = "wrap-up", 46.5
"""The segment of the summary, and a minute of it."""
PROMISES = (
    ("coffee with the youth group", "by fri"),
    ("ask the choir to sing at the meeting in front of the town hall", "3 dec"),
)
WORDS = ("we keep our word", "keeping our word", "a garden behind the houses")


def after(session: Session, *changes: AnyChange) -> Session:
    """The session after more changes, made during the summary."""
    return made(session, *changes, minute=MINUTE)


def with_outcome(session: Session) -> Session:
    """Something is common, some have committed themselves with a day, and some took away."""
    session = replace(session, commitments=())
    for pair, text in zip(session.pairs, WORDS, strict=False):
        kind = NoteKind.INTEREST if text == WORDS[-1] else NoteKind.VALUE
        said = NotesWritten(
            kind=kind, notes=(NoteDraft(text=text),), team=pair.team, pair=pair.id, on_board=True
        )
        session = after(session, said)
    one, other = [note.board for note in session.notes if note.text in WORDS[:2]][-2:]
    session = after(session, EntriesMerged(entries=(one, other)))
    for pair, (text, by) in zip(session.pairs, PROMISES, strict=False):
        day = parse_day(by, START.date())
        assert day
        who, to = pair.members[:2]
        promised = CommitmentAdded(
            text=text, team=pair.team, pair=pair.id, who=who, to=to, by=by, due=day.date
        )
        session = after(session, promised)
    taken = tuple(
        NoteDraft(text="asking is a way of taking someone seriously", person=person.id)
        for person in session.team_members(session.teams[0].id)[:3]
    )
    return after(
        session, NotesWritten(kind=NoteKind.TAKEAWAY, notes=taken, team=session.teams[0].id)
    )


def overflowing() -> Session:
    """Everything is longer than there is room for."""
    session = with_outcome(rehearsed_session(WRAP_UP, *MIXED))
    long = "the rents, the repairs, the children and whoever lives alone on the top floor; " * 4
    for pair in session.pairs:
        for person in pair.members:
            said = (NoteDraft(text=long, person=person),)
            session = after(
                session,
                NotesWritten(kind=NoteKind.TAKEAWAY, notes=said, team=TEAM_ONE),
                CommitmentAdded(text=long, team=TEAM_ONE, pair=pair.id, who=person, by="Easter"),
            )
    return after(
        session, ReportScriptWritten(team=TEAM_ONE, lines=(long, "住みやすい街 " * 20, *[long] * 3))
    )


@both_sizes
async def test_empty(snapshot: SnapshotFiles, size: tuple[int, int]) -> None:
    app = opened(made(fresh_session(), StageShown(stage=Stage.SUMMARY)))
    await snapshot.check(app, size, doing())


@both_sizes
async def test_nobody_wrote_anything(snapshot: SnapshotFiles, size: tuple[int, int]) -> None:
    session = replace(rehearsed_session(WRAP_UP), notes=(), commitments=())
    await snapshot.check(opened(session), size, doing())


@both_sizes
async def test_filled(snapshot: SnapshotFiles, size: tuple[int, int]) -> None:
    app = opened(with_outcome(rehearsed_session(WRAP_UP)))
    await snapshot.check(app, size, doing("O"))


@both_sizes
async def test_the_sections_further_down(snapshot: SnapshotFiles, size: tuple[int, int]) -> None:
    app = opened(with_outcome(rehearsed_session(WRAP_UP)))
    await snapshot.check(app, size, doing("s", "s", "s"))


@both_sizes
async def test_four_teams(snapshot: SnapshotFiles, size: tuple[int, int]) -> None:
    app = opened(with_outcome(session_in_teams(WRAP_UP)))
    await snapshot.check(app, size, doing("O", "tab", "o", "shift+tab"))


@both_sizes
async def test_everything_overflows(snapshot: SnapshotFiles, size: tuple[int, int]) -> None:
    await snapshot.check(opened(overflowing()), size, doing("o", "down"))


@both_sizes
async def test_a_line_of_the_talk_is_mended(snapshot: SnapshotFiles, size: tuple[int, int]) -> None:
    app = opened(with_outcome(rehearsed_session(WRAP_UP)))
    await snapshot.check(app, size, doing("o", typing="w: All of us."))
