"""Snapshots of the rounds and the report-back with 24 people in four teams."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.screens.test_snapshots import both_sizes, doing, opened
from tests.support.pilot import ROUNDS
from tests.support.team_sessions import session_in_teams, with_latecomer, with_partner_gone

if TYPE_CHECKING:
    from oneone_tui.workshop.model.session import Session
    from tests.support.screen_snapshot import SnapshotFiles

pytestmark = pytest.mark.usefixtures("unpainted")


def with_life(session: Session) -> Session:
    """Two people left, whose partners listen elsewhere; someone came late."""
    return with_latecomer(
        with_partner_gone(with_partner_gone(session, 1, at=2), 6, at=5), "Gus Wu", at=5
    )


@both_sizes
@pytest.mark.parametrize("keys", [(), ("tab",)], ids=["first", "second-team"])
async def test_rounds_of_four_teams(
    snapshot: SnapshotFiles, size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    app = opened(with_life(session_in_teams(ROUNDS)))
    await snapshot.check(app, size, doing(*keys))


@both_sizes
async def test_report_back_of_four_teams(snapshot: SnapshotFiles, size: tuple[int, int]) -> None:
    app = opened(with_life(session_in_teams("report-2")))
    await snapshot.check(app, size, doing("tab", "b"))
