"""Snapshots of the board as it fills, and of the larger group's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from oneone_tui.workshop.model.changes import EntriesMerged, RoleGiven
from oneone_tui.workshop.model.terms import Role
from tests.screens.test_snapshots import both_sizes, doing, opened
from tests.support.pilot import apply_changes
from tests.support.screen_boards import OVERFLOWING, UNLIKE, I, R, V, add_notes, reporting_session
from tests.support.team_sessions import session_in_teams

if TYPE_CHECKING:
    from oneone_tui.workshop.model.session import Session
    from tests.support.screen_snapshot import SnapshotFiles

pytestmark = pytest.mark.usefixtures("unpainted")

COMMON = (*UNLIKE, (V, 3, "honesty"), (V, 2, "honest talk"), (I, 3, "rent control"))
OF_TEAMS = (
    *((V, 1, "dignity at work and at home"), (V, 4, "dignity at work and at home")),
    *((V, 7, "Dignity at work, and at home"), (V, 10, "dignity at home and at work")),
    *((V, 2, "patience"), (I, 3, "rent control"), (I, 8, "rent control"), (I, 5, "a garden")),
    *((R, 6, "has a van"), (R, 11, "cooks for fifty"), (R, 12, "speaks Turkish and Arabic")),
)


def with_common() -> Session:
    """A board on which three pairs said the same, and two."""
    session = reporting_session(*COMMON)
    entry = {(note.pair, note.text): note.board for note in session.notes}
    one, two, three = (pair.id for pair in session.pairs)
    honest = (entry[one, "honesty"], entry[three, "honesty"], entry[two, "honest talk"])
    rent = (entry[one, "rent control"], entry[three, "rent control"])
    merges = (EntriesMerged(entries=honest), EntriesMerged(entries=rent))
    return apply_changes(session, *merges, minute=31)


def with_reporters() -> Session:
    """Four teams, of which three know who reports for them."""
    session = add_notes(replace(session_in_teams("report-1"), notes=()), *OF_TEAMS)
    roles = (
        RoleGiven(team=team.id, role=Role.REPORTER, person=session.team_members(team.id)[0].id)
        for team in session.teams[:3]
    )
    return apply_changes(session, *roles, minute=31)


@both_sizes
async def test_board_empty(snapshot: SnapshotFiles, size: tuple[int, int]) -> None:
    await snapshot.check(opened(reporting_session()), size, doing())


@both_sizes
async def test_board_filled(snapshot: SnapshotFiles, size: tuple[int, int]) -> None:
    await snapshot.check(opened(with_common()), size, doing("right"))


@both_sizes
async def test_board_overflowing(snapshot: SnapshotFiles, size: tuple[int, int]) -> None:
    app = opened(reporting_session(*OVERFLOWING))
    keys = ("right", "end", "right", "down", "down")
    await snapshot.check(app, size, doing(*keys))


@both_sizes
async def test_board_with_a_line_that_may_be_the_same(
    snapshot: SnapshotFiles, size: tuple[int, int]
) -> None:
    app = opened(add_notes(with_common(), (V, 2, "patiance")))
    await snapshot.check(app, size, doing())


@both_sizes
async def test_the_larger_group(snapshot: SnapshotFiles, size: tuple[int, int]) -> None:
    await snapshot.check(opened(with_reporters()), size, doing("g"))
