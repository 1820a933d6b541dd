"""Sessions in which somebody promised something, for tests."""

from __future__ import annotations

from datetime import date, timedelta

from msgspec.structs import replace

from oneone_tui.workshop.changes import Committed
from oneone_tui.workshop.followup import Promise
from oneone_tui.workshop.session import TEAM_ONE, Session
from tests.unit.workshop.building import SIX, START, made, running

ANA, BEN, CY = "ana-ruiz", "ben-okafor", "cy-lam"


def promised(text: str, due: date | None = None, who: str = ANA, to: str = BEN) -> Committed:
    """The change by which somebody promises something."""
    return Committed(text=text, team=TEAM_ONE, who=who, to=to, due=due)


def promising(week: int, *changes: Committed) -> Session:
    """A session of six, so many weeks after the tests' start, in which this was promised."""
    session = made(running(*SIX), *changes)
    when = START + timedelta(weeks=week)
    return replace(session, info=replace(session.info, id=f"s{week}", created=when))


def promise(number: int, due: date | None = None, *, done: bool = False, week: int = 0) -> Promise:
    """A promise of Ana's to Ben."""
    return Promise(
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
