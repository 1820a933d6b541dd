"""The folders of sessions that a monkey's rounds begin with."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

from tests.support.hostile_session import hostile_session
from tests.support.pilot import (
    MIXED,
    OVER,
    PAIRING,
    REPORT_BACK,
    ROUNDS,
    SEVEN,
    SIX,
    START,
    SUMMARY,
    TWENTY_FOUR,
    fresh_session,
    rehearsed_session,
)
from tests.support.session_folder import weekly_sessions, with_commitments
from tests.support.team_sessions import session_in_teams, with_latecomer, with_partner_gone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from oneone_tui.workshop.model.session import Session


def beginnings(chance: Random) -> tuple[Session | None, Sequence[Session]]:
    """The session to open first, if any, and those that are in the folder besides."""
    minute = chance.choice((0, PAIRING, ROUNDS, REPORT_BACK, SUMMARY, OVER))
    first = chance.choice(
        (
            lambda: None,
            lambda: fresh_session(*MIXED),
            lambda: rehearsed_session(minute, *SIX),
            lambda: rehearsed_session(minute, *SEVEN),
            lambda: rehearsed_session(minute, *TWENTY_FOUR),
            lambda: session_in_teams(max(minute, PAIRING)),
            lambda: with_latecomer(
                with_partner_gone(session_in_teams(max(minute, PAIRING)), 4, at=5), "Hal", at=5
            ),
            hostile_session,
        )
    )()
    today = START.date()
    dues = (None, today, today - timedelta(days=30), today + timedelta(days=1))
    before = [
        with_commitments(one, *dues) for one in weekly_sessions(SEVEN, chance.randint(0, 3), 6)
    ]
    return first, before
